"""Drawn shapes against silhouettes worked out another way, point by point."""

import cv2
import numpy as np
import pytest

from flyzone.virtual.body import INDEX
from flyzone.virtual.cast import set_stage
from flyzone.virtual.draw import EDGE_PX, SHIFT, capsule, to_fixed
from flyzone.virtual.scenario import Camera, Encoding, Looks, Runner, Scenario, Scene
from flyzone.virtual.scene import Background
from flyzone.virtual.studio import draw_frames

BLACK = (0, 0, 0)
ALL_BLACK = Looks(
    skin=BLACK, hair=BLACK, shirt=BLACK, shorts=BLACK, shoes=BLACK, socks=BLACK, sleeves=True
)


def plain_scenario(**camera):
    """One figure, all black, on a bare track: no clutter, shadow or noise."""
    fields = {"distance_m": 8.0, "hfov_deg": 60.0, "exposure_s": 0.0, "readout_s": 0.0, **camera}
    return Scenario(
        runners=(Runner(looks=ALL_BLACK, step_phase=0.4),),
        camera=Camera(**fields),
        scene=Scene(
            clutter=False, sun_elevation_deg=0.0, read_noise=0.0, shot_noise=0.0, lanes=(0, 0)
        ),
        encoding=Encoding(fps=30.0, width=960, height=540, lead_in_s=0.0, lead_out_s=0.0),
    )


def covers(scenario):
    """Stage, index and cover (how much of each pixel is figure, 0 to 1) of each frame."""
    stage = set_stage(scenario)
    background = Background(scenario.scene, stage.lens, stage.cones, 0, stage.rng("scene"))
    empty = background.pictures[0][..., 1].astype(float)
    for i, picture in draw_frames(stage):
        # The figure is black, so what is left of the background's green is what it shows.
        yield stage, i, 1.0 - picture[..., 1] / empty


def silhouette(stage, i, fine=3):
    """The figure's cover of each pixel, from signed distances to tapered capsules."""
    actor = stage.runners[0]
    start, end, radii = actor.painter.segments(actor.joints(stage.timeline.time[i : i + 1]))
    (p, zp), (q, zq) = stage.lens.project(start[0]), stage.lens.project(end[0])
    r0, r1 = radii[:, 0] * stage.lens.focal_px / zp, radii[:, 1] * stage.lens.focal_px / zq
    ends = np.concatenate([p, q])
    reach = max(r0.max(), r1.max()) + 4
    x0, y0 = np.floor(ends.min(0) - reach).astype(int)
    x1, y1 = np.ceil(ends.max(0) + reach).astype(int)
    step = (np.arange(fine) + 0.5) / fine - 0.5
    x = (np.arange(x0, x1)[:, None] + step).ravel()
    y = (np.arange(y0, y1)[:, None] + step).ravel()
    gx, gy = np.meshgrid(x, y)
    inside = np.zeros(gx.shape, dtype=bool)
    for a, b, ra, rb in zip(p, q, r0, r1, strict=True):
        length = np.hypot(*(b - a))
        if length <= abs(ra - rb):
            middle, radius = (a, ra) if ra > rb else (b, rb)
            inside |= np.hypot(gx - middle[0], gy - middle[1]) < radius
            continue
        ux, uy = (b - a) / length
        along = (gx - a[0]) * ux + (gy - a[1]) * uy
        aside = np.abs((gx - a[0]) * uy - (gy - a[1]) * ux)
        slope = (ra - rb) / length
        # The circle that a point of the hull belongs to lies behind it by the taper.
        at = np.clip((along - aside * slope / np.sqrt(1 - slope**2)) / length, 0.0, 1.0)
        inside |= np.hypot(along - at * length, aside) < ra + at * (rb - ra)
    cover = inside.reshape(y1 - y0, fine, x1 - x0, fine).mean((1, 3))
    return cover, (x0, y0)


def centroid(cover, corner=(0, 0)):
    rows, columns = np.indices(cover.shape)
    total = cover.sum()
    return np.array([(cover * columns).sum(), (cover * rows).sum()]) / total + corner


def test_filled_capsule_keeps_place_and_area_below_a_pixel():
    rng = np.random.default_rng(4)
    errors, areas = [], []
    for _ in range(100):
        radius, length = rng.uniform(2.0, 9.0), rng.uniform(10.0, 30.0)
        start, angle = rng.uniform(40.0, 50.0, 2), rng.uniform(0.0, 6.28)
        end = start + length * np.array([np.cos(angle), np.sin(angle)])
        canvas = np.zeros((100, 100), np.uint8)
        drawn = np.array(radius - EDGE_PX)
        corners = to_fixed(capsule(start, end, drawn, drawn), np.zeros(2))
        cv2.fillConvexPoly(canvas, corners, 255, cv2.LINE_AA, SHIFT)
        errors.append(centroid(canvas / 255.0) - 0.5 * (start + end))
        areas.append(canvas.sum() / 255.0 / (2 * radius * length + np.pi * radius**2))
    errors = np.array(errors)
    assert np.abs(errors.mean(0)).max() < 0.01
    assert np.abs(errors).max() < 0.1
    assert np.mean(areas) == pytest.approx(1.0, abs=0.03)


