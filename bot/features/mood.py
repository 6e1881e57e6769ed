"""`/mood`, or just a number: how it is right now, as often as the person likes.

Moments are entries of the kind "moment". They never count as the day's rating while the evening
has one; without it their median stands for the day and is marked so, never beside it. How often
people are asked did not predict whether they answer (Wrzus & Neubauer 2023), so nobody is.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial
from statistics import median, median_low

from bot.core import callback_data, clocks, contents, dialogs
from bot.core.contents import TypedEntry
from bot.core.dialog import Dialog
from bot.core.feature import Action, Command, CommandGroup, Feature, Undoable, Written
from bot.core.turn import Turn
from bot.features import moments, notes, support
from bot.features.moments import MessageContent, MomentContent
from bot.features.plan import offers as plan_offers
from bot.features.portability import import_undo
from bot.outgoing import Button, Rows, lines
from conversations.flow import Flow
from conversations.flows.mood import Moment, moment, near_scale, read_moment
from conversations.formats.free_text import shortened
from conversations.parsing.clock import is_hour
from conversations.session import Session
from conversations.text import Text, own, t, tn
from storage import answers, conversations
from storage import notes as stored_notes
from storage.conversations import Conversation
from storage.store import Tx


def command(turn: Turn, argument: str) -> None:
    """Ask how it is, or keep what was said with the command."""
    if not argument.strip():
        dialogs.begin(turn, MOMENT)
        return
    told = read_moment(argument, turn.tongue)
    if told is None:
        turn.say(
            t("Start with a number from 1 to 10, then add words if you like: /mood 6 after lunch")
        )
    else:
        _say_kept(turn, keep(turn, told, argument))


def typed(turn: Turn, text: str) -> bool:
    """Keep a bare number that no question waits for, and no hour; tell whether it was one."""
    told = read_moment(text, turn.tongue)
    if is_hour(text, turn.tongue.words):
        return False
    if told is not None and not told.words:
        entry = keep(turn, told, text)
        _say_kept(turn, entry, more=_or_of_yesterday(turn, entry))
        return True
    beside = near_scale(text, turn.tongue)
    if beside is None:
        return False
    _say_beside(turn, text, beside)
    return True


def _say_beside(turn: Turn, text: str, beside: tuple[int, ...]) -> None:
    """Keep a number that just misses the scale as the note it is, and ask what was meant."""
    note = notes.write(turn, text)
    if note is None:
        return
    meant = tuple(
        Button(
            t("It was {mood}", mood=mood), callback_data.action("moment.meant", note.id, str(mood))
        )
        for mood in beside
    )
    turn.say(
        t("The mood scale goes from 1 to 10 in whole steps, so I kept this as a note."),
        *((t("Did you mean a mood?"),) if meant else ()),
        rows=(*((meant,) if meant else ()), *notes.note_rows(note)),
    )


def meant(turn: Turn, note_id: str, mood: int) -> None:
    """Turn such a note into a moment of the time it was written; what was typed stays with it."""
    note = stored_notes.get(turn.tx, turn.user_id, note_id)
    if note is None or not 1 <= mood <= 10:
        turn.ack(t("That note is already gone."))
        return
    content = MomentContent(mood=mood, words=note.text)
    entry = TypedEntry(turn.tx.new_id(), note.day, note.at, content)
    contents.put(turn.tx, turn.user_id, entry)
    stored_notes.remove(turn.tx, turn.user_id, note_id)
    if note.message_id is not None:
        moments.remember(turn, note.message_id, note.text, moment=entry.id)
    _say_kept(turn, entry)


def keep(turn: Turn, told: Moment, typed: str = "") -> TypedEntry[MomentContent]:
    """Keep a moment of today with its time; one that was typed follows an edit of its message."""
    content = MomentContent(mood=told.mood, words=told.words)
    entry = contents.add(turn.tx, turn.user_id, turn.today, content)
    if typed and turn.message_id is not None:
        moments.remember(turn, turn.message_id, typed, moment=entry.id)
    return entry


def of_id(turn: Turn, entry_id: str) -> int | None:
    """The mood of a moment; None once it is gone."""
    entry = contents.get(turn.tx, turn.user_id, MomentContent, entry_id)
    return entry.content.mood if entry is not None else None


def _or_of_yesterday(turn: Turn, entry: TypedEntry[MomentContent]) -> Rows:
    """The evening's question may have been left open: then the number may be its answer."""
    before, today = (
        conversations.of_day(turn.tx, turn.user_id, "checkin", day)
        for day in (turn.yesterday, turn.today)
    )
    told = answers.get(turn.tx, turn.user_id, turn.yesterday, "mood")
    if before is None or today is not None or told is not None:
        return ()
    label = t("That was for yesterday")
    return ((Button(label, callback_data.action("moment.day", entry.id)),),)


