"""A file that takes its name only when it is complete.

Whatever is written grows under a hidden name beside its target, is flushed to the disk, and only
then replaces the target in one step.  So a full disk, an exception or a killed program never leaves
half a file under a good name, and an older good file stays until a better one is complete.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from flyzone.errors import OutputError


def check_target(
    path: Path, suffixes: tuple[str, ...], *, what: str = "file", code: str = "output-suffix"
) -> None:
    """Says at once, before any work, why a file cannot get this name.

    Parameters
    ----------
    path : Path
    suffixes : tuple of str
        Endings that the name may have, lower case, with their dot.
    what : str
        What the file is, for the message: "clip", "picture" ...
    code : str
        Of the error for a wrong ending.

    Raises
    ------
    OutputError
        If the ending is none of ``suffixes``, the folder does not exist, or something else than an
        ordinary file has that name.
    """
    if path.suffix.lower() not in suffixes:
        endings = suffixes[0] if len(suffixes) == 1 else f"one of {', '.join(suffixes)}"
        raise OutputError(
            f"The name of a {what} must end in {endings}, got {path.name!r}. Rename the output.",
            code=code,
        )
    if not path.parent.is_dir():
        raise OutputError(
            f"The folder {path.parent} for {path.name} does not exist. Create it first.",
            code="output-folder",
        )
    if path.exists() and not path.is_file():
        raise OutputError(
            f"{path} is not an ordinary file, so a {what} cannot take its place. "
            "Choose another name.",
            code="output-not-a-file",
        )


def reserve_beside(path: Path, *, what: str = "file") -> Path:
    """Creates an empty temporary file in the same folder, for `settle` to rename at the end.

    Raises
    ------
    OutputError
        If the folder cannot be written to.
    """
    # Hidden, and with the target's suffix, from which some encoders take the format.
    temporary = path.with_name(f".{path.stem[:40]}.{secrets.token_hex(4)}.partial{path.suffix}")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    except (OSError, ValueError) as problem:
        full = getattr(problem, "errno", None) == errno.ENOSPC
        reason = getattr(problem, "strerror", None) or str(problem)
        raise OutputError(
            f"The {what} {path.name} cannot be written to {path.parent} ({reason}). "
            "Choose a folder that you may write to and that has space.",
            code="output-disk-full" if full else "output-folder",
        ) from problem
    return temporary


def settle(temporary: Path, path: Path) -> None:
    """Flushes a finished temporary file to the disk and gives it its name; `OSError` as it comes."""
    with temporary.open("rb+") as file:
        os.fsync(file.fileno())
    os.replace(temporary, path)


@contextlib.contextmanager
def written_whole(path: str | os.PathLike[str], *, what: str = "file") -> Iterator[Path]:
    """A temporary path to write to; it becomes ``path`` when the block ends without an exception.

    Parameters
    ----------
    path : path
        A link is followed, so that the file it names is replaced and not the link itself.
    what : str
        What the file is, for the message.

    Yields
    ------
    Path
        An empty file beside the target, with its ending.

    Raises
    ------
    OutputError
        If the file cannot be written; nothing is kept of it then, and an older file of that name is
        untouched.  Other exceptions pass through, with the same promise.

    Examples
    --------
    >>> with written_whole(folder / "splits.csv") as temporary:   # doctest: +SKIP
    ...     temporary.write_text("distance_m,time_s")
    """
    try:
        target = Path(os.path.realpath(path))
    except (OSError, ValueError) as problem:
        raise OutputError(
            f"{os.fspath(path)!r} is no name for a {what} ({problem}). Choose another name.",
            code="output-folder",
        ) from problem
    temporary = reserve_beside(target, what=what)
    try:
        yield temporary
        settle(temporary, target)
    except OSError as problem:
        full = problem.errno == errno.ENOSPC
        reason = "the disk is full" if full else problem.strerror or str(problem)
        raise OutputError(
            f"The {what} {target.name} could not be written to {target.parent} ({reason}). Nothing "
            "was kept of it and an older file of that name is untouched. "
            + ("Free some space" if full else "Check the folder's permissions")
            + " or choose another folder.",
            code="output-disk-full" if full else "output-write",
        ) from problem
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
