"""The settings of the service: one frozen object, read from the environment when asked.

Every setting has a default that works on a fresh machine. Facts about an index (its encoder, its
corpus) come from the index's own manifest, never from here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from corpus.errors import SettingsError

PREFIX = "OPERATIVE_"

WILDCARD_HOSTS = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - named to be recognised
"""Addresses to listen on that no client can be sent to."""

LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1")


class Settings(BaseSettings):
    """How one process of the service behaves; PORT is set as ``OPERATIVE_PORT``, and so on.

    ``encoder`` None means the one that the index names, or the bundled one for a new index; it may
    also be set as plain ``ENCODER``. ``public_url`` is the start of every permalink.
    ``allowed_hosts``, separated by commas, are host names that /mcp answers to; see ``mcp_hosts``.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="forbid", populate_by_name=True
    )

    index: Path = Path("var/index")
    host: str = Field(default="127.0.0.1", max_length=255)
    port: int = Field(default=8000, ge=0, le=65535)
    encoder: str | None = Field(
        default=None, validation_alias=AliasChoices(f"{PREFIX}ENCODER", "ENCODER")
    )
    public_url: str | None = None
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    max_query_chars: int = Field(default=2000, ge=1, le=100_000)
    max_k: int = Field(default=100, ge=1, le=10_000)
    max_body_bytes: int = Field(default=65_536, ge=1_024, le=16_777_216)

    @field_validator("encoder", "public_url", mode="before")
    @classmethod
    def _read_empty_as_unset(cls, value: object) -> object:
        """Compose files and shells pass an unset variable on as an empty string."""
        return None if value == "" else value

    @field_validator("public_url")
    @classmethod
    def _check_public_url(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query:
            raise ValueError("must be an http or https address without a query")
        return value.rstrip("/")

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split_hosts(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @property
    def base_url(self) -> str:
        """The start of every permalink, without a slash at the end."""
        if self.public_url is not None:
            return self.public_url
        host = "localhost" if self.host in WILDCARD_HOSTS else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    @property
    def mcp_hosts(self) -> tuple[str, ...] | None:
        """Host names that /mcp answers to; None answers to all of them.

        A page in a visitor's browser can point its own name at a server on the visitor's machine
        (DNS rebinding), so a server on the loopback address answers to loopback names, to the host
        of ``public_url`` and to ``allowed_hosts`` only. A server that listens to the network is
        reached under names that it cannot know: it checks them only if ``allowed_hosts`` is set.
        """
        if "*" in self.allowed_hosts:
            return None
        if not self.allowed_hosts and self.host not in LOOPBACK_HOSTS:
            return None
        public = urlsplit(self.base_url).hostname or ""
        names = ("127.0.0.1", "localhost", "[::1]", public, *self.allowed_hosts)
        return tuple(dict.fromkeys(name for name in names if name))

    def replace(self, **changes: Any) -> Self:
        """Return a copy with ``changes``, checked as if they came from the environment."""
        return self.load(**{**self.model_dump(), **changes})

    @classmethod
    def load(cls, **given: Any) -> Self:
        """Read the environment; ``given`` values (from the command line) win unless they are None.

        Raises SettingsError that names the variable, its value and what would be valid.
        """
        try:
            return cls(**{name: value for name, value in given.items() if value is not None})
        except ValidationError as error:
            raise SettingsError("; ".join(_describe(found) for found in error.errors())) from None


def _describe(found: Any) -> str:
    """Put one pydantic finding as: variable, value, what is wrong with it."""
    name = str(found["loc"][0]) if found["loc"] else "settings"
    key = name if name.upper() == name else f"{PREFIX}{name.upper()}"
    reason = str(found["msg"]).removeprefix("Value error, ")
    return f"{key} is {str(found['input'])!r}: {reason[:1].lower()}{reason[1:]}"
