"""Every reason has its sentence, every sentence its reason, and each holds what its emitter knows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest
from tests.sprints import GATES, MAC, MSS, fits_of, gate_times, radar, splits

import flyzone
from flyzone.model import Body, Cloud, Conditions, Notice, Reason, Splits, Trace
from flyzone.science.fit_splits import fit_splits
from flyzone.training.doubts import doubts_of_fit, doubts_of_splits
from flyzone.training.profile_meaning import Peers, against_distance, against_himself, against_peers
from flyzone.wording.english import SENTENCES
from flyzone.wording.english.profile import PROFILE
from flyzone.wording.sentences import CATALOGUES, notice, sentence
from flyzone.workflows.fit_sprint import ProfileOptions, fit_sprint
from flyzone.workflows.force_velocity import optimum_of
from flyzone.workflows.profile_sprint import profile_sprint

SOURCE = Path(flyzone.__file__).parent
PARTS = ("board", "profile", "today", "guard", "plan", "trend", "diagnosis", "training", "targets")
OF_PROFILES = [
    *(SOURCE / "training" / name for name in ("doubts.py", "profile_meaning.py")),
    *(SOURCE / "workflows").glob("*.py"),
]
OF_TRAINING = sorted(set((SOURCE / "training").rglob("*.py")) - set(OF_PROFILES))


def codes_in(tree: ast.AST, *, assigned: bool) -> Iterator[str]:
    """Codes as written: the first argument of `Reason`, what ``code`` is set to, what is returned."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason" and node.args:
            yield from words(node.args[0])
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "reason":
            # The rule book's: its first argument is the rule, its second the code.
            yield from (code for one in node.args[1:2] for code in words(one))
        elif not assigned:
            continue
        elif isinstance(node, ast.Assign) and "code" in ast.dump(node.targets[0]):
            yield from words(node.value)
        elif isinstance(node, ast.FunctionDef) and node.name == "_verdict":
            for line in ast.walk(node):
                if isinstance(line, ast.Return) and line.value is not None:
                    yield from words(line.value)
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_verdict":
            yield from words(node.args[-1])


