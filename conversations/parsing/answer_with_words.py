"""An answer that goes on in words: "5, not bad", "bout 5 hrs, woke up loads", "nope. again"."""

import re
from functools import cache

from conversations.parsing.clean import clean
from conversations.parsing.phrases import any_of
from conversations.parsing.vocabulary import Vocabulary

_DIGIT = re.compile(r"\d")
_ENDS_WITH_A_NUMBER = re.compile(
    r"(?P<words>[^\W\d].*?)[,;:.!\u2013-]+ *(?P<answer>\d{1,2})[?!. ]*"
)


def read_answer_with_words(raw: str, words: Vocabulary) -> str | None:
    """Return the answer alone; None where no words follow it, or another number among them.

    It begins with a digit: "around 5, went for a walk" tells of an hour.
    """
    found = _pattern(words).match(clean(raw).casefold())
    if found is None or _names_a_number(found["more"], words):
        return None
    return found["answer"].rstrip(" -\u2013")


def read_length_with_words(raw: str, words: Vocabulary) -> str | None:
    """Return a length with its unit alone: "like 3 hours maybe, cant sleep".

    What goes straight on may be something else than sleep: "3 hours on the phone".
    """
    found = _length(words).match(clean(raw).casefold())
    if found is None:
        return None
    more = _how_often(words).sub("", found["more"])
    return None if _names_a_number(more, words) else found["answer"]


def read_status_with_words(raw: str, words: Vocabulary) -> str | None:
    """Return whether something was done, alone: "done!! finally", "didnt, stayed in bed".

    None where the rest says otherwise: "yes, but only half".
    """
    said = clean(raw).casefold().replace("\u2019", "'")
    found = _status(words).match(said)
    if found is None:
        return None
    kinds = (words.done, words.partly, words.not_done)
    others = [kind for kind in kinds if found["answer"] not in kind]
    parts = [part.strip() for part in re.split(r"[^\w' ]+", found["more"])]
    is_partly = words.partly in others and _partly(words).search(found["more"])
    differs = is_partly or any(part in kind for part in parts for kind in others)
    return None if differs else found["answer"]


def read_number_after_words(raw: str, words: Vocabulary) -> tuple[str, str] | None:
    """Return the number at the end and the words before it: "not great, 3?"."""
    found = _ENDS_WITH_A_NUMBER.fullmatch(" ".join(clean(raw).split()))
    if found is None or _names_a_number(found["words"].casefold(), words):
        return None
    return found["answer"], found["words"].rstrip()


def _names_a_number(said: str, words: Vocabulary) -> bool:
    parts = re.split(r"\W+", said)
    return bool(_DIGIT.search(said)) or not words.number_names.keys().isdisjoint(parts)


@cache
def _pattern(words: Vocabulary) -> re.Pattern[str]:
    goes_on = any_of(words.answer_goes_on)
    return re.compile(
        rf"(?P<answer>\d.{{0,19}}?)(?:[,;:!] +|[,;:!.]? *\n+| (?={goes_on} ))(?P<more>[^\W\d].*)",
        re.DOTALL,
    )


@cache
def _length(words: Vocabulary) -> re.Pattern[str]:
    before = any_of({*words.around, *words.length_opens, *words.said_in_passing})
    after = any_of({*words.around, *words.length_ends, *words.said_in_passing})
    number = rf"(?:\d{{1,2}}(?:[.,]\d{{1,2}})?|{any_of(words.number_names)})"
    return re.compile(
        rf"(?:{before}[ ,.!]+)*+(?P<answer>{number} ?{any_of(words.hours)})\b(?: {after}\b)*+"
        rf"(?P<more> *(?:$|[^\w\s'-]| {any_of(words.answer_goes_on)} ).*)",
        re.DOTALL,
    )


@cache
def _how_often(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\d{{1,2}} ?{any_of(words.times_after)}(?!\w)")


@cache
def _status(words: Vocabulary) -> re.Pattern[str]:
    answer = any_of(words.done | words.partly | words.not_done)
    goes_on = any_of(words.status_goes_on)
    return re.compile(
        rf"(?P<answer>{answer})(?P<more>(?: ?[^\w\s'-]| -|\n| {goes_on}\b).*)",
        re.DOTALL,
    )


@cache
def _partly(words: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words.partly)}\b")
