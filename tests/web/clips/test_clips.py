"""Clips through pages and API: marks in, times with errors out, and nobody sees what is not his."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.web.clips.filmed import NORA, Form, hand_in, work_off
from tests.web.people import Club, uid
from tests.workflows.films import Film

from flyzone.model import CameraPlace, Session, StoredClip
from flyzone.storage import StoredResult
from flyzone.storage.files import ClipFiles
from flyzone.web.site import Site

Clients = Callable[[str | None], TestClient]


@pytest.fixture
def of_squad(site: Site, people: Club, film: Film) -> StoredClip:
    """A squad's clip, its still made."""
    clip = hand_in(site, film, group_id=people.sprinters.id)
    assert work_off(site) == ["still"]
    return clip


@pytest.fixture
def timed(site: Site, of_squad: StoredClip, client_of: Clients, film: Film) -> StoredClip:
    """The same, timed with the marks of a careful hand."""
    answer = client_of("coach").post(f"/clips/{of_squad.id}/marks", data=Form(film)())
    assert answer.headers["location"] == f"/clips/{of_squad.id}"
    assert work_off(site) == ["time-clip"]
    return of_squad


def order(client: TestClient, clip: StoredClip, *words: dict[str, Any]) -> str:
    for said in words:
        answer = client.post(f"/clips/{clip.id}/order", data=said)
        assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def kept(site: Site, clip: StoredClip) -> dict[str, list[float]]:
    """The times that are kept for each athlete."""
    with site.store.reading(NORA) as reader:
        found = reader.results(kind="clip-timing", clip_sha256=clip.sha256)
    return {
        str(one.athlete_id): [run["time_s"] for run in one.document["timing"]["runs"]]
        for one in found
    }


# Who sees what


def test_a_squads_clip_is_for_its_coach_and_not_for_each_of_them(
    client_of: Clients, of_squad: StoredClip
) -> None:
    assert of_squad.id in client_of("coach").get("/clips").text
    for role in ("athlete", "guardian"):
        assert of_squad.id not in client_of(role).get("/clips").text
        for there in ("", "/marks", "/media/original", "/media/still"):
            assert client_of(role).get(f"/clips/{of_squad.id}{there}").status_code == 404


def test_an_athletes_clip_is_seen_by_him_his_guardian_and_his_coach(
    client_of: Clients, site: Site, people: Club, film: Film
) -> None:
    clip = hand_in(site, film, athlete_id=people.mia.id)
    for role in ("owner", "coach", "athlete", "guardian"):
        assert client_of(role).get(f"/clips/{clip.id}").status_code == 200
    assert client_of("board").get(f"/clips/{clip.id}").status_code == 403


def test_the_list_tells_how_far_each_clip_is_and_when_it_goes(
    client_of: Clients, timed: StoredClip, site: Site
) -> None:
    page = client_of("coach").get("/clips").text
    assert "Deleted on Thu 11 Jun, unless kept" in page
    assert re.search(r"1\.11\d\u202fs", page)
    answer = client_of("coach").post(
        f"/clips/{timed.id}/keep", data={"keep": "yes", "back": "list"}
    )
    assert answer.headers["location"] == "/clips"
    assert "Kept until somebody deletes it" in client_of("coach").get("/clips").text


def test_the_page_of_a_new_clip_offers_squads_to_coaches_alone(
    client_of: Clients, people: Club
) -> None:
    coach, athlete = (client_of(role).get("/clips/new").text for role in ("coach", "athlete"))
    assert f"group:{people.sprinters.id}" in coach
    assert f"group:{people.throwers.id}" not in coach
    assert "group:" not in athlete
    assert f"athlete:{people.mia.id}" in athlete
    assert 'accept="video/*" capture="environment"' in coach


def test_a_deleted_clip_is_gone_with_its_files(
    client_of: Clients, timed: StoredClip, site: Site
) -> None:
    assert ClipFiles(site.folder).sizes(timed.id)
    assert client_of("coach").post(f"/clips/{timed.id}/delete").headers["location"] == "/clips"
    assert client_of("coach").get(f"/clips/{timed.id}").status_code == 404
    assert ClipFiles(site.folder).sizes(timed.id) == {}


