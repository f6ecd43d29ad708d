from __future__ import annotations

import numpy as np
import pytest

from conditions import CONDITIONS, Condition, draw_clip
from lottery import AIM_SD_M, FIELD_LATERAL_SD_M, KNOWN_LATERAL_SD_M

BY_NAME = {c.name: c for c in CONDITIONS}
QUICK = [c for c in CONDITIONS if c.name != "camouflage"]  # which draws a picture to choose colours


def test_there_are_at_least_twenty_conditions_with_names_of_their_own() -> None:
    assert len(BY_NAME) == len(CONDITIONS) >= 20
    assert {30.0, 60.0, 120.0, 240.0} <= {c.fps for c in CONDITIONS}


@pytest.mark.parametrize("condition", QUICK, ids=lambda c: c.name)
def test_a_clip_is_drawn_alike_from_the_same_seed_and_otherwise_from_another(
    condition: Condition,
) -> None:
    first = draw_clip(condition, 5, 0)
    assert draw_clip(condition, 5, 0) == first
    assert draw_clip(condition, 6, 0) != first
    assert draw_clip(condition, 5, 1) != first
    assert draw_clip(condition, 5, 0, attempt=1) != first


@pytest.mark.parametrize("condition", QUICK, ids=lambda c: c.name)
def test_every_draw_keeps_within_the_promised_ranges(condition: Condition) -> None:
    for index in range(8):
        scenario = draw_clip(condition, 3, index).scenario
        camera, encoding = scenario.camera, scenario.encoding
        assert encoding.fps == condition.fps
        assert abs(camera.yaw_deg) <= 20.0
        assert abs(camera.roll_deg) <= 2.0
        assert camera.readout_s < 1.0 / encoding.fps
        assert camera.exposure_s < 1.0 / encoding.fps
        assert min(encoding.width, encoding.height) >= 720
        assert camera.distance_m >= 10.0
        if condition.target:
            assert camera.distance_m <= 25.0
            assert scenario.zone_m == (0.0, 10.0)
        assert scenario.tap_limit_px == 1.5
        assert scenario.cone_sd_m == 0.01


def test_the_runner_strays_from_his_aim_by_the_known_sd_and_from_the_middle_by_the_fields() -> None:
    drawn = [draw_clip(BY_NAME["plain-60"], 1, i) for i in range(400)]
    lateral = np.array([d.scenario.runners[0].lateral_m for d in drawn])
    aim = np.array([d.aim_m for d in drawn])
    assert aim.std() == pytest.approx(AIM_SD_M, rel=0.12)
    assert (lateral - aim).std() == pytest.approx(KNOWN_LATERAL_SD_M, rel=0.12)
    assert lateral.std() == pytest.approx(FIELD_LATERAL_SD_M, rel=0.12)


def test_both_directions_are_run() -> None:
    ways = {draw_clip(BY_NAME["plain-30"], 1, i).scenario.runners[0].direction for i in range(20)}
    assert len(ways) == 2


def test_camouflage_has_one_colour_taken_from_the_picture() -> None:
    first, second = (draw_clip(BY_NAME["camouflage"], 1, i).scenario for i in (0, 1))
    looks = first.runners[0].looks
    assert looks.shirt == looks.shorts
    assert looks.shirt != second.runners[0].looks.shirt
