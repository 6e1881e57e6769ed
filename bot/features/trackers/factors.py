"""What was part of a day and what helped, in words that grow out of the person's own.

The answers hold the words themselves, so that an export can
be read without anything else. Which days had which words is counted, never explained. Things to
do more of are what young adults like to track (JMIR Form Res 2023, e48152).
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal, TypeAlias

from pydantic import JsonValue

from bot import i18n
from bot.core import contents
from bot.core.contents import Content, TypedEntry
from bot.core.conversation_state import About
from bot.core.fields import Short
from bot.core.turn import Turn
from conversations.flow import Ask
from conversations.flows.trackers import words_step
from conversations.formats.own_words import key_of, words_of
from conversations.text import Text, from_file, listed, own, t, tn
from conversations.trackers import starters
from storage import answers, preferences

List: TypeAlias = Literal["factors", "helped"]
LISTS: tuple[List, ...] = ("factors", "helped")
FEW = 4  # own words from which on no starters are offered any more
LOW = 3
ON = "on"
LOOK_BACK = timedelta(days=366)
MOST_SHOWN = 3


class WordContent(Content):
    """A word of a list; one that is gone is offered no more."""

    KIND = "word"
    BY_THE_WAY = True
    MOST = 1_000
    UNSAID = frozenset({"gone"})
    list: List
    word: Short
    gone: JsonValue = None


class WhichAbout(About):
    """The word, or the question, that a question is about."""

    id: str


OwnWord: TypeAlias = TypedEntry[WordContent]


def preference(name: str) -> str:
    """The name of the choice whether a list is asked about."""
    return f"ask_{name}"


def is_on(turn: Turn, name: str) -> bool:
    """Whether a list is asked about in the evening."""
    return preferences.get(turn.tx, turn.user_id, preference(name)) == ON


def steps(turn: Turn, told: Mapping[str, object], *, answered_only: bool = False) -> list[Ask]:
    """The questions about words: those switched on, and those answered on that day."""
    chosen = {} if answered_only else preferences.all_(turn.tx, turn.user_id)
    return [
        words_step(name, () if answered_only else offered(turn, name), words_of(told.get(name)))
        for name in LISTS
        if name in told or (chosen and chosen.get(preference(name)) == ON)
    ]


def entries_of(turn: Turn, name: str) -> list[OwnWord]:
    """The words of a list, oldest first, with those put away."""
    known = contents.of_kind(turn.tx, turn.user_id, WordContent)
    return [entry for entry in known if entry.content.list == name]


def words(turn: Turn, name: str) -> list[OwnWord]:
    """The words of a list that are offered."""
    return [entry for entry in entries_of(turn, name) if not entry.content.gone]


def away(turn: Turn, name: str) -> frozenset[str]:
    """The words of a list that were put away, as `key_of` writes them."""
    known = entries_of(turn, name)
    return frozenset(key_of(e.content.word) for e in known if e.content.gone)


def offered(turn: Turn, name: str) -> list[str]:
    """The person's words; while there are few, also some to begin with."""
    mine = [entry.content.word for entry in words(turn, name)]
    if len(mine) >= FEW:
        return mine
    met = {key_of(entry.content.word) for entry in entries_of(turn, name)}
    first = [i18n.render(from_file(word), turn.language) for word in starters(name)]
    return [*mine, *(word for word in first if key_of(word) not in met)]


def learn(turn: Turn, name: List, value: object) -> None:
    """Keep words that are new, and take up again those that were put away."""
    known = {key_of(entry.content.word): entry for entry in entries_of(turn, name)}
    for word in words_of(value):
        entry = known.get(key_of(word))
        if entry is None:
            content = WordContent(list=name, word=word)
            contents.add(turn.tx, turn.user_id, turn.today, content)
        elif entry.content.gone:
            contents.change(turn.tx, turn.user_id, entry, gone=False)


def rename(turn: Turn, entry: OwnWord, word: str) -> None:
    """Say a word in another way, also on the days that hold it."""
    name, before = entry.content.list, entry.content.word
    contents.change(turn.tx, turn.user_id, entry, word=word)
    for answer in answers.of_step(turn.tx, turn.user_id, name, date.min, date.max):
        if before in words_of(answer.value):
            changed = [word if w == before else w for w in words_of(answer.value)]
            once = [*dict.fromkeys(changed)]
            answers.keep(turn.tx, turn.user_id, answer.day, name, [*once], answer.at)


def helped_before(turn: Turn, day: date) -> tuple[Text, ...]:
    """After a low mood: what the person noted as having helped on such days before.

    Words that were put away stay on their days and are not brought up again.
    """
    put_away = away(turn, "helped")
    by_day: dict[date, dict[str, object]] = {}
    earlier = day - timedelta(days=1)
    for step in ("mood", "helped"):
        for answer in answers.of_step(turn.tx, turn.user_id, step, day - LOOK_BACK, earlier):
            by_day.setdefault(answer.day, {})[step] = answer.value
    hard = [
        [word for word in words_of(told.get("helped")) if key_of(word) not in put_away]
        for told in by_day.values()
        if isinstance(mood := told.get("mood"), int) and mood <= LOW
    ]
    noted = [said for said in hard if said]
    if not noted:
        return ()
    counted = Counter(word for said in noted for word in said)
    shown = [
        t("{word} ({days})", word=own(word), days=tn("{n} day", "{n} days", n))
        for word, n in counted.most_common(MOST_SHOWN)
    ]
    return (
        tn(
            "On {n} hard day before, you noted what helped: {words}.",
            "On {n} hard days before, you noted what helped: {words}.",
            len(noted),
            words=listed(shown),
        ),
    )
