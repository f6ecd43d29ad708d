from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import altair as alt
import numpy as np
import pytest
from scipy.optimize import brentq
from tests.reports.chart_profiles import (
    GATES,
    MAC,
    MSS,
    force_velocity,
    of_cloud,
    of_path,
    of_radar,
    of_splits,
    of_tether,
)

from flyzone.errors import InputError
from flyzone.model import Notice, NotMeasured, SprintProfile
from flyzone.reports.chart_theme import LINES
from flyzone.reports.charts import compare_chart, force_velocity_chart, profile_chart, speed_chart
from flyzone.science.curve import position_at_time

EVIL = "</script><script>alert(1)</script>"


def panels(chart: Any) -> list[dict[str, Any]]:
    """The layered panels of a chart, from the top, each layer with its own rows."""
    document = chart.to_dict()
    found: list[dict[str, Any]] = []

    def walk(spec: dict[str, Any]) -> None:
        if "layer" in spec:
            found.append(spec)
            for layer in spec["layer"]:
                layer["rows"] = document["datasets"][layer["data"]["name"]]
        for part in (*spec.get("vconcat", ()), *spec.get("hconcat", ())):
            walk(part)

    walk(document)
    return found


def rows(layer: dict[str, Any]) -> list[dict[str, Any]]:
    return layer["rows"]


def of_kind(panel: dict[str, Any], kind: str, *fields: str) -> list[dict[str, Any]]:
    """Layers of one kind of mark whose data have these columns."""
    return [
        layer
        for layer in panel["layer"]
        if layer["mark"]["type"] == kind and set(fields) <= set(rows(layer)[0])
    ]


def written(chart: Any) -> list[str]:
    """Every text that stands in a chart's panels, once."""
    return list(
        dict.fromkeys(
            str(row["words"])
            for panel in panels(chart)
            for layer in of_kind(panel, "text", "words")
            for row in rows(layer)
        )
    )


def subtitle(chart: Any) -> str:
    return " ".join(chart.title["subtitle"]).replace("\N{NO-BREAK SPACE}", " ")


def axis_names(chart: Any) -> set[str]:
    return {
        layer["encoding"][side]["axis"]["title"]
        for panel in panels(chart)
        for layer in panel["layer"]
        for side in ("x", "y")
        if "axis" in layer["encoding"].get(side, ())
    } - {None}