def words(node: ast.expr) -> Iterator[str]:
    """Text that an expression may be: itself, a branch, or the first of a tuple."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from words(node.body)
        yield from words(node.orelse)
    elif isinstance(node, ast.Tuple):
        yield from words(node.elts[0])


def codes_of(files: Iterable[Path], *, assigned: bool = True) -> set[str]:
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    return {code for tree in trees for code in codes_in(tree, assigned=assigned)}


def test_codes_of_profiles_and_their_sentences_are_the_same_list() -> None:
    written = codes_of(OF_PROFILES)
    assert written - set(SENTENCES) == set(), "a reason without a sentence"
    assert set(PROFILE) - written == set(), "a sentence that nobody says"


def test_every_code_written_in_the_training_room_has_its_sentence() -> None:
    written = codes_of(OF_TRAINING, assigned=False)
    assert written - set(SENTENCES) == set(), "a reason without a sentence"


def test_no_two_parts_word_one_code() -> None:
    parts = [
        getattr(import_module(f"flyzone.wording.english.{name}"), name.upper()) for name in PARTS
    ]
    codes = [code for part in parts for code in part]
    assert sorted(codes) == sorted(set(codes))
    assert set(codes) == set(SENTENCES)


def doubted(given: Splits, correction: str = "none") -> list[Reason]:
    fit = fit_splits(given, correction)
    return [*doubts_of_splits(given, fit), *doubts_of_fit(fit)]


def emitted() -> Iterator[Reason | Notice]:
    """One of each reason, from who emits it, with the numbers that it really gives."""
    rng = np.random.default_rng(2)
    exact = fit_splits(splits(gates=GATES[:2]))
    yield from doubted(splits(gates=GATES[:2]))
    yield from doubted(Splits.of(GATES, gate_times(flying=1.0), sd=0.01))
    yield from doubted(Splits.of(GATES, gate_times() + 0.2, sd=0.01))
    yield from doubted(Splits.of(GATES, gate_times() + 0.1, sd=0.01), "flying")
    stray = np.array([0.03, -0.04, 0.05, -0.03, 0.02])
    yield from doubted(Splits.of(GATES, gate_times() + stray, sd=0.005))
    yield from doubted(Splits.of(GATES, np.round(gate_times(), 5), rounding_sd=0.003))
    yield from doubted(splits(gates=[2.0, 4.0, 6.0], sd=0.03), "time")
    far = np.arange(10.0, 101.0, 10.0)
    lost = 0.006 * np.maximum(far - 60.0, 0.0)
    yield from doubted(Splits.of(far, gate_times(gates=far) + lost, sd=0.01))

    standing = radar(standing=0.5, step=0.5)
    yield from fit_sprint(Trace(standing.times, standing.velocities)).doubts
    record = radar(standing=2.0, slowing=1.0, strays=2)
    yield from fit_sprint(Trace(record.times, record.velocities)).doubts
    yield from doubts_of_fit(
        replace(fit_sprint(Trace(standing.times, standing.velocities)).fit, correlation_factor=2.0)
    )
    speeds = np.repeat(np.linspace(0.1, 8.0, 40), 3)
    cloud = Cloud(speeds, MAC * (1.0 - speeds / MSS) + rng.normal(0.0, 0.1, 120))
    yield from fit_sprint(cloud).doubts

    group = fits_of(
        MSS * np.exp(0.06 * rng.normal(size=30)), MAC * np.exp(0.08 * rng.normal(size=30)), rng
    )
    for mss, mac in ((9.5, 6.0), (7.5, 9.5), (MSS, MAC)):
        fit = fits_of(np.array([mss]), np.array([mac]), rng, sd=0.001)[0]
        yield from against_peers(fit, Peers.of(group))
    yield from against_peers(replace(group[0], covariance=None), Peers.of(group))
    yield from against_peers(group[0], Peers.of(group[:2]))
    same = [replace(group[0], values=[MSS * k, MAC * k]) for k in (0.999, 1.0, 1.001)]
    rough = replace(same[0], covariance=np.diag([0.5, 0.5]))
    for fit, earlier in (
        (replace(same[0], values=[9.9, 5.0]), same), (same[0], same[1:] * 4), (rough, same),
        (exact, [exact]), (exact, []),
    ):  # fmt: skip
        yield from against_himself(fit, earlier)
    for imbalance, se in ((150.0, 5.0), (60.0, 5.0), (100.0, 5.0), (120.0, None)):
        yield against_distance(20.0, imbalance, se, 0.04, "disputed")
    yield optimum_of(group[0], 30.0, Body(75.0, 1.8), Conditions())
    yield optimum_of(group[0], 30.0, None, Conditions())

    for peers, fit in ((group, (9.5, 6.0)), (group, (7.5, 9.5)), ([], (MSS, MAC))):
        given = splits(mss=fit[0], mac=fit[1], sd=0.002)
        options = ProfileOptions(
            mass_kg=75, height_m=1.8, mas_m_s=4.5, conditions=Conditions(wind_m_s=2.5)
        )
        profile = profile_sprint(given, options, peers=peers)
        yield from profile.reasons
        yield from profile.warnings


def test_every_sentence_is_said_with_the_numbers_of_who_says_it() -> None:
    said: dict[str, str] = {}
    for one in emitted():
        said[one.code] = one.message if isinstance(one, Notice) else sentence(one)
    assert set(PROFILE) - set(said) == set(), "never said here: plant its cause above"
    for code, text in said.items():
        assert re.match(r"[A-Z{0-9]", text), code
        assert text.endswith("."), code
        assert not re.search(r"[{}]|\bnan\b|\binf\b|None|  ", text), (code, text)


def test_a_probability_stands_behind_its_sentence_and_is_never_certain() -> None:
    numbers = {"name": "MSS", "percent": 3.0, "se": 1.0, "n": 4}
    assert sentence(Reason("rose", numbers, 0.934)).endswith(" Probability 0.93.")
    assert sentence(Reason("rose", numbers, 0.999)).endswith(" Probability above 0.99.")
    assert "Probability" not in sentence(Reason("rose", numbers))


def test_a_warning_carries_its_caveat() -> None:
    reason = Reason("run-in", {"percent": 95.0, "distance": 22.5}, caveat="So the model says.")
    assert notice(reason) == Notice("run-in", f"{sentence(reason)} So the model says.")
    assert notice(replace(reason, caveat="")).message == sentence(reason)


def test_a_code_without_a_sentence_is_a_fault_of_the_program() -> None:
    with pytest.raises(KeyError):
        sentence(Reason("no-such-thing"))
    with pytest.raises(KeyError):
        sentence(Reason("train-both"), language="tlh")


def test_every_language_has_the_same_codes_and_asks_for_the_same_numbers() -> None:
    def asked(text: str) -> set[str]:
        return set(re.findall(r"{(\w+)", text))

    for language, catalogue in CATALOGUES.items():
        assert set(catalogue) == set(SENTENCES), language
        for code, text in catalogue.items():
            assert asked(text) == asked(SENTENCES[code]), (language, code)
