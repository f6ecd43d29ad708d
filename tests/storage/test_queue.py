"""The queue: each job is worked on by one, ends once, and is seen by whom it concerns."""

from __future__ import annotations

import contextlib
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.storage.samples import OWNER, Squad, squad, uid

from flyzone.errors import InputError
from flyzone.model import Athlete
from flyzone.storage import Job, Store
from flyzone.storage.queue import MOST_DEATHS, MOST_TRIES

T0 = datetime(2026, 5, 12, 15, 0, tzinfo=UTC)
KINDS = ("still",)
ERROR = {"code": "job-crashed", "message": "It died."}


def at(seconds: float) -> datetime:
    return T0 + timedelta(seconds=seconds)


def job(**words: object) -> Job:
    return replace(Job(uid(), "still", {"clip": "original"}), **words)


def put(store: Store, *jobs: Job, seconds: float = 0.0) -> None:
    with store.queue(change=True) as queue:
        for number, one in enumerate(jobs):
            queue.put(one, at(seconds + number))


def claim(store: Store, worker: str = "a", seconds: float = 10.0) -> Job | None:
    with store.queue(change=True) as queue:
        return queue.claim(worker, KINDS, at(seconds))


def state(store: Store, one: Job) -> str:
    with store.queue() as queue:
        return queue.get(one.id).state


def test_a_job_that_is_put_twice_is_one(store: Store) -> None:
    one = job()
    put(store, one, one, replace(one, task={"clip": "other"}))
    assert claim(store) is not None
    assert claim(store, "b") is None
    put(store, one)
    assert state(store, one) == "running"
    with pytest.raises(InputError, match="another job"):
        put(store, replace(one, kind="overlay"))


def test_the_eldest_comes_first_and_each_to_one_worker(store: Store) -> None:
    first, second = job(), job()
    put(store, first, second)
    got = [claim(store, "a"), claim(store, "b"), claim(store, "c")]
    assert [one and one.id for one in got] == [first.id, second.id, None]
    assert got[0] is not None
    assert (got[0].state, got[0].tries, got[0].worker) == ("running", 1, "a")


def test_a_worker_gets_only_what_he_can_do(store: Store) -> None:
    put(store, job(kind="overlay"))
    assert claim(store) is None


