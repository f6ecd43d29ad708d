"""The desk beside the track: lines in, verdicts out, each rep kept before it is announced."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.training_builders import HIM, START, SetClock, athlete, change, season, uid

from flyzone.errors import InputError, StoreError
from flyzone.model import Notice, Rep, Session
from flyzone.training.guard import judge_session
from flyzone.training.rules import STANDARD, RuleBook
from flyzone.wire.session import rep_line, session_document
from flyzone.workflows.session_desk import Ended, Judged, SessionDesk, Zone

EARLIER = season(3)
NOW = START + timedelta(days=60)
ZONE = Zone(10.0, 20.0, "video", 0.004)


class Kept(list[Session]):
    """All that was kept, in order; may be told to fail."""

    trouble: Exception | None = None

    def __call__(self, given: Session) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.append(given)


def desk_of(zone: Zone = ZONE, book: RuleBook = STANDARD) -> tuple[SessionDesk, SetClock, Kept]:
    clock, kept = SetClock(NOW), Kept()
    begun = Session(uid("live"), HIM, NOW, "max-velocity", source="test")
    desk = SessionDesk(begun, EARLIER, book, zone, athlete=athlete(), clock=clock, keep=kept)
    return desk, clock, kept


def run(desk: SessionDesk, clock: SetClock, *lines: str, rest: float = 300.0) -> list[Any]:
    """Each line after a rest and the second that a sprint takes."""
    heard = []
    for line in lines:
        clock.wait(rest)
        heard.append(desk.hear(line))
    return heard


def judged(desk: SessionDesk, line: str) -> Judged:
    heard = desk.hear(line)
    assert isinstance(heard, Judged), heard
    return heard


def told(desk: SessionDesk, line: str) -> Notice:
    before = (desk.session, desk.verdicts)
    heard = desk.hear(line)
    assert isinstance(heard, Notice), heard
    assert (desk.session, desk.verdicts) == before, "a line that was refused changed something"
    return heard


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1.06", {"time_s": 1.06, "method": "video", "time_sd_s": 0.004}),
        ("  1,06  ", {"time_s": 1.06}),
        (".98", {"time_s": 0.98}),
        ("1.06 wind -0.8 sd 0.02", {"wind_m_s": -0.8, "time_sd_s": 0.02}),
        ("1.06 WIND: 0,8", {"wind_m_s": 0.8}),
        ("1.06 rest 240", {"rest_before_s": 240.0}),
    ],
)
def test_a_time_makes_a_rep_with_what_belongs_to_it(line: str, expected: dict[str, Any]) -> None:
    desk, clock, kept = desk_of()
    clock.wait(60.0)
    rep = judged(desk, line).session.reps[0]
    assert {field: getattr(rep, field) for field in expected} == expected
    assert (rep.number, rep.distance_m, rep.run_in_m) == (1, 10.0, 20.0)
    assert rep.at == clock.now - timedelta(seconds=rep.time_s or 0.0)
    assert kept == [desk.session]


def test_rest_is_counted_from_the_end_of_a_rep_to_the_zone_of_the_next() -> None:
    desk, clock, _ = desk_of()
    run(desk, clock, "1.06", "1.05", "1.05", rest=240.0)
    rests = [rep.rest_before_s for rep in desk.session.reps]
    assert rests[0] is None
    # From typing one time to typing the next: the sprint itself is no rest.
    assert rests[1:] == pytest.approx([240.0 - 1.05, 240.0 - 1.05])


def test_a_night_of_changed_clocks_makes_no_rest_an_hour_longer() -> None:
    clock = SetClock(datetime(2026, 10, 25, 2, 50, tzinfo=ZoneInfo("Europe/Berlin")))
    begun = Session(uid("night"), HIM, clock.now, "max-velocity")
    desk = SessionDesk(
        begun, (), STANDARD, ZONE, athlete=athlete(), clock=clock, keep=lambda _: None
    )
    judged(desk, "1.06")
    # Twenty minutes later by any watch; the wall clock shows 2:10 once more.
    clock.now = clock.now.replace(hour=2, minute=10, fold=1)
    second = judged(desk, "1.06")
    assert second.session.reps[1].rest_before_s == pytest.approx(1200.0, abs=2.2)
    assert second.verdict.until is not None
    assert second.verdict.until.timestamp() > clock.now.timestamp()


def test_a_clock_that_is_set_back_makes_no_negative_rest_and_no_rep_before_its_session() -> None:
    desk, clock, _ = desk_of()
    judged(desk, "1.06")
    clock.wait(-500.0)
    assert judged(desk, "1.06").session.reps[1].rest_before_s == 0.0
    assert all(rep.at is not None and rep.at >= NOW for rep in desk.session.reps)


def test_verdicts_are_those_of_the_same_session_replayed() -> None:
    desk, clock, _ = desk_of()
    lines = [
        rep_line(heard.verdict, heard.session)
        for heard in run(desk, clock, "1.07", "1.06", "1.06", "1.11", "1.12", "1.12")
    ]
    replayed = judge_session(desk.session, EARLIER, STANDARD)
    expected = session_document("Mia", desk.session, replayed)["reps"]
    assert lines == [rep | {"event": "rep"} for rep in expected]
    assert desk.verdicts[-1].verdict == "stop"
    assert desk.end().session.ended_by == "guard"


def test_how_he_feels_lengthens_the_rest_and_never_shortens_it() -> None:
    desk, clock, _ = desk_of()
    assert told(desk, "ready 3").code == "session-noted"
    usual = judged(desk, "1.06").verdict.rest_s
    assert desk.session.reps[0].ready == 3.0
    assert usual is not None
    for line, longer in (
        ("ready 10", False),
        ("hr 60", False),
        ("ready 2", True),
        ("hr 170", True),
    ):
        rest = judged(desk, line).verdict.rest_s
        assert rest is not None
        assert rest > usual if longer else rest == usual
        assert judged(desk, "ready 10").verdict
        assert judged(desk, "hr 60").verdict.rest_s == usual
    assert len(desk.verdicts) == 1
    clock.wait(300.0)
    judged(desk, "1.06")
    second = desk.session.reps[1]
    assert (second.ready, second.heart_rate_bpm) == (10.0, 60.0)
    judged(desk, "1.06")
    assert desk.session.reps[2].ready is None, "said before one rep, it holds for that one"


def test_pain_belongs_to_the_last_rep_and_ends_the_session() -> None:
    desk, clock, kept = desk_of()
    run(desk, clock, "1.06", "1.06")
    stop = judged(desk, "pain 4 Hamstring")
    assert stop.verdict.verdict == "stop"
    last = desk.session.reps[-1]
    assert (last.pain, last.pain_place) == (4.0, "hamstring")
    assert kept[-1] == desk.session
    ended = desk.hear("end")
    assert isinstance(ended, Ended)
    assert ended.session.ended_by == "pain"
    assert kept[-1].ended_by == "pain"


def test_no_pain_is_an_answer_and_ends_nothing() -> None:
    desk, _, _ = desk_of()
    judged(desk, "1.06")
    assert judged(desk, "pain 0").verdict.verdict == "go"
    assert desk.end().session.ended_by == "athlete"


def test_a_pain_that_a_changed_rule_lets_pass_is_not_what_ended_the_session() -> None:
    lenient = change(2.0, rule="session-pain", threshold="severity")
    desk, clock, _ = desk_of(book=STANDARD.changed([lenient]))
    run(desk, clock, "1.07", "1.06")
    assert judged(desk, "pain 1").verdict.verdict == "go"
    run(desk, clock, "1.06", "1.15", "1.15", "1.15")
    assert desk.verdicts[-1].verdict == "stop"
    assert desk.end().session.ended_by == "guard"


def test_what_was_taken_back_is_gone_from_session_verdicts_and_store() -> None:
    desk, clock, kept = desk_of()
    run(desk, clock, "1.06", "1.60")
    gone = desk.hear("undo")
    assert isinstance(gone, Notice)
    assert gone.message == "Rep 2 (1.6 s) was taken back."
    assert [rep.time_s for rep in kept[-1].reps] == [1.06]
    assert len(desk.verdicts) == 1
    run(desk, clock, "1.05")
    assert [rep.number for rep in desk.session.reps] == [1, 2]
    desk.hear("undo")
    desk.hear("undo")
    assert kept[-1].reps == ()
    assert told(desk, "undo").code == "session-line"
    assert desk.verdicts == ()


def test_a_session_without_a_rep_is_never_kept() -> None:
    desk, _, kept = desk_of()
    told(desk, "ready 5")
    ended = desk.hear("end")
    assert isinstance(ended, Ended)
    assert ended.guarded.kind == "too-short"
    assert kept == []


def test_form_is_added_once_to_the_last_rep() -> None:
    desk, _, _ = desk_of()
    judged(desk, "1.06")
    judged(desk, "form low-hips overstride low-hips")
    judged(desk, "form low-hips late-recovery")
    assert desk.session.reps[0].form == ("low-hips", "overstride", "late-recovery")


@pytest.mark.parametrize(
    "line",
    [
        "", "   ", ":", "fast", "1.06s", "1.06 1.07", "1.06 wind", "1.06 wind x", "1.06 speed 9",
        "undo 2", "end now", "ready", "ready x", "ready 11", "ready 1 2", "hr 20000", "hr -1",
        "form", "pain", "pain x", "pain 4 toe", "pain 11", "pain 4 hamstring left", "0", "-1.06",
        "0.5", "1000", "1" * 400, "9" * 30, "1e9", "inf", "nan", "1.06 sd -1", "1.06 rest -5",
        "1.06 wind 99", "\x1b[2J", "1.06 wind 1" + "0" * 400, "٣.٥ wind",
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_carried_out_changes_nothing_and_says_why(line: str) -> None:
    desk, clock, kept = desk_of()
    clock.wait(60.0)
    judged(desk, "1.06")
    clock.wait(300.0)
    notice = told(desk, line)
    assert notice.message.endswith(".")
    assert len(notice.message) < 400
    assert len(kept) == 1


@settings(max_examples=40)
@given(st.text(max_size=40) | st.text("1.,- windprestauh", max_size=12))
def test_no_line_whatever_breaks_a_session(line: str) -> None:
    desk, clock, _ = desk_of()
    clock.wait(60.0)
    desk.hear("1.06")
    clock.wait(300.0)
    assert isinstance(desk.hear(line), (Judged, Ended, Notice))


def test_words_about_a_rep_need_one() -> None:
    desk, _, _ = desk_of()
    for line in ("pain 3 knee", "form low-hips", "undo"):
        assert told(desk, line).code == "session-line"


def test_a_rep_that_could_not_be_kept_is_not_announced_and_can_be_typed_again() -> None:
    desk, clock, kept = desk_of()
    run(desk, clock, "1.06")
    kept.trouble = StoreError("The disk is full.")
    before = (desk.session, desk.verdicts)
    for line in ("1.05", "pain 3 knee", "undo", "form low-hips", "end"):
        with pytest.raises(StoreError):
            desk.hear(line)
        assert (desk.session, desk.verdicts, desk.ended) == (*before, None)
    kept.trouble = InputError("Another session is there.", code="session-twice")
    assert told(desk, "1.05").code == "session-twice"
    kept.trouble = None
    assert judged(desk, "1.05").session.reps[-1].number == 2


def test_nothing_comes_in_after_the_end() -> None:
    desk, clock, kept = desk_of()
    run(desk, clock, "1.06")
    ended = desk.end()
    assert desk.end("pain") is ended
    for line in ("1.05", "pain 4 knee", "undo", "ready 4"):
        assert told(desk, line).code == "session-over"
    with pytest.raises(InputError, match="The session is over"):
        desk.ran(1.05)
    assert kept[-1] == ended.session


@pytest.mark.parametrize(
    "words",
    [
        {"distance_m": 0.0}, {"distance_m": float("nan")}, {"distance_m": 10.0, "run_in_m": -1.0},
        {"distance_m": 10.0, "time_sd_s": -0.1},
    ],
)  # fmt: skip
def test_a_zone_through_which_no_rep_can_be_run_is_refused_before_the_first(
    words: dict[str, Any],
) -> None:
    with pytest.raises(InputError):
        Zone(**words)


def test_times_from_elsewhere_carry_their_own_error_and_method() -> None:
    desk, _, _ = desk_of()
    desk.ran(1.06, time_sd_s=0.001, method="gates")
    rep: Rep = desk.session.reps[0]
    assert (rep.method, rep.time_sd_s) == ("gates", 0.001)
