"""Names that say something about a person: of a question, a questionnaire, a kind of reminder.

A column of names holds pseudonyms, which only that person's key can make. Equal names are equal in
it, so it can be looked up and be unique; without the key it tells nothing. The name itself stands
in a sealed column of the same row.
"""

from collections.abc import Iterable

from sqlalchemy import Text
from sqlalchemy.engine import Dialect

from storage.transaction import Tx
from storage.types import Convert, Converted


class Pseudonym(str):
    """What stands in a column for a name."""

    __slots__ = ()


# Whoever has no key has no rows, so a look-up for them finds nothing.
NOBODYS = Pseudonym()


class Name(Converted[str]):
    """A column of names; it takes only what `of` makes, so no plain name can get there."""

    impl = Text
    cache_ok = True

    def __init__(self, column: str) -> None:
        super().__init__()
        self.column = column

    def of(self, tx: Tx, user_id: int, name: str) -> Pseudonym:
        """What stands in this column for the person's name."""
        key = tx.key_if_any(user_id)
        return NOBODYS if key is None else Pseudonym(key.pseudonym(self.column, name))

    def all_of(self, tx: Tx, user_id: int, names: Iterable[str]) -> list[Pseudonym]:
        """The same for several names."""
        key = tx.key_if_any(user_id)
        if key is None:
            return [NOBODYS for _ in names]
        return [Pseudonym(key.pseudonym(self.column, name)) for name in names]

    def writes(self, dialect: Dialect) -> Convert:  # noqa: ARG002 - the same on both
        """The pseudonym; anything plain is refused."""
        return self._plain

    def _plain(self, name: object) -> str:
        if not isinstance(name, Pseudonym):
            raise TypeError(f"{self.column} holds no plain names: bind Name.of(…)")
        return str(name)  # an exact str, which drivers take as it is