# Marks


def test_marks_make_a_true_time(
    client_of: Clients, timed: StoredClip, film: Film, site: Site
) -> None:
    (result,) = client_of("coach").get(f"/api/v1/clips/{timed.id}/results").json()
    runs = result["timing"]["runs"]
    assert len(runs) == 2
    for run, true in zip(runs, film.true_times_s, strict=True):
        assert abs(run["time_s"] - true) < 4.0 * run["time_sd_s"]
    page = client_of("coach").get(f"/clips/{timed.id}").text
    for run in runs:
        assert f"{run['time_s']:.3f}\u202fs" in page
        assert f"±\u202f{1000 * run['time_sd_s']:.0f}\u202fms" in page
    assert "runner across the lane" in page
    assert "rolling shutter" in page


def test_a_mistapped_mark_is_named_and_nothing_is_timed(
    client_of: Clients, of_squad: StoredClip, film: Film, site: Site
) -> None:
    form = Form(film)()
    form["pixel_y"][2] = str(float(form["pixel_y"][2]) - 60)
    answer = client_of("coach").post(f"/clips/{of_squad.id}/marks", data=form)
    assert answer.status_code == 422
    assert "mark-row-trouble" in answer.text
    assert "contradict each other" in answer.text
    assert f'value="{form["pixel_y"][2]}"' in answer.text
    assert work_off(site) == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("zone_to", "ten", "a number was expected"),
        ("zone_to", "-3", "zone"),
        ("pixel_x", ["", "", "", ""], "mark"),
        ("athlete_height_m", "180", "athlete_height_m"),
    ],
)
def test_a_form_that_cannot_be_is_told_in_words(
    client_of: Clients, of_squad: StoredClip, film: Film, field: str, value: Any, said: str
) -> None:
    form = Form(film)(**{field: value})
    if field == "pixel_x":
        form["pixel_y"] = value
    answer = client_of("coach").post(f"/clips/{of_squad.id}/marks", data=form)
    assert answer.status_code == 422
    assert said in answer.text


def test_a_place_that_was_saved_brings_its_marks_to_another_days_clip(
    client_of: Clients,
    of_squad: StoredClip,
    film: Film,
    another_day: Film,
    site: Site,
    people: Club,
) -> None:
    coach = client_of("coach")
    coach.post(f"/clips/{of_squad.id}/marks", data=Form(film)(save_as="Third row"))
    work_off(site)
    with site.store.reading(NORA) as reader:
        (place,) = reader.camera_places()
    assert place.name == "Third row"
    clip = hand_in(site, another_day, "Another day.mp4", group_id=people.sprinters.id)
    work_off(site)
    page = coach.get(f"/clips/{clip.id}/marks", params={"place": place.id})
    assert "Third row was recognised: its marks are in the picture." in page.text
    found = [
        [float(value) for value in re.findall(rf'name="{name}"[^>]*value="([^"]+)"', page.text)]
        for name in ("pixel_x", "pixel_y")
    ]
    true = Form(another_day)()
    for name, given in zip(("pixel_x", "pixel_y"), found, strict=True):
        wanted = [float(value) for value in true[name]]
        assert given == pytest.approx(wanted, abs=3.0)
    # They are enough as they are.
    form = Form(another_day)(pixel_x=found[0], pixel_y=found[1])
    assert coach.post(f"/clips/{clip.id}/marks", data=form).status_code == 303
    work_off(site)
    (result,) = coach.get(f"/api/v1/clips/{clip.id}/results").json()
    for run, time in zip(result["timing"]["runs"], another_day.true_times_s, strict=True):
        assert abs(run["time_s"] - time) < 4.0 * run["time_sd_s"]


def test_a_place_of_another_lane_is_not_recognised(
    client_of: Clients, of_squad: StoredClip, site: Site, film: Film
) -> None:
    record = {"version": 1, "width": 960, "height": 540, "points": "", "patterns": ""}
    with site.store.writing(NORA) as writer:
        place = CameraPlace(uid("place"), "Elsewhere", site.clock(), film.setup, record)
        writer.save(place)
    page = client_of("coach").get(f"/clips/{of_squad.id}/marks", params={"place": place.id})
    assert "was not recognised" in page.text
    said = client_of("coach").get(f"/api/v1/clips/{of_squad.id}/camera-places/{place.id}").json()
    assert said["recognised"] is False


