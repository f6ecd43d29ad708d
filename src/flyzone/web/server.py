"""The app at an address: one process, many threads, and an end that cuts nobody off in the middle.

Requests are short and the store lets one write at a time, so more web processes would only wait for each
other; heavy work is done by workers of their own.  When the server is told to stop, open streams of
events end at once, and what is being answered is answered.
"""

from __future__ import annotations

import contextlib
import signal
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import uvicorn

from flyzone.errors import InputError
from flyzone.web.app import create_app
from flyzone.web.lan.authority import Certificates
from flyzone.web.lan.trust import trust_app
from flyzone.web.site import Site
from flyzone.web.warming import keep_warm

LARGEST_HEADERS = 16 * 1024
KEEP_ALIVE_S = 15
LAST_ANSWERS_S = 8
"""How long a stopping server lets answers go on."""
_ENDS = (signal.SIGINT, signal.SIGTERM)
_SETTINGS: dict[str, Any] = {
    "log_level": "warning",
    "access_log": False,
    "server_header": False,
    "http": "h11",
    "ws": "none",
    "h11_max_incomplete_event_size": LARGEST_HEADERS,
    "timeout_keep_alive": KEEP_ALIVE_S,
    "timeout_graceful_shutdown": LAST_ANSWERS_S,
    "limit_concurrency": 1000,
}


@dataclass(frozen=True, slots=True)
class Listening:
    """A socket that is bound: from then on the address is ours.

    Attributes
    ----------
    socket : socket
    port : int
    """

    socket: socket.socket
    port: int


class AppServer(uvicorn.Server):
    """A server that tells its site when it is to end."""

    def __init__(self, config: uvicorn.Config, site: Site) -> None:
        super().__init__(config)
        self._site = site

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Hears them while it serves; unlike uvicorn's own, does not raise them again at the end.

        That would end the process before the store is closed.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {one: signal.signal(one, self.handle_exit) for one in _ENDS}
        try:
            yield
        finally:
            for one, handler in before.items():
                signal.signal(one, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Ends the streams, which would otherwise hold it up."""
        self._site.closing.set()
        super().handle_exit(sig, frame)


def listen(host: str, port: int) -> Listening:
    """Takes an address.

    Parameters
    ----------
    host : str
        A name or an address of this machine; ``0.0.0.0`` and ``::`` are all of them.
    port : int
        0 takes one that is free.

    Raises
    ------
    InputError
        If there is no such address here, or somebody else has it.
    """
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        made = socket.socket(family, socket.SOCK_STREAM)
    except OSError as problem:
        raise _no_address(host, port, problem) from problem
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(place)
        made.listen(256)
    except OSError as problem:
        made.close()
        raise _no_address(host, port, problem) from problem
    return Listening(made, int(made.getsockname()[1]))


def run_app(
    site: Site,
    at: Listening,
    *,
    certificates: Certificates | None = None,
    behind: str | None = None,
) -> None:
    """Serves a site until it is told to stop (Ctrl-C, SIGTERM).

    Parameters
    ----------
    site : Site
    at : Listening
    certificates : Certificates, optional
        With them it speaks HTTPS.
    behind : str, optional
        The address of a proxy whose word on who asks is taken.
    """
    words = dict(_SETTINGS)
    if certificates is not None:
        words |= {
            "ssl_certfile": str(certificates.chain),
            "ssl_keyfile": str(certificates.key),
        }
    words["proxy_headers"] = behind is not None
    if behind is not None:
        words["forwarded_allow_ips"] = behind
    server = AppServer(uvicorn.Config(create_app(site), **words), site)
    keep_warm(site)
    try:
        server.run(sockets=[at.socket])
    finally:
        site.closing.set()
        at.socket.close()


@contextlib.contextmanager
def helping_to_trust(authority: Path, app_port: int, at: Listening) -> Iterator[None]:
    """Serves the authority's certificate and the steps to trust it, beside the app.

    Parameters
    ----------
    authority : Path
    app_port : int
    at : Listening
    """
    config = uvicorn.Config(
        trust_app(authority, app_port), lifespan="off", proxy_headers=False, **_SETTINGS
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [at.socket]}, name="trust", daemon=True
    )
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(LAST_ANSWERS_S)
        at.socket.close()


def _no_address(host: str, port: int, problem: OSError) -> InputError:
    return InputError(
        f"flyzone cannot listen at {host}, port {port} ({problem.strerror or problem}). Stop what is "
        "there, or choose another with --port.",
        code="serve-address",
    )
