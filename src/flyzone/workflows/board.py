"""A squad's board out of the store: of a day or of all time, for the squad or for everybody's eyes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from flyzone.model import Athlete, Notice, Sex
from flyzone.storage import BoardTime, Reader
from flyzone.training.age_group import AgeGroup, age_group
from flyzone.training.board import Board, Mark, rank
from flyzone.training.personal_best import Standing, standing
from flyzone.training.publishing import publicity
from flyzone.training.rules import STANDARD, RuleBook

Order = Literal["best", "latest"]
Start = Literal["flying", "standing"]

USUAL_M = (10.0, 20.0, 30.0, 36.576, 60.0, 100.0)
"""Distances that a board offers whether or not somebody ran them; 36.576 m are 40 yards."""
_MM = 1000


@dataclass(frozen=True, slots=True)
class SquadBoard:
    """A board and what was left out of it.

    Attributes
    ----------
    board : Board
        On a public one athletes have the names that they have there, and no ids.
    group : str or None
        Its name.
    notices : tuple of Notice
    standings : mapping of int to Standing
        By place on the board, 0 first: which marks of the day asked about are personal bests.
    """

    board: Board
    group: str | None
    notices: tuple[Notice, ...]
    standings: Mapping[int, Standing] = field(default_factory=dict)


def squad_board(
    store: Reader,
    distance_m: float,
    *,
    today: date,
    group: str | None = None,
    order: Order = "best",
    start: Start = "flying",
    public: bool = False,
    day: date | None = None,
    age: AgeGroup | None = None,
    sex: Sex | None = None,
) -> SquadBoard:
    """One time of each athlete over a distance, ranked.

    Parameters
    ----------
    store : Reader
    distance_m : float, m
    today : date
        On which ages are counted, and of which marks are looked at whether they are personal bests.
    group : str, optional
        Its name or id; otherwise everybody whom the viewer sees.
    order : {"best", "latest"}
    start : {"flying", "standing"}
    public : bool
        For a wall or a page that anybody may see: only those of whom `publicity` says so, under the
        names that it gives, and without ids.
    day : date, optional
        Only times of that day.
    age : AgeGroup, optional
        Only those who start in it on `today`, with all their times.
    sex : {"female", "male"}, optional

    Returns
    -------
    SquadBoard
    """
    chosen = None if group is None else store.find_group(group)
    group_id = None if chosen is None else chosen.id
    times: Sequence[BoardTime]
    old: Sequence[BoardTime] = ()
    if day is None:
        times = store.board(distance_m, group_id=group_id, order=order, start=start)
    else:
        # The distance is checked where all boards check it.
        old = store.board(distance_m, group_id=group_id, start=start, before=day)
        of_day = store.board_of_day(day, group_id=group_id, start=start)
        times = one_each([one for one in of_day if _same(one.distance_m, distance_m)], order)
    athletes: dict[str, Athlete] = {}
    if public or age is not None or sex is not None:
        athletes = {one.id: one for one in store.athletes_by_id(one.athlete_id for one in times)}
        times = [one for one in times if _is_one(athletes[one.athlete_id], today, age, sex)]
    names: Callable[[BoardTime], str] = _own_name
    notices: tuple[Notice, ...] = ()
    if public:
        times, called, notices = _published(store, times, athletes, today)
        names = called
    book = STANDARD.changed(store.rule_changes(), group_ids=() if group_id is None else (group_id,))
    board = rank([_mark(one, names(one)) for one in times], book)
    fresh = {one.mark.athlete_id for one in board.ranked if one.mark.at.date() == today}
    if day is None and fresh:
        old = store.board(distance_m, group_id=group_id, start=start, before=today)
    standings = _standings(board, old, today, book) if fresh else {}
    if public:
        board = _without_ids(board)
    name = None if chosen is None else chosen.name
    return SquadBoard(board, name, notices, standings)


def distances_of_day(store: Reader, day: date, start: Start = "flying") -> tuple[float, ...]:
    """Distances (m) over which somebody was timed on a day, the one with the most times first."""
    counted: dict[float, int] = {}
    for one in store.board_of_day(day, start=start):
        counted[one.distance_m] = counted.get(one.distance_m, 0) + 1
    return tuple(sorted(counted, key=lambda one: (-counted[one], one)))


def one_each(times: Iterable[BoardTime], order: Order) -> list[BoardTime]:
    """Each athlete's best, or his latest, of times that are sorted by time."""
    found: dict[str, BoardTime] = {}
    for one in times:
        there = found.get(one.athlete_id)
        if there is None or (order == "latest" and _after(one, there)):
            found[one.athlete_id] = one
    return list(found.values())


def _after(one: BoardTime, other: BoardTime) -> bool:
    key = one.started_at.timestamp(), one.number
    return key > (other.started_at.timestamp(), other.number)


def _same(one_m: float, other_m: float) -> bool:
    return round(one_m * _MM) == round(other_m * _MM)


def _is_one(athlete: Athlete, today: date, age: AgeGroup | None, sex: Sex | None) -> bool:
    if sex is not None and athlete.sex != sex:
        return False
    return age is None or age_group(athlete.born, today) == age


def _published(
    store: Reader, times: Sequence[BoardTime], athletes: Mapping[str, Athlete], today: date
) -> tuple[list[BoardTime], Callable[[BoardTime], str], tuple[Notice, ...]]:
    consents = store.consents()
    names = {
        athlete_id: publicity(athlete, consents, today).name
        for athlete_id, athlete in athletes.items()
    }
    shown = [one for one in times if names[one.athlete_id] is not None]
    hidden = len(times) - len(shown)
    notices: tuple[Notice, ...] = ()
    if hidden:
        notices = (
            Notice(
                "board-private",
                f"{hidden} of {len(times)} athletes left off the public board: those who did not "
                "say that they may be on it, and minors (whoever's age is not known among them) "
                "without a guardian's consent and an alias.",
            ),
        )
    return shown, lambda one: names[one.athlete_id] or "", notices


def _standings(
    board: Board, old: Sequence[BoardTime], today: date, book: RuleBook
) -> dict[int, Standing]:
    before = {one.athlete_id: _mark(one, one.athlete) for one in old}
    found = {}
    for place, one in enumerate(board.ranked):
        if one.mark.at.date() == today:
            said = standing(one.mark, before.get(one.mark.athlete_id), book)
            if said is not None:
                found[place] = said
    return found


def _without_ids(board: Board) -> Board:
    ranked = tuple(replace(one, mark=replace(one.mark, athlete_id="")) for one in board.ranked)
    return replace(board, ranked=ranked)


def _own_name(one: BoardTime) -> str:
    return one.athlete


def _mark(one: BoardTime, name: str) -> Mark:
    return Mark(
        one.athlete_id, name, one.time_s, one.time_sd_s, one.method, one.wind_m_s, one.started_at
    )