def test_another_frame_can_be_asked_for_and_marks_then_belong_to_it(
    client_of: Clients, of_squad: StoredClip, site: Site, film: Film
) -> None:
    coach = client_of("coach")
    coach.post(f"/clips/{of_squad.id}/still", data={"frame": "12"})
    assert "being made" in coach.get(f"/clips/{of_squad.id}/marks").text
    assert work_off(site) == ["still"]
    page = coach.get(f"/clips/{of_squad.id}/marks").text
    assert 'name="mark_frame" value="12"' in page
    coach.post(f"/clips/{of_squad.id}/marks", data=Form(film)(mark_frame="12"))
    work_off(site)
    (result,) = coach.get(f"/api/v1/clips/{of_squad.id}/results").json()
    assert result["setup"]["mark_frame"] == 12


def test_a_frame_beyond_the_end_is_told(
    client_of: Clients, of_squad: StoredClip, site: Site
) -> None:
    coach = client_of("coach")
    coach.post(f"/clips/{of_squad.id}/still", data={"frame": "99999"})
    work_off(site)
    assert "the clip has frames 0 to" in coach.get(f"/clips/{of_squad.id}/marks").text


# Correcting


def test_a_corrected_mark_gives_new_times_and_the_old_ones_stay(
    client_of: Clients, timed: StoredClip, site: Site, film: Film, people: Club
) -> None:
    coach = client_of("coach")
    order(coach, timed, {"what": "choose", "run": 1, "athlete_id": people.tom.id})
    first = coach.get(f"/api/v1/clips/{timed.id}/results").json()[0]
    site.clock.pass_(minutes=5)  # type: ignore[attr-defined]
    form = Form(film)(lane_x=["0", "10.2", "0", "10.2"], zone_to="10.2")
    assert coach.post(f"/clips/{timed.id}/marks", data=form).status_code == 303
    work_off(site)
    now, before = coach.get(f"/api/v1/clips/{timed.id}/results").json()
    assert before == first
    assert now["timing"]["runs"][0]["time_s"] != first["timing"]["runs"][0]["time_s"]
    page = coach.get(f"/clips/{timed.id}").text
    assert "with the new marks" in page
    assert "Earlier timings of this clip" in page
    with site.store.reading(NORA) as reader:
        stored = reader.results(people.tom.id, kind="clip-timing")
    assert len({one.setup_sha256 for one in stored}) == 2


# Who ran


def test_runs_go_to_athletes_by_order_and_words_change_it_in_one_tap(
    client_of: Clients, timed: StoredClip, site: Site, people: Club
) -> None:
    coach, mia, tom = client_of("coach"), people.mia.id, people.tom.id
    assert kept(site, timed) == {}
    order(
        coach, timed, {"what": "choose", "run": 1, "athlete_id": tom},
        {"what": "choose", "run": 2, "athlete_id": mia},
    )  # fmt: skip
    times = kept(site, timed)
    first, second = times[tom][0], times[mia][0]
    assert first < second
    there = order(coach, timed, {"what": "swap", "run": 1})
    assert kept(site, timed) == {mia: [first], tom: [second]}
    assert "Take that back" in coach.get(there).text
    was = there.partition("?was=")[2]
    order(coach, timed, {"what": "undo", "order": was})
    assert kept(site, timed) == {tom: [first], mia: [second]}
    order(coach, timed, {"what": "skip", "run": 1})
    assert kept(site, timed) == {mia: [first]}
    order(coach, timed, {"what": "repeat", "run": 2})
    assert kept(site, timed) == {mia: [first, second]}


def test_each_result_holds_nobody_elses_runs_and_says_what_it_came_from(
    client_of: Clients, timed: StoredClip, site: Site, people: Club
) -> None:
    order(client_of("coach"), timed, {"what": "choose", "run": 1, "athlete_id": people.mia.id})
    with site.store.reading(NORA) as reader:
        (result,) = reader.results(people.mia.id, kind="clip-timing")
    assert isinstance(result, StoredResult)
    assert result.document["clip_id"] == timed.id
    assert len(result.document["timing"]["runs"]) == 1
    assert result.clip_sha256 == timed.sha256
    assert result.setup_sha256
    assert result.program_version


