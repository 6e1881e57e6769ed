"""Everyone's keys: made at random, wrapped by the installation's key, destroyed for good."""

import hashlib
import hmac
import threading
from collections import OrderedDict
from collections.abc import Collection

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.errors import WrongKey
from storage.key_tables import SYSTEM, Contents, Ended, Wrapped
from storage.keystore import KeyStore
from storage.sealed import NONCE, PersonKey, Random

REMEMBERED = 4096


class Vault:
    """Keys by person.

    Unwrapped keys are remembered in memory. Calls may come from any thread.
    """

    def __init__(self, store: KeyStore, installation: bytes, random: Random) -> None:
        self._store = store
        self._aead = AESGCM(installation)
        self._pseudonyms = hmac.digest(installation, b"small-steps erasure ledger", "sha256")
        self._random = random
        self._lock = threading.RLock()
        self._cache: OrderedDict[tuple[int, str], PersonKey] = OrderedDict()
        self._current: dict[int, str] = {}
        self._forgotten = 0  # how often a key was forgotten
        self._changes = -1
        # Made or opened right away: a wrong installation key must fail at start, not at night.
        self._system = self.of(SYSTEM)

    @classmethod
    def open(cls, url: str, *, key: bytes, random: Random) -> "Vault":
        """The vault that belongs to the database at this address."""
        store = KeyStore(url)
        try:
            return cls(store, key, random)
        except BaseException:
            store.close()
            raise

    @property
    def system(self) -> PersonKey:
        """The key for rows of people who have no key yet."""
        return self._system

    def of(self, user_id: int) -> PersonKey:
        """The person's key; made, and durable, if they have none."""
        found = self.find(user_id)
        if found is not None:
            return found
        key_id, secret = self._random(8).hex(), self._random(32)
        self._store.put(user_id, Wrapped(key_id, self._wrap(user_id, key_id, secret)))
        made = self.find(user_id)  # read back: another process may have been first
        if made is None:
            raise WrongKey("The key store did not keep a new key.")
        return made

    def refresh(self, changes: int | None = None) -> None:
        """Look whether another process changed keys; to be called as a transaction begins.

        `changes` is the key store's number where the transaction has read it already.
        """
        number = self._store.changes() if changes is None else changes
        if number != self._changes:
            with self._lock:
                self._changes = number
                self._forgotten += 1  # also what another thread has read, but not yet remembered
                self._current.clear()

    def find(self, user_id: int) -> PersonKey | None:
        """The person's key, if they have one."""
        with self._lock:
            key_id = self._current.get(user_id)
            if key_id is not None and (known := self._cache.get((user_id, key_id))):
                self._cache.move_to_end((user_id, key_id))
                return known
            forgotten = self._forgotten
        row = self._store.get(user_id)
        if row is None:
            return None
        with self._lock:
            # Another thread may have destroyed it since it was read: what is kept would come back.
            if forgotten != self._forgotten:
                return self.find(user_id)
            return self._remember(user_id, row)

    def look_up(self, user_ids: Collection[int]) -> None:
        """Remember the keys of so many people, of all who are not known in one question."""
        with self._lock:
            unknown = [user_id for user_id in user_ids if user_id not in self._current]
            forgotten = self._forgotten
        if len(unknown) <= 1:  # whoever needs one looks it up as well
            return
        rows = self._store.get_all(unknown)
        with self._lock:
            if forgotten == self._forgotten:  # else whoever needs one looks it up
                for user_id, row in rows.items():
                    self._remember(user_id, row)

    def destroy(self, user_id: int, key_id: str | None = None) -> None:
        """Destroy the person's key for good: what it sealed stays closed, also in old backups.

        With an id only that key: they may have come back, and have another by now.
        """
        self._forget(user_id, key_id)
        self._store.remove(user_id, self.pseudonym(user_id), key_id)
        # Once more: another thread may have looked it up just before.
        self._forget(user_id, key_id)

    def _forget(self, user_id: int, key_id: str | None) -> None:
        with self._lock:
            self._forgotten += 1
            self._current.pop(user_id, None)
            for known in [entry for entry in self._cache if entry[0] == user_id]:
                if key_id in {None, known[1]}:
                    del self._cache[known]

    def destroyed(self) -> frozenset[Ended]:
        """Every key that was destroyed on purpose; one that is missing and not here is lost."""
        return self._store.destroyed()

    def learn(self, other: Contents) -> None:
        """Add what another key store of this installation knows."""
        self._store.learn(other)
        with self._lock:
            self._current.clear()

    def holders(self) -> dict[str, int]:
        """Whose key is whose, by key id."""
        return {key_id: user for user, key_id in self._store.users() if user != SYSTEM}

    def pseudonym(self, user_id: int) -> str:
        """A stable name for an erasure that does not lead back to the person."""
        return hmac.new(self._pseudonyms, str(user_id).encode(), hashlib.sha256).hexdigest()

    def close(self) -> None:
        """Let go of the key store."""
        self._store.close()

    def _remember(self, user_id: int, row: Wrapped) -> PersonKey:
        with self._lock:
            known = self._cache.get((user_id, row.key_id))
            if known is None:
                secret = self._unwrap(user_id, row)
                known = PersonKey(row.key_id, secret, self._random)
                self._cache[user_id, row.key_id] = known
            self._current[user_id] = row.key_id
            while len(self._cache) > REMEMBERED:
                (oldest, _), _ = self._cache.popitem(last=False)
                self._current.pop(oldest, None)
            return known

    def _wrap(self, user_id: int, key_id: str, secret: bytes) -> bytes:
        nonce = self._random(NONCE)
        return nonce + self._aead.encrypt(nonce, secret, _bound(user_id, key_id))

    def _unwrap(self, user_id: int, row: Wrapped) -> bytes:
        return unwrapped(self._aead, user_id, row)


def check_opens(contents: Contents, installation: bytes) -> None:
    """Raise WrongKey if the key store is closed under another installation's key."""
    if SYSTEM in contents.keys:
        unwrapped(AESGCM(installation), SYSTEM, contents.keys[SYSTEM])


def unwrapped(installation: AESGCM, user_id: int, row: Wrapped) -> bytes:
    """The person's key itself; raises WrongKey if the installation's key is another one."""
    nonce, closed = row.wrapped[:NONCE], row.wrapped[NONCE:]
    try:
        return installation.decrypt(nonce, closed, _bound(user_id, row.key_id))
    except InvalidTag:
        raise WrongKey from None


def _bound(user_id: int, key_id: str) -> bytes:
    return f"person_key|{user_id}|{key_id}".encode()
