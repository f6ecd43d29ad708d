"""Films that are drawn once for all tests of clips."""

from __future__ import annotations

import pytest
from tests.web.clips.filmed import filmed, turned
from tests.workflows.films import Film


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """Two runners over 10 m."""
    return filmed(tmp_path_factory.mktemp("film"))


@pytest.fixture(scope="session")
def another_day(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """The same place, the camera turned a little."""
    return filmed(tmp_path_factory.mktemp("another-day"), turned())