def _say_kept(
    turn: Turn, entry: TypedEntry[MomentContent], *, shown: str | None = None, more: Rows = ()
) -> None:
    at = clocks.clock_time(turn.known, entry.at)
    mood, words = entry.content.mood, entry.content.words
    text = lines(
        t("Kept: mood {mood} of 10 at {time}.", mood=mood, time=at),
        t("“{words}”", words=own(shortened(words, 300))) if words else None,
        *moments.met(turn, entry),
    )
    under: Rows = (*moments.undo_rows(entry.id), *more, *plan_offers.my_plan(turn, mood))
    if shown is None and turn.query_id is None:
        turn.say(*text, rows=under)
    else:
        turn.edit(*text, rows=under, conversation=shown, message_id=turn.message_id)
    if mood == 1:
        support.offer(turn)


def flow(_turn: Turn, _conversation: Conversation) -> Flow:
    """Compose the one question."""
    return moment()


def finish(turn: Turn, conversation: Conversation, session: Session) -> None:
    """Keep the answer."""
    value = session.answers.get("now")
    if isinstance(value, int):
        _say_kept(turn, keep(turn, Moment(value)), shown=conversation.id)
    else:
        turn.edit(
            t("Nothing was saved."), conversation=conversation.id, message_id=turn.message_id
        )


def take_back(turn: Turn, entry_id: str) -> None:
    """Remove a moment."""
    if contents.remove(turn.tx, turn.user_id, entry_id):
        import_undo.forget(turn, "entries", id=entry_id)
        turn.edit(t("Undone. None of it was kept."), message_id=turn.message_id)
    else:
        turn.ack(t("That's already gone."))


def of_day(turn: Turn, day: date) -> tuple[Text, ...]:
    """Sum the moments of a day up: how many, their median, from where to where."""
    told = contents.between(turn.tx, turn.user_id, MomentContent, day, day)
    if not told:
        return ()
    moods = [entry.content.mood for entry in told]
    if len(moods) == 1:
        return (t("One moment of the day: {mood} of 10", mood=moods[0]),)
    if len(moods) == 2:  # which have no middle that anybody told
        first, last = moods
        return (t("Two moments of the day: {first} and {last} of 10", first=first, last=last),)
    return (
        tn(
            "{n} moment of the day: from {low} to {high}, with {median} in the middle",
            "{n} moments of the day: from {low} to {high}, with {median} in the middle",
            len(moods),
            median=median(moods),
            low=min(moods),
            high=max(moods),
        ),
    )


def stand_ins(tx: Tx, user_id: int, first: date, last: date) -> dict[date, int]:
    """What stands for each day that has moments: their median, the lower of two middle ones."""
    by_day: dict[date, list[int]] = {}
    for entry in contents.between(tx, user_id, MomentContent, first, last):
        by_day.setdefault(entry.day, []).append(entry.content.mood)
    return {day: median_low(moods) for day, moods in by_day.items()}


def last_moment(turn: Turn) -> Undoable | None:
    """Find the moment told last."""
    last = contents.latest(turn.tx, turn.user_id, MomentContent)
    if last is None:
        return None
    mood = str(last.content.mood)

    def take_it_back() -> None:
        contents.remove(turn.tx, turn.user_id, last.id)
        turn.say(t("Undone: mood {mood} of 10.", mood=mood))

    return Undoable(
        last.at,
        lambda: t("Mood {mood} of 10", mood=mood),
        take_it_back,
        correct=partial(moments.correct, turn, last),
    )


def written(turn: Turn, first: date, last: date) -> Iterator[Written]:
    """Give the words said with moments."""
    for entry in contents.between(turn.tx, turn.user_id, MomentContent, first, last):
        if entry.content.words:
            yield Written(entry.day, entry.at, entry.content.words)


MOMENT = Dialog("moment", flow=flow, finish=finish)
FEATURE = Feature(
    name="mood",
    commands=(
        Command(
            "mood",
            t("how you are right now, such as /mood 6 after lunch"),
            command,
            group=CommandGroup.EVERY_DAY,
        ),
    ),
    buttons={
        "moment.undo": Action(take_back, (str,), is_final=True),
        "moment.meant": Action(meant, (str, int)),
        "moment.fix": Action(moments.put, (str, int), is_instead=True),
        "moment.back": Action(moments.put_back, (str, int)),
    },
    dialogs=(MOMENT,),
    entries=(MomentContent, MessageContent),
    undo=(last_moment,),
    written=(written,),
    edited=(moments.edited,),
)
