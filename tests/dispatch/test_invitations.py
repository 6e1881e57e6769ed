"""A clinic lets in whom it invites, one person a link; the way to help is open to everyone."""

from datetime import timedelta

from storage import invitations, people
from storage.invitations import Admission
from storage.store import Tx
from tests.support.town import ALICE, BOB, Town, does, settled_in

CODE = "4Fh-2_kQz81LmNop"
CLOSED = "only for a few people"


async def invites(town: Town, code: str = CODE, days: int = 14) -> None:
    def add(tx: Tx) -> None:
        invitations.add(tx, code, tx.now + timedelta(days=days))

    await town.app.store.write(add)


async def asks_for_invitations(town: Town) -> None:
    await town.sleep()
    town.narrow(invited_only=True)
    await town.wake()


async def stands(town: Town, user_id: int) -> Admission | None:
    return await town.app.store.read(lambda tx: invitations.admission(tx, user_id))


async def test_who_comes_by_an_invitation_begins_as_everyone_does(town: Town) -> None:
    await asks_for_invitations(town)
    await invites(town)
    bob = town.person(BOB, "Bob")
    await does(town, bob, f"/start {CODE}")
    assert await stands(town, BOB) is Admission.IN
    await settled_in(town, bob)
    assert await town.app.store.read(lambda tx: people.get(tx, BOB))


async def test_a_link_lets_in_one_person_and_the_next_is_told_so(town: Town) -> None:
    await asks_for_invitations(town)
    await invites(town)
    bob, carol = town.person(BOB, "Bob"), town.person(44, "Carol")
    await does(town, bob, f"/start {CODE}")
    await does(town, carol, f"/start {CODE}")
    assert "has been used already" in carol.last.words
    await does(town, carol, "hello")
    assert CLOSED in carol.last.words
    assert await stands(town, 44) is None


async def test_pressing_the_link_again_costs_its_owner_nothing(town: Town) -> None:
    await asks_for_invitations(town)
    await invites(town)
    bob = town.person(BOB, "Bob")
    await does(town, bob, f"/start {CODE}", f"/start {CODE}")
    assert "May I store" in bob.last.words


async def test_an_invitation_that_is_over_lets_nobody_in(town: Town) -> None:
    await asks_for_invitations(town)
    await invites(town, days=1)
    await town.later(days=1)
    bob = town.person(BOB, "Bob")
    await does(town, bob, f"/start {CODE}")
    assert "it has expired" in bob.last.words
    assert await stands(town, BOB) is None


async def test_a_made_up_code_lets_nobody_in(town: Town) -> None:
    await asks_for_invitations(town)
    bob = town.person(BOB, "Bob")
    await does(town, bob, "/start letmein")
    assert "another" in bob.last.words
    assert await stands(town, BOB) is None


async def test_whoever_was_there_before_stays(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice)
    await asks_for_invitations(town)
    await does(town, alice, "a walk in the rain")
    assert "is closed for new notes" not in alice.last.words


async def test_who_is_removed_is_asked_no_more_and_keeps_what_is_theirs(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice)
    await asks_for_invitations(town)
    await town.app.store.write(lambda tx: invitations.remove(tx, ALICE))
    await does(town, alice, "a walk in the rain")
    assert "is closed for new notes" in alice.last.words
    heard = len(alice.heard)
    await town.at_local("2026-11-24", "21:00")
    assert len(alice.heard) == heard
    await does(town, alice, "/support")
    assert "findahelpline.com" in alice.last.words


async def test_a_new_invitation_opens_the_door_again(town: Town) -> None:
    alice = town.person()
    await settled_in(town, alice)
    await asks_for_invitations(town)
    await town.app.store.write(lambda tx: invitations.remove(tx, ALICE))
    await invites(town)
    await does(town, alice, f"/start {CODE}")
    assert "still here" in alice.last.words
    assert await stands(town, ALICE) is Admission.IN


async def test_everyone_turned_away_is_shown_the_way_to_help(town: Town) -> None:
    await asks_for_invitations(town)
    bob = town.person(BOB, "Bob")
    await does(town, bob, "/support")
    assert "findahelpline.com" in bob.last.words


async def test_without_the_setting_a_code_means_nothing(town: Town) -> None:
    await invites(town)
    bob = town.person(BOB, "Bob")
    await does(town, bob, f"/start {CODE}")
    assert "May I store" in bob.last.words
    assert await stands(town, BOB) is None


async def test_the_code_itself_is_not_kept(town: Town) -> None:
    await invites(town)
    await town.app.store.checkpoint()
    assert CODE.encode() not in town.on_disk()
