"""All rules: well formed, founded on something that can be looked up, and asked by some code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

import flyzone
from flyzone.training.rules import _ALL as WRITTEN
from flyzone.training.rules import RULES, Evidence, Rule

SOURCE = Path(flyzone.__file__).parent
REPOSITORY = SOURCE.parents[1]
KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
SNAKE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
CITED = re.compile(r"\b(?:de)?[A-Z][A-Za-z]*(?:19|20)\d\d[a-z]?\b")
Words = frozenset[str]


@cache
def trees() -> dict[Path, ast.Module]:
    """The program without the rules themselves."""
    rules = SOURCE / "training" / "rules"
    return {
        path: ast.parse(path.read_text(encoding="utf-8"))
        for room in ("training", "workflows", "model", "cli")
        for path in sorted((SOURCE / room).rglob("*.py"))
        if rules not in path.parents
    }


@cache
def spoken() -> tuple[Words, tuple[str, ...]]:
    """All texts of the program, and the patterns of those that it puts together."""
    nodes = [node for tree in trees().values() for node in ast.walk(tree)]
    texts = {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    # A pattern that begins with a variable would match anything.
    joined = [node for node in nodes if isinstance(node, ast.JoinedStr)]
    patterns = {pattern(node) for node in joined if isinstance(node.values[0], ast.Constant)}
    return frozenset(texts), tuple(sorted(patterns))


def pattern(node: ast.JoinedStr) -> str:
    parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else ".+" for p in node.values]
    return "".join(parts)


def is_spoken(word: str) -> bool:
    texts, patterns = spoken()
    return word in texts or any(re.fullmatch(one, word) for one in patterns)


def named(node: ast.expr, texts: dict[str, Words], among: Words) -> Words | None:
    """Which words an expression may stand for; ``None`` where only a run can tell."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return frozenset({node.value})
    if isinstance(node, ast.IfExp):
        body, other = named(node.body, texts, among), named(node.orelse, texts, among)
        return None if body is None or other is None else body | other
    if isinstance(node, ast.Name):
        return texts.get(node.id)
    if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        found = frozenset(word for word in among if re.fullmatch(pattern(node), word))
        assert found, f"{ast.unparse(node)} names nothing"
        return found
    return None


def constants(tree: ast.AST) -> dict[str, Words]:
    """Names to which a text is given once, and nothing else anywhere."""
    given: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                values = [node.value]
                names = [target]
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    names, values = list(target.elts), list(node.value.elts)
                for name, value in zip(names, values, strict=False):
                    if isinstance(name, ast.Name):
                        given.setdefault(name.id, []).append(value)
        elif isinstance(node, ast.arg):
            given.setdefault(node.arg, []).append(ast.Constant(None))
        elif isinstance(node, (ast.For, ast.comprehension)):
            for name in ast.walk(node.target):
                if isinstance(name, ast.Name):
                    given.setdefault(name.id, []).append(ast.Constant(None))
    texts: dict[str, Words] = {}
    for key, values in given.items():
        words = [named(value, {}, frozenset()) for value in values if not _joins(value)]
        if len(words) == len(values) and None not in words:
            texts[key] = frozenset().union(*(word for word in words if word))
    return texts


def _joins(node: ast.expr) -> bool:
    return any(isinstance(one, ast.JoinedStr) for one in ast.walk(node))


def asked() -> Iterator[tuple[str, Words | None, Words | None]]:
    """Each question to a rule book: where, which rule, and which threshold (of a value)."""
    keys = frozenset(RULES)
    for path, tree in trees().items():
        if "training" not in path.parts:
            continue
        for function, texts in _scopes(tree):
            for node in function:
                called = node.func if isinstance(node, ast.Call) else None
                if not isinstance(called, ast.Attribute) or called.attr not in ("value", "reason"):
                    continue
                assert isinstance(node, ast.Call)
                if "book" not in ast.unparse(called.value) or len(node.args) < 2:
                    continue
                where = f"{path.name}:{node.lineno} {ast.unparse(node)[:80]}"
                rules = named(node.args[0], texts, keys)
                thresholds = None
                if called.attr == "value":
                    names = frozenset(n for key in rules or keys for n in RULES[key].thresholds)
                    thresholds = named(node.args[1], texts, names)
                yield where, rules, thresholds


