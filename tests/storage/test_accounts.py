"""Who may log in: names, secrets, tokens and invitations, in both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from tests.storage.samples import DAY, OWNER, squad, uid

from flyzone.errors import InputError
from flyzone.model import Account, Athlete, Manner
from flyzone.storage import Store, Viewer, viewer_of

NORA = Account(uid(), "Nora  von Ä", "owner", DAY, manner=Manner("de", "km/h", "m", ","))


@pytest.fixture
def open_to(store: Store) -> Store:
    """A store with its owner."""
    with store.accounts(change=True) as accounts:
        accounts.add(NORA, "a hash")
    return store


def test_an_account_comes_back_as_it_was_and_by_any_case_of_its_name(open_to: Store) -> None:
    with open_to.accounts() as accounts:
        assert accounts.any()
        found = accounts.called("nora VON ä")
        assert found is not None
        assert found[1] == "a hash"
        assert replace(found[0], made_at=DAY) == replace(accounts.get(NORA.id), made_at=DAY)
        assert found[0].manner == NORA.manner
        assert accounts.called("nobody\0") is None


def test_two_are_never_called_alike(open_to: Store) -> None:
    with pytest.raises(InputError, match="already"), open_to.accounts(change=True) as accounts:
        accounts.add(Account(uid(), "NORA von ä", "board", DAY), None)
    with open_to.accounts() as accounts:
        assert len(accounts.all()) == 1


def test_roles_open_the_store_as_far_as_they_go(store: Store) -> None:
    team = squad()
    with store.writing(OWNER) as w:
        w.save_many(team.records)
    made = [
        Account(uid(), "C", "coach", DAY, group_ids=(team.sprinters.id,)),
        Account(uid(), "A", "athlete", DAY, athlete_id=team.mia.id),
        Account(uid(), "G", "guardian", DAY, ward_ids=(team.mia.id,)),
        Account(uid(), "B", "board", DAY),
    ]
    with store.accounts(change=True) as accounts:
        for one in made:
            accounts.add(one, None)
    with store.accounts() as accounts:
        seen = [viewer_of(accounts.get(one.id)) for one in made]
    assert seen == [
        Viewer.coach("C", [team.sprinters.id]),
        Viewer.athlete("A", team.mia.id),
        Viewer.guardian("G", [team.mia.id]),
        None,
    ]
    assert viewer_of(replace(made[0], closed=True)) is None


def test_a_secret_leads_to_its_login_until_it_ends_and_is_nowhere_in_the_store(
    open_to: Store,
) -> None:
    with open_to.accounts(change=True) as accounts:
        secret, csrf = accounts.log_in(NORA.id, "Firefox\x00 on a phone", DAY)
        other, _ = accounts.log_in(NORA.id, "laptop", DAY + timedelta(hours=1))
    with open_to.accounts() as accounts:
        login = accounts.login(secret)
        assert login is not None
        assert (login.account.id, login.csrf) == (NORA.id, csrf)
        assert login.device == "Firefox on a phone"
        assert accounts.login("x" * 43) is None
        assert [one.device for one in accounts.logins(NORA.id)] == ["laptop", login.device]
        kept = accounts._connection.execute(text("SELECT * FROM logins")).all()
        assert secret not in repr(kept)
    with open_to.accounts(change=True) as accounts:
        accounts.end_login(NORA.id, login.key)
    with open_to.accounts() as accounts:
        assert accounts.login(secret) is None
        assert accounts.login(other) is not None


def test_a_new_password_and_a_closed_account_end_all_logins(open_to: Store) -> None:
    for end in ("password", "closed"):
        with open_to.accounts(change=True) as accounts:
            secret, _ = accounts.log_in(NORA.id, "phone", DAY)
            if end == "password":
                accounts.set_password(NORA.id, "another hash")
            else:
                accounts.change(replace(NORA, closed=True))
        with open_to.accounts() as accounts:
            assert accounts.login(secret) is None, end


def test_a_token_opens_what_it_says_until_it_is_taken_back(open_to: Store) -> None:
    with open_to.accounts(change=True) as accounts:
        secret = accounts.make_token(NORA.id, "scoreboard", ["write", "read"], DAY)
    with open_to.accounts(change=True) as accounts:
        token = accounts.token(secret)
        assert token is not None
        assert token.scopes == ("read", "write")
        accounts.used(token.id, DAY + timedelta(days=1))
        assert accounts.tokens(NORA.id)[0].used_at == DAY + timedelta(days=1)
        accounts.revoke(uid(), token.id)
        assert accounts.token(secret) is not None, "somebody else took it back"
        accounts.revoke(NORA.id, token.id)
        assert accounts.token(secret) is None


def test_an_invitation_holds_once_and_for_its_time(open_to: Store) -> None:
    offer = {"role": "coach", "group_ids": []}
    with open_to.accounts(change=True) as accounts:
        secret = accounts.invite(NORA.id, offer, DAY, DAY + timedelta(days=7))
        invitation = accounts.invitation(secret, DAY + timedelta(days=6))
        assert invitation is not None
        assert invitation.offer == offer
        assert accounts.invitation(secret, DAY + timedelta(days=7)) is None
        accounts.use(invitation.id, DAY)
        assert accounts.invitation(secret, DAY) is None


def test_wrong_passwords_are_counted_and_forgotten_after_a_day(open_to: Store) -> None:
    with open_to.accounts(change=True) as accounts:
        accounts.note_failure("nora", DAY)
        accounts.note_failure("nora", DAY + timedelta(minutes=1))
        accounts.note_failure("tom", DAY)
        assert accounts.failures("nora", DAY - timedelta(minutes=1)) == 2
        assert accounts.failures("nora", DAY) == 1
        accounts.note_failure("zoe", DAY + timedelta(days=2))
        assert accounts.failures("nora", DAY - timedelta(minutes=1)) == 0


def test_with_an_athlete_goes_his_account(store: Store) -> None:
    mia = Athlete(uid(), "Mia")
    account = Account(uid(), "Mia", "athlete", DAY, athlete_id=mia.id)
    with store.writing(OWNER) as w:
        w.save(mia)
    with store.accounts(change=True) as accounts:
        accounts.add(account, "hash")
    with store.writing(OWNER) as w:
        w.delete(Athlete, mia.id)
    with store.accounts() as accounts:
        assert accounts.all() == ()
