"""Every reason of the rest-test and of targets has its sentence, which takes the reason's numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from flyzone.model import Measurement, Reason
from flyzone.training.rest_test import plan_rest_test, read_rest_test
from flyzone.training.rules.book import RuleBook
from flyzone.training.rules.targets import TARGET_RULES
from flyzone.training.targets import (
    Finish,
    what_faster_fly_does,
    what_kick_does,
    what_top_speed_does,
)
from flyzone.wording.english.targets import TARGETS

TRAINING = Path(__file__).parents[2] / "src" / "flyzone" / "training"
BOOK = RuleBook({rule.key: rule for rule in TARGET_RULES})


def reasons() -> Iterator[Reason]:
    fly = Measurement(1.1, 0.01, "s", "video")
    yield from read_rest_test([], plan_rest_test(0), BOOK).reasons
    for mac in (None, Measurement(8.0, 0.3, "m/s^2", "profile")):
        targets = what_faster_fly_does(fly, 0.03, BOOK, mac=mac)
        yield from targets.reasons
        yield from (sprint.reason for sprint in targets.sprints)
    now, then = targets.top_speed_now, targets.top_speed_then
    for mas in (None, Measurement(5.0, 0.1, "m/s", "test")):
        for pace in what_top_speed_does(now, then, (4.0, 7.0), BOOK, athlete="Mia", mas=mas):
            yield from pace.reasons
    linked = [Finish(400.0, 80.0 - 20.0 * i / 7, 8.4 + 0.1 * i) for i in range(8)]
    alike = [Finish(400.0, 70.0 + i, 8.8) for i in range(8)]
    other_way = [Finish(400.0, 60.0 + i, 8.4 + 0.1 * i) for i in range(8)]
    for races in ([], linked, alike, other_way):
        yield from what_kick_does(now, targets.rise, races, BOOK).reasons


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    files = [*(TRAINING / "rest_test").glob("*.py"), *(TRAINING / "targets").glob("*.py")]
    source = "\n".join(file.read_text(encoding="utf-8") for file in files)
    said = set(re.findall(r'"((?:rest-test|target|pace|kick)-[a-z0-9-]+)"', source))
    assert said == set(TARGETS)


def test_sentences_take_the_numbers_of_their_reasons() -> None:
    found = set()
    for reason in reasons():
        text = TARGETS[reason.code].format(**reason.numbers)
        assert "{" not in text
        found.add(reason.code)
    assert len(found) >= 17


def test_forty_yards_and_ten_mph_read_well() -> None:
    targets = what_faster_fly_does(Measurement(1.1, 0.01, "s", "video"), 0.03, BOOK)
    forty = targets.sprints[0].reason
    text = TARGETS[forty.code].format(**forty.numbers)
    assert re.fullmatch(
        r"40 yards: \d\.\d\d s now \(standard error 0\.\d\d\), \d\.\d\d s then; a change of "
        r"-0\.\d\d s \(90 % interval -0\.\d\d to -0\.\d\d\), from first movement\.",
        text,
    )


def test_what_is_from_memory_says_so() -> None:
    for reason in reasons():
        if reason.rule in {"fade-100m", "mac-of-people", "start-clocks", "speed-reserve"}:
            assert "unverified" in reason.caveat, reason.code