def _scopes(tree: ast.Module) -> Iterator[tuple[list[ast.AST], dict[str, Words]]]:
    """Functions with the texts that their names stand for; inner functions with the outer one."""
    tops: list[ast.AST] = [
        inner
        for node in tree.body
        for inner in (node.body if isinstance(node, ast.ClassDef) else [node])
    ]
    outside = constants(ast.Module([n for n in tree.body if isinstance(n, ast.Assign)], []))
    for top in tops:
        yield list(ast.walk(top)), outside | constants(top)


def both(rule: Rule) -> str:
    return f"{rule.source} {rule.caveat}"


def test_no_rule_is_lost_behind_another_of_its_key() -> None:
    keys = [rule.key for rule in WRITTEN]
    assert sorted(keys) == sorted(set(keys))
    assert list(RULES) == keys


@pytest.mark.parametrize("rule", WRITTEN, ids=lambda rule: rule.key)
def test_a_rule_is_well_formed(rule: Rule) -> None:
    assert KEBAB.fullmatch(rule.key)
    assert rule.evidence in get_args(Evidence)
    for text in (rule.condition, rule.advice):
        assert re.fullmatch(r"[A-Z0-9].*\.", text, re.DOTALL), text
    assert rule.source.strip()
    for text in (rule.condition, rule.advice, rule.source, rule.caveat):
        assert text == " ".join(text.split())
        assert not re.search(r"[{}]|\bnan\b", text), text
    for name, threshold in rule.thresholds.items():
        assert SNAKE.fullmatch(name), name
        assert threshold.low <= threshold.value <= threshold.high
        assert threshold.what.strip()
        assert threshold.what[0].isupper()


def test_what_is_weak_or_a_convention_says_what_speaks_against_it_or_names_its_own_method() -> None:
    for rule in RULES.values():
        if rule.evidence == "weak":
            assert rule.caveat, rule.key


def test_every_work_that_a_rule_cites_stands_in_the_bibliography() -> None:
    entries = set(
        re.findall(r"^@\w+{(\w+),", (REPOSITORY / "docs/references.bib").read_text("utf-8"), re.M)
    )
    cited = {key for rule in RULES.values() for key in CITED.findall(both(rule))}
    assert len(cited) > 10
    assert cited - entries == set()


def test_every_page_that_a_rule_rests_on_exists() -> None:
    pages = {
        page for rule in RULES.values()
        for page in re.findall(r"docs/[\w.-]+\.md", both(rule))
    }  # fmt: skip
    assert pages
    assert [page for page in sorted(pages) if not (REPOSITORY / page).is_file()] == []


def test_ranges_do_not_cross() -> None:
    for rule in RULES.values():
        for name, threshold in rule.thresholds.items():
            for least, most in (("least", "most"), ("short_h", "very_short_h")):
                other = rule.thresholds.get(name.replace(least, most)) if least in name else None
                if other is None or other is threshold:
                    continue
                ordered = sorted([threshold.value, other.value])
                expected = [threshold.value, other.value]
                assert ordered == (expected if least == "least" else expected[::-1]), rule.key


def test_every_rule_is_asked_by_some_code() -> None:
    assert [key for key in RULES if not is_spoken(key)] == []


def test_every_threshold_is_asked_by_some_code() -> None:
    unused = [
        f"{rule.key}.{name}"
        for rule in RULES.values()
        for name in rule.thresholds
        if not is_spoken(name)
    ]
    assert unused == []


def test_code_asks_only_for_rules_and_thresholds_that_there_are() -> None:
    questions = list(asked())
    known = 0
    for where, rules, thresholds in questions:
        assert rules is None or rules <= set(RULES), where
        if rules is None or thresholds is None:
            continue
        known += 1
        there = [thresholds & set(RULES[rule].thresholds) for rule in rules]
        # What is put together from a variable may mean any of several; what is written means itself.
        exact = len(rules) == 1 and "f'" not in where
        assert there == [thresholds] if exact else any(there), where
    # The check itself must see what it checks.
    assert len(questions) > 200
    assert known > 100
    assert sum(rules is not None for _, rules, _ in questions) > 0.8 * len(questions)