@pytest.mark.parametrize(
    "said",
    [
        {"what": "swap", "run": 2},
        {"what": "fly", "run": 1},
        {"what": "choose", "run": 9, "athlete_id": uid("tom")},
        {"what": "choose", "run": 1, "athlete_id": uid("zoe")},
        {"what": "choose", "run": 1},
        {"what": "undo", "order": "nonsense"},
    ],
)
def test_a_word_that_makes_no_sense_changes_nothing(
    client_of: Clients, timed: StoredClip, site: Site, said: dict[str, Any]
) -> None:
    coach = client_of("coach")
    order(coach, timed, {"what": "choose", "run": 1, "athlete_id": uid("mia")})
    before = kept(site, timed)
    assert coach.post(f"/clips/{timed.id}/order", data=said).status_code in (404, 422)
    assert kept(site, timed) == before


# Into a session


def sessions(site: Site, athlete_id: str) -> list[Session]:
    with site.store.reading(NORA) as reader:
        return [one for one in reader.sessions(athlete_id) if one.source == "clip"]


def test_a_run_becomes_a_rep_with_its_error_and_its_clip_once(
    client_of: Clients, timed: StoredClip, site: Site, people: Club
) -> None:
    coach = client_of("coach")
    order(coach, timed, {"what": "choose", "run": 1, "athlete_id": people.tom.id})
    answer = coach.post(f"/clips/{timed.id}/send", data={"run": 1, "to": "new", "run_in_m": "20,5"})
    assert answer.headers["location"] == f"/clips/{timed.id}#run-1"
    (session,) = sessions(site, people.tom.id)
    (rep,) = session.reps
    run = coach.get(f"/api/v1/clips/{timed.id}/results").json()[0]["timing"]["runs"][0]
    assert (rep.time_s, rep.time_sd_s) == (run["time_s"], run["time_sd_s"])
    assert (rep.method, rep.clip_id, rep.distance_m, rep.run_in_m) == (
        "video",
        timed.id,
        10.0,
        20.5,
    )
    coach.post(f"/clips/{timed.id}/send", data={"run": 1, "to": session.id})
    (again,) = sessions(site, people.tom.id)
    assert [one.id for one in again.reps] == [rep.id]
    assert "is rep 1 of Tue 12 May" in coach.get(f"/clips/{timed.id}").text


def test_a_run_can_give_its_time_to_a_rep_that_was_timed_by_hand(
    client_of: Clients, timed: StoredClip, site: Site, people: Club
) -> None:
    from flyzone.model import Rep  # noqa: PLC0415

    by_hand = Session(
        uid("by hand"), people.tom.id, site.clock(), "max-velocity",
        (Rep(uid("by hand 1"), 1, 10.0, time_s=1.2, method="hand"),),
    )  # fmt: skip
    with site.store.writing(NORA) as writer:
        writer.save(by_hand)
    coach = client_of("coach")
    order(coach, timed, {"what": "choose", "run": 1, "athlete_id": people.tom.id})
    target = f"{by_hand.id}:{by_hand.reps[0].id}"
    assert target in coach.get(f"/clips/{timed.id}").text
    coach.post(f"/clips/{timed.id}/send", data={"run": 1, "to": target})
    with site.store.reading(NORA) as reader:
        (rep,) = reader.session(by_hand.id).reps
    assert (rep.id, rep.method, rep.clip_id) == (by_hand.reps[0].id, "video", timed.id)


def test_a_run_of_nobody_and_a_session_of_another_are_refused(
    client_of: Clients, timed: StoredClip, site: Site, people: Club
) -> None:
    coach = client_of("coach")
    refused = coach.post(f"/clips/{timed.id}/send", data={"run": 1, "to": "new"})
    assert refused.status_code == 422
    assert "Nobody is named for run 1" in refused.text
    order(coach, timed, {"what": "choose", "run": 1, "athlete_id": people.tom.id})
    with site.store.reading(NORA) as reader:
        others = reader.sessions(people.mia.id)[0]
    refused = coach.post(f"/clips/{timed.id}/send", data={"run": 1, "to": others.id})
    assert refused.status_code == 422