def test_many_workers_at_once_share_the_jobs_without_a_double(store: Store) -> None:
    jobs = [job() for _ in range(24)]
    put(store, *jobs)
    got: list[str] = []

    def work(name: str) -> None:
        while (one := claim(store, name, 100.0)) is not None:
            got.append(one.id)

    threads = [threading.Thread(target=work, args=(str(n),)) for n in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(got) == sorted(one.id for one in jobs)


def test_a_silent_worker_loses_his_job_and_his_late_result_is_refused(store: Store) -> None:
    one = job()
    put(store, one)
    claim(store, "a", 0.0)
    assert claim(store, "b", 29.0) is None
    with store.queue(change=True) as queue:
        assert queue.renew(one.id, "a", at(29.0), 0.4)
    assert claim(store, "b", 31.0) is None, "he renewed his lease"
    again = claim(store, "b", 60.0)
    assert again is not None
    assert (again.tries, again.worker, again.progress) == (2, "b", 0.0)
    with store.queue(change=True) as queue:
        assert not queue.renew(one.id, "a", at(61.0))
        assert not queue.finish(one.id, "a", {"from": "a"}, at(61.0))
        assert queue.finish(one.id, "b", {"from": "b"}, at(62.0))
        assert not queue.finish(one.id, "b", {"from": "b again"}, at(63.0))
    with store.queue() as queue:
        done = queue.get(one.id)
    assert (done.state, done.outcome, done.progress) == ("done", {"from": "b"}, 1.0)
    assert done.ended_at == at(62.0)


def test_results_are_kept_with_the_end_of_the_job_or_not_at_all(store: Store) -> None:
    one, mia = job(), Athlete(uid(), "Mia")
    put(store, one)
    claim(store)
    with contextlib.suppress(ZeroDivisionError), store.queueing(OWNER) as (writer, queue):
        assert queue.finish(one.id, "a", {}, at(11.0))
        writer.save(mia)
        raise ZeroDivisionError
    assert state(store, one) == "running"
    with store.queueing(OWNER) as (writer, queue):
        assert queue.finish(one.id, "a", {}, at(12.0))
        writer.save(mia)
    with store.reading(OWNER) as reader:
        assert reader.athlete(mia.id) == mia
    assert state(store, one) == "done"


def test_a_job_that_kills_its_process_three_times_fails_with_the_reason(store: Store) -> None:
    bad, good = job(), job()
    put(store, bad, good)
    for number in range(1, MOST_DEATHS + 1):
        got = claim(store)
        while got is not None and got.id != bad.id:
            with store.queue(change=True) as queue:
                queue.finish(got.id, "a", {}, at(11.0))
            got = claim(store)
        assert got is not None
        with store.queue(change=True) as queue:
            after = queue.died(bad.id, "a", ERROR, at(11.0))
        assert after == ("failed" if number == MOST_DEATHS else "waiting")
        if number == 1:
            following = claim(store)
            assert following is not None
            assert following.id == good.id, "it does not hold up the others"
            with store.queue(change=True) as queue:
                queue.give_back(good.id, "a")
    assert claim(store) is None or state(store, bad) == "failed"
    with store.queue() as queue:
        assert queue.get(bad.id).error == ERROR


def test_the_death_of_a_job_that_is_deleted_is_nobodys(store: Store) -> None:
    with store.queue(change=True) as queue:
        assert queue.died(uid(), "a", ERROR, at(11.0)) == "stopped"


def test_a_job_that_a_server_dies_with_is_tried_often_but_not_for_ever(store: Store) -> None:
    one = job()
    put(store, one)
    for number in range(MOST_TRIES):
        assert claim(store, "a", 100.0 * number) is not None
    assert claim(store, "a", 100.0 * MOST_TRIES) is None
    with store.queue() as queue:
        error = queue.get(one.id).error
    assert error is not None
    assert error["code"] == "job-poison"


def test_what_is_given_back_counts_as_not_begun(store: Store) -> None:
    one = job()
    put(store, one)
    claim(store)
    with store.queue(change=True) as queue:
        assert not queue.give_back(one.id, "b")
        assert queue.give_back(one.id, "a")
    again = claim(store, "b")
    assert again is not None
    assert again.tries == 1


def test_jobs_of_workers_who_are_gone_wait_again_at_once(store: Store) -> None:
    one, two = job(), job()
    put(store, one, two)
    claim(store, "gone")
    claim(store, "here")
    with store.queue(change=True) as queue:
        assert queue.take_from_gone(lambda name: name == "gone") == 1
    assert (state(store, one), state(store, two)) == ("waiting", "running")


def test_a_stopped_job_is_nobodys_any_more(store: Store) -> None:
    waiting, running = job(), job()
    put(store, running, waiting)
    claim(store)
    with store.queue(OWNER, change=True) as queue:
        assert queue.stop(waiting.id, at(11.0)).state == "stopped"
        assert queue.stop(running.id, at(11.0)).state == "stopped"
        assert not queue.finish(running.id, "a", {}, at(12.0))
    assert claim(store) is None
    with store.queue(OWNER, change=True) as queue:
        assert queue.stop(running.id, at(13.0)).ended_at == at(11.0)


def test_a_waiting_job_knows_how_many_are_ahead(store: Store) -> None:
    jobs = [job() for _ in range(3)]
    put(store, *jobs)
    with store.queue() as queue:
        assert [queue.ahead_of(queue.get(one.id)) for one in jobs] == [0, 1, 2]
    claim(store)
    with store.queue() as queue:
        assert [queue.ahead_of(queue.get(one.id)) for one in jobs] == [0, 0, 1]


@pytest.fixture
def team(store: Store) -> Squad:
    made = squad()
    with store.writing(OWNER) as writer:
        writer.save_many(made.records)
    return made


def test_a_job_is_seen_by_whom_it_concerns_and_by_nobody_else(store: Store, team: Squad) -> None:
    of_mia, of_tom = job(athlete_id=team.mia.id), job(athlete_id=team.tom.id)
    of_squad, of_nobody = job(group_id=team.sprinters.id), job()
    put(store, of_mia, of_tom, of_squad, of_nobody)
    for viewer, sees in (
        (team.herself, [of_mia]),
        (team.coach, [of_mia, of_squad]),
        (OWNER, [of_mia, of_tom, of_squad, of_nobody]),
    ):
        with store.queue(viewer, change=True) as queue:
            for one in (of_mia, of_tom, of_squad, of_nobody):
                if one in sees:
                    assert queue.get(one.id).id == one.id
                    continue
                for ask in (
                    lambda one=one: queue.get(one.id),
                    lambda one=one: queue.stop(one.id, at(20.0)),
                    lambda one=one: queue.put(one, at(20.0)),
                ):
                    with pytest.raises(InputError) as caught:
                        ask()
                    assert caught.value.code in ("unknown-job", "store-id-taken")


def test_nobody_gives_work_on_whom_he_does_not_see(store: Store, team: Squad) -> None:
    for viewer in (team.herself, team.coach):
        with store.queue(viewer, change=True) as queue:
            for wrong in (job(athlete_id=team.tom.id), job(group_id=team.hurdlers.id)):
                with pytest.raises(InputError, match="or none that you may see"):
                    queue.put(wrong, T0)


def test_the_jobs_of_a_clip_come_latest_first(store: Store) -> None:
    clip = uid()
    old, new, other = job(clip_id=clip), job(clip_id=clip), job(clip_id=uid())
    put(store, old, new, other)
    with store.queue() as queue:
        assert [one.id for one in queue.of_clip(clip)] == [new.id, old.id]
        latest = queue.latest(clip, "still")
        assert latest is not None
        assert latest.id == new.id
        assert queue.latest(clip, "overlay") is None
        assert queue.of_clip("no uuid \0") == ()
