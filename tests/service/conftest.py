"""One real index, built once, behind an in-process client and behind a real server."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from starlette.testclient import TestClient

from corpus import Corpus, load_corpus
from index.build import build_index
from index.encoder import load_encoder
from index.search import Searcher
from service.app import create_app
from service.server import configure
from service.settings import Settings

SETTINGS_VARIABLES = (
    "ENCODER",
    *(f"OPERATIVE_{name.upper()}" for name in Settings.model_fields),
)


@pytest.fixture(scope="session", autouse=True)
def no_settings_from_outside() -> Iterator[None]:
    """Keep the environment of whoever runs the tests out of them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in SETTINGS_VARIABLES:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The four reports that the repository carries."""
    return load_corpus()


@pytest.fixture(scope="session")
def index_folder(tmp_path_factory: pytest.TempPathFactory, corpus: Corpus) -> Path:
    """The index of the four reports with the bundled encoder."""
    folder = tmp_path_factory.mktemp("service") / "index"
    build_index(corpus, load_encoder(None), folder, None)
    return folder


@pytest.fixture(scope="session")
def searcher(index_folder: Path) -> Searcher:
    """The opened index."""
    return Searcher.open(index_folder)


@pytest.fixture(scope="session")
def settings(index_folder: Path) -> Settings:
    """Settings as they are by default, but for the index and a public address."""
    return Settings(index=index_folder, public_url="https://reports.example")


@pytest.fixture(scope="session")
def app(searcher: Searcher, settings: Settings) -> FastAPI:
    """The application over the real index."""
    return create_app(searcher, settings)


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    """An in-process client; an error that the application does not handle fails the test."""
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


@pytest.fixture(scope="session")
def served(searcher: Searcher) -> Iterator[str]:
    """The address of a real server on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        app = create_app(searcher, Settings(port=port))
        server = uvicorn.Server(configure(app))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started and thread.is_alive():
            thread.join(0.01)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join()
