"""From tapped marks to a lane camera: what it finds, what it doubts, and what it refuses."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.geometry.builders import (
    ENDS,
    ENDS_AND_MIDDLE,
    SIZE,
    camera,
    marked,
    mistapped,
    sd_of_length,
)

from flyzone.errors import SetupError
from flyzone.geometry import LaneCamera, fit_camera
from flyzone.model import ClipSetup, Mark

AT_TRUNK = np.array([[0.0, 0.0, 1.15], [5.0, 0.0, 1.15], [10.0, 0.0, 1.15]])
VIEWS = (
    {"yaw": 0.0}, {"yaw": 15.0, "x": 9.0}, {"yaw": -18.0, "x": 0.5, "height": 3.0},
    {"y": -24.0, "height": 2.5, "focal": 1700.0}, {"roll": 2.0, "height": 1.2},
)  # fmt: skip


def zone_length(fitted: LaneCamera, seen_by: LaneCamera) -> float:
    """Length at which the fitted camera reads a trunk that goes truly from 0 to 10 m."""
    read = fitted.to_lane(seen_by.to_pixels(AT_TRUNK[[0, 2]]))[:, 0]
    return float(abs(read[1] - read[0]))


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("places", [ENDS, ENDS_AND_MIDDLE])
def test_true_marks_give_the_zone_back_at_trunk_height(view: dict, places) -> None:
    seen_by = camera(**view)
    fit = fit_camera(marked(seen_by, places), SIZE)
    assert zone_length(fit.camera, seen_by) == pytest.approx(10.0, abs=0.01)
    assert fit.residual_px.max() < 0.3
    assert fit.used.all()
    assert fit.notices == ()


def test_many_marks_and_a_pole_give_the_very_camera() -> None:
    seen_by = camera(yaw=10.0, x=7.0, height=2.4, k1=-0.02)
    places = [(x, y, 0.0) for x in range(-2, 13, 2) for y in (-0.61, 0.61, 1.83)]
    places += [(x, -0.61, 2.0) for x in (0.0, 5.0, 10.0)]
    found = fit_camera(marked(seen_by, places), SIZE, tap_sd_px=0.01).camera
    assert found.theta == pytest.approx(seen_by.theta, abs=0.02)
    assert found.height_m == pytest.approx(2.4, abs=0.01)
    assert found.distance_m == pytest.approx(15.0, abs=0.05)
    assert found.focal_px == pytest.approx(1100.0, rel=0.005)


def other_frame(setup: ClipSetup, *, mirror_x: int = 1, mirror_y: int = 1, shift: float = 0.0):
    """The same picture, described by a user with other axes."""
    marks = tuple(
        Mark(m.pixel, (mirror_x * m.lane[0] + shift, mirror_y * m.lane[1], m.lane[2]))
        for m in setup.marks
    )
    return replace(setup, marks=marks)


@settings(max_examples=8)
@given(
    st.sampled_from(VIEWS), st.sampled_from([-1, 1]), st.sampled_from([-1, 1]),
    st.floats(-40, 40), st.integers(0, 2**31),
)  # fmt: skip
def test_mirrored_axes_and_a_shifted_origin_read_every_pixel_at_the_same_place(
    view: dict, mirror_x: int, mirror_y: int, shift: float, seed: int
) -> None:
    taps = np.random.default_rng(seed).normal(0, 0.6, (4, 2))
    setup = marked(camera(**view), ENDS, taps=taps)
    pixels = camera(**view).to_pixels(AT_TRUNK)
    plain = fit_camera(setup, SIZE).camera
    other = fit_camera(
        other_frame(setup, mirror_x=mirror_x, mirror_y=mirror_y, shift=shift), SIZE
    ).camera
    expected = mirror_x * plain.to_lane(pixels)[:, 0] + shift
    assert other.to_lane(pixels)[:, 0] == pytest.approx(expected, abs=2e-3)
    assert np.ptp(other.place_sensitivity(expected, 1.15)[1]) == pytest.approx(
        np.ptp(plain.place_sensitivity(plain.to_lane(pixels)[:, 0], 1.15)[1]), rel=1e-2
    )
    assert other.distance_m == pytest.approx(plain.distance_m, abs=0.05)


def test_the_users_y_may_count_towards_or_away_from_the_camera() -> None:
    seen_by = camera(height=2.0)
    away = fit_camera(marked(seen_by), SIZE).camera
    towards = fit_camera(other_frame(marked(seen_by), mirror_y=-1), SIZE).camera
    assert (away.across_sign, towards.across_sign) == (1, -1)


def mirrored_picture(setup: ClipSetup) -> ClipSetup:
    marks = tuple(Mark((SIZE[0] - 1 - m.pixel[0], m.pixel[1]), m.lane) for m in setup.marks)
    return replace(setup, marks=marks)


def test_a_lane_that_runs_to_the_left_is_read_as_its_mirror_image() -> None:
    seen_by = camera(yaw=12.0, x=7.0)
    plain = fit_camera(marked(seen_by), SIZE).camera
    mirrored = fit_camera(mirrored_picture(marked(seen_by)), SIZE).camera
    pixels = seen_by.to_pixels(AT_TRUNK)
    flipped = np.column_stack([SIZE[0] - 1 - pixels[:, 0], pixels[:, 1]])
    assert mirrored.along_sign == -1
    assert mirrored.to_lane(flipped)[:, 0] == pytest.approx(plain.to_lane(pixels)[:, 0], abs=2e-3)


# What it doubts


@pytest.mark.parametrize(
    ("places", "view", "share", "taps", "cones"),
    [(ENDS, VIEWS[0], "marks", 1.0, 0.0), (ENDS_AND_MIDDLE, VIEWS[1], "cones", 0.0, 0.02)],
)
def test_shares_of_the_covariance_are_the_scatter_of_many_users(
    places, view: dict, share: str, taps: float, cones: float
) -> None:
    """Second method: redraw taps (or cones) many times, and see how the zone's length scatters."""
    seen_by = camera(**view, height=2.0) if "height" not in view else camera(**view)
    rng = np.random.default_rng(5)
    n = 32
    lengths = []
    for _ in range(n):
        cone = np.zeros((len(places), 3))
        cone[:, :2] = rng.normal(0, cones, (len(places), 2))
        setup = marked(
            seen_by, places, taps=rng.normal(0, taps, (len(places), 2)), cones=cone, mark_sd_m=0.02
        )
        lengths.append(zone_length(fit_camera(setup, SIZE).camera, seen_by))
    stated = sd_of_length(fit_camera(marked(seen_by, places, mark_sd_m=0.02), SIZE).camera, share)
    # The sd of 32 draws is known to 12.5 %: three times that.
    assert np.std(lengths, ddof=1) == pytest.approx(stated, rel=0.375)


