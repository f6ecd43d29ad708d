from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.training.trend.drawn import LATER, drawn

from flyzone.errors import InputError
from flyzone.reports.chart_file import save_chart
from flyzone.reports.trend_chart import trend_chart
from flyzone.training.rules import STANDARD
from flyzone.training.trend import Trend, trend_of


@pytest.fixture(scope="module")
def trend() -> Trend:
    found = trend_of(drawn(np.random.default_rng(1), gain=0.03), LATER, STANDARD)
    assert isinstance(found, Trend)
    return found


def rows(trend: Trend, *fields: str, count: int | None = None) -> list[dict[str, float]]:
    """Rows of the layer whose data have just these columns, and as many rows where that is asked."""
    datasets = trend_chart(trend, "Ada").to_dict()["datasets"].values()
    found = [data for data in datasets if set(data[0]) == set(fields)]
    return next(data for data in found if count in (None, len(data)))


def test_every_session_is_drawn_with_its_error_bar(trend: Trend) -> None:
    bars = rows(trend, "at", "low", "high", count=trend.sessions)
    dots = rows(trend, "at", "value")
    assert [bar["at"] for bar in bars] == [dot["at"] for dot in dots]
    assert all(bar["low"] < dot["value"] < bar["high"] for bar, dot in zip(bars, dots, strict=True))
    assert dots[-1]["at"] == 0.0
    assert dots[0]["at"] == pytest.approx(-trend.weeks)
    assert [row["value"] for row in dots] == pytest.approx(trend.course.time_s.tolist(), rel=1e-5)


def test_the_band_reaches_as_far_as_the_forecast(trend: Trend) -> None:
    band = rows(trend, "at", "middle")
    assert band[-1]["at"] == pytest.approx(trend.forecast_weeks)
    assert band[0]["at"] == pytest.approx(-trend.weeks)


def test_it_says_whose_it_is_what_was_found_and_what_is_not_known(trend: Trend) -> None:
    chart = trend_chart(trend, "Ada <b>\n")
    assert chart.title["text"] == "Fly 10 of Ada <b>"
    words = " ".join(chart.title["subtitle"])
    assert "He became faster" in words
    assert "wind" in words


@pytest.mark.parametrize("ending", ["svg", "json"])
def test_it_can_be_written(trend: Trend, tmp_path: Path, ending: str) -> None:
    path = save_chart(trend_chart(trend, width=360), tmp_path / f"trend.{ending}")
    assert path.stat().st_size > 2000


def test_a_width_at_which_nothing_can_be_read_is_refused(trend: Trend) -> None:
    with pytest.raises(InputError):
        trend_chart(trend, width=50)