def everything(value: Any) -> Iterator[tuple[str, Any]]:
    """All keys of a document with their values, at any depth."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield key, part
            yield from everything(part)
    elif isinstance(value, list):
        for part in value:
            yield from everything(part)


def test_the_band_of_the_profile_is_the_band_of_the_chart() -> None:
    profile = of_splits()
    for x, band in (("time", profile.speed_over_time), ("distance", profile.speed_over_distance)):
        (area,) = of_kind(panels(speed_chart(profile, x=x))[0], "area")
        drawn = np.array([[row["at"], row["low"], row["high"]] for row in rows(area)])
        np.testing.assert_allclose(drawn, np.transpose([band.at, band.low, band.high]), rtol=1e-5)


def test_every_axis_names_its_unit() -> None:
    assert axis_names(profile_chart(of_splits())) == {
        "speed (m/s)", "time since first movement (s)",
        f"measured − curve (ms); RMSE {1000.0 * of_splits().fit.rmse:.1f} ms",
        "force (N/kg)", "power (W/kg)",
    }  # fmt: skip
    assert "distance from first movement (m)" in axis_names(speed_chart(of_splits(), x="distance"))
    assert "measured − curve (m/s); RMSE 0.17 m/s" in axis_names(speed_chart(of_radar()))
    assert any("(cm)" in name for name in axis_names(speed_chart(of_path())))
    assert any("(m/s²)" in name for name in axis_names(speed_chart(of_cloud())))


def test_mean_speeds_between_gates_stand_over_their_stretches() -> None:
    profile = of_splits()
    (strokes,) = of_kind(panels(speed_chart(profile))[0], "rule", "start", "end")
    times, places = np.append(0.0, profile.fit.observed), np.append(0.0, GATES)
    drawn = np.array([[row["start"], row["end"], row["value"]] for row in rows(strokes)])
    np.testing.assert_allclose(
        drawn, np.transpose([times[:-1], times[1:], np.diff(places) / np.diff(times)]), rtol=1e-5
    )


def test_the_first_stretch_of_a_flying_start_begins_at_the_line() -> None:
    profile = of_splits(correction="flying")
    crossed_s = brentq(lambda t: float(position_at_time(t, MSS, MAC)) - 0.5, 0.01, 2.0)
    for x, start in (("time", crossed_s), ("distance", 0.5)):
        (strokes,) = of_kind(panels(speed_chart(profile, x=x))[0], "rule", "start", "end")
        assert rows(strokes)[0]["start"] == pytest.approx(start, rel=1e-3)


@pytest.mark.parametrize("correction", ["none", "time", "flying", "distance", "time-distance"])
def test_what_was_measured_lies_where_the_curve_is(correction: str) -> None:
    profile = of_splits(correction=correction)
    ends = []
    for x in ("time", "distance"):
        (strokes,) = of_kind(panels(speed_chart(profile, x=x))[0], "rule", "start", "end")
        ends.append(np.array([row["end"] for row in rows(strokes)]))
    # The stray of a gate, 11 ms at most, is a tenth of a metre.
    on_curve = position_at_time(ends[0], profile.fit.mss, profile.fit.mac)
    np.testing.assert_allclose(on_curve, ends[1], atol=0.11)


def test_gates_are_marked_with_their_distance_or_time() -> None:
    assert {"5 m", "10 m", "20 m", "30 m", "40 m"} <= set(written(speed_chart(of_splits())))
    profile = of_splits()
    times = {f"{time:.2f} s" for time in profile.fit.observed}
    assert times <= set(written(speed_chart(profile, x="distance")))


def test_residuals_stand_around_a_zero_line_in_milliseconds() -> None:
    profile = of_splits()
    below = panels(speed_chart(profile))[1]
    (dots,) = of_kind(below, "circle")
    drawn = [row["value"] for row in rows(dots)]
    np.testing.assert_allclose(drawn, 1000.0 * profile.fit.residuals, rtol=1e-4)
    low, high = dots["encoding"]["y"]["scale"]["domain"]
    assert low == -high
    assert next(rows(rule) for rule in of_kind(below, "rule", "zero")) == [{"zero": 0.0}]


def test_speed_and_residuals_share_their_axis() -> None:
    for profile in (of_splits(), of_radar()):
        above, below = panels(speed_chart(profile))
        domains = [
            of_kind(panel, "circle" if panel is below else "line")[0]["encoding"]["x"]["scale"]
            for panel in (above, below)
        ]
        assert domains[0] == domains[1]


def test_all_samples_of_a_short_trace_are_drawn() -> None:
    profile = of_radar(300)
    (dots,) = of_kind(panels(speed_chart(profile))[0], "circle")
    assert [row["value"] for row in rows(dots)] == pytest.approx(profile.fit.observed, rel=1e-5)
    start = profile.fit.value("TC")
    assert [row["at"] for row in rows(dots)] == pytest.approx(profile.fit.at - start, rel=1e-4)


def test_a_long_trace_is_thinned_and_says_so() -> None:
    chart = speed_chart(of_radar(3000))
    (dots,) = of_kind(panels(chart)[0], "circle")
    assert 550 <= len(rows(dots)) <= 600
    assert "600 of 3000 samples" in written(chart)
    assert len(str(chart.to_dict())) < 150_000


def test_a_path_gives_mean_speeds_of_stretches() -> None:
    chart = speed_chart(of_path())
    (strokes,) = of_kind(panels(chart)[0], "rule", "start", "end")
    lengths = [row["end"] - row["start"] for row in rows(strokes)]
    assert lengths == pytest.approx([0.3] * len(lengths), abs=1e-4)


def test_speed_over_distance_can_be_drawn_over_time() -> None:
    profile = of_tether()
    (dots,) = of_kind(panels(speed_chart(profile))[0], "circle")
    at = np.array([row["at"] for row in rows(dots)])
    places = position_at_time(at, profile.fit.mss, profile.fit.mac)
    np.testing.assert_allclose(places, profile.fit.at, rtol=1e-4)


def test_samples_of_no_single_sprint_are_not_put_on_a_time_axis() -> None:
    above, below = panels(speed_chart(of_cloud()))
    assert not of_kind(above, "circle")
    assert len(rows(of_kind(below, "circle")[0])) == 24


def test_numbers_stand_with_their_intervals() -> None:
    profile = of_splits()
    mss = profile.estimates["MSS"]
    texts = written(profile_chart(profile))
    label = (
        f"MSS {mss.value:.2f} m/s ({mss.low_90:.2f}–{mss.high_90:.2f}) · {mss.value * 3.6:.1f} km/h"
    )
    assert label in texts
    for name, unit, digits in (("F0", "N/kg", 2), ("V0", "m/s", 2), ("Pmax", "W/kg", 1)):
        one = profile.force_velocity[0].values[name]
        value, low, high = (f"{end:.{digits}f}" for end in (one.value, one.low_90, one.high_90))
        assert any(f"{name} {value} {unit} ({low}–{high})" in text for text in texts), name
    mac = profile.estimates["MAC"]
    text = f"MAC {mac.value:.2f} m/s² ({mac.low_90:.2f}–{mac.high_90:.2f})"
    assert text in subtitle(speed_chart(profile))


def test_a_negative_interval_is_written_with_words() -> None:
    profile = of_splits(correction="time")
    tc = profile.estimates["TC"]
    ends = f"{tc.low_90:.2f} to {tc.high_90:.2f}"
    text = f"TC {tc.value:.2f} s ({ends})".replace("-", "−")
    assert text.count("−") == 3
    assert text in subtitle(speed_chart(profile))


def test_without_a_known_error_there_is_no_band_and_the_chart_says_so() -> None:
    chart = profile_chart(of_splits(sd=None, gates=GATES[[1, 4]]))
    assert not [area for panel in panels(chart) for area in of_kind(panel, "area")]
    assert "The error is not known, so that no band is drawn." in subtitle(chart)
    assert "(" not in subtitle(chart).partition("Origin")[0]
    assert "curve, error not known" in written(chart)
    assert any("MSS" in text and "error not known" in text for text in written(chart))


def test_the_subtitle_says_where_the_error_comes_from() -> None:
    assert "Error as stated with the input" in subtitle(speed_chart(of_splits()))
    assert "taken from the scatter" in subtitle(speed_chart(of_splits(sd=None)))


def test_an_interval_without_end_does_not_press_the_curve_flat() -> None:
    profile = of_splits()
    mss = replace(profile.estimates["MSS"], high_90=400.0)
    chart = speed_chart(replace(profile, estimates={**profile.estimates, "MSS": mss}))
    (line,) = of_kind(panels(chart)[0], "line")
    assert line["encoding"]["y"]["scale"]["domain"][1] < 17.0


def test_origin_count_and_what_was_left_out_are_told() -> None:
    profile = replace(of_radar(), samples_left_out={"standing": 8, "slowing": 4})
    text = subtitle(speed_chart(profile))
    assert "Origin: synthetic radar, 47 Hz; 300 samples of speed over time (12 left out)" in text


def test_warnings_go_with_the_chart() -> None:
    notices = tuple(Notice(f"code-{i}", f"Bias number {i}.") for i in range(5))
    profile = of_splits(warnings=notices)
    for chart in (profile_chart(profile), speed_chart(profile), force_velocity_chart(profile)):
        assert "Warning: Bias number 0." in subtitle(chart)
        assert "And 2 more warnings." in subtitle(chart)
    assert "Sprints with warnings: 1." in subtitle(compare_chart([profile, of_radar()]))


def test_force_and_power_have_their_bands_and_their_definition() -> None:
    profile = of_splits()
    force, power = panels(force_velocity_chart(profile))
    found = profile.force_velocity[0]
    for panel, band in ((force, found.force), (power, found.power)):
        assert band is not None
        (area,) = of_kind(panel, "area")
        drawn = np.array([[row["low"], row["high"]] for row in rows(area)])
        np.testing.assert_allclose(drawn, np.transpose([band.low, band.high]), rtol=1e-5)
    assert found.basis in subtitle(force_velocity_chart(profile))


def test_a_definition_can_be_chosen_and_one_that_is_not_there_is_refused() -> None:
    profile = of_splits()
    other = force_velocity(profile.fit, "analytic-3.x")
    both = replace(profile, force_velocity=(*profile.force_velocity, other))
    assert "analytic-3.x" in subtitle(profile_chart(both, definition="analytic-3.x"))
    with pytest.raises(InputError, match=r"samozino-spreadsheet, analytic-3\.x") as caught:
        force_velocity_chart(both, definition="mine")
    assert caught.value.code == "chart-definition"


def test_without_forces_the_reason_is_written() -> None:
    why = NotMeasured("force_velocity", "the mass of the athlete\nis not known")
    profile = of_splits(body=False, not_measured=(why,))
    for chart in (profile_chart(profile), force_velocity_chart(profile)):
        assert "force and power: not measured" in written(chart)
        assert "the mass of the athlete is not known" in written(chart)


def test_curves_are_compared_with_their_names_and_colours_of_their_own() -> None:
    names = ("Ada", "Berta", "Cleo")
    profiles = [of_splits(athlete=name, mss=9.4 - 0.3 * i) for i, name in enumerate(names)]
    chart = compare_chart(profiles)
    (panel,) = panels(chart)
    assert set(names) <= set(written(chart))
    colours = [line["mark"]["color"] for line in of_kind(panel, "line")]
    assert len(set(colours)) == len(of_kind(panel, "area")) == 3


def test_names_never_stand_over_one_another() -> None:
    profiles = [of_splits(athlete=f"athlete {i}") for i in range(len(LINES))]
    (panel,) = panels(compare_chart(profiles))
    heights = sorted(
        {
            layer["encoding"]["y"]["value"]
            for layer in of_kind(panel, "text")
            if rows(layer)[0]["words"].startswith("athlete")
        }
    )
    assert len(heights) == len(LINES)
    assert min(np.diff(heights)) >= 30.0
    assert heights[0] >= 0.0
    assert heights[-1] <= panel["height"]


def test_sprints_without_a_name_get_a_number() -> None:
    assert {"Sprint 1", "Sprint 2"} <= set(written(compare_chart([of_tether(), of_path()])))


def test_different_origins_are_named() -> None:
    text = subtitle(compare_chart([of_splits(), of_radar()]))
    assert "Origin: synthetic gates; synthetic radar, 47 Hz." in text
    assert "bias of its own" in text


@pytest.mark.parametrize("count", [0, len(LINES) + 1])
def test_no_curves_or_too_many_are_refused(count: int) -> None:
    with pytest.raises(InputError, match=f"1 to {len(LINES)} sprints, got {count}") as caught:
        compare_chart([of_splits()] * count)
    assert caught.value.code == "chart-too-many"


def test_an_unknown_axis_is_refused() -> None:
    with pytest.raises(InputError, match="'time' or over 'distance', got 'steps'") as caught:
        profile_chart(of_splits(), x="steps")
    assert caught.value.code == "chart-axis"


@pytest.mark.parametrize("width", [100, 100_000])
def test_a_width_at_which_nothing_can_be_read_is_refused(width: int) -> None:
    with pytest.raises(InputError, match=str(width)) as caught:
        speed_chart(of_splits(), width=width)
    assert caught.value.code == "chart-width"


def test_words_from_outside_are_never_expressions() -> None:
    profile = of_splits(athlete=EVIL, run="{expr: 'alert(1)'} datum.x", origin=EVIL)
    for chart in (profile_chart(profile), compare_chart([profile, profile])):
        found = list(everything(chart.to_dict()))
        assert not {"expr", "signal", "calculate", "href", "url"} & {key for key, _ in found}
        holders = {key for key, value in found if isinstance(value, str) and "alert" in value}
        assert holders <= {"text", "subtitle", "description", "words"}


def test_letters_that_do_not_show_are_left_out_and_long_names_cut() -> None:
    profile = of_splits(athlete="A\x00\u202eb\r\n\tc " + "x" * 5000)
    text = speed_chart(profile).title["text"]
    assert text.startswith("A b c xxx")
    assert text.endswith("…")
    assert len(text) <= 40


def test_a_chart_names_no_host_but_that_of_its_own_format() -> None:
    for chart in (profile_chart(of_splits()), compare_chart([of_splits()])):
        hosts = [key for key, value in everything(chart.to_dict()) if "://" in str(value)[:99]]
        assert set(hosts) == {"$schema"}


def test_the_theme_of_others_is_left_alone() -> None:
    before = alt.theme.active, alt.data_transformers.active
    chart = profile_chart(of_splits())
    assert (alt.theme.active, alt.data_transformers.active) == before
    assert chart.to_dict()["config"]["font"].endswith("sans-serif")


def test_flyzone_and_its_command_load_no_charts_until_one_is_drawn() -> None:
    program = (
        "import sys, flyzone, flyzone.cli; "
        "print(*({'altair', 'vl_convert'} & set(sys.modules)), sep=',')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == ""


def test_a_given_correction_is_not_called_unknown() -> None:
    profile = of_splits()
    fit = replace(profile.fit, given={"FD": 0.5}, correction="flying")
    fd = replace(profile.estimates["MSS"], value=0.5, unit="m", low_90=None, high_90=None)
    given: SprintProfile = replace(profile, fit=fit, estimates={**profile.estimates, "FD": fd})
    assert "FD 0.50 m (given)" in subtitle(speed_chart(given))