def test_shares_add_up_to_the_covariance() -> None:
    found = fit_camera(marked(camera()), SIZE).camera
    assert set(found.shares) == {"marks", "cones", "camera"}
    assert sum(found.shares.values()) == pytest.approx(found.covariance)
    for share in found.shares.values():
        assert np.linalg.eigvalsh(share).min() > -1e-9 * np.abs(share).max()


def test_the_stated_error_holds_the_truth_over_random_phones() -> None:
    """The zone at trunk height, over what people film: taps of 1 px, cones of 1 cm."""
    rng = np.random.default_rng(11)
    z = []
    for _ in range(24):
        yaw = rng.normal(0, 10)
        distance = rng.uniform(10, 22)
        seen_by = camera(
            x=5 + distance * np.tan(np.radians(yaw)), y=-distance, yaw=yaw,
            height=rng.uniform(1.0, 2.5), pitch=rng.normal(-2, 1), roll=rng.normal(0, 1),
            focal=distance * 72, k1=rng.normal(0, 0.02),
        )  # fmt: skip
        cone = np.zeros((4, 3))
        cone[:, :2] = rng.normal(0, 0.01, (4, 2))
        pixels = seen_by.to_pixels(ENDS)
        assert (pixels > 0).all()
        setup = marked(seen_by, ENDS, taps=rng.normal(0, 1, (4, 2)), cones=cone)
        found = fit_camera(setup, SIZE).camera
        z.append((zone_length(found, seen_by) - 10.0) / sd_of_length(found))
    inside = np.mean(np.abs(z) < 1.645)
    assert inside >= 0.70, f"{inside:.2f} of the 90 % intervals hold the truth"
    # Nor is it padded: a bar twice too wide would show here.
    assert 0.6 < np.sqrt(np.mean(np.square(z))) < 1.5


def test_more_marks_and_better_marks_give_a_smaller_error() -> None:
    seen_by = camera(height=2.0)
    four, six = (fit_camera(marked(seen_by, p), SIZE).camera for p in (ENDS, ENDS_AND_MIDDLE))
    surveyed = fit_camera(marked(seen_by, ENDS, mark_sd_m=0.001), SIZE).camera
    assert sd_of_length(six) < sd_of_length(four)
    assert sd_of_length(surveyed) < 0.9 * sd_of_length(four)


