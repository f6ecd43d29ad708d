"""A small club for tests: an owner, a coach of the sprinters, athletes of all ages, a guardian, a board."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_DNS, uuid5

from flyzone.model import Account, Athlete, CheckIn, Group, Rep, Session
from flyzone.storage import Store, Viewer

OWNER = Viewer.owner("Nora")


def uid(name: str) -> str:
    """An id that is the same in every run."""
    return str(uuid5(NAMESPACE_DNS, f"test.{name}"))


@dataclass(frozen=True)
class Club:
    """Who is who.

    ``mia`` is 15, a sprinter, and has a guardian; ``tom`` is 24, a sprinter, and public; ``zoe`` is 22, a
    thrower whom the coach of the sprinters does not see.
    """

    mia: Athlete
    tom: Athlete
    zoe: Athlete
    sprinters: Group
    throwers: Group
    accounts: dict[str, Account]


def club(store: Store, now: datetime) -> Club:
    """Makes the club: three weeks of fly 10 for each, the last session three days ago."""
    mia = Athlete(uid("mia"), "Mia Ahrens", born=date(now.year - 15, 1, 1), level="trained")
    tom = Athlete(
        uid("tom"), "Tom Weber", born=date(now.year - 24, 1, 1), level="advanced", public=True
    )
    zoe = Athlete(uid("zoe"), "Zoe Lind", born=date(now.year - 22, 1, 1), level="trained")
    sprinters = Group(uid("sprinters"), "Sprinters", (mia.id, tom.id))
    throwers = Group(uid("throwers"), "Throwers", (zoe.id,))
    accounts = {
        "owner": Account(uid("nora"), "Nora", "owner", now),
        "coach": Account(uid("carl"), "Carl", "coach", now, group_ids=(sprinters.id,)),
        "athlete": Account(uid("mia-account"), "Mia", "athlete", now, athlete_id=mia.id),
        "guardian": Account(uid("vera"), "Vera", "guardian", now, ward_ids=(mia.id,)),
        "board": Account(uid("fence"), "Fence", "board", now),
    }
    with store.writing(OWNER) as writer:
        writer.save_many([mia, tom, zoe, sprinters, throwers])
        for athlete, best in ((mia, 1.14), (tom, 1.02), (zoe, 1.22)):
            writer.save_many(_sessions(athlete, best, now))
        writer.save(
            CheckIn(uid("mia-morning"), mia.id, now - timedelta(hours=8), sleep_h=8.5, ready=8)
        )
    with store.accounts(change=True) as kept:
        for account in accounts.values():
            kept.add(account, None)
    return Club(mia, tom, zoe, sprinters, throwers, accounts)


def _sessions(athlete: Athlete, best: float, now: datetime) -> list[Session]:
    made = []
    for number in range(8):
        started = now - timedelta(days=3 + 3 * (7 - number), hours=-1)
        reps = tuple(
            Rep(
                uid(f"{athlete.name}-{number}-{rep}"), rep + 1, 10.0,
                # A pattern that is no trend: some hundredths up and down.
                time_s=round(best + 0.008 * ((number * 3 + rep * 5) % 4) + (0.01 if rep == 0 else 0.0), 3),
                time_sd_s=0.005, run_in_m=20.0, rest_before_s=None if rep == 0 else 300.0,
                at=started + timedelta(minutes=6 * rep), method="gates",
            )
            for rep in range(4)
        )  # fmt: skip
        made.append(
            Session(
                uid(f"{athlete.name}-{number}"), athlete.id, started, "max-velocity", reps,
                duration_s=3600.0, ended_by="planned",
            )
        )  # fmt: skip
    return made
