"""The door between flyzone and a shell: what is printed where, and the exit status.

Standard output is for the result alone; with ``--json`` it is exactly one JSON document, whether
the command succeeds or fails.  Messages and progress go to standard error.

    0    done
    1    this input cannot be used; one message, no traceback
    2    wrong usage (Typer sees to it)
    130  stopped with Ctrl-C

A command opens the door once::

    @door
    def time(clip: Path, as_json: AsJson = False) -> None:
        '''Help text of the command.'''
        timing = workflows.time_clip(clip, ...)
        if as_json:
            print_json(timing_document(timing))

The decorator looks for the argument ``as_json``; without it errors are worded for people only.
"""

from __future__ import annotations

import functools
import json
import os
import sys
import traceback
from collections.abc import Callable
from typing import Annotated, Any, ParamSpec

import typer
from rich.console import Console

from flyzone.errors import FlyzoneError, OutputError

P = ParamSpec("P")

DEBUG_VARIABLE = "FLYZONE_DEBUG"
FAILED = 1
INTERRUPTED = 130

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]

# Typer's own ways out (exit status, abort, usage errors) are not failures of a command.  The last
# is the base of all usage errors; its home differs between releases of Typer.
_TYPERS_OWN: tuple[type[BaseException], ...] = (
    typer.Exit,
    typer.Abort,
    *typer.BadParameter.__bases__,
)


def door(command: Callable[P, None]) -> Callable[P, None]:
    """Wrap a command so that every way out of it is one a shell understands.

    Parameters
    ----------
    command : callable
        A Typer command; an argument called ``as_json`` says that the user asked for JSON.

    Returns
    -------
    callable
        With the same signature and help; raises nothing but Typer's own exits.
    """

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        as_json = bool(kwargs.get("as_json", False))
        try:
            command(*args, **kwargs)
            # A reader that has gone is noticed here, not at the interpreter's own last flush.
            _write("")
        except _TYPERS_OWN:
            raise
        except FlyzoneError as error:
            _fail(error.code, error.message, as_json)
        except KeyboardInterrupt:
            say("Stopped.")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            _drop_stdout()
            raise typer.Exit(FAILED) from None
        except Exception as error:
            if os.environ.get(DEBUG_VARIABLE) == "1":
                traceback.print_exc()
            _fail("unexpected", _unexpected(error), as_json)

    return wrapped


def say(message: str, *, style: str | None = None) -> None:
    """Print a message for people: standard error, never wrapped, coloured only on a terminal."""
    # A new console each time, because tests and shells swap sys.stderr.  Markup is off: "[0, 10]"
    # in a message is not a colour.
    Console(stderr=True, markup=False, highlight=False, soft_wrap=True, emoji=False).print(
        _printable(message), style=style
    )


def show(line: str) -> None:
    """Print a line of the result for people: standard output."""
    _write(_printable(line) + "\n")


def print_json(document: Any) -> None:
    """Print a JSON document on standard output, as one line.

    Parameters
    ----------
    document : JSON value
        NaN and infinity are refused: they are not JSON.

    Raises
    ------
    ValueError
        If a number is not finite.
    """
    # ASCII with escapes, so that no terminal's encoding can break an athlete's name.
    text = json.dumps(document, allow_nan=False)
    _write(text + "\n")


def _write(text: str) -> None:
    """Writes to standard output at once: a stream of documents must reach its reader one by one."""
    out = sys.stdout
    if out is None:
        # Closed by the shell (`>&-`): nobody wants to see it.
        return
    try:
        try:
            out.write(text)
        except UnicodeEncodeError:
            # A terminal without that letter: better its number than nothing.
            out.write(text.encode(out.encoding, "backslashreplace").decode(out.encoding))
        out.flush()
    except BrokenPipeError:
        raise
    except OSError as problem:
        # A full disk is no fault of the program.
        _drop_stdout()
        raise OutputError(
            f"The result could not be written to standard output ({problem.strerror}). Free some "
            "space, or send it somewhere else.",
            code="output-stdout",
        ) from problem


def _printable(message: str) -> str:
    # A file name or a key from a stranger's file must not steer the terminal, nor stop its encoder.
    return "".join(
        c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in message
    )


def _fail(code: str, message: str, as_json: bool) -> None:
    say(message, style="red")
    if as_json:
        try:
            print_json({"error": {"code": code, "message": message}})
        except (BrokenPipeError, OutputError):
            _drop_stdout()
    raise typer.Exit(FAILED)


def _unexpected(error: Exception) -> str:
    text = str(error).strip()
    what = f"{type(error).__name__}: {text}" if text else type(error).__name__
    return (
        f"flyzone failed in a way it did not expect ({what}). This is a fault of the program. "
        f"Run it again with {DEBUG_VARIABLE}=1 and report the traceback."
    )


def _drop_stdout() -> None:
    """Point standard output at nothing, so that the interpreter's last flush stays quiet."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        # Standard output is no real file (a test, a notebook): nothing will be flushed.
        return