def test_figure_is_drawn_where_its_joints_project():
    """Centroid of the drawn pixels against an independent silhouette of the true joints."""
    seen = []
    for stage, i, cover in covers(plain_scenario(yaw_deg=6.0, k1=-0.04)):
        pixels, _ = stage.lens.project(stage.runners[0].joints(stage.timeline.time[i : i + 1])[0])
        if i % 4 or pixels.min() < 15 or pixels[:, 0].max() > 945 or pixels[:, 1].max() > 525:
            continue
        expected, (x0, y0) = silhouette(stage, i)
        # Hair and nose are not in the silhouette: compare from the shoulders down.
        top = int(pixels[INDEX["mid_shoulder"], 1])
        drawn, expected = cover[top:], expected[top - y0 :]
        seen.append(centroid(drawn) - centroid(expected, (x0, 0)))
        assert drawn.sum() == pytest.approx(expected.sum(), rel=0.03)
    assert len(seen) > 4
    across, down = np.abs(np.array(seen)).max(0)
    assert across < 0.12
    assert abs(np.mean(seen, axis=0)[0]) < 0.04
    # Soft edges that lie on each other (shorts on thigh, sock on shin) make legs a little fatter.
    assert down < 0.25


def test_motion_blur_is_centred_on_the_middle_of_the_exposure():
    sharp = {i: centroid(c) for _, i, c in covers(plain_scenario()) if c.sum() > 0}
    exposure = 0.012
    blurred = {
        i: centroid(c) for _, i, c in covers(plain_scenario(exposure_s=exposure)) if c.sum() > 0
    }
    stage = set_stage(plain_scenario())
    shift = stage.lens.focal_px / 8.0 * 9.5 * exposure / 2
    middle = sorted(set(sharp) & set(blurred))[5:-5]
    moved = np.mean([blurred[i][0] - sharp[i][0] for i in middle])
    assert moved == pytest.approx(shift, rel=0.06)


def test_rolling_shutter_catches_low_rows_later():
    readout = 0.02
    stage = set_stage(plain_scenario(readout_s=readout))
    actor = stage.runners[0]
    time = np.array([0.5])
    pixels, _, when = stage.see(actor, time)
    assert when[0] == pytest.approx(0.5 + pixels[0, :, 1] / 540 * readout, abs=2e-6)
    for j in (0, 3, 9, 15):
        world = actor.path.joints(when[:, j] - actor.offset)[:, j]
        assert stage.lens.project(world)[0][0] == pytest.approx(pixels[0, j], abs=0.02)


def test_rolling_shutter_moves_the_drawn_figure_as_far_as_he_runs_meanwhile():
    readout = 0.02
    still = {i: centroid(c) for _, i, c in covers(plain_scenario()) if c.sum() > 0}
    rolled = {
        i: centroid(c) for _, i, c in covers(plain_scenario(readout_s=readout)) if c.sum() > 0
    }
    stage = set_stage(plain_scenario())
    scale = stage.lens.focal_px / 8.0
    middle = sorted(set(still) & set(rolled))[5:-5]
    shifts = [rolled[i][0] - still[i][0] for i in middle]
    expected = [9.5 * rolled[i][1] / 540 * readout * scale for i in middle]
    # Limbs swing meanwhile, so single frames differ by more than the mean.
    assert np.mean(shifts) == pytest.approx(np.mean(expected), rel=0.05)


def test_table_of_joints_agrees_with_the_path():
    stage = set_stage(plain_scenario())
    actor = stage.runners[0]
    time = np.random.default_rng(0).uniform(*actor.window, 300)
    gap = actor.joints(time) - actor.path.joints(time - actor.offset)
    assert np.abs(gap).max() < 2e-4
    assert np.sqrt(np.mean(gap**2)) < 1e-5


def test_near_leg_hides_the_far_leg():
    """Seen from the right of a runner who goes right, the right leg is the near one."""
    stage = set_stage(plain_scenario())
    painter = stage.runners[0].painter
    joints = stage.runners[0].joints(np.array([0.5]))
    pixels, depth = stage.lens.project(joints)
    assert depth[0, 10] < depth[0, 4]  # right hip nearer than left hip
    order = painter.outlines(pixels, depth, stage.lens.focal_px).order[0].tolist()
    left_leg, right_leg, left_arm, right_arm, trunk = (order.index(g) for g in range(5))
    assert left_leg < trunk < right_leg
    assert left_arm < trunk < right_arm