def test_a_clip_of_a_session_gives_it_its_reps_when_it_is_timed(
    client_of: Clients, site: Site, people: Club, film: Film
) -> None:
    session = Session(uid("today"), people.mia.id, site.clock(), "max-velocity", source="clip")
    with site.store.writing(NORA) as writer:
        writer.save(session)
    clip = hand_in(site, film, athlete_id=people.mia.id, session_id=session.id)
    work_off(site)
    client_of("athlete").post(f"/clips/{clip.id}/marks", data=Form(film)())
    work_off(site)
    (seen,) = sessions(site, people.mia.id)
    assert [rep.method for rep in seen.reps] == ["video", "video"]
    for rep, true in zip(seen.reps, film.true_times_s, strict=True):
        assert rep.time_s is not None
        assert rep.time_sd_s is not None
        assert abs(rep.time_s - true) < 4.0 * rep.time_sd_s


# Films and pictures


def test_a_film_is_answered_in_ranges(client_of: Clients, of_squad: StoredClip, film: Film) -> None:
    coach, there = client_of("coach"), f"/clips/{of_squad.id}/media/original"
    whole = coach.get(there)
    content = film.clip.read_bytes()
    assert whole.content == content
    assert whole.headers["accept-ranges"] == "bytes"
    assert whole.headers["content-type"] == "video/mp4"
    part = coach.get(there, headers={"range": "bytes=100-199"})
    assert part.status_code == 206
    assert part.content == content[100:200]
    assert part.headers["content-range"] == f"bytes 100-199/{len(content)}"
    end = coach.get(there, headers={"range": "bytes=-10"})
    assert end.content == content[-10:]
    beyond = coach.get(there, headers={"range": f"bytes={len(content)}-"})
    assert beyond.status_code == 416
    fresh = {"range": "bytes=0-9", "if-range": whole.headers["etag"]}
    assert coach.get(there, headers=fresh).status_code == 206
    stale = {"range": "bytes=0-9", "if-range": '"another"'}
    assert coach.get(there, headers=stale).status_code == 200


def test_pictures_are_kept_in_no_shared_cache_and_are_what_they_say(
    client_of: Clients, timed: StoredClip
) -> None:
    coach = client_of("coach")
    for what, kind in (
        ("still", "image/jpeg"), ("still-small", "image/jpeg"), ("photo-finish", "image/png"),
        ("original", "video/mp4"),
    ):  # fmt: skip
        answer = coach.get(f"/clips/{timed.id}/media/{what}")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == kind
        assert answer.headers["cache-control"].startswith("private")
        assert answer.headers["x-content-type-options"] == "nosniff"
    for what in ("overlay", "shared", "nothing", "landmarks.json", "..%2Foriginal"):
        assert coach.get(f"/clips/{timed.id}/media/{what}").status_code == 404


def test_a_saved_file_gets_a_name_that_no_clip_can_abuse(
    client_of: Clients, site: Site, people: Club, film: Film
) -> None:
    name = '..\\..\\"evil";\u202egpj.mp4'.replace("\u202e", "")
    clip = hand_in(site, film, name, athlete_id=people.mia.id)
    answer = client_of("athlete").get(
        f"/clips/{clip.id}/media/original", params={"download": "yes"}
    )
    assert answer.headers["content-disposition"] == 'attachment; filename="evil-gpj.mp4"'


def test_what_shows_faces_is_not_saved_and_a_copy_only_after_a_look(
    client_of: Clients, timed: StoredClip, site: Site
) -> None:
    coach = client_of("coach")
    assert coach.get(f"/clips/{timed.id}").status_code == 200  # somebody looks: it is drawn
    assert work_off(site) == ["overlay"]
    assert f"/clips/{timed.id}/media/overlay" in coach.get(f"/clips/{timed.id}").text
    assert work_off(site) == []
    overlay = f"/clips/{timed.id}/media/overlay"
    assert coach.get(overlay).headers["content-type"] == "video/mp4"
    assert coach.get(overlay, params={"download": "yes"}).status_code == 403
    coach.post(f"/clips/{timed.id}/share", data={"hide": "all"})
    assert work_off(site) == ["overlay"]
    assert f"/clips/{timed.id}/media/shared" in coach.get(f"/clips/{timed.id}").text
    shared = f"/clips/{timed.id}/media/shared"
    assert coach.get(shared, params={"download": "yes"}).status_code == 403
    saved = coach.get(shared, params={"download": "yes", "seen": "yes"})
    assert saved.headers["content-disposition"] == 'attachment; filename="Fly-10-shared.mp4"'
    assert coach.post(f"/clips/{timed.id}/share", data={"hide": "none"}).status_code == 422