def test_two_marks_assume_a_square_camera_widen_the_error_and_say_so() -> None:
    seen_by = camera(height=1.6)
    two = fit_camera(marked(seen_by, [(0.0, 0.0, 0.0), (10.0, 0.0, 0.0)]), SIZE)
    four = fit_camera(marked(seen_by), SIZE)
    assert [n.code for n in two.notices] == ["square-on-assumed"]
    assert "Mark four cones" in two.notices[0].message
    assert zone_length(two.camera, seen_by) == pytest.approx(10.0, abs=0.05)
    assert sd_of_length(two.camera) > 1.3 * sd_of_length(four.camera)


@pytest.mark.parametrize("yaw", [-4.0, 3.0])
def test_two_marks_and_a_camera_not_quite_square_stay_within_the_stated_error(yaw: float) -> None:
    seen_by = camera(yaw=yaw, x=5 + 15 * np.tan(np.radians(yaw)))
    two = fit_camera(marked(seen_by, [(0.0, 0.0, 0.0), (10.0, 0.0, 0.0)]), SIZE).camera
    assert abs(zone_length(two, seen_by) - 10.0) < 2.5 * sd_of_length(two)


def test_a_wide_lens_is_within_the_error_of_four_marks_and_measured_by_more() -> None:
    """k1 = -0.05, which no mark among four tells: the prior must own the doubt."""
    seen_by = camera(k1=-0.05, focal=800.0, y=-11.0, height=2.0)
    read = seen_by.to_pixels([[3.9, 0.0, 1.15], [6.1, 0.0, 1.15]])
    four = fit_camera(marked(seen_by), SIZE).camera
    places = [(x, y, 0.0) for x in (0.0, 2.5, 5.0, 7.5, 10.0) for y in (-0.61, 0.61, 1.83)]
    more = fit_camera(marked(seen_by, places), SIZE).camera

    def step(found: LaneCamera) -> float:
        return float(np.ptp(found.to_lane(read)[:, 0]))

    assert abs(zone_length(four, seen_by) - 10.0) < 2 * sd_of_length(four)
    assert abs(step(more) - 2.2) < 0.6 * abs(step(four) - 2.2)
    assert more.covariance[7, 7] < 0.6 * four.covariance[7, 7]


# What it refuses


def six_marks_one_off(index: int, way: float) -> tuple[LaneCamera, ClipSetup]:
    seen_by = camera(height=2.2, yaw=6.0, x=6.5)
    taps = np.random.default_rng(index).normal(0, 0.4, (6, 2))
    setup = marked(seen_by, ENDS_AND_MIDDLE, taps=taps)
    return seen_by, mistapped(setup, index, (40 * np.cos(way), 40 * np.sin(way)))


@pytest.mark.parametrize(("index", "way"), [(0, 0.0), (2, 3.0), (5, 4.7)])
def test_one_mistapped_mark_among_six_is_found_left_out_and_named(index: int, way: float) -> None:
    seen_by, bad = six_marks_one_off(index, way)
    fit = fit_camera(bad, SIZE)
    assert list(np.flatnonzero(~fit.used)) == [index]
    assert [n.code for n in fit.notices] == ["mark-left-out"]
    x, y, _ = ENDS_AND_MIDDLE[index]
    assert f"mark {index + 1} (x={x:g} m, y={y:g} m)" in fit.notices[0].message
    assert 15 < fit.residual_px[index] < 80
    assert zone_length(fit.camera, seen_by) == pytest.approx(10.0, abs=0.12)


def test_a_mark_that_might_be_another_is_not_left_out_by_a_guess() -> None:
    """Mark 5 tapped 40 px along the lane: without mark 2 the others agree almost as well."""
    _, bad = six_marks_one_off(4, 0.0)
    with pytest.raises(SetupError, match="mark 5") as caught:
        fit_camera(bad, SIZE)
    assert caught.value.code == "marks-contradict"


@settings(max_examples=2)
@given(st.integers(0, 5), st.floats(0, 2 * np.pi))
def test_a_right_mark_is_never_left_out_in_place_of_the_wrong_one(index: int, way: float) -> None:
    _, bad = six_marks_one_off(index, way)
    try:
        left_out = list(np.flatnonzero(~fit_camera(bad, SIZE).used))
    except SetupError as error:  # another mark would explain it almost as well
        left_out, code = [], error.code
        assert code == "marks-contradict"
    assert left_out in ([index], [])


