"""A session without a signal: nothing is lost, nothing is there twice, and the verdict comes all the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.web.conftest import Served, serve
from tests.web.people import Club
from tests.web.session.phone import OWNER, Phone, times_of, todays, wait_until

from flyzone.web.site import Site
from flyzone.workflows.accounts import hash_of

pytestmark = pytest.mark.gate

Pages = Callable[..., Any]


@pytest.fixture
def again(site: Site) -> Iterator[Callable[[Served], Served]]:
    """Starts a server anew at its address."""
    started: list[Served] = []

    def start(old: Served) -> Served:
        site.closing.clear()
        port = urlsplit(old.address).port
        assert port is not None
        started.append(serve(site, port=port))
        return started[-1]

    yield start
    for one in started:
        one.stop()


def test_three_reps_of_which_two_have_no_signal(page_of: Pages, people: Club, site: Site) -> None:
    phone = Phone(page_of("coach")).open().begin("Tom Weber").guarded().kept_for_offline()
    phone.enter("103", rest="05:00").sent()
    phone.page.context.set_offline(True)
    phone.enter("102", rest="05:00")
    assert phone.verdict == "go"
    assert phone.page.locator("#facts [data-origin]").get_attribute("data-origin") == "phone"
    assert "±" in phone.page.locator("#facts .facts").inner_text()
    # The page is closed in the middle, and opened again without a signal.
    phone.page.reload()
    phone.ready()
    assert phone.times() == ["1.03\u202fs", "1.02\u202fs"]
    phone.enter("104")
    assert phone.verdict in ("go", "wait")
    assert phone.waiting == 2
    assert times_of(site, people.tom.id) == [1.03]
    phone.page.context.set_offline(False)
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    phone.sent()
    assert times_of(site, people.tom.id) == [1.03, 1.02, 1.04]
    wait_until(lambda: phone.page.locator("[data-origin=both]").count() == 1)
    phone.forgive_network()


def test_a_server_that_is_started_anew_gets_what_was_typed_meanwhile_once(
    page_of: Pages, people: Club, site: Site, served: Served, again: Callable[[Served], Served]
) -> None:
    phone = Phone(page_of("coach")).open().begin("Tom Weber").guarded()
    phone.enter("103", rest="05:00").sent()
    served.stop()
    phone.enter("102", rest="05:00").enter("105", rest="05:00")
    phone.page.get_by_role("button", name="Undo Tom Weber").click()
    wait_until(lambda: phone.times() == ["1.03\u202fs", "1.02\u202fs"])
    wait_until(lambda: phone.waiting == 3)
    again(served)
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    phone.sent()
    assert times_of(site, people.tom.id) == [1.03, 1.02]
    phone.forgive_network()


def test_an_answer_that_was_lost_costs_nothing(page_of: Pages, people: Club, site: Site) -> None:
    # Without a worker the test can stand between the page and the server.
    phone = Phone(page_of("coach", service_workers="block")).open().begin("Tom Weber").guarded()
    lost = []

    def lose(route: Any) -> None:
        if len(lost) < 2:
            route.fetch()
            lost.append(route.request.post_data_json)
            route.abort()
        else:
            route.continue_()

    phone.page.route("**/api/v1/entries", lose)
    phone.enter("103", rest="05:00")
    # The route is asked while the browser is: a look at the page lets it answer.
    wait_until(lambda: phone.waiting == 1 and len(lost) == 1)
    phone.enter("102")
    for _ in range(3):
        phone.page.evaluate("dispatchEvent(new Event('online'))")
        phone.page.wait_for_timeout(200)
    phone.sent()
    assert lost[0]["entries"][0]["id"] == lost[1]["entries"][0]["id"]
    assert times_of(site, people.tom.id) == [1.03, 1.02]
    phone.forgive_network()


def test_a_login_that_ran_out_keeps_everything_until_it_is_renewed(
    page_of: Pages, people: Club, site: Site
) -> None:
    with site.store.accounts(change=True) as accounts:
        accounts.set_password(people.accounts["coach"].id, hash_of("three green frogs"))
    phone = Phone(page_of("coach")).open().begin("Tom Weber").guarded()
    phone.enter("103", rest="05:00").sent()
    with site.store.accounts(change=True) as accounts:
        for login in accounts.logins(people.accounts["coach"].id):
            accounts.end_login(people.accounts["coach"].id, login.key)
    phone.enter("102", rest="05:00")
    assert phone.verdict == "go"
    wait_until(lambda: "log in again" in phone.page.locator("#waiting").inner_text())
    phone.enter("104")
    assert times_of(site, people.tom.id) == [1.03]
    phone.page.locator("#waiting a").click()
    phone.page.get_by_label("Name").fill("Carl")
    phone.page.get_by_label("Password").fill("three green frogs")
    phone.page.get_by_role("button", name="Log in").click()
    phone.page.wait_for_url("**/session")
    phone.ready().sent()
    assert times_of(site, people.tom.id) == [1.03, 1.02, 1.04]
    assert phone.times() == ["1.03\u202fs", "1.02\u202fs", "1.04\u202fs"]
    phone.forgive_network()


def test_what_one_account_typed_is_never_sent_as_anothers(
    page_of: Pages, people: Club, site: Site, served: Served
) -> None:
    phone = Phone(page_of("coach")).open().begin("Tom Weber").guarded()
    phone.page.context.set_offline(True)
    phone.enter("103")
    phone.page.context.clear_cookies()
    with site.store.accounts(change=True) as accounts:
        secret, _ = accounts.log_in(people.accounts["owner"].id, "the same phone", site.clock())
    phone.page.context.add_cookies([{"name": "flyzone", "value": secret, "url": served.address}])
    phone.page.context.set_offline(False)
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    # The old page still is Carl's, the cookie is Nora's.
    wait_until(
        lambda: phone.page.locator("#waiting").get_attribute("data-status") == "other-account"
    )
    phone.page.goto("/account")
    line = phone.page.locator("#waiting")
    wait_until(lambda: "another account" in line.inner_text())
    assert todays(site, people.tom.id) == []
    phone.page.context.clear_cookies()
    with site.store.accounts(change=True) as accounts:
        secret, _ = accounts.log_in(people.accounts["coach"].id, "the same phone", site.clock())
    phone.page.context.add_cookies([{"name": "flyzone", "value": secret, "url": served.address}])
    phone.page.goto("/account")
    wait_until(lambda: phone.waiting == 0)
    wait_until(line.is_hidden)
    assert times_of(site, people.tom.id) == [1.03]
    with site.store.reading(OWNER) as reader:
        assert {one.who for one in reader.audit(people.tom.id, limit=1)} == {"Carl"}
    phone.forgive_network()


def test_two_phones_at_once_have_every_rep_once_and_see_each_others(
    page_of: Pages, people: Club, site: Site
) -> None:
    first = Phone(page_of("coach")).open().begin("Tom Weber").guarded()
    second = Phone(page_of("owner")).open().begin("Tom Weber").guarded()
    first.enter("103", rest="02:00").sent()
    wait_until(lambda: second.times() == ["1.03\u202fs"])
    for phone in (first, second):
        phone.page.context.set_offline(True)
    second.page.clock.fast_forward("02:00")
    second.enter("101", rest="03:00")
    first.page.clock.fast_forward("03:00")
    first.enter("102")
    for phone in (second, first):
        phone.page.context.set_offline(False)
        phone.page.evaluate("dispatchEvent(new Event('online'))")
    first.sent()
    second.sent()
    assert times_of(site, people.tom.id) == [1.03, 1.01, 1.02]
    for phone in (first, second):
        wait_until(lambda phone=phone: len(phone.times()) == 3)
        assert phone.times() == ["1.03\u202fs", "1.01\u202fs", "1.02\u202fs"]
        phone.forgive_network()


def test_a_conflict_shows_both_values_and_who_typed_it_decides(
    page_of: Pages, people: Club, site: Site
) -> None:
    mine = Phone(page_of("coach")).open().begin("Tom Weber").guarded()
    mine.enter("103").sent()
    theirs = Phone(page_of("owner")).open().begin("Tom Weber").guarded()
    wait_until(lambda: theirs.times() == ["1.03\u202fs"])
    mine.page.context.set_offline(True)
    for phone, digits in ((theirs, "1.05"), (mine, "1.07")):
        phone.page.get_by_role("button", name="Change rep 1 of Tom Weber").click()
        phone.page.get_by_label("The right time").fill(digits)
        phone.page.get_by_role("button", name="Keep", exact=True).click()
        wait_until(lambda phone=phone, d=digits: phone.times() == [f"{d}\u202fs"])
    theirs.sent()
    mine.page.context.set_offline(False)
    mine.page.evaluate("dispatchEvent(new Event('online'))")
    line = mine.page.locator("[data-trouble=conflict]")
    line.wait_for()
    told = line.inner_text()
    assert "1.07" in told
    assert "1.05" in told
    assert times_of(site, people.tom.id) == [1.05]
    line.get_by_role("button", name="Keep mine").click()
    line.wait_for(state="detached")
    mine.sent()
    wait_until(lambda: times_of(site, people.tom.id) == [1.07])
    wait_until(lambda: theirs.times() == ["1.07\u202fs"])
    for phone in (mine, theirs):
        phone.forgive_network()


def test_who_logs_out_leaves_no_page_and_no_guard_behind_but_what_waits(
    page_of: Pages, people: Club
) -> None:
    phone = Phone(page_of("coach")).open().begin("Tom Weber").guarded().kept_for_offline()
    kept = (
        "(async () => [await (await caches.open('flyzone-pages')).match('/session') ? 1 : 0, "
        "(await (await import('/static/js/kept_here.js')).readAll('kept')).length, "
        "(await (await import('/static/js/kept_here.js')).readAll('entries')).length])()"
    )
    assert phone.page.evaluate(kept)[:2] == [1, 2]
    phone.page.goto("/account")
    phone.page.context.set_offline(True)
    phone.page.evaluate(
        "import('/static/js/outbox.js').then(({outbox}) => outbox.add('check-in', {}))"
    )
    phone.page.context.set_offline(False)
    phone.page.get_by_role("button", name="Log out").click()
    phone.page.wait_for_url("**/login")
    wait_until(lambda: phone.page.evaluate(kept) == [0, 0, 1])
    phone.forgive_network()


def test_a_page_that_was_not_kept_says_so_without_a_signal(page_of: Pages, served: Served) -> None:
    phone = Phone(page_of("coach")).open().kept_for_offline()
    served.stop()
    phone.page.goto("/squad-that-was-never-open")
    assert phone.page.get_by_role("heading", name="No signal").is_visible()
    phone.page.get_by_role("link", name="To the session").click()
    phone.ready()
    phone.forgive_network()
