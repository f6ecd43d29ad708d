"""Keep a table of reps in the store: each athlete's sessions, none twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import tzinfo
from os import PathLike
from uuid import uuid4

from flyzone.errors import InputError
from flyzone.model import Athlete, Notice
from flyzone.storage import Writer
from flyzone.workflows.rep_files import rep_file


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a table of reps.

    Attributes
    ----------
    sessions : mapping of str to int
        How many were new, the same, or changed.
    added : tuple of str
        Names of athletes who are new in the store.
    notices : tuple of Notice
    """

    sessions: Counter[str]
    added: tuple[str, ...]
    notices: tuple[Notice, ...]


def import_reps(
    store: Writer,
    path: str | PathLike[str],
    *,
    zone: tzinfo | None = None,
    add_athletes: bool = False,
) -> Kept:
    """Keep the sessions of a table of reps.

    Parameters
    ----------
    store : Writer
    path : path
    zone : tzinfo, optional
        Of moments without an offset.
    add_athletes : bool
        Whether a name that the store does not know makes a new athlete.

    Returns
    -------
    Kept

    Raises
    ------
    InputError
        If it is no such table, a name is not known, or a session clashes with one that is there:
        nothing of the table is kept then.
    """
    known: dict[str, list[Athlete]] = defaultdict(list)
    for one in store.athletes():
        known[one.name.casefold()].append(one)
    names: dict[str, str] = {}
    added: list[str] = []

    def id_of(name: str) -> str:
        if name not in names:
            athlete = Athlete(str(uuid4()), name)
            # As the store writes it: spaces made single.
            same = known[athlete.name.casefold()]
            if not same and not add_athletes:
                raise InputError(
                    f"The store knows nobody called {name!r}. Add him with `flyzone athlete add`, or "
                    "import with --add-athletes.",
                    code="import-unknown-athlete",
                )
            if len(same) > 1:
                raise InputError(
                    f"{len(same)} athletes of the store are called {name!r}. Give one of them "
                    "another name first.",
                    code="import-ambiguous-athlete",
                )
            if not same:
                store.save(athlete)
                added.append(athlete.name)
                same.append(athlete)
            names[name] = same[0].id
        return names[name]

    table = rep_file(path, zone=zone, athlete_id=id_of)
    sessions = [session for athlete in table.athletes for session in athlete.sessions]
    return Kept(Counter(store.save_many(sessions)), tuple(added), table.notices)
