"""Finding what is here already: by its id, or because it says the same.

Of two things of a file under one id the first keeps it; only what is the same through and through
counts once. So nothing is lost, and what is taken back leaves nothing behind.
"""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, Protocol, TypeVar


class Named(Protocol):
    """Something with an id."""

    @property
    def id(self) -> str:
        """Which it is."""


T = TypeVar("T", bound=Named)


class StoredMatches(Generic[T]):
    """What is stored of one part; `about` is what tells the same thing under another id."""

    def __init__(self, stored: Iterable[T], about: Callable[[T], Hashable]) -> None:
        self._about = about
        self._by_id = {one.id: one for one in stored}
        self._alike = {about(one): one for one in self._by_id.values()}
        self._taken = set(self._by_id)
        self._seen: set[tuple[str | None, Hashable]] = set()

    def find(self, id: str | None, about: Hashable) -> T | None:
        """Find what is stored of this; by its id first, if that says the same."""
        named = self._by_id.get(id or "")
        if named is not None and self._about(named) == about:
            return named
        return self._alike.get(about) or named

    def is_twice(self, id: str | None, about: Hashable) -> bool:
        """Tell whether the file held this very thing before."""
        seen = id is not None and (id, about) in self._seen
        self._seen.add((id, about))
        return seen

    def name(self, wished: str | None, other: str) -> str:
        """Give something new an id: the one it has, unless something else has it."""
        if not wished or wished in self._taken:
            return other
        self._taken.add(wished)
        return wished
