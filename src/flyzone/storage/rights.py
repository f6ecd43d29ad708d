"""What a viewer may write, and the one gate that every write goes through.

He may write what he sees, with exceptions that follow from the coach's work: athletes and groups are
made by the owner of the store (a coach enrols an athlete into a group of his), and rules are changed by
coaches and owners, for everybody by the owner alone.  What makes an athlete an adult, or fit for jumps
from a box, is not for himself to say; and that a minor may be on a public board is for his guardian.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from flyzone.errors import InputError
from flyzone.model import Athlete, CameraPlace, Consent, Ground, Group, RuleChange, StoredClip
from flyzone.storage import tables
from flyzone.storage.audit import AuditEntry
from flyzone.storage.kinds import Kind, Plain
from flyzone.storage.results import StoredResult
from flyzone.storage.scope import Scope, unknown
from flyzone.storage.viewer import Viewer

Change = tuple[Plain | None, Plain]
"""A record as it is in the store, if it is there, and as it shall be."""


def admit(connection: Connection, scope: Scope, kind: Kind, changes: Sequence[Change]) -> None:
    """Refuses every change that the viewer may not make.

    Raises
    ------
    InputError
        Naming what stands against the first of them.
    """
    athletes: set[str] = set()
    groups: set[str] = set()
    taken: dict[str, str] = {}
    for before, after in changes:
        if before is None:
            # A new athlete is not there yet to be seen.
            athletes |= kind.athlete_ids(after) - ({after["id"]} if kind.word is Athlete else set())
        else:
            if _belongs(before) != _belongs(after):
                raise _taken(kind, after["id"])
            athletes |= kind.athlete_ids(after) - kind.athlete_ids(before)
            for athlete in kind.athlete_ids(before):
                taken[athlete] = after["id"]
        if after.get("group_id") is not None:
            groups.add(after["group_id"])
        _check(scope, kind, before, after)
    if strangers := scope.unseen(connection, tables.athletes, taken):
        raise _taken(kind, taken[strangers[0]])
    if strangers := scope.unseen(connection, tables.athletes, athletes):
        raise unknown("athlete", strangers[0])
    if strangers := scope.unseen(connection, tables.groups, groups):
        raise unknown("group", strangers[0])


def forbidden(why: str) -> InputError:
    """The error for what a viewer may not do."""
    return InputError(f"This is not yours to write: {why}.", code="store-forbidden")


NOT_HIS_OWN = ("born", "lands_well", "kidney_disease", "public")
"""Fields of an athlete that he does not change himself: advice and privacy hang on them."""


def _check(scope: Scope, kind: Kind, before: Plain | None, after: Plain) -> None:
    viewer, new = scope.viewer, before is None
    if viewer.role == "owner":
        return
    if kind.word is AuditEntry:
        raise forbidden("the audit trail is written by the store itself")
    if kind.word is Group and after["id"] not in viewer.group_ids:
        raise unknown("group", after["id"])
    if kind.word is Athlete and new:
        raise forbidden("only the owner of a store adds athletes; a coach enrols one into a group")
    if viewer.role == "coach":
        _check_coach(kind, before, after)
    else:
        _check_own(viewer, kind, before, after)
    if kind.word is StoredResult and after["athlete_id"] is None:
        raise forbidden("only the owner of a store keeps results of nobody; name the athlete")
    if kind.word is StoredClip and after["athlete_id"] is None and after["group_id"] is None:
        raise forbidden("only the owner of a store keeps clips of nobody; name athlete or group")


def _check_coach(kind: Kind, before: Plain | None, after: Plain) -> None:
    """What a coach leaves to others."""
    everybody = kind.word is RuleChange and after["athlete_id"] is None
    if everybody and after["group_id"] is None:
        raise forbidden("only the owner of a store changes a rule for everybody in it")
    if kind.word is Consent:
        raise forbidden("the athlete or his guardian agrees, not his coach")
    if kind.word is Athlete and before is not None and after["public"] and not before["public"]:
        raise forbidden(
            "an athlete agrees himself to be on public boards; his coach may take it back"
        )


def _check_own(viewer: Viewer, kind: Kind, before: Plain | None, after: Plain) -> None:
    """What an athlete and a guardian leave to others."""
    if kind.word is RuleChange:
        raise forbidden("only coaches and the owner of the store change rules")
    if kind.word in (CameraPlace, Ground):
        raise forbidden("camera places and grounds are kept by coaches and the owner of the store")
    if kind.word is Consent and viewer.role != after["role"]:
        raise forbidden("who agrees does it in his own role")
    if kind.word is Athlete and viewer.role == "athlete" and before is not None:
        changed = [name for name in NOT_HIS_OWN if before[name] != after[name]]
        if changed:
            raise forbidden(f"your coach or your guardian changes this ({', '.join(changed)})")


def _belongs(plain: Plain) -> tuple[str | None, str | None]:
    """Whose a record is: that never changes."""
    return plain.get("athlete_id"), plain.get("group_id")


def _taken(kind: Kind, record_id: str) -> InputError:
    return InputError(
        f"The id {record_id} already belongs to another {kind.name}. Make a new one with uuid4.",
        code="store-id-taken",
    )
