"""Settings come from the environment, are frozen, and say what is wrong with a value."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from corpus.errors import SettingsError
from service.settings import Settings


def test_defaults_need_no_environment() -> None:
    """A fresh machine serves on the loopback address with an index under the working directory."""
    settings = Settings.load()
    assert settings.index == Path("var/index")
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.encoder is None


def test_environment_is_read_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Variables with the prefix OPERATIVE_ set the fields of the same name."""
    monkeypatch.setenv("OPERATIVE_PORT", "9001")
    monkeypatch.setenv("OPERATIVE_INDEX", "/srv/index")
    monkeypatch.setenv("OPERATIVE_ALLOWED_HOSTS", "a.example, b.example")
    settings = Settings.load()
    assert settings.port == 9001
    assert settings.index == Path("/srv/index")
    assert settings.allowed_hosts == ("a.example", "b.example")


@pytest.mark.parametrize("variable", ["ENCODER", "OPERATIVE_ENCODER"])
def test_encoder_has_a_plain_name_too(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The encoder is set by either variable."""
    monkeypatch.setenv(variable, "some-model")
    assert Settings.load().encoder == "some-model"


def test_the_prefixed_encoder_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two variables for the encoder, the one meant for this service counts."""
    monkeypatch.setenv("ENCODER", "general")
    monkeypatch.setenv("OPERATIVE_ENCODER", "ours")
    assert Settings.load().encoder == "ours"


def test_an_empty_encoder_is_no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that a compose file passes on unset means the default."""
    monkeypatch.setenv("ENCODER", "")
    assert Settings.load().encoder is None


def test_the_command_line_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given values beat the environment unless they are None."""
    monkeypatch.setenv("OPERATIVE_PORT", "9001")
    assert Settings.load(port="9002").port == 9002
    assert Settings.load(port=None).port == 9001


@pytest.mark.parametrize(
    ("variable", "value", "valid"),
    [
        ("OPERATIVE_PORT", "eighty", "integer"),  # not a number
        ("OPERATIVE_PORT", "70000", "65535"),  # no such port
        ("OPERATIVE_MAX_K", "0", "greater than or equal to 1"),  # nothing could be asked
        ("OPERATIVE_MAX_QUERY_CHARS", "1.5", "integer"),  # half a character
        ("OPERATIVE_MAX_BODY_BYTES", "10", "1024"),  # smaller than a question
        ("OPERATIVE_PUBLIC_URL", "reports.example", "http"),  # no scheme
        ("OPERATIVE_PUBLIC_URL", "https://reports.example/?a=b", "without a query"),  # a query
        ("OPERATIVE_PUBLIC_URL", "http://[", "http"),  # not an address at all
    ],
)
def test_a_bad_value_is_named(
    variable: str, value: str, valid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message has the variable, the value and what would be valid."""
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as caught:
        Settings.load()
    message = str(caught.value)
    assert variable in message
    assert value in message
    assert valid.lower() in message.lower()


def test_settings_are_frozen() -> None:
    """A setting cannot change while the service runs."""
    with pytest.raises(ValidationError):
        Settings().port = 1


@pytest.mark.parametrize(
    ("given", "base_url"),
    [
        ({"port": 9000}, "http://127.0.0.1:9000"),  # where it listens
        ({"host": "0.0.0.0"}, "http://localhost:8000"),  # noqa: S104 - no one can go to 0.0.0.0
        ({"host": "::1"}, "http://[::1]:8000"),  # an IPv6 address stands in brackets
        ({"public_url": "https://un.example/cop/"}, "https://un.example/cop"),  # no slash twice
    ],
)
def test_permalinks_start_where_clients_can_reach(given: dict[str, object], base_url: str) -> None:
    """The public address counts if it is set, else the address listened on."""
    assert Settings.load(**given).base_url == base_url


@pytest.mark.parametrize(
    ("given", "hosts"),
    [
        ({}, ("127.0.0.1", "localhost", "[::1]")),  # loopback: only loopback names
        ({"host": "0.0.0.0"}, None),  # noqa: S104 - on the network: names cannot be known
        (
            {"public_url": "https://un.example"},  # behind a proxy
            ("127.0.0.1", "localhost", "[::1]", "un.example"),
        ),
        (
            {"host": "0.0.0.0", "allowed_hosts": "un.example"},  # noqa: S104 - named after all
            ("127.0.0.1", "localhost", "[::1]", "un.example"),
        ),
        ({"allowed_hosts": "*"}, None),  # checking is switched off
    ],
)
def test_hosts_that_mcp_answers_to(given: dict[str, object], hosts: tuple[str, ...] | None) -> None:
    """A loopback server answers to names it knows; a network server to all unless told."""
    assert Settings.load(**given).mcp_hosts == hosts
