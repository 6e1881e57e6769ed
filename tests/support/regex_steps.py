"""How many steps a regular expression takes, counted instead of timed.

The parsed pattern is walked as the engine walks it, try by try and back again, so that the count
is the same on every machine, and a pattern that goes over a text again and again shows it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import permutations, product
from re import _constants as codes
from re import _parser
from typing import Any

Node = tuple[Any, Any]
Nodes = tuple[Node, ...]
SHORT, LONG = 20, 80
STOP = "\x07"  # what no pattern asks for
TOO_MANY = 100_000
LINEAR = 8.0  # between the 4 of a text read once, and the 16 of one read again for each sign

SINGLE = frozenset(
    {codes.LITERAL, codes.NOT_LITERAL, codes.ANY, codes.IN, codes.RANGE, codes.CATEGORY}
)  # what stands for one character

_CATEGORIES: dict[Any, Callable[[str], bool]] = {
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    codes.CATEGORY_DIGIT: str.isdecimal,
    codes.CATEGORY_NOT_DIGIT: lambda char: not char.isdecimal(),
    codes.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    codes.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}
_SAMPLES = {
    codes.CATEGORY_SPACE: " \n",
    codes.CATEGORY_DIGIT: "1",
    codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_WORD: "!",
}


@cache
def nodes_of(pattern: re.Pattern[str]) -> Nodes:
    """The parsed pattern in plain tuples: it is walked for hundreds of texts."""
    return plain(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))


def plain(value: Any) -> Any:
    """Let nothing of a parsed pattern be an object of the parser."""
    match value:
        case (codes.ASSERT | codes.ASSERT_NOT) as kind, (direction, nodes):
            return kind, (direction, nodes.getwidth()[0], plain(nodes))
        case list() | tuple() | _parser.SubPattern():
            return tuple(plain(one) for one in value)
    return value


class Steps:
    """One pattern on one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.taken = 0
        self.groups: dict[int, str] = {}

    def ends(self, nodes: Nodes, at: int) -> Iterator[int]:
        """Where the nodes can end, in the order in which the engine finds it."""
        for place, (kind, value) in enumerate(nodes):
            self.taken += 1
            if self.taken > TOO_MANY:
                raise OverflowError
            if kind not in SINGLE:
                for after in self._one(kind, value, at):
                    yield from self.ends(nodes[place + 1 :], after)
                return
            if at >= len(self.text) or not fits(kind, value, self.text[at]):
                return
            at += 1
        yield at

    def _one(self, kind: Any, value: Any, at: int) -> Iterator[int]:  # noqa: C901 - a case for each kind
        match kind:
            case codes.BRANCH:
                for choice in value[1]:
                    yield from self.ends(choice, at)
            case codes.SUBPATTERN:
                for after in self.ends(value[3], at):
                    if value[0] is not None:
                        self.groups[value[0]] = self.text[at:after]
                    yield after
            case codes.ATOMIC_GROUP:
                yield from _one_of(self.ends(value, at))
            case codes.MAX_REPEAT | codes.MIN_REPEAT:
                yield from self._repeated(value, at, greedy=kind is codes.MAX_REPEAT)
            case codes.POSSESSIVE_REPEAT:
                yield from _one_of(self._repeated(value, at, greedy=True))
            case codes.AT:
                yield from (at,) if self._stands(value, at) else ()
            case codes.ASSERT | codes.ASSERT_NOT:
                wanted = kind is codes.ASSERT
                yield from (at,) if self._looks(value, at) is wanted else ()
            case codes.GROUPREF:
                told = self.groups.get(value, "")
                yield from (at + len(told),) if self.text.startswith(told, at) else ()
            case _:
                raise NotImplementedError(kind)

    def _looks(self, value: Any, at: int) -> bool:
        direction, width, nodes = value
        if direction > 0:
            return next(self.ends(nodes, at), None) is not None
        return at >= width and at in self.ends(nodes, at - width)

    def _stands(self, where: Any, at: int) -> bool:
        if where in {codes.AT_BEGINNING, codes.AT_BEGINNING_STRING}:
            return at == 0
        if where in {codes.AT_END, codes.AT_END_STRING}:
            return at == len(self.text) or (at == len(self.text) - 1 and self.text[at] == "\n")
        inside = [0 <= at + d < len(self.text) and _is_word(self.text[at + d]) for d in (-1, 0)]
        return (inside[0] != inside[1]) is (where is codes.AT_BOUNDARY)

    def _repeated(self, value: Any, at: int, *, greedy: bool) -> Iterator[int]:
        least, most, nodes = value
        # What was reached in each round, and the ways that are left to go on from there.
        reached = [(at, self.ends(nodes, at))]
        if not greedy and least == 0:
            yield at
        while reached:
            place, ways = reached[-1]
            after = next(ways, None) if len(reached) <= min(most, len(self.text) + 1) else None
            if after is not None and (after > place or len(reached) <= least):
                reached.append((after, self.ends(nodes, after)))
                if not greedy and len(reached) > least:
                    yield after
                continue
            if greedy and len(reached) > least:
                yield place
            reached.pop()