# The API


def test_a_program_does_all_of_it(
    client_of: Clients, of_squad: StoredClip, site: Site, film: Film, people: Club
) -> None:
    coach, there = client_of("coach"), f"/api/v1/clips/{of_squad.id}"
    seen = coach.get(there).json()
    assert (seen["state"], seen["width"], seen["height"]) == ("marks", 960, 540)
    assert coach.post(f"{there}/time").status_code == 422
    said = coach.post(f"{there}/marks-check", json={"setup": film.setup}).json()
    assert said["usable"]
    assert max(said["miss_px"]) < 1.0
    assert coach.patch(there, json={"setup": {"marks": []}}).status_code == 422
    change = {
        "setup": film.setup,
        "order": [people.tom.id, people.mia.id],
        "note": "windy",
        "keep": True,
    }
    assert coach.patch(there, json=change).json()["note"] == "windy"
    asked = coach.post(f"{there}/time")
    assert asked.status_code == 202
    assert coach.get(there).json()["state"] == "timing"
    work_off(site)
    assert coach.get(there).json()["state"] == "done"
    (result,) = coach.get(f"{there}/results").json()
    assert result["athlete_ids"] == [people.tom.id, people.mia.id]
    assert set(kept(site, of_squad)) == {people.tom.id, people.mia.id}
    coach.patch(there, json={"order": [people.mia.id]})
    assert set(kept(site, of_squad)) == {people.mia.id}
    assert coach.patch(there, json={"order": [people.zoe.id]}).status_code == 404
    assert coach.patch(there, json={"keep": None}).status_code == 422
    assert [one["id"] for one in coach.get("/api/v1/clips").json()] == [of_squad.id]
    assert coach.delete(there).status_code == 204
    assert coach.get(there).status_code == 404


def test_a_clip_that_cannot_be_timed_says_why(
    client_of: Clients, of_squad: StoredClip, site: Site, film: Film
) -> None:
    coach, there = client_of("coach"), f"/api/v1/clips/{of_squad.id}"
    coach.patch(there, json={"setup": {**film.setup, "zone": [0.0, 60.0]}})
    coach.post(f"{there}/time")
    work_off(site)
    seen = coach.get(there).json()
    assert seen["state"] == "failed"
    assert "outside the view" in seen["trouble"]
    assert "outside the view" in coach.get(f"/clips/{of_squad.id}").text


def test_a_clip_that_is_no_video_says_so_on_its_page(
    client_of: Clients, site: Site, people: Club, film: Film, tmp_path: Any
) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"no film at all" * 100)
    clip = hand_in(site, replace(film, clip=broken), "Broken.mp4", athlete_id=people.mia.id)
    work_off(site)
    page = client_of("athlete").get(f"/clips/{clip.id}")
    assert page.status_code == 200
    assert "Not timed" in client_of("athlete").get("/clips").text


def test_the_clips_pages_speak_german(
    client_of: Clients, timed: StoredClip, site: Site, people: Club
) -> None:
    client = client_of("coach")
    words = {"language": "de", "decimal": ",", "speed": "km/h"}
    assert client.post("/account/manner", data=words).status_code == 303
    page = client.get(f"/clips/{timed.id}").text
    assert "Woher der Fehler kommt" in page
    assert re.search(r"1,11\d\u202fs", page)
    form = client.get(f"/clips/{timed.id}/marks").text
    assert 'name="lane_width" type="text" value="1,22"' in form
    # Numbers of marks are read by a script: with a point in every language.
    assert re.search(r'name="lane_y"[^>]*value="-0\.61"', form)
