import base64
import os
import stat
from collections.abc import Collection

import pytest

from storage.errors import BadKey, WrongKey
from storage.key_tables import Wrapped
from storage.keyfile import installation_key
from storage.keystore import KeyStore
from storage.vault import Vault
from tests.conftest import KEY
from tests.storage.samples import ALICE, BOB

NOBODY = 404


def test_a_person_has_one_key_and_nobody_shares_it(vault: Vault):
    assert vault.find(ALICE) is None
    alice, bob = vault.of(ALICE), vault.of(BOB)
    assert vault.of(ALICE) is alice
    assert len({alice.id, bob.id, vault.system.id}) == 3


def test_keys_are_still_there_after_a_restart(vault: Vault, database_url: str):
    blob = vault.of(ALICE).seal("note.text", "1", "rain")
    again = Vault.open(database_url, key=KEY, random=os.urandom)
    assert again.of(ALICE).open("note.text", "1", blob) == "rain"
    assert again.system.id == vault.system.id
    again.close()


def test_a_wrong_installation_key_is_one_clear_error(vault: Vault, database_url: str):
    with pytest.raises(WrongKey, match="put back the key"):
        Vault.open(database_url, key=bytes(32), random=os.urandom)


def test_a_destroyed_key_is_gone_and_the_next_one_is_another(vault: Vault, database_url: str):
    before = vault.of(ALICE)
    vault.destroy(ALICE)
    assert vault.find(ALICE) is None
    assert vault.of(ALICE).id != before.id


def test_a_key_destroyed_while_it_is_read_is_not_kept(database_url: str, monkeypatch):
    first = Vault.open(database_url, key=KEY, random=os.urandom)
    first.of(ALICE)
    first.close()
    vault = Vault.open(database_url, key=KEY, random=os.urandom)
    read, waiting = KeyStore.get, [ALICE]

    def slowly(store: KeyStore, user_id: int):
        row = read(store, user_id)
        if waiting:
            vault.destroy(waiting.pop())
        return row

    monkeypatch.setattr(KeyStore, "get", slowly)
    assert vault.find(ALICE) is None
    vault.close()


def test_one_process_notices_that_another_destroyed_a_key(vault: Vault, database_url: str):
    other = Vault.open(database_url, key=KEY, random=os.urandom)
    before = other.of(ALICE)
    vault.refresh()
    assert vault.of(ALICE).id == before.id
    other.destroy(ALICE)
    vault.refresh()
    assert vault.find(ALICE) is None
    other.close()


def test_two_processes_that_make_a_key_at_once_end_with_the_same(vault: Vault, database_url: str):
    other = Vault.open(database_url, key=KEY, random=os.urandom)
    found = KeyStore.get

    def late(self, user_id):
        row = found(self, user_id)
        if row is None:
            other.of(user_id)
        return row

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vault._store, "get", late.__get__(vault._store))
        assert vault.of(ALICE).id == other.of(ALICE).id
    other.close()


def test_a_pseudonym_is_stable_and_does_not_show_the_id(vault: Vault):
    assert vault.pseudonym(ALICE) == vault.pseudonym(ALICE) != vault.pseudonym(BOB)
    assert str(ALICE) not in vault.pseudonym(ALICE)


def test_memory_holds_a_limited_number_of_keys(vault: Vault, monkeypatch):
    monkeypatch.setattr("storage.vault.REMEMBERED", 3)
    ids = {user: vault.of(user).id for user in range(1, 8)}
    assert len(vault._cache) == 3
    assert {user: vault.of(user).id for user in ids} == ids


def test_the_wrapped_key_does_not_stay_in_the_file(tmp_path):
    url = f"sqlite:///{tmp_path}/small-steps.db"
    vault = Vault.open(url, key=KEY, random=os.urandom)
    vault.of(ALICE)
    wrapped = vault._store.get(ALICE).wrapped
    assert wrapped in everything_in(tmp_path)
    vault.destroy(ALICE)
    assert wrapped not in everything_in(tmp_path)
    vault.close()
    assert wrapped not in everything_in(tmp_path)
    assert stat.S_IMODE((tmp_path / "keys.db").stat().st_mode) == 0o600


def everything_in(folder) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())


