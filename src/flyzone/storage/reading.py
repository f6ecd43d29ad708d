"""Reading the store, in somebody's name.

Every answer is of one moment: what others write meanwhile is not seen.  Nothing here knows a table; all
of it comes from the scope, as the viewer sees it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, func, select

from flyzone.errors import InputError
from flyzone.model import (
    Athlete,
    CameraPlace,
    CheckIn,
    Clearance,
    Consent,
    Ground,
    Group,
    History,
    Jump,
    Lift,
    Plan,
    RuleChange,
    Session,
    StoredClip,
    WishList,
)
from flyzone.model.limits import aware
from flyzone.storage import squad as lines
from flyzone.storage import tables
from flyzone.storage.audit import AuditEntry
from flyzone.storage.board import BoardTime, Order, Start, board, of_day, personal_bests
from flyzone.storage.kinds import (
    DAYS,
    KINDS,
    MEMBERS,
    Kind,
    Plain,
    can_be_kept,
    kind_of,
    microseconds,
)
from flyzone.storage.plain import record_of
from flyzone.storage.results import StoredResult
from flyzone.storage.rows import Rows
from flyzone.storage.scope import Scope, unknown
from flyzone.storage.versions import versions
from flyzone.storage.viewer import Viewer

Word = TypeVar("Word")


class Reader:
    """What a viewer may read; made by `Store.reading`."""

    def __init__(self, connection: Connection, viewer: Viewer) -> None:
        self.viewer = viewer
        self._connection = connection
        self._scope = Scope(viewer)
        self._rows = Rows(connection, self._scope.seen)

    def athletes(self, group_id: str | None = None) -> tuple[Athlete, ...]:
        """All athletes, or those of a group, sorted by name.

        Raises
        ------
        InputError
            If there is no such group.
        """
        if group_id is None:
            found = self._all(Athlete)
        else:
            members = self.group(group_id).athlete_ids
            athletes = self._rows.by_id(KINDS["athlete"], members)
            found = tuple(record_of(Athlete, plain) for plain in athletes.values())
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))

    def athlete(self, athlete_id: str) -> Athlete:
        """An athlete; `InputError` if there is none of that id."""
        return self.get(Athlete, athlete_id)

    def find_athlete(self, name: str) -> Athlete:
        """The athlete whom a name, the beginning of one, or an id means, in small or large letters.

        Raises
        ------
        InputError
            If nobody is meant, or several are: then it lists them.
        """
        return _found("athlete", name, self.athletes())

    def groups(self) -> tuple[Group, ...]:
        """All groups, sorted by name, with those of their members whom the viewer sees."""
        return tuple(sorted(self._all(Group), key=lambda one: (one.name.casefold(), one.id)))

    def group(self, group_id: str) -> Group:
        """A group; `InputError` if there is none of that id."""
        return self.get(Group, group_id)

    def find_group(self, name: str) -> Group:
        """As `find_athlete`, for groups."""
        return _found("group", name, self.groups())

    def group_ids(self, athlete_id: str) -> tuple[str, ...]:
        """The groups of an athlete, as far as the viewer sees them."""
        self.athlete(athlete_id)
        members = self._scope.seen(MEMBERS.table)
        statement = select(members.c.group_id).where(members.c.athlete_id == athlete_id)
        return tuple(self._connection.scalars(statement.order_by(members.c.group_id)))

    def history(self, athlete_id: str, since: datetime | None = None) -> History:
        """All that is known of one athlete, or all since a moment.

        Parameters
        ----------
        athlete_id : str
        since : datetime, optional
            With its offset; what began earlier is left out.

        Raises
        ------
        InputError
            If there is no such athlete.
        """
        athlete = self.athlete(athlete_id)

        def his(word: type[Word]) -> tuple[Word, ...]:
            return self._all(word, athlete_id=athlete_id, since=since)

        return History(athlete, his(Session), his(CheckIn), his(Clearance), his(Jump), his(Lift))

    def session(self, session_id: str) -> Session:
        """A session; `InputError` if there is none of that id."""
        return self.get(Session, session_id)

    def sessions(
        self, athlete_id: str, *, since: datetime | None = None, limit: int | None = None
    ) -> tuple[Session, ...]:
        """An athlete's sessions, the latest first.

        Parameters
        ----------
        athlete_id : str
        since : datetime, optional
            With its offset; what began earlier is left out.
        limit : int, optional
            At most so many.

        Raises
        ------
        InputError
            If there is no such athlete.
        """
        self.athlete(athlete_id)
        table = self._scope.seen(KINDS["session"].table)
        latest_first = (table.c.started_at_us.desc(), table.c.id)
        selection = select(table).where(table.c.athlete_id == athlete_id).order_by(*latest_first)
        if since is not None:
            selection = selection.where(
                table.c.started_at_us >= microseconds(aware(since, "The moment", "since"))
            )
        return self._made(Session, selection if limit is None else selection.limit(limit))

    def session_of_rep(self, rep_id: str) -> Session | None:
        """The session that holds a rep; ``None`` where there is none, or none that he may see."""
        if not can_be_kept(rep_id):
            return None
        reps = self._scope.seen(tables.reps)
        statement = select(reps.c.session_id).where(reps.c.id == rep_id)
        session_id = self._connection.scalar(statement)
        return None if session_id is None else self.session(session_id)

    def changes_since(self, moment_us: int) -> tuple[int, dict[str, str | None]]:
        """What was written since a moment: how the audit trail grew.

        Parameters
        ----------
        moment_us : int, microseconds since 1970

        Returns
        -------
        latest : int
            The moment of the last line of the trail, whoever sees it; 0 where there is none.
        lines : dict
            Ids of the lines after the moment that the viewer sees, each with whose record it is.
        """
        latest = self._connection.scalar(select(func.max(tables.audit.c.at_us))) or 0
        if latest <= moment_us:
            return latest, {}
        trail = self._scope.seen(tables.audit)
        statement = select(trail.c.id, trail.c.athlete_id).where(trail.c.at_us > moment_us)
        return latest, {row.id: row.athlete_id for row in self._connection.execute(statement)}

    def rule_changes(self) -> tuple[RuleChange, ...]:
        """All changes of rules that concern anybody whom the viewer sees, the earliest first."""
        found = self._all(RuleChange)
        return tuple(sorted(found, key=lambda one: (one.at.timestamp(), one.id)))

    def plan(self, plan_id: str) -> Plan:
        """A plan with the days of those whom the viewer sees; its notes are for who sees all."""
        return self.get(Plan, plan_id)

    def latest_plans(self, athlete_ids: Iterable[str]) -> dict[str, Plan]:
        """The plan that was made last for each of some athletes; who has none is left out."""
        ids = [one for one in athlete_ids if can_be_kept(one)]
        days, plans = self._scope.seen(DAYS.table), self._scope.seen(KINDS["plan"].table)
        statement = (
            select(days.c.athlete_id, plans.c.id)
            .join(plans, plans.c.id == days.c.plan_id)
            .where(days.c.athlete_id.in_(ids))
            .group_by(days.c.athlete_id, plans.c.id, plans.c.made_at_us)
            .order_by(plans.c.made_at_us, plans.c.id)
        )
        # The last of each athlete stays.
        latest = {row.athlete_id: row.id for row in self._connection.execute(statement)}
        found = self._rows.by_id(KINDS["plan"], set(latest.values()))
        made = {plan_id: record_of(Plan, plain) for plan_id, plain in found.items()}
        return {athlete: made[plan_id] for athlete, plan_id in latest.items()}

    def latest_plan(self, athlete_id: str) -> Plan | None:
        """The plan that was made last for an athlete; ``None`` where there is none."""
        self.athlete(athlete_id)
        return self.latest_plans([athlete_id]).get(athlete_id)

    def results(
        self,
        athlete_id: str | None = None,
        kind: str | None = None,
        clip_sha256: str | None = None,
        limit: int = 100,
    ) -> tuple[StoredResult, ...]:
        """Stored results, the latest first: all, or those of an athlete, a kind, a clip."""
        wanted = {"athlete_id": athlete_id, "kind": kind, "clip_sha256": clip_sha256}
        return self._latest(StoredResult, wanted, limit)

    def audit(
        self,
        athlete_id: str | None = None,
        record_id: str | None = None,
        limit: int = 100,
        kind: str | None = None,
    ) -> tuple[AuditEntry, ...]:
        """The audit trail, the latest first: all, or that of an athlete, a record, a kind."""
        wanted = {"athlete_id": athlete_id, "record_id": record_id, "kind": kind}
        return self._latest(AuditEntry, wanted, limit)

    def board(
        self,
        distance_m: float,
        *,
        group_id: str | None = None,
        order: Order = "best",
        start: Start = "flying",
        before: date | None = None,
    ) -> tuple[BoardTime, ...]:
        """One time of each athlete over a distance: his best or his latest; see `board.board`."""
        members = None if group_id is None else self.group(group_id).athlete_ids
        return board(self._connection, self._scope, distance_m, members, order, start, before)

    def board_of_day(
        self, day: date, *, group_id: str | None = None, start: Start = "flying"
    ) -> tuple[BoardTime, ...]:
        """All times of a day, over every distance; see `board.of_day`."""
        members = None if group_id is None else self.group(group_id).athlete_ids
        return of_day(self._connection, self._scope, day, members, start)

    def personal_bests(self, athlete_id: str, start: Start = "flying") -> tuple[BoardTime, ...]:
        """An athlete's best time over each distance, the shortest first."""
        self.athlete(athlete_id)
        return personal_bests(self._connection, self._scope, athlete_id, start)

    def names(self, group_id: str | None = None) -> tuple[tuple[str, str], ...]:
        """Id and name of each athlete, or of each of a group, sorted by name.

        Raises
        ------
        InputError
            If there is no such group.
        """
        if group_id is not None:
            self.group(group_id)
        return lines.names(self._connection, self._scope, group_id)

    def group_names(self, athlete_ids: Sequence[str] | None = None) -> tuple[lines.GroupLine, ...]:
        """The groups, or those with certain members, sorted by name, with how many are in each."""
        return lines.group_names(self._connection, self._scope, athlete_ids)

    def athletes_by_id(self, athlete_ids: Iterable[str]) -> tuple[Athlete, ...]:
        """Some athletes in that order; whom the viewer does not see is left out."""
        wanted = list(dict.fromkeys(athlete_ids))
        found = self._rows.by_id(KINDS["athlete"], wanted)
        return tuple(record_of(Athlete, found[one]) for one in wanted if one in found)

    def session_lines(
        self, athlete_ids: Sequence[str], since: datetime | None = None
    ) -> tuple[lines.SessionLine, ...]:
        """When some athletes trained since a moment, the latest first; or when each did last."""
        moment = None if since is None else aware(since, "The moment", "since")
        return lines.session_lines(self._connection, self._scope, athlete_ids, moment)

    def aching(self) -> tuple[str, ...]:
        """Ids of those who ever said that something hurts, whoever said it last first."""
        return lines.aching(self._connection, self._scope)

    def consents(self, athlete_id: str | None = None) -> tuple[Consent, ...]:
        """Who said whether an athlete, or anybody, may be on a public board; the earliest first."""
        found = self._all(Consent, athlete_id=athlete_id)
        return tuple(sorted(found, key=lambda one: (one.at.timestamp(), one.id)))

    def versions(self, athlete_ids: Iterable[str]) -> dict[str, str]:
        """Which state the records of some athletes are in; see `flyzone.storage.versions`."""
        return versions(self._connection, self._scope, athlete_ids)

    def version(self, athlete_id: str) -> str:
        """Which state an athlete's records are in: a text that differs after every change of them.

        Raises
        ------
        InputError
            If there is no such athlete.
        """
        found = self.versions([athlete_id])
        if not found:
            raise unknown("athlete", athlete_id)
        return found[athlete_id]

    def wish_list(self, athlete_id: str) -> WishList | None:
        """What an athlete last asked of his plan; ``None`` where he never did."""
        self.athlete(athlete_id)
        found = self._all(WishList, athlete_id=athlete_id)
        return max(found, key=lambda one: (one.at.timestamp(), one.id), default=None)

    def grounds(self) -> tuple[Ground, ...]:
        """The places where this store's athletes train, sorted by name."""
        return tuple(sorted(self._all(Ground), key=lambda one: (one.name.casefold(), one.id)))

    def clips(self, limit: int = 200) -> tuple[StoredClip, ...]:
        """The films that the viewer may see, the latest first."""
        return self._latest(StoredClip, {}, limit)

    def camera_places(self) -> tuple[CameraPlace, ...]:
        """Places from which a lane was filmed before, sorted by name."""
        found = self._all(CameraPlace)
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))

    def counts(self) -> dict[str, int]:
        """How many records of each kind the viewer sees."""
        return {
            name: self._connection.scalar(
                select(func.count()).select_from(self._scope.seen(kind.table))
            )
            or 0
            for name, kind in KINDS.items()
        }

    def get(self, word: type[Word], record_id: str) -> Word:
        """The record of a class and an id, such as ``get(CheckIn, id)``.

        Raises
        ------
        InputError
            If there is none of that id, or none that the viewer may see.
        """
        kind = kind_of(word)
        found = self._rows.by_id(kind, [record_id])
        if not found:
            raise unknown(kind.name, record_id)
        (plain,) = found.values()
        return record_of(word, plain)

    def plains(self, kind: Kind) -> Iterator[Plain]:
        """All records of a kind as plain values, sorted by id and read page by page."""
        return self._rows.in_pages(kind)

    def _all(
        self, word: type[Word], *, athlete_id: str | None = None, since: datetime | None = None
    ) -> tuple[Word, ...]:
        kind = kind_of(word)
        table = self._rows.table(kind)
        selection = select(table)
        if athlete_id is not None:
            selection = selection.where(table.c.athlete_id == athlete_id)
        if since is not None:
            begin = microseconds(aware(since, "The moment", "since"))
            selection = selection.where(table.c[f"{kind.moment}_us"] >= begin)
        return self._made(word, selection)

    def _latest(
        self, word: type[Word], wanted: dict[str, str | None], limit: int
    ) -> tuple[Word, ...]:
        asked_for = {name: value for name, value in wanted.items() if value is not None}
        if not all(map(can_be_kept, asked_for.values())):
            return ()
        table = self._rows.table(kind_of(word))
        asked = [table.c[name] == value for name, value in asked_for.items()]
        latest_first = (table.c.at_us.desc(), table.c.id)
        return self._made(word, select(table).where(*asked).order_by(*latest_first).limit(limit))

    def _made(self, word: type[Word], selection: Select[Any]) -> tuple[Word, ...]:
        return tuple(self._rows.words(kind_of(word), selection))


Named = TypeVar("Named", Athlete, Group)


def _found(what: str, name: str, known: Iterable[Named]) -> Named:
    """The one thing that is called so, whose name begins so, or whose id it is."""
    wanted = " ".join(name.split()).casefold()
    named = [one for one in known if wanted in (one.name.casefold(), one.id)]
    if not named and wanted:
        named = [one for one in known if one.name.casefold().startswith(wanted)]
    if not named:
        raise unknown(what, repr(name))
    if len(named) > 1:
        listed = "; ".join(f"{one.name} ({one.id})" for one in named[:10])
        more = f"; and {len(named) - 10} more" if len(named) > 10 else ""
        raise InputError(
            f"{name!r} may mean {len(named)} {what}s: {listed}{more}. Write more of the name, or the "
            "id.",
            code=f"ambiguous-{what}",
        )
    return named[0]
