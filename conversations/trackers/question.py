"""One question that somebody has added, checked whoever wrote it: a file or a person."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

from conversations.flow import MAX_ID, Json
from conversations.formats.bounds import LONGEST
from conversations.night import DETAIL
from conversations.text import Text, from_file, own

Kind = Literal["scale", "yes_no", "partly", "number", "duration", "time", "text"]
Part = Literal["evening", "morning"]
KINDS: tuple[Kind, ...] = get_args(Kind)
PARTS: tuple[Part, ...] = get_args(Part)
# Ids under which the check-in itself keeps answers.
RESERVED = frozenset(
    {"mood", "sleep", "quality", "goals", "note", "night", "factors", "helped", *DETAIL}
)
MOST_LABEL, MOST_WORDS, MOST_UNIT = 40, 120, 20
MOST_NUMBER = 1_000_000
# Until then the ends of every number of one's own; nobody chose them.
ONCE_MOST = 10_000
OWN = "own"  # the source of a question that a person made
FAR = 999  # the ends of a scale, so that its buttons stay short
MOST_BYTES = 2 * MAX_ID  # of an id in any script; the rest of a button is for the answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, how, and when. `days` are ISO weekdays, none of them meaning every day."""

    id: str
    label: str
    kind: Kind
    minimum: float | None = None
    maximum: float | None = None
    low: str = ""
    high: str = ""
    unit: str = ""
    prompt: str = ""
    days: tuple[int, ...] = ()
    part: Part = "evening"
    offered: tuple[int, ...] = ()
    source: str = ""
    support_from: int | None = None
    """The answer from which on the way to support is shown beside the next question."""
    strong_from: int | None = None
    """The answer from which on more is said than where support is."""
    in_pictures: bool | None = None
    """Whether pictures show it; None: as such questions usually are, those about harm not."""
    own_label: bool = False
    """Whether the label is a person's own words; those of the file are translated."""
    own_words: bool = False
    """The same for all other words."""

    def __post_init__(self) -> None:
        fault = _fault(self)
        if fault:
            raise ValueError(f"question {self.id!r} {fault}")

    @classmethod
    def from_content(cls, id: str, content: Mapping[str, object]) -> "Question":
        """Read a stored question; raises ValueError if it cannot be asked."""
        given: dict[str, Any] = {name: told for name, told in content.items() if name in _STORED}
        try:
            for name in ("days", "offered"):
                given[name] = tuple(map(int, given.get(name) or ()))
            return cls(id=id, **given)
        except (TypeError, AttributeError) as fault:
            raise ValueError(f"question {id!r} is not whole") from fault

    def content(self) -> dict[str, Json]:
        """Return plain JSON that `from_content` reads back."""
        told = asdict(self)
        del told["id"]
        return {
            **told,
            "days": list(self.days),
            "offered": list(self.offered),
        }

    @property
    def name(self) -> Text:
        """What to call it on cards and lists."""
        return own(self.label) if self.own_label else from_file(self.label)

    def say(self, words: str) -> Text:
        """Say some of its words: translated if they are of the file."""
        return own(words) if self.own_words or not words else from_file(words)

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """The least and the most that can be answered; a number of one's own may be any."""
        if self.kind == "number" and self.source == OWN and self.maximum == ONCE_MOST:
            return -MOST_NUMBER, MOST_NUMBER
        return self.minimum, self.maximum

    @property
    def daily(self) -> bool:
        """Whether it is asked every day."""
        return len(set(self.days)) in (0, 7)


_STORED = frozenset(field.name for field in fields(Question)) - {"id"}


def _fault(of: Question) -> str | None:
    """Say what is wrong with a question, if anything is."""
    checks = (
        (not _are_said(of), "is not made of words, numbers, yes and no"),
        (not _fits_on_a_button(of.id), "has no id that fits on a button"),
        (of.id in RESERVED, "has an id that the check-in itself uses"),
        (not of.label.strip() or len(of.label) > MOST_LABEL, "has no label of a few words"),
        (of.kind not in KINDS, "is of no known kind"),
        (of.part not in PARTS, "is asked at no known time of day"),
        (not set(of.days) <= set(range(1, 8)), "is asked on a day that no week has"),
        (max(len(of.low), len(of.high), len(of.prompt)) > MOST_WORDS, "has too many words"),
        (len(of.unit) > MOST_UNIT, "has too long a unit"),
        (not _bounds_fit(of), "has ends that make no sense"),
        (
            bool(of.offered) and not 0 <= min(of.offered) <= max(of.offered) <= MOST_NUMBER,
            "offers what is no answer",
        ),
    )
    for wrong, fault in checks:
        if wrong:
            return fault
    return None


def _are_said(of: Question) -> bool:
    """Tell whether each part is of its own type: a file may hold anything."""
    words = (of.id, of.label, of.kind, of.low, of.high, of.unit, of.prompt, of.part, of.source)
    flags = (of.own_label, of.own_words)
    return (
        set(map(type, words)) == {str}
        and set(map(type, flags)) == {bool}
        and {type(of.support_from), type(of.strong_from)} <= {int, type(None)}
        and (of.in_pictures is None or isinstance(of.in_pictures, bool))
    )


def _fits_on_a_button(id: str) -> bool:
    """Tell whether a press on it can be read again, with the answer beside it."""
    return (
        0 < len(id) <= MAX_ID
        and len(id.encode()) <= MOST_BYTES
        and "|" not in id
        and id.isprintable()
    )


def _bounds_fit(of: Question) -> bool:
    if bool in (type(of.minimum), type(of.maximum)):
        return False
    match of.kind, of.minimum, of.maximum:
        case "scale", int(low), int(high):
            return -FAR <= low < high <= min(low + LONGEST, FAR)
        case "number", int() | float() as low, int() | float() as high:
            return -MOST_NUMBER <= low < high <= MOST_NUMBER
        case "scale" | "number", _, _:
            return False
        case _, low, high:
            return low is None and high is None