def _one_of(found: Iterator[int]) -> Iterator[int]:
    first = next(found, None)
    if first is not None:
        yield first


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


@cache
def fits(kind: Any, value: Any, char: str) -> bool:
    """Whether a node that stands for one character stands for this one."""
    match kind:
        case codes.LITERAL:
            return ord(char) == value
        case codes.NOT_LITERAL:
            return ord(char) != value
        case codes.ANY:
            return True
        case codes.RANGE:
            return bool(value[0] <= ord(char) <= value[1])
        case codes.CATEGORY:
            return _CATEGORIES[value](char)
        case codes.IN:
            negated = value[0][0] is codes.NEGATE
            return any(fits(*one, char) for one in value[negated:]) is not negated
    raise NotImplementedError(kind)


def taken(pattern: re.Pattern[str], text: str, *, anywhere: bool, whole: bool) -> int:
    """The steps of looking for the pattern: anywhere or only at the start, to the end or not."""
    if pattern.flags & re.IGNORECASE:
        raise NotImplementedError("small and capital letters")
    nodes = nodes_of(pattern)
    steps, at = Steps(text), 0
    while at <= len(text):
        ends = steps.ends(nodes, at)
        found = next((end for end in ends if not whole or end == len(text)), None)
        if not anywhere:
            break
        at = at + 1 if found is None or found == at else found
    return steps.taken


def alphabet(nodes: Iterable[Node]) -> str:  # noqa: C901 - a case for each kind
    """A character for each kind of character that the pattern asks for."""
    found = ""
    for kind, value in nodes:
        match kind:
            case codes.LITERAL | codes.NOT_LITERAL:
                found += chr(value)
            case codes.RANGE:
                found += chr(value[0])
            case codes.CATEGORY:
                found += _SAMPLES.get(value, "")
            case codes.IN:
                found += alphabet(one for one in value if one[0] is not codes.NEGATE)
            case codes.ANY:
                found += "a"
            case codes.BRANCH:
                found += "".join(alphabet(choice) for choice in value[1])
            case codes.SUBPATTERN:
                found += alphabet(value[3])
            case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
                found += alphabet(value[2])
            case codes.ASSERT | codes.ASSERT_NOT:
                found += alphabet(value[2])
            case codes.ATOMIC_GROUP:
                found += alphabet(value)
            case _:
                continue
    return "".join(dict.fromkeys(found))


def beginnings(nodes: Iterable[Node], so_far: str = "") -> Iterator[str]:
    """What leads to each repeat of the pattern."""
    for kind, value in nodes:
        match kind:
            case codes.MAX_REPEAT | codes.MIN_REPEAT | codes.POSSESSIVE_REPEAT:
                yield so_far
                so_far += alphabet(value[2])[:1] * max(value[0], 1)
            case codes.SUBPATTERN:
                inner = value[3]
                yield from beginnings(inner, so_far)
                so_far += "".join(alphabet([one])[:1] for one in inner)
            case codes.BRANCH:
                for choice in value[1]:
                    yield from beginnings(choice, so_far)
                so_far += "".join(alphabet([one])[:1] for one in value[1][0])
            case codes.AT | codes.ASSERT | codes.ASSERT_NOT:
                continue
            case _:
                so_far += alphabet([(kind, value)])[:1]


def worst(pattern: re.Pattern[str], *, anywhere: bool, whole: bool) -> tuple[float, str]:
    """How many times the steps of a text are those of one a quarter as long, and for which text.

    About 4 where each character is read a few times, 16 where all are read again for each. The
    first text above LINEAR is told, else the worst that was found.
    """
    nodes = nodes_of(pattern)
    signs = alphabet(nodes)
    pumps = [*signs, "!", *("".join(pair) for pair in permutations(signs[:4] + "!", 2))]
    steps = partial(_steps, pattern, anywhere=anywhere, whole=whole)
    found = (0.0, "")
    for begins, pump, ends in product(sorted({"", *beginnings(nodes)}), pumps, ("", STOP)):
        long, short = (begins + pump * (size // len(pump)) + ends for size in (LONG, SHORT))
        if (many := steps(long)) > 4 * LONG:  # more than a few for each
            growth = float("inf") if many > TOO_MANY else many / steps(short)
            found = max(found, (growth, f"{begins + pump * 3}…{ends}"))
        if found[0] > LINEAR:
            break
    return found


def _steps(pattern: re.Pattern[str], text: str, *, anywhere: bool, whole: bool) -> int:
    try:
        return taken(pattern, text, anywhere=anywhere, whole=whole)
    except OverflowError:
        return TOO_MANY + 1
