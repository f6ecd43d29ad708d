from __future__ import annotations

import pandas as pd
import pytest
from tests.reports.builders import steady_run, timed_clip

from flyzone.reports.tables import budget_table, path_table, runs_table, splits_table

TWO = timed_clip(
    steady_run(0.5, 1.0, athlete="Ada"), steady_run(2.0, 1.25, direction="right-to-left")
)
TABLES = [runs_table, splits_table, path_table, budget_table]


def test_a_run_is_a_row() -> None:
    table = runs_table(TWO)
    assert table["run"].tolist() == [1, 2]
    assert table["athlete"].tolist() == ["Ada", None]
    assert table["time_s"].tolist() == [1.0, 1.25]
    assert table["speed_km_h"].tolist() == pytest.approx([36.0, 28.8])


def test_splits_add_up_to_the_time_and_keep_the_order_in_which_they_were_run() -> None:
    table = splits_table(TWO)
    assert table.groupby("run")["time_s"].sum().tolist() == pytest.approx([1.0, 1.25])
    assert table[table["run"] == 2][["from_m", "to_m"]].values.tolist() == [[10.0, 5.0], [5.0, 0.0]]
    assert table["speed_m_s"].tolist() == pytest.approx([10.0, 10.0, 8.0, 8.0])


def test_the_path_has_every_point_of_every_run() -> None:
    table = path_table(TWO)
    assert len(table) == sum(len(run.path) for run in TWO.runs)
    assert table.iloc[0][["time_s", "place_m"]].tolist() == pytest.approx(TWO.runs[0].path[0])


def test_the_shares_of_the_variance_add_up_to_one() -> None:
    table = budget_table(TWO)
    assert table.groupby("run")["variance_share"].sum().tolist() == pytest.approx([1.0, 1.0])
    assert table[table["run"] == 1]["source"].tolist() == ["lateral place", "marks"]
    assert table["variance_share"].tolist()[:2] == pytest.approx([0.64, 0.36])


@pytest.mark.parametrize("make", TABLES)
def test_tables_with_and_without_runs_can_be_stacked(make) -> None:  # type: ignore[no-untyped-def]
    full, empty = make(TWO), make(timed_clip())
    assert len(empty) == 0
    assert list(empty.columns) == list(full.columns)
    assert (empty.dtypes == full.dtypes).all()
    assert len(pd.concat([full, full], ignore_index=True)) == 2 * len(full)


@pytest.mark.parametrize("make", TABLES)
def test_columns_that_measure_name_their_unit(make) -> None:  # type: ignore[no-untyped-def]
    words = {"run", "athlete", "direction", "source", "variance_share"}
    assert all(name in words or name.endswith(("_s", "_m", "_h")) for name in make(TWO).columns)
