"""The session page by thumb and by keyboard: what is typed, what is said, and how little it takes."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.web.conftest import NOW, Served
from tests.web.people import Club, uid
from tests.web.session.phone import OWNER, Phone, times_of, todays, wait_until

from flyzone.errors import InputError
from flyzone.model import Athlete, Group
from flyzone.virtual import Encoding, Scenario, render
from flyzone.web.site import Site
from flyzone.web.words import typed_seconds

pytestmark = pytest.mark.gate

Pages = Callable[..., Any]


def _typed() -> list[str]:
    """Texts as thumbs type them, and as no thumb ever would."""
    by_hand = ["98", "105", "1.05", "1,05", "1:02.5", "1:02,5", " 9 8 ", "5", "0", "", ".", ":", "1:",
               ":30", "1:2:3", "1.2.3", "1..2", "-98", "+98", "1e3", "98 s", "٩٨", "12345678", "1234567",
               "0x10", "1.", ".5", "1:5", "12:34.56", "1234:00", "9\u00a08", "9\u202f8", "9\ufeff8",
               "9\u200b8", "9\x1c8", "9\x858", "１２", "²", "NaN", "Infinity", "10,5,5", "1:,5", "1:.",
               "00098"]  # fmt: skip
    draw = random.Random(5)
    anything = [
        "".join(draw.choices("0123456789.,: -+se\u00a0\u202f\ufeff\x85٣²", k=draw.randrange(10)))
        for _ in range(2000)
    ]
    near = [
        "".join(
            "".join(draw.choices("0123456789", k=draw.randrange(5)))
            + draw.choice(["", ".", ",", ":"])
            for _ in range(3)
        )
        for _ in range(2000)
    ]
    return [*by_hand, *anything, *near]


def _python(text: str) -> float | None:
    try:
        return typed_seconds(text)
    except InputError:
        return None


def test_the_phone_reads_a_typed_time_as_the_server_does(page_of: Pages) -> None:
    page = page_of("coach")
    page.goto("/account")
    texts = _typed()
    read = page.evaluate(
        "async (texts) => { const { typedTime } = await import('/static/js/typed_time.js');"
        " return texts.map((one) => typedTime(one).seconds ?? null); }",
        texts,
    )
    assert sum(one is not None for one in read) > 400
    assert sum(one is None for one in read) > 500
    assert [(t, r) for t, r in zip(texts, read, strict=True) if r != _python(t)] == []


def test_thirty_athletes_three_times_each_take_four_touches_a_rep_and_no_page_load(
    page_of: Pages, people: Club, site: Site
) -> None:
    squad = [Athlete(uid(f"runner {n}"), f"Runner {n:02}") for n in range(30)]
    with site.store.writing(OWNER) as writer:
        writer.save_many(squad)
        everybody = (*people.sprinters.athlete_ids, *(one.id for one in squad))
        writer.save(Group(people.sprinters.id, "Sprinters", everybody))
    phone = Phone(page_of("coach")).open()
    phone.begin(*(one.name for one in squad)).guarded()
    phone.keys, phone.loads = 0, 0
    busiest, began = 0.0, time.monotonic()
    for rep in range(3):
        for number in range(30):
            before = time.monotonic()
            phone.enter(f"{110 + number + rep}")
            # The field is free for the next one.
            assert phone.page.locator("#time").input_value() == ""
            assert phone.page.evaluate("document.activeElement.id") == "time"
            busiest = max(busiest, time.monotonic() - before)
        phone.sent()
        phone.page.clock.fast_forward("06:00")
    took = time.monotonic() - began
    print(
        f"{phone.keys / 90:.1f} touches a rep, {phone.loads} page loads; "
        f"{took / 90:.2f} s a rep of a machine that types, {busiest:.2f} s the slowest"
    )
    assert phone.keys == 90 * 4
    assert phone.loads == 0
    assert busiest < 3.0
    for number, one in enumerate(squad):
        assert times_of(site, one.id) == [(110 + number + rep) / 100 for rep in range(3)]


def test_a_whole_session_by_keyboard_alone(page_of: Pages, people: Club, site: Site) -> None:
    phone = Phone(page_of("coach")).open()
    page = phone.page

    def to(selector: str) -> None:
        for _ in range(60):
            if page.evaluate("(s) => document.activeElement.matches(s)", selector):
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"no way to {selector} by keyboard")

    to(f"input[value='{people.tom.id}']")
    page.keyboard.press("Space")
    to("#setup button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#live:not([hidden])")
    phone.guarded()
    phone.enter("103", rest="05:00").sent()
    phone.enter("99")
    to("#undo")
    page.keyboard.press("Enter")
    wait_until(lambda: len(phone.times()) == 1)
    assert page.evaluate("document.activeElement.id") == "time"
    phone.enter("104")
    to("#end")
    page.keyboard.press("Enter")
    to("#end-dialog button[value=keep]")
    page.keyboard.press("Enter")
    page.wait_for_selector("#over:not([hidden])")
    phone.sent()
    assert times_of(site, people.tom.id) == [1.03, 1.04]
    assert todays(site, people.tom.id)[0].ended_by == "planned"
    assert page.locator("#summaries .card").get_attribute("data-kind") in ("speed", "too-short")


def test_a_time_that_cannot_be_is_refused_at_the_field_and_nothing_is_kept(
    page_of: Pages, people: Club, site: Site
) -> None:
    phone = Phone(page_of("coach")).open().begin("Tom Weber").guarded()
    for typed, why in (("5", "hundredths"), ("abc", "expected"), ("33", "faster than any human"),
                       ("99999", "slower than a crawl")):  # fmt: skip
        phone.page.locator("#time").fill(typed)
        phone.press("Enter")
        wait_until(lambda why=why: why in phone.page.locator("#time-trouble").inner_text())
    assert phone.waiting == 0
    phone.page.locator("#time").fill("")
    phone.enter("1,03").sent()
    assert times_of(site, people.tom.id) == [1.03]


def test_what_the_digits_mean_is_seen_before_they_are_entered(page_of: Pages) -> None:
    phone = Phone(page_of("coach")).open().begin("Tom Weber")
    phone.press(*"105")
    assert "1.05" in phone.page.locator("#time-help").inner_text()


def test_pain_stops_at_once_and_stands_in_the_rep(page_of: Pages, people: Club, site: Site) -> None:
    phone = Phone(page_of("coach")).open().begin("Tom Weber").guarded()
    phone.enter("103").sent()
    phone.page.get_by_role("button", name="Pain").click()
    phone.page.get_by_label("Where").select_option("calf")
    phone.page.locator("#pain-dialog label", has_text="6").first.click()
    phone.page.get_by_role("button", name="Stop him now").click()
    wait_until(lambda: phone.verdict == "stop")
    assert "pain 6" in phone.page.locator("#said").inner_text().casefold()
    phone.sent()
    (session,) = todays(site, people.tom.id)
    assert (session.reps[0].pain, session.reps[0].pain_place) == (6.0, "calf")
    phone.page.get_by_role("button", name="End the session").click()
    phone.page.locator("#end-dialog button[value=keep]").click()
    phone.sent()
    assert todays(site, people.tom.id)[0].ended_by == "pain"


def test_pain_before_any_rep_is_a_check_in_and_stops_too(
    page_of: Pages, people: Club, site: Site
) -> None:
    phone = Phone(page_of("coach")).open().begin("Tom Weber").guarded()
    phone.page.get_by_role("button", name="Pain").click()
    phone.page.get_by_role("button", name="Stop him now").click()
    wait_until(lambda: phone.verdict == "stop")
    phone.sent()
    with site.store.reading(OWNER) as reader:
        (said,) = reader.history(people.tom.id).checkins
    assert [(one.place, one.severity) for one in said.pains] == [("hamstring", 4.0)]


def test_who_is_not_ready_rests_longer_and_it_stands_before_his_next_rep(
    page_of: Pages, people: Club, site: Site
) -> None:
    phone = Phone(page_of("coach")).open().begin("Tom Weber").guarded()
    phone.enter("103").sent()
    until = phone.page.locator("#rest-until").inner_text()
    phone.page.locator("#before summary").click()
    phone.page.locator("#before label", has_text="2").first.click()
    wait_until(lambda: phone.verdict == "wait")
    assert phone.page.locator("#rest-until").inner_text() > until
    phone.page.locator("#time").focus()
    phone.enter("103").sent()
    assert [rep.ready for rep in todays(site, people.tom.id)[0].reps] == [None, 2.0]


def test_wind_belongs_to_one_rep(page_of: Pages, people: Club, site: Site) -> None:
    phone = Phone(page_of("coach")).open().begin("Tom Weber").guarded()
    phone.page.locator("#before summary").click()
    phone.page.locator("#wind").fill("-0,8")
    phone.page.locator("#time").focus()
    phone.enter("103", rest="05:00").enter("104").sent()
    assert [rep.wind_m_s for rep in todays(site, people.tom.id)[0].reps] == [-0.8, None]


def test_a_best_within_the_error_is_no_record(page_of: Pages, people: Club) -> None:
    # Tom's best is 1.020 s by gates.
    phone = Phone(page_of("coach")).open().begin("Tom Weber").guarded()
    best = phone.page.locator("#said .best")
    phone.enter("1.017", rest="06:00")
    assert best.get_attribute("data-best") == "equal"
    assert "equal within the error" in best.inner_text()
    assert best.inner_text().count("±") == 2
    phone.enter("1.03", rest="06:00")
    assert best.count() == 0
    phone.enter("1.000")
    assert best.get_attribute("data-best") == "new"
    assert best.inner_text().count("±") == 2


def test_hand_times_make_no_record_that_their_error_may_have_made(page_of: Pages) -> None:
    phone = Phone(page_of("coach")).open().begin("Tom Weber", method="hand").guarded()
    phone.enter("95")
    assert phone.page.locator("#said .best").get_attribute("data-best") == "equal"
    assert "± 50 ms" in phone.page.locator("#facts").inner_text().replace("\u202f", " ")


def test_the_end_of_a_rest_is_signalled_once_also_after_a_sleep(page_of: Pages) -> None:
    page = page_of("coach")
    page.add_init_script("window.buzzed = 0; navigator.vibrate = () => { window.buzzed += 1; };")
    phone = Phone(page).open().begin("Tom Weber").guarded()
    phone.enter("103").sent()
    page.clock.fast_forward("02:00")
    assert page.evaluate("buzzed") == 0
    left = page.locator("#rest-left").inner_text()
    # The tab slept: no tick came, and the clock is right all the same.
    page.clock.pause_at(NOW.replace(hour=15, minute=30))
    page.clock.resume()
    wait_until(lambda: page.evaluate("buzzed") == 1)
    assert left != page.locator("#rest-left").inner_text() == "Rested: go"
    page.clock.run_for(5000)
    assert page.evaluate("buzzed") == 1


def test_a_manner_without_vibration_stays_still(page_of: Pages, client_of: Any) -> None:
    words = {"language": "de", "speed": "km/h", "distance": "m", "decimal": ",", "theme": "auto"}
    assert client_of("coach").post("/account/manner", data=words).status_code == 303
    page = page_of("coach")
    page.add_init_script("window.buzzed = 0; navigator.vibrate = () => { window.buzzed += 1; };")
    phone = Phone(page).open()
    page.get_by_label("Tom Weber").check()
    page.get_by_role("button", name="Beginnen").click()
    phone.guarded()
    phone.enter("103").sent()
    page.clock.fast_forward("20:00")
    wait_until(lambda: page.locator("#rest-left").inner_text() == "Erholt: los")
    assert page.evaluate("buzzed") == 0
    # A decimal comma, and nothing in English but what nobody has translated.
    assert phone.times() == ["1,03\u202fs"]


def test_yards_are_metres_in_the_store(
    page_of: Pages, client_of: Any, people: Club, site: Site
) -> None:
    words = {"language": "en", "speed": "mph", "distance": "yd", "decimal": ".", "theme": "auto"}
    client_of("coach").post("/account/manner", data=words)
    phone = Phone(page_of("coach")).open().begin("Tom Weber").guarded()
    phone.enter("105").sent()
    rep = todays(site, people.tom.id)[0].reps[0]
    assert rep.distance_m == pytest.approx(9.144)
    assert rep.run_in_m == pytest.approx(18.288)


def test_another_verdict_of_the_server_is_shown_as_such(page_of: Pages) -> None:
    phone = Phone(page_of("coach", service_workers="block")).open().begin("Tom Weber").guarded()

    def other(route: Any) -> None:
        answer = route.fetch()
        told = answer.json()
        for one in told["sessions"]:
            one["guarded"]["reps"][-1] |= {"verdict": "wait", "until_s": 900.0}
        route.fulfill(response=answer, json=told)

    phone.page.route("**/api/v1/entries", other)
    phone.page.route("**/api/v1/sessions?*", lambda route: route.abort())
    phone.enter("103")
    note = phone.page.locator("[data-origin=server]")
    note.wait_for()
    assert "The server" in note.inner_text()
    assert phone.verdict == "wait"
    phone.forgive_network()


def test_a_guard_of_yesterday_says_so(page_of: Pages, people: Club) -> None:
    phone = Phone(page_of("coach")).open().begin("Tom Weber").guarded()
    phone.page.context.set_offline(True)
    phone.page.clock.fast_forward("23:00:00")
    phone.enter("103")
    wait_until(lambda: "on this phone is of" in phone.page.locator("#said").inner_text())
    phone.page.context.set_offline(False)
    phone.forgive_network()


def test_a_clip_timed_on_the_phone_enters_through_the_same_door(
    page_of: Pages, people: Club, site: Site
) -> None:
    phone = Phone(page_of("coach")).open().begin("Tom Weber", "Mia Ahrens").guarded()
    phone.page.evaluate(
        "async (id) => { const { session } = await import('/static/js/live_session.js');"
        " await session.heartRate(id, 118);"
        " await session.enterTime(id, { time_s: 1.033, time_sd_s: 0.004, method: 'video' }); }",
        people.tom.id,
    )
    phone.sent()
    (session,) = todays(site, people.tom.id)
    rep = session.reps[0]
    assert (rep.time_s, rep.time_sd_s, rep.method) == (1.033, 0.004, "video")
    assert rep.heart_rate_bpm == 118.0


def test_a_clip_timed_on_the_phone_is_kept_to_be_sent_and_timed_by_the_server_later(
    page_of: Pages, people: Club, site: Site, tmp_path: Path
) -> None:
    made = render(Scenario(encoding=Encoding(fps=30.0, lead_in_s=0.2, lead_out_s=0.2)), tmp_path)
    phone = Phone(page_of("coach")).open().begin("Tom Weber").guarded()
    page = phone.page
    page.locator("#clip").click()
    page.set_input_files("#clip-timer-file", made.clip)
    page.wait_for_selector("[data-part=steps]:not([hidden])", timeout=30_000)
    page.locator("[data-part=first]").click()
    for _ in range(3):
        page.get_by_role("button", name="Ten frames on").click()
    page.wait_for_function(
        "() => parseFloat(document.querySelector('[data-part=clock]').textContent) > 0.95"
    )
    page.locator("[data-part=second]").click()
    page.locator("[data-part=take]").click()
    page.locator("#clip-says").wait_for()
    phone.sent()
    (session,) = todays(site, people.tom.id)
    assert session.reps[0].method == "app"
    assert session.reps[0].time_sd_s is not None
    page.get_by_role("link", name="Send it when there is a signal").click()
    # The page of clips goes on with what is kept, by itself.
    page.wait_for_url(re.compile(r"/clips/(?!new)"), timeout=30_000)
    with site.store.reading(OWNER) as reader:
        (clip,) = reader.clips()
    assert clip.athlete_id == people.tom.id


def test_the_open_session_has_no_serious_barrier_and_fits_a_phone(page_of: Pages) -> None:
    for width, theme in ((360, "light"), (1280, "dark")):
        phone = Phone(page_of("coach", width=width, color_scheme=theme)).open()
        phone.begin("Tom Weber", "Mia Ahrens").guarded()
        phone.enter("103").enter("115").sent()
        wide = phone.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0
        found = Axe().run(phone.page).response["violations"]
        bad = [
            (one["id"], [node["html"][:100] for node in one["nodes"][:3]])
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
        assert bad == []
        small = phone.page.evaluate(
            "[...document.querySelectorAll('#live button, #live summary')].filter((one) => "
            "one.offsetParent && one.getBoundingClientRect().height < 47).map((one) => one.outerHTML)"
        )
        assert small == []


def test_the_session_that_another_device_began_is_taken_up(
    page_of: Pages, people: Club, served: Served
) -> None:
    Phone(page_of("coach")).open().begin("Tom Weber").guarded().enter("103").sent()
    other = Phone(page_of("owner")).open().begin("Tom Weber").guarded()
    wait_until(lambda: other.times() == ["1.03\u202fs"])
    assert "from another device" in other.page.locator("#reps").inner_text()


def test_a_dialog_closes_every_time(page_of: Pages) -> None:
    phone = Phone(page_of("coach")).open().begin("Tom Weber").guarded()
    phone.enter("103").sent()
    for typed in ("1.04", "1.05", "1.06"):
        phone.page.get_by_role("button", name="Change rep 1 of Tom Weber").click()
        phone.page.get_by_label("The right time").fill(typed)
        phone.page.get_by_role("button", name="Keep", exact=True).click()
        phone.page.locator("#change-dialog").wait_for(state="hidden")
        wait_until(lambda typed=typed: phone.times() == [f"{typed}\u202fs"])


def test_a_form_is_sent_where_a_script_brings_the_comforts_in_twice(page_of: Pages) -> None:
    page = page_of("coach")
    page.goto("/account")
    page.evaluate("import('/static/js/page.js')")
    page.get_by_label("Colours").select_option("dark")
    with page.expect_navigation():
        page.get_by_role("button", name="Keep").click()


def test_times_that_are_typed_faster_than_anybody_runs_stay_in_their_order(
    page_of: Pages, people: Club, site: Site
) -> None:
    phone = Phone(page_of("coach")).open().begin("Tom Weber").guarded()
    for number in range(8):
        wait_until(lambda number=number: len(phone.times()) == number)
        phone.page.locator("#time").fill(f"{5 - number / 10:.1f}")
        phone.press("Enter")
    phone.sent()
    assert times_of(site, people.tom.id) == [pytest.approx(5 - n / 10) for n in range(8)]


def test_no_error_is_shown_as_none_and_no_probability_as_certain(page_of: Pages) -> None:
    page = page_of("coach")
    page.goto("/session")
    said = page.evaluate(
        "import('/static/js/say.js').then(({ Words }) => {"
        " const w = new Words({ texts: {}, manner: { decimal: '.', language: 'en' }, metres: 1 });"
        " return [w.error(0.0004), w.error(0.005), w.percentError(0.0001), w.percentError(0.004),"
        " w.probability(0.001), w.probability(0.999), w.probability(0.5), w.seconds(1.053),"
        " w.seconds(1.05), w.seconds(62.5)].map((one) => one.replaceAll('\u202f', ' ')); })"
    )
    assert said == [
        "± 0.4 ms", "± 5 ms", "± < 0.1 %", "± 0.4 %", "< 0.01", "> 0.99", "0.50", "1.053 s",
        "1.05 s", "1:02.50",
    ]  # fmt: skip
