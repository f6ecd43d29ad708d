"""The error tree: one root, stable codes, and it survives the way between processes."""

from __future__ import annotations

import pickle
import re

import pytest

from flyzone import errors
from flyzone.errors import (
    FitError,
    FlyzoneError,
    InputError,
    OutputError,
    PlanError,
    SetupError,
    StoreError,
    TimingError,
    VideoError,
)

KINDS = [
    FlyzoneError, InputError, SetupError, VideoError, TimingError, FitError, PlanError, OutputError,
    StoreError,
]  # fmt: skip


def test_every_error_class_of_the_module_is_in_the_tree_and_drawn_at_its_top() -> None:
    classes = {
        value
        for value in vars(errors).values()
        if isinstance(value, type) and issubclass(value, Exception)
    }
    assert all(issubclass(kind, FlyzoneError) for kind in classes)
    drawn = set(re.findall(r"\w+Error", errors.__doc__ or ""))
    assert {kind.__name__ for kind in classes} == drawn


@pytest.mark.parametrize("kind", [SetupError, VideoError])
def test_a_bad_file_is_a_fault_of_the_input(kind: type[FlyzoneError]) -> None:
    assert issubclass(kind, InputError)


def test_each_kind_has_its_own_code() -> None:
    codes = [kind("x").code for kind in KINDS]
    assert len(set(codes)) == len(KINDS)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)


@pytest.mark.parametrize("kind", KINDS)
def test_message_code_and_kind_survive_pickling(kind: type[FlyzoneError]) -> None:
    error = pickle.loads(pickle.dumps(kind("wrong, expected, came, next", code="own-code")))
    assert type(error) is kind
    assert (error.message, error.code) == ("wrong, expected, came, next", "own-code")
    assert str(error) == "wrong, expected, came, next"
