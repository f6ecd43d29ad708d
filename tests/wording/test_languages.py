"""Both languages say the same things: the same codes, the same numbers, each with its own mark."""

from __future__ import annotations

import re
import string
from typing import get_args

import pytest

from flyzone.model import Reason
from flyzone.model.athlete import Level, Place
from flyzone.model.checkin import Role, WarningSign
from flyzone.model.power import JumpKind
from flyzone.model.rep import Ending, Stimulus
from flyzone.training.catalogue import CATALOGUE
from flyzone.training.catalogue.exercise import EQUIPMENT, FAULTS, PLACE_KINDS
from flyzone.training.comparable import TIMING_SD_S
from flyzone.training.guard.kinds import NOT_KNOWN
from flyzone.training.guard.verdict import PLACE_NOT_SAID
from flyzone.training.planning.wishes import Target
from flyzone.training.today import feelings
from flyzone.wording.german import SENTENCES as GERMAN
from flyzone.wording.german.exercises import EXERCISE_NAMES
from flyzone.wording.german.guard import GUARD
from flyzone.wording.german.vocabulary import VOCABULARY
from flyzone.wording.sentences import CATALOGUES, sentence
from flyzone.wording.telling import Teller


def places(text: str) -> dict[str, set[str]]:
    """Formats by the name of the number, plurals left out."""
    found: dict[str, set[str]] = {}
    for _, name, form, _ in string.Formatter().parse(text):
        if name is not None and not (form or "").startswith("plural:"):
            found.setdefault(name, set()).add(form or "")
    return found


@pytest.mark.parametrize("code", CATALOGUES["en"])
def test_german_has_the_same_places_with_the_same_formats(code: str) -> None:
    assert places(GERMAN[code]) == places(CATALOGUES["en"][code])


@pytest.mark.parametrize("language", CATALOGUES)
@pytest.mark.parametrize("code", CATALOGUES["en"])
@pytest.mark.parametrize("number", [1, 7])
def test_every_sentence_formats_and_ends(code: str, language: str, number: int) -> None:
    numbers: dict[str, float | str] = {}
    for name, forms in places(CATALOGUES["en"][code]).items():
        form = max(forms)
        numbers[name] = "calf" if not form else number if form == "d" else number + 0.25
    text = sentence(Reason(code, numbers), language)
    assert not re.search(r"[{}|]|plural|  |None", text)
    assert text[-1] in ".?" or CATALOGUES[language][code].endswith("{what}")
    if language == "de":
        assert not re.search(r"\d\.\d", text), "a German decimal mark is a comma"


def test_german_sets_a_comma_in_sentence_and_probability() -> None:
    numbers = {"name": "MSS", "percent": 3.0, "se": 1.0, "n": 4}
    text = sentence(Reason("rose", numbers, 0.934), "de")
    assert text.startswith("MSS ist gestiegen: +3,0 % (Standardfehler 1,0).")
    assert text.endswith(" Wahrscheinlichkeit 0,93.")
    assert sentence(Reason("rose", numbers, 0.999), "de").endswith(" Wahrscheinlichkeit über 0,99.")


@pytest.mark.parametrize(
    "word",
    [
        *get_args(Place), *get_args(Stimulus), *get_args(Ending), *get_args(Level),
        *get_args(Role), *get_args(WarningSign), *get_args(JumpKind), *get_args(Target),
        *EQUIPMENT, *FAULTS, *PLACE_KINDS,
        *TIMING_SD_S, *(signal.name for signal in feelings._SIGNALS), NOT_KNOWN, PLACE_NOT_SAID,
    ],
)  # fmt: skip
def test_german_has_a_word_for_each_word_of_the_domain(word: str) -> None:
    assert VOCABULARY[word]


def test_lists_are_told_word_by_word_and_names_stay() -> None:
    tell = Teller(",", VOCABULARY)
    assert tell.told("faults", "low-hips, low-knees") == "tiefe Hüfte, tiefe Knie"
    assert tell.told("needed", "track / gym") == "Laufbahn / Kraftraum"
    assert tell.told("who", "back") == "back"
    assert tell.told("what", "Regional meeting") == "Regional meeting"


def test_days_are_written_as_the_language_writes_them() -> None:
    reason = Reason("plan-missed", {"who": "Mia", "what": "hill", "day": "2026-05-04"})
    assert sentence(reason) == "Mia: hill on 2026-05-04 was planned and not done."
    assert sentence(reason, "de") == "Mia: Bergsprints am 04.05.2026 war geplant und fiel aus."


def test_the_browser_can_fill_what_the_guard_says() -> None:
    for text in GUARD.values():
        for forms in places(text).values():
            assert all(re.fullmatch(r"|d|g|\.\df", form) for form in forms)
        assert "plural:" not in text


def test_one_of_a_thing_is_told_in_the_singular() -> None:
    one, two = (Reason("left-out-not-timed", {"n": n}) for n in (1, 2))
    assert sentence(one) == "1 rep without a time was left out."
    assert sentence(two) == "2 reps without a time were left out."
    assert sentence(one, "de") == "1 Lauf ohne Zeit wurde weggelassen."
    assert sentence(two, "de") == "2 Läufe ohne Zeit wurden weggelassen."


def test_each_exercise_has_a_german_name_of_its_own() -> None:
    assert set(EXERCISE_NAMES) == set(CATALOGUE)
    assert len(set(EXERCISE_NAMES.values())) == len(CATALOGUE)
