"""``flyzone serve``: the app, for a phone at the track and a laptop at home."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flyzone.cli.backup import Files, files_folder
from flyzone.cli.door import door, say, show
from flyzone.cli.store_options import Database

if TYPE_CHECKING:
    from flyzone.web.lan.authority import Certificates
    from flyzone.web.lan.names import Names
    from flyzone.web.server import Listening
    from flyzone.web.site import Site

EVERYWHERE = "0.0.0.0"


@door
def serve(
    host: Annotated[
        str | None,
        typer.Option(
            "--host",
            envvar="FLYZONE_HOST",
            help="Where it listens; without it this machine alone, with --lan every network.",
        ),
    ] = None,
    port: Annotated[
        int,
        typer.Option(
            "--port", min=0, max=65535, envvar="FLYZONE_PORT", help="0 takes one that is free."
        ),
    ] = 8321,
    database: Database = None,
    files: Files = None,
    demo: Annotated[
        bool,
        typer.Option("--demo", help="A sample squad of virtual athletes, in a store of its own."),
    ] = False,
    lan: Annotated[
        bool,
        typer.Option(
            "--lan",
            help="HTTPS for phones on the same network, with an authority made for this machine.",
        ),
    ] = False,
    workers: Annotated[
        int,
        typer.Option("--workers", min=0, max=32, help="Processes that time clips; 0 for none."),
    ] = 1,
    behind_proxy: Annotated[
        str | None,
        typer.Option(
            "--behind-proxy",
            metavar="ADDRESS",
            envvar="FLYZONE_BEHIND_PROXY",
            help="Take the word of a proxy at this address on who asks, and that it speaks HTTPS.",
        ),
    ] = None,
) -> None:
    """Serve the app until Ctrl-C; prints where it is and what to do next. Give a password in the address
    of a database by FLYZONE_DATABASE_URL, where no list of processes shows it.
    """
    from flyzone.storage import open_store
    from flyzone.web.server import listen, run_app
    from flyzone.web.site import Site
    from flyzone.workflows.delete_athlete import finish_deleting
    from flyzone.workflows.demo_squad import demo_squad, is_demo
    from flyzone.workflows.export_athlete import clear_exports

    if lan and behind_proxy is not None:
        raise typer.BadParameter(
            "--lan speaks HTTPS itself; behind a proxy the proxy does. Drop one."
        )
    url = database or _default_url(demo=demo)
    folder = files_folder(url, files)
    place = host or (EVERYWHERE if lan else "127.0.0.1")
    # The address first: where another server has it, nothing else is begun.
    at = listen(place, port)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    names, certificates = _certificates(folder) if lan else (None, None)
    with contextlib.ExitStack() as open_until_the_end:
        store = open_until_the_end.enter_context(open_store(url))
        finish_deleting(store, folder)
        clear_exports(folder)
        with store.accounts() as accounts:
            nobody = not accounts.any()
        if demo and (nobody or not is_demo(folder)):
            say("Making a sample squad of 20 virtual athletes ...")
            demo_squad(store, folder, datetime.now(UTC).astimezone())
        site = Site(
            store,
            folder,
            url,
            secure=lan or behind_proxy is not None,
            lan=lan,
            demo=is_demo(folder),
        )
        _say_where(site, at, place, names)
        if demo:
            _say_keys(site)
        if certificates is not None and names is not None:
            open_until_the_end.enter_context(_trusted(certificates, names, at, place))
        open_until_the_end.enter_context(_working(site, workers))
        run_app(site, at, certificates=certificates, behind=behind_proxy)
    say("Stopped.")


def _default_url(*, demo: bool) -> str:
    """The user's own store; or for a demo one that is never his."""
    from flyzone.storage import default_url

    if not demo:
        return default_url()
    import platformdirs

    folder = platformdirs.user_data_path("flyzone") / "demo"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return f"sqlite:///{folder / 'demo.db'}"


def _certificates(folder: Path) -> tuple[Names, Certificates]:
    from flyzone.web.lan.authority import certificates
    from flyzone.web.lan.names import names_of_this_machine

    names = names_of_this_machine()
    return names, certificates(folder, names, datetime.now(UTC))


def _say_where(site: Site, at: Listening, host: str, names: Names | None) -> None:
    """Where it is, and the next step."""
    show(f"flyzone is at {_address(at, host, names)}")
    say(f"Store: {site.store.place}. Files: {site.folder}")
    with site.store.accounts() as accounts:
        nobody = not accounts.any()
    if nobody:
        say("Next: open that address and make the account of the owner.")
    if host not in ("127.0.0.1", "::1", "localhost") and not site.secure:
        say(
            "Others on this network can reach it, and without HTTPS they can read along. Phones need "
            "--lan for the camera and for working without a signal.",
            style="yellow",
        )


def _address(at: Listening, host: str, names: Names | None) -> str:
    if names is not None:
        return f"https://{names.best}:{at.port}/"
    shown = {EVERYWHERE: "localhost", "::": "localhost"}.get(host, host)
    return f"http://[{shown}]:{at.port}/" if ":" in shown else f"http://{shown}:{at.port}/"


def _say_keys(site: Site) -> None:
    from flyzone.workflows.demo_squad import new_keys

    say("Everybody in it is made up. Log in with one of these; they are shown this once:")
    for key in new_keys(site.store):
        show(f"  {key.role:<9} {key.name:<15} {key.password}")


@contextlib.contextmanager
def _trusted(certificates: Certificates, names: Names, at: Listening, host: str) -> Iterator[None]:
    """The helper that phones get the authority from, with its QR code."""
    import segno

    from flyzone.errors import InputError
    from flyzone.web.lan.authority import fingerprint
    from flyzone.web.server import helping_to_trust, listen

    try:
        there = listen(host, min(at.port + 1, 65535))
    except InputError:
        there = listen(host, 0)
    address = f"http://{names.best}:{there.port}/"
    if certificates.fresh:
        say(
            "A new authority was made: each phone must trust it once, also where it trusted an earlier "
            "one.",
            style="yellow",
        )
    show(f"Phones: scan this, or open {address}")
    if sys.stdout is not None and sys.stdout.isatty():
        segno.make(address, error="m").terminal(compact=True, border=2)
    say(
        f"Its SHA-256 fingerprint, to compare before trusting it: {fingerprint(certificates.authority)}"
    )
    say(
        f"It holds until {certificates.until:%Y-%m-%d}, for {', '.join((*names.hosts, *names.addresses))}."
    )
    with helping_to_trust(certificates.authority, at.port, there):
        yield


@contextlib.contextmanager
def _working(site: Site, workers: int) -> Iterator[None]:
    """Processes that do the heavy work beside the server; they end with it."""
    if not workers:
        yield
        return
    from flyzone.cli.work import pool_of

    with pool_of(site.database, site.folder, workers):
        yield
