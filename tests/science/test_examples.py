"""Examples in the docstrings of the science give what they say."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import flyzone.science

MODULES = sorted(module.name for module in pkgutil.iter_modules(flyzone.science.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_every_example_runs(name: str) -> None:
    module = importlib.import_module(f"flyzone.science.{name}")
    assert doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE).failed == 0


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    module = importlib.import_module("flyzone.science.curve")
    assert sum(len(found.examples) for found in finder.find(module)) >= 2
