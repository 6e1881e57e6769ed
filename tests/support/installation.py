"""An installation as its operator has it: a database, its key store, and a folder for copies."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import SecretStr

from bot.app.database import open_store, renew_key_copies
from bot.app.restore import restored
from bot.clock import FrozenClock
from bot.config import Settings
from storage import erase, notes, people
from storage.backup import backup
from storage.notes import Note
from storage.store import Store, Tx
from tests.conftest import KEY
from tests.storage.samples import MONDAY, person
from tests.support.town import AFTERNOON

T = TypeVar("T")
KEY_TEXT = KEY.hex()


@dataclass
class Installation:
    """One place, and the copies that were made of it."""

    url: str
    copies: Path
    key: bytes = KEY

    @property
    def settings(self) -> Settings:
        """What the operator has set."""
        return Settings(
            _env_file=None,
            database_url=self.url,
            encryption_key=SecretStr(self.key.hex()),
        )

    @property
    def file(self) -> Path:
        """The database's file, where it is one."""
        return Path(self.url.removeprefix("sqlite:///"))

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Store]:
        """Start it, as the bot starts it."""
        store = await open_store(self.settings, FrozenClock(AFTERNOON))
        try:
            yield store
        finally:
            await store.close()

    async def does(self, work: Callable[[Tx], T]) -> T:
        """Start it for one work."""
        async with self.open() as store:
            return await store.write(work)

    async def joins(self, user: int, words: str) -> None:
        """Somebody agrees and says something."""

        def join(tx: Tx) -> None:
            people.add(tx, person(user, tx.now))
            notes.add(tx, user, Note(words, tx.now, MONDAY, words))

        await self.does(join)

    async def leaves(self, user: int, *, reaching_copies: bool = True) -> None:
        """Somebody erases everything, and the bot does what it does then."""
        await self.does(lambda tx: erase.person(tx, user))
        if reaching_copies:
            await renew_key_copies(self.url)

    async def told(self) -> dict[int, list[str]]:
        """Start it, and read what everybody said."""

        def read(tx: Tx) -> dict[int, list[str]]:
            here = people.all_ids(tx)
            return {
                who: [note.text for note in notes.between(tx, who, MONDAY, MONDAY)] for who in here
            }

        return await self.does(read)

    def backs_up(self, name: str) -> Path:
        """Make a copy as the timer does."""
        return backup(self.url, self.copies / f"{name}.db").database

    async def restores(self, copy: Path, **more: bool) -> list[str]:
        """Put a copy back as the operator does."""
        return await restored(self.settings, copy, **more)
