"""``operative serve``: answer over HTTP and MCP until stopped."""

from __future__ import annotations

import errno
import gc
import socket
import sys
from argparse import Namespace

import uvicorn
from threadpoolctl import threadpool_limits

from corpus.errors import SettingsError
from service.app import create_app
from service.building import build_if_needed
from service.opening import open_index
from service.progress import Progress
from service.server import configure
from service.settings import Settings


def run(arguments: Namespace) -> int:
    """Serve the index, built first if there is none or it is stale; port 0 takes a free port.

    The port is taken before the index is built: that it is not free is said at once.
    """
    settings = Settings.load(host=arguments.host, port=arguments.port)
    progress = Progress(sys.stderr)
    with listen(settings) as listener:
        settings = settings.replace(port=listener.getsockname()[1])
        build_if_needed(settings, progress)
        app = create_app(open_index(settings), settings)
        _settle_memory()
        _settle_threads()
        progress.say(f"serving on {settings.base_url}, documentation at {settings.base_url}/docs")
        try:
            uvicorn.Server(configure(app)).run(sockets=[listener])
        except KeyboardInterrupt:
            progress.say("stopped")
    return 0


def listen(settings: Settings) -> socket.socket:
    """Take the port. Raises SettingsError where it is not free or the host is not this machine."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            settings.host or None, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise SettingsError(f"OPERATIVE_HOST is {settings.host!r}: {error.strerror}") from None
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise SettingsError(_refusal(settings, error)) from None
    return listener


def _settle_memory() -> None:
    """Keep the garbage collector off the index, which lives as long as the process.

    Walking it took 90 ms on two cores, and some question would wait for that.
    """
    gc.collect()
    gc.freeze()


def _settle_threads() -> None:
    """Let every product of matrices take one thread: they are small, and requests run side by side.

    With two, each waits for the other core, which is busy with another request: 40 % fewer requests
    a second on two cores.
    """
    threadpool_limits(1, user_api="blas")


def _refusal(settings: Settings, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"port {settings.port} on {settings.host} is taken by another program; "
            "choose another with --port or OPERATIVE_PORT (0 takes any free one)"
        )
    return f"cannot listen on {settings.host} port {settings.port}: {error.strerror}"