def test_the_key_may_be_base64_or_hex(tmp_path):
    secret = bytes(range(200, 232))
    spellings = [
        base64.b64encode(secret).decode(),
        base64.urlsafe_b64encode(secret).decode().rstrip("="),
        secret.hex(),
        f" {secret.hex().upper()}\n",
    ]
    for text in spellings:
        assert installation_key(text, tmp_path / "none", os.urandom).secret == secret


@pytest.mark.parametrize(
    "text", ["secret", "ab" * 31, "A" * 43 + "!", base64.b64encode(b"x" * 31).decode()]
)
def test_anything_else_is_refused_with_what_to_put_there(tmp_path, text):
    with pytest.raises(BadKey, match="32 random bytes"):
        installation_key(text, tmp_path / "none", os.urandom)


def test_a_key_file_is_made_once_and_closed_to_others(tmp_path):
    file = tmp_path / "data" / "key"
    first = installation_key(None, file, os.urandom)
    assert first.made == file
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert list(file.parent.iterdir()) == [file]
    second = installation_key("", file, os.urandom)
    assert (second.secret, second.made) == (first.secret, None)
    assert first.secret.hex() not in repr(first)
    assert repr(first.secret) not in repr(first)


def test_a_key_file_that_others_can_read_is_refused(tmp_path):
    file = tmp_path / "key"
    installation_key(None, file, os.urandom)
    file.chmod(0o640)
    with pytest.raises(BadKey, match="chmod 600"):
        installation_key(None, file, os.urandom)


def test_a_start_that_was_killed_while_making_the_key_does_no_harm(tmp_path, monkeypatch):
    """Also in a container, where every start has the same number."""
    file = tmp_path / "key"

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        # A kill gives nobody the time to clean up.
        patch.setattr("storage.keyfile.os.link", killed)
        patch.setattr("storage.keyfile.Path.unlink", lambda *_, **__: None)
        with pytest.raises(KeyboardInterrupt):
            installation_key(None, file, os.urandom)
    (tmp_path / f".key.{os.getpid()}").write_text("what an earlier version left")
    assert not file.exists()
    assert len(list(tmp_path.iterdir())) == 2
    assert installation_key(None, file, os.urandom).made == file
    assert list(tmp_path.iterdir()) == [file]


def test_only_what_a_start_left_is_removed_beside_the_key(tmp_path):
    file = tmp_path / "key"
    secret = installation_key(None, file, os.urandom).secret
    mine = [tmp_path / name for name in (".key.swp", ".key.old", ".key.20261128", "key.1234")]
    for one in mine:
        one.write_text("somebody's own copy")
    left = tmp_path / ".key.1234"
    left.write_text("")
    assert installation_key(None, file, os.urandom).secret == secret
    assert set(tmp_path.iterdir()) == {file, *mine}


def test_a_missing_key_file_is_not_made_where_keys_are(tmp_path):
    file = tmp_path / "key"
    with pytest.raises(BadKey, match="is missing"):
        installation_key(None, file, os.urandom, make=False)
    assert not file.exists()
    assert installation_key(KEY.hex(), file, os.urandom, make=False).secret == KEY


def test_the_keys_of_many_are_found_together(
    vault: Vault, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for user_id in (ALICE, BOB):
        vault.of(user_id)
    again = Vault.open(database_url, key=KEY, random=os.urandom)
    again.look_up({ALICE, BOB, NOBODY})
    monkeypatch.setattr(KeyStore, "get", lambda *_: pytest.fail("asked once more"))
    found = [again.find(user_id) for user_id in (ALICE, BOB)]
    assert [key and key.id for key in found] == [vault.of(ALICE).id, vault.of(BOB).id]
    again.close()


def test_a_key_destroyed_while_many_are_looked_up_is_not_remembered(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    for user_id in (ALICE, BOB):
        vault.of(user_id)
    vault._current.clear()
    get_all = KeyStore.get_all

    def slowly(self: KeyStore, user_ids: Collection[int]) -> dict[int, Wrapped]:
        found = get_all(self, user_ids)
        vault.destroy(ALICE)
        return found

    monkeypatch.setattr(KeyStore, "get_all", slowly)
    vault.look_up({ALICE, BOB})
    assert vault.find(ALICE) is None
    assert vault.find(BOB) is not None
