"""``flyzone checkin``: half of it is welcome, nothing of it is not."""

from __future__ import annotations

import pytest
from tests.cli.shell import document, refusal, said, wrong_usage

pytestmark = pytest.mark.usefixtures("squad")


@pytest.mark.parametrize(
    "part",
    [
        ["--sleep", "7.5"], ["--expected-sleep", "5"], ["--soreness", "0"], ["--stress", "10"],
        ["--ready", "6"], ["--pain", "hamstring=3,5:left", "--pain", "achilles=0"],
        ["--sign", "fainting"], ["--resting-heart-rate", "50"], ["--hrv", "80"],
        ["--creatine", "5"], ["--note", "tired"],
    ],
)  # fmt: skip
def test_a_half_filled_check_in_is_kept(part: list[str]) -> None:
    assert document("checkin", "Mia", *part)["saved"] == "new"


def test_an_empty_check_in_is_refused() -> None:
    assert refusal("checkin", "Mia")["code"] == "checkin-empty"


@pytest.mark.parametrize(
    "part",
    [
        ["--sleep", "25"], ["--sleep", "-1"], ["--sleep", "nan"], ["--hrv", "0"],
        ["--resting-heart-rate", "500"], ["--creatine", "1000"], ["--sign", "chestpain"],
        ["--pain", "hamstring"], ["--pain", "hamstring="], ["--pain", "=3"], ["--pain", "nose=3"],
        ["--pain", "hip=12"], ["--pain", "hip=nan"], ["--pain", "hip=3:middle"],
        ["--note", "\x1b[31m"],
    ],
)  # fmt: skip
def test_what_nobody_can_be_like_is_refused(part: list[str]) -> None:
    refusal("checkin", "Mia", *part)


@pytest.mark.parametrize("option", ["--soreness", "--stress", "--ready"])
@pytest.mark.parametrize("value", ["11", "-1", "nan", "much"])
def test_scales_go_from_nought_to_ten(option: str, value: str) -> None:
    wrong_usage("checkin", "Mia", option, value)


def test_a_moment_is_on_the_clock_of_the_athlete() -> None:
    assert said("checkin", "Mia", "--sleep", "8", "--at", "2026-05-01T07:00") == (
        "Noted for Mia, 2026-05-01 07:00.\n"
    )
    answer = document("today", "Mia", "--now", "2026-05-01T05:00:00+00:00")
    assert answer["now"].startswith("2026-05-01T05:00")
    codes = {one["code"] for one in answer["not_known"]}
    assert "today-no-checkin" not in codes


@pytest.mark.parametrize("moment", ["2026-03-29T02:30", "2026-10-25T02:30"])
def test_an_hour_that_the_clocks_left_out_or_ran_twice_needs_its_offset(moment: str) -> None:
    error = refusal("checkin", "Mia", "--sleep", "8", "--at", moment)
    assert "Europe/Berlin" in error["message"]
    for offset in ("+01:00", "+02:00"):
        assert "02:30" in said("checkin", "Mia", "--sleep", "8", "--at", moment + offset)


@pytest.mark.parametrize(
    "moment", ["yesterday", "17:30", "", "0001-01-01T10:00", "9999-12-31T23:00"]
)
def test_what_is_no_moment_of_our_time_is_refused(moment: str) -> None:
    assert refusal("checkin", "Mia", "--sleep", "8", "--at", moment)["code"] == "moment"