@pytest.mark.parametrize("index", [0, 2])
def test_a_near_mark_tapped_far_too_low_among_four_is_refused_with_all_residuals(
    index: int,
) -> None:
    seen_by = camera(height=1.5, y=-12.0, focal=880.0)
    with pytest.raises(SetupError) as caught:
        fit_camera(mistapped(marked(seen_by), index, (0.0, 25.0)), SIZE)
    assert caught.value.code == "marks-contradict"
    for words in ("px off after the best fit", "1: ", "4: ", "Tap them again"):
        assert words in caught.value.message


@pytest.mark.parametrize(("index", "down"), [(0, -25.0), (2, -25.0), (1, 25.0), (3, 25.0)])
def test_a_camera_that_could_not_be_is_refused_though_four_marks_fit_it(
    index: int, down: float
) -> None:
    """A lens bent five times more than phones', three metres from the lane, explains these taps."""
    with pytest.raises(SetupError) as caught:
        fit_camera(mistapped(marked(camera(height=2.2)), index, (0.0, down)), SIZE)
    assert caught.value.code == "marks-contradict"


def test_swapped_cones_are_refused() -> None:
    setup = marked(camera(height=2.2), ENDS_AND_MIDDLE)
    pixels = [m.pixel for m in setup.marks]
    pixels[0], pixels[3] = pixels[3], pixels[0]
    swapped = tuple(Mark(p, m.lane) for p, m in zip(pixels, setup.marks, strict=True))
    with pytest.raises(SetupError) as caught:
        fit_camera(replace(setup, marks=swapped), SIZE)
    assert caught.value.code == "marks-contradict"


def setup_of(*marks: tuple[tuple[float, float], tuple[float, float, float]]) -> ClipSetup:
    return ClipSetup(tuple(Mark(*m) for m in marks), (0.0, 10.0))


@pytest.mark.parametrize(
    ("setup", "code", "words"),
    [
        (
            setup_of(((100, 600), (0, 0, 0)), ((1300, 600), (10, 0, 0))),
            "mark-outside-frame", ["mark 2 (x=10 m, y=0 m)", "(1300, 600)", "1280 x 720"],
        ),
        (
            setup_of(((-3, 600), (0, 0, 0)), ((1200, 600), (10, 0, 0))),
            "mark-outside-frame", ["mark 1 (x=0 m, y=0 m)"],
        ),
        (
            setup_of(((100, 600), (0, 0, 0)), ((101, 600), (10, 0, 0))),
            "marks-on-one-point", ["mark 1", "mark 2", "1.0 px", "10.00 m"],
        ),
        (
            setup_of(
                ((100, 600), (0, -0.6, 0)), ((100, 580), (0, 0.6, 0)), ((900, 600), (10, -0.6, 0)),
                ((900, 580), (10, -0.6, 0)),
            ),
            "marks-on-one-point", ["mark 3", "mark 4", "20.0 px", "0.00 m"],
        ),
        (
            setup_of(((100, 600), (0, -0.6, 0)), ((110, 580), (0.1, 0.6, 0))),
            "marks-without-length", ["x spans 0.10 m"],
        ),
        (
            setup_of(*(((100 + 250 * i, 600), (3.0 * i, 0.0, 0)) for i in range(4))),
            "marks-without-depth", ["all 4", "y spans 0.00 m", "mark 1"],
        ),
    ],
)  # fmt: skip
def test_marks_that_cannot_tell_the_camera_are_refused_by_name(setup, code, words) -> None:
    with pytest.raises(SetupError) as caught:
        fit_camera(setup, SIZE)
    assert caught.value.code == code
    for word in words:
        assert word in caught.value.message


def test_poles_of_known_height_give_depth_to_marks_on_one_line() -> None:
    seen_by = camera()
    places = [(0.0, 0.0, 0.0), (10.0, 0.0, 0.0), (0.0, 0.0, 2.0), (10.0, 0.0, 2.0)]
    fit = fit_camera(marked(seen_by, places), SIZE)
    assert zone_length(fit.camera, seen_by) == pytest.approx(10.0, abs=0.02)


def test_a_mark_on_the_outermost_pixel_is_inside_the_frame() -> None:
    fit_camera(setup_of(((0, 600), (0, 0, 0)), ((1279, 600), (10, 0, 0))), SIZE)
