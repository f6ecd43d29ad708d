"""A training history of a virtual athlete, with the truth beside it.

    ln time = ln rested time + day form + fatigue + sleep
              + warm-up + short rest + effort + wind + variation from rep to rep

What is written down is that time by a method with its own error and bias.  The history is what an app
would hold; the truth is what nobody ever knows.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import numpy as np

from flyzone.errors import InputError
from flyzone.model import Athlete, CheckIn, Clearance, Ending, History, Pain, Rep, Session, Stimulus
from flyzone.virtual.athlete.calendar import Visit, nights, visits
from flyzone.virtual.athlete.condition import Condition
from flyzone.virtual.athlete.freshness import Freshness
from flyzone.virtual.athlete.programme import Programme
from flyzone.virtual.athlete.traits import VirtualAthlete
from flyzone.virtual.athlete.truth import TrainedHistory, Truth

Guard = Callable[[tuple[Rep, ...]], bool]
"""Asked after each rep with the reps so far: whether the session is over."""

LOADS: dict[Stimulus, float] = {
    "acceleration": 0.8, "max-velocity": 1.0, "sprint-endurance": 1.8, "speed-endurance": 1.6,
    "resisted": 0.8, "assisted": 1.2, "hill": 0.9, "plyometrics": 0.6, "heavy-lift": 0.7,
    "race": 1.0, "match": 1.8, "tempo": 0.3, "interval-run": 0.9, "long-run": 0.7,
    "easy-run": 0.2, "skills": 0.1,
}  # fmt: skip
"""How much a session of each kind tires, against five fly-in sprints: plausible guesses."""

_USUAL_METRES = 5 * 40.0
_STAYS_COLD = 0.3
_SLOWEST_EFFORT = 0.5
_MORNING = timedelta(hours=7)


def train(
    athlete: VirtualAthlete,
    programme: Programme | Sequence[Programme],
    rng: np.random.Generator,
    start: datetime,
    *,
    guard: Guard | None = None,
) -> TrainedHistory:
    """The history of an athlete who follows a programme, or several after another.

    Parameters
    ----------
    athlete : VirtualAthlete
    programme : Programme or sequence of Programme
    rng : numpy.random.Generator
        The same state gives the same history, ids included.
    start : datetime
        Of the first session, with its time zone.
    guard : callable, optional
        Asked after each rep; ends the session.

    Returns
    -------
    TrainedHistory

    Raises
    ------
    InputError
        If the start has no time zone, there is no programme, or a time comes out that no rep can have.
    """
    programmes = (programme,) if isinstance(programme, Programme) else tuple(programme)
    if start.utcoffset() is None or not programmes:
        raise InputError(
            "A virtual history needs a start with its time zone and at least one programme, got "
            f"{start} and {len(programmes)} programmes.",
            code="virtual-history",
        )
    return _Training(athlete, programmes, rng, start, guard).run()


def rows_of(history: History) -> list[dict[str, str]]:
    """The reps of a history as rows of a table of reps; what is not known is empty.

    Parameters
    ----------
    history : History

    Returns
    -------
    list of dict
        Columns ``athlete, session, started_at, rep, distance_m, time_s, time_sd_s, rest_before_s,
        wind_m_s, method, pain``.
    """
    sessions = [session for session in history.sessions if session.reps]
    return [
        {
            "athlete": history.athlete.name,
            "session": str(number),
            "started_at": session.started_at.isoformat(),
            "rep": str(rep.number),
            "distance_m": f"{rep.distance_m:g}",
            "time_s": _text(rep.time_s, 4),
            "time_sd_s": _text(rep.time_sd_s, 4),
            "rest_before_s": _text(rep.rest_before_s, 0),
            "wind_m_s": _text(rep.wind_m_s, 2),
            "method": rep.method or "",
            "pain": _text(rep.pain, 0),
        }
        for number, session in enumerate(sessions, start=1)
        for rep in session.reps
    ]


class _Training:
    """One run of `train`: what it has written down so far."""

    def __init__(
        self,
        athlete: VirtualAthlete,
        programmes: Sequence[Programme],
        rng: np.random.Generator,
        start: datetime,
        guard: Guard | None,
    ) -> None:
        self.who, self.rng, self.guard = athlete, rng, guard
        self.ids = _Ids(rng)
        self.person = Athlete(next(self.ids), athlete.name)
        self.midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
        self.visits = visits(programmes, rng, (start - self.midnight) / timedelta(days=1))
        self.nights, self.programme_on = nights(programmes, rng)
        self.condition = Condition(athlete, self.nights)
        self.sessions: list[Session] = []
        self.pains: list[float] = []
        self.session_rows: list[tuple[float, ...]] = []
        self.rep_rows: list[tuple[float, ...]] = []

    def run(self) -> TrainedHistory:
        who = self.who
        form = who.form_sd * float(self.rng.standard_normal())
        fresh_form = who.form_sd * math.sqrt(1.0 - who.form_memory**2)
        daily: list[float] = []
        away_until = 0.0
        for visit in self.visits:
            # The condition only looks ahead: each midnight is asked before the session after it.
            daily += [self.condition.gain(day) for day in range(len(daily), int(visit.day) + 1)]
            if visit.day < away_until:
                continue
            if not visit.reps:
                self._other(visit)
                continue
            if self._sprint(visit, form):
                self.pains.append(visit.day)
                away_until = visit.day + visit.programme.pain_days
            form = who.form_memory * form + fresh_form * float(self.rng.standard_normal())
        end = len(self.programme_on)
        daily += [self.condition.gain(day) for day in range(len(daily), end + 1)]
        history = History(
            self.person, tuple(self.sessions), self._checkins(), clearances=self._clearances()
        )
        return TrainedHistory(history, Truth.of(self.session_rows, self.rep_rows, daily))

    def _other(self, visit: Visit) -> None:
        load = LOADS[visit.stimulus]
        self.condition.tire(visit.day, load)
        moment = self._moment(visit.day)
        self._write(moment, visit.stimulus, (), 3600.0 * load, "planned")

    def _sprint(self, visit: Visit, form: float) -> bool:
        """One session of fly-in sprints; whether it ended in pain."""
        who, plan, day = self.who, visit.programme, visit.day
        rested = who.zone_time(plan.run_in_m, plan.distance_m) * math.exp(-self.condition.gain(day))
        fatigue, sleep = self.condition.fatigue(day), self.condition.sleep_loss(day)
        run_s = who.run_time(plan.run_in_m + plan.distance_m)
        windy = float(self.rng.standard_normal())
        draws = self.rng.standard_normal((visit.reps, 6)).tolist()
        painful = self._painful_rep(visit.reps)
        moment = self._moment(day)
        usual_wind = plan.wind_m_s + plan.wind_sd * windy

        fresh, elapsed, load = Freshness(who), 0.0, 0.0
        reps: list[Rep] = []
        losses: list[float] = []
        ended: Ending = "planned"
        for number, (pause, given, gust, own, error, gauge) in enumerate(draws, start=1):
            rest = None
            if number > 1:
                rest = visit.rests_s[number - 2] * math.exp(plan.rest_jitter * pause)
                rest = float(round(rest))
                fresh.rest(rest)
                elapsed += rest
            effort = min(1.0, max(_SLOWEST_EFFORT, plan.effort + plan.effort_sd * given))
            wind = usual_wind + plan.gust_sd * gust
            warm_up = who.warm_up * _STAYS_COLD ** (number - 1)
            effort_loss, wind_loss = -math.log(effort), who.wind_loss(wind)
            loss = fatigue + sleep + fresh.loss + effort_loss
            passing = form + warm_up + wind_loss + who.rep_sd * own
            true = rested * math.exp(loss + passing)
            wrong = true * plan.method.bias + plan.method.sd_s * error
            losses.append(loss)
            self.rep_rows.append(
                (len(self.session_rows), warm_up, fresh.loss, fresh.pcr_loss, fresh.pcr,
                 effort_loss, wind_loss, who.rep_sd * own, wind, true, wrong, plan.method.bias)
            )  # fmt: skip
            at = moment + timedelta(seconds=elapsed)
            read = None if plan.gauge_sd is None else wind + plan.gauge_sd * gauge
            hurts = number == painful
            reps.append(self._written(plan, number, true + wrong, rest, at, read, hurts))
            fresh.sprint(run_s, effort)
            elapsed += run_s
            load += (plan.run_in_m + plan.distance_m) / _USUAL_METRES * effort**3
            if hurts:
                ended = "pain"
                break
            if self.guard is not None and number < visit.reps and self.guard(tuple(reps)):
                ended = "guard"
                break
        exposures = self.condition.sprint(day, losses)
        self.condition.tire(day, load)
        self.session_rows.append((day, rested, form, fatigue, sleep, exposures))
        self._write(moment, "max-velocity", tuple(reps), max(elapsed, 1.0), ended)
        return ended == "pain"

    def _written(
        self,
        plan: Programme,
        number: int,
        time_s: float,
        rest_s: float | None,
        at: datetime,
        wind_m_s: float | None,
        hurts: bool,
    ) -> Rep:
        """What is written down of a rep."""
        return Rep(
            next(self.ids),
            number,
            plan.distance_m,
            time_s,
            plan.method.sd_s if plan.method.states_sd else None,
            plan.run_in_m if plan.records_run_in else None,
            rest_s if plan.records_rest else None,
            at,
            plan.method.name,
            wind_m_s,
            plan.gauge_sd,
            pain=4.0 if hurts else None,
            pain_place="hamstring" if hurts else None,
            effort=plan.asked_effort,
        )

    def _write(
        self,
        moment: datetime,
        stimulus: Stimulus,
        reps: tuple[Rep, ...],
        duration_s: float,
        ended: Ending,
    ) -> None:
        self.sessions.append(
            Session(
                next(self.ids),
                self.person.id,
                moment,
                stimulus,
                reps,
                duration_s=duration_s,
                ended_by=ended,
                source="virtual",
            )
        )

    def _painful_rep(self, count: int) -> int | None:
        """The rep in which it begins to hurt."""
        share = float(self.rng.random())
        if share >= self.who.pain_chance:
            return None
        return 1 + int(count * share / self.who.pain_chance)

    def _checkins(self) -> tuple[CheckIn, ...]:
        """What he says in the mornings: how he slept, and for two days what still hurts."""
        asked = self.rng.random(len(self.programme_on)).tolist()
        hurting = {int(pain) + after: 3.0 - after for pain in self.pains for after in (1, 2)}
        return tuple(
            CheckIn(
                next(self.ids),
                self.person.id,
                self.midnight + timedelta(days=day) + _MORNING,
                sleep_h=round(float(self.nights[day]), 1),
                pains=(Pain("hamstring", hurting[day]),) if day in hurting else (),
            )
            for day, programme in enumerate(self.programme_on)
            if asked[day] < programme.checkin_share or day in hurting
        )

    def _clearances(self) -> tuple[Clearance, ...]:
        """Who lets him run again, the morning before he does."""
        return tuple(
            Clearance(
                next(self.ids),
                self.person.id,
                self.midnight
                + timedelta(days=int(pain) + self.programme_on[int(pain)].pain_days)
                + _MORNING,
                "hamstring",
                "Virtual physiotherapist",
                "physiotherapist",
            )
            for pain in self.pains
        )

    def _moment(self, day: float) -> datetime:
        return self.midnight + timedelta(seconds=round(day * 86_400.0))


class _Ids:
    """UUIDs that follow from the state of a generator."""

    def __init__(self, rng: np.random.Generator) -> None:
        # The low bits count, and never run over.
        self._last = int.from_bytes(rng.bytes(16), "big") >> 24 << 24

    def __next__(self) -> str:
        self._last += 1
        return str(UUID(int=self._last))


def _text(value: float | None, decimals: int) -> str:
    return "" if value is None else f"{value:.{decimals}f}"
