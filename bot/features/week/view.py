"""`/week` and `/month`: what the picture shows, and paging through earlier ones."""

from datetime import date, timedelta

from bot import i18n as wording
from bot.core import callback_data as buttons
from bot.core.turn import Turn
from bot.features.goals import count as goal_count
from bot.features.goals.count import GoalCount
from bot.features.history import days
from bot.features.history import record as diary
from bot.features.history.record import Diary
from bot.features.week import own_rows as week_own
from bot.features.week.own_rows import OwnTold
from bot.outgoing import Button, Rows
from charts import stats
from charts.view import ENTRIES, Band, GoalRow, Kind, Labels, OwnRow, WeekView
from conversations.text import Text, own, t, tn
from storage.goals import Goal

LENGTHS = {"week": 7, "month": 28}
USUAL_FROM = timedelta(days=28)


def show(turn: Turn, kind: str, last: date | None = None) -> None:
    """Send the picture of the days up to `last`; it is drawn just before it is sent."""
    attachment = {"kind": kind, "last": (last or latest(turn)).isoformat()}
    payload: dict[str, object] = {"chat_id": turn.chat_id, "attachment": attachment}
    if turn.query_id is not None and turn.message_id is not None:
        turn.ack()
        turn.send("editMessageMedia", {**payload, "message_id": turn.message_id})
    else:
        turn.send("sendPhoto", payload)


def latest(turn: Turn) -> date:
    """End with today once something of it was told, else with yesterday: today is no gap yet."""
    return turn.today if days.is_told(turn, turn.today) else turn.yesterday


def first_of(kind: str, last: date) -> date:
    """Find the first day of a picture that ends with `last`."""
    return last - timedelta(days=LENGTHS[kind] - 1)


def view(turn: Turn, kind: str, last: date) -> WeekView:
    """Gather what the picture shows, every word in the person's language."""
    now = diary.between(turn, first_of(kind, last), last)
    answered = stats.summarise(now.days).answered
    usual = usual_before(turn, now)
    words = in_words(turn, kind, now)
    return WeekView(
        title=title(turn, kind, now.first, now.last),
        subtitle=_say(turn, t("{n} of {days} days", n=answered, days=LENGTHS[kind])),
        days=now.days,
        usual=usual,
        goals=tuple(_goal_row(turn, now, goal) for goal in now.goals_told),
        words=words,
        own=tuple(_own_row(turn, one) for one in week_own.told(turn, now)),
        labels=labels(turn, days=LENGTHS[kind], usual=usual.n if usual else 0, words=len(words)),
        right_to_left=wording.reads_right_to_left(turn.language),
    )


def usual_before(turn: Turn, now: Diary) -> Band | None:
    """Find the usual range of the four weeks before, where enough was told."""
    earlier = diary.before(turn, now.first, USUAL_FROM)
    return stats.usual_range([day.mood for day in earlier.days])


def _say(turn: Turn, text: Text) -> str:
    return wording.render(text, turn.language)


def title(turn: Turn, kind: str, first: date, last: date) -> str:
    """Name the picture by its first and last day."""
    begins, ends = wording.first_and_last(first, last, turn.language, today=turn.today)
    words = (
        t("Your week, {first} – {last}") if kind == "week" else t("Four weeks, {first} – {last}")
    )
    return _say(turn, words.given(first=own(begins), last=own(ends)))


def _own_row(turn: Turn, one: OwnTold) -> OwnRow:
    cells = tuple(
        _say(turn, cell) if cell is not None else "" if asked else None
        for cell, asked in zip(one.cells, one.asked, strict=True)
    )
    return OwnRow(_say(turn, one.name), cells, _say(turn, one.short))


def _goal_row(turn: Turn, now: Diary, goal: Goal) -> GoalRow:
    marks = now.goal_marks(goal)
    said = _say(turn, _count(goal_count.count(goal, marks, now.first, now.last)))
    return GoalRow(goal.title, marks, now.goal_asked(goal), said)


def _count(counted: GoalCount) -> Text:
    if not counted.told:
        return t("nothing noted")
    if counted.target is None:
        return tn("{n} time", "{n} times", counted.done)
    return t("{done} of {target}", done=counted.done, target=counted.target)


def in_words(turn: Turn, kind: str, now: Diary) -> tuple[tuple[Kind, str, str], ...]:
    """Wins, and the notes that may be shown, each with its day; the oldest first."""
    named = wording.day_name if kind == "week" else wording.short_date
    said: list[tuple[date, Kind, str]] = [(win.day, "win", win.text) for win in now.wins]
    said += [(day, "note", text) for day, text in now.notes]
    ordered = sorted(said, key=lambda entry: (entry[0], entry[1] == "note"))
    return tuple((kind, named(day, turn.language), text) for day, kind, text in ordered)


def labels(turn: Turn, *, days: int, usual: int, words: int) -> Labels:
    """Translate the words around the picture, with the numbers that they rest on."""
    return Labels(
        mood=_say(turn, t("Mood")),
        mood_low=_say(turn, t("very hard")),
        mood_high=_say(turn, t("very good")),
        your_usual=_say(turn, tn("your usual, from {n} day", "your usual, from {n} days", usual)),
        sleep=_say(turn, t("Sleep")),
        sleep_unit=_say(turn, t("hours")),
        goals=_say(turn, t("Goals")),
        words=_say(turn, t("In your words")),
        footer=_say(turn, t("As you told it. Gaps are days without an answer.")),
        empty=_say(turn, t("Nothing was noted in these days, and that is fine.")),
        quality=_say(turn, t("how it felt, 1–5")),
        done=_say(turn, t("done")),
        partly=_say(turn, t("partly")),
        # For translators: a goal that was not done, in the legend of a picture.
        not_done=_say(turn, t("not")),
        late=_say(turn, t("filled in later")),
        as_usual=_say(turn, t("as usual")),
        of_moments=_say(turn, t("middle of moments")),
        no_entry=_say(turn, t("no entry")),
        win=_say(turn, t("a win")),
        note=_say(turn, t("a note")),
        own=_say(turn, t("Your own questions")),
        goals_span=_say(turn, t("in these {days} days", days=days)),
        words_cut=_say(turn, t("the latest {shown} of {all}", shown=ENTRIES, all=words)),
    )


def rows(turn: Turn, kind: str, last: date) -> Rows:
    """Step to the days before, and back again as far as today."""
    step = timedelta(days=LENGTHS[kind])
    row = [Button(t("◀ Earlier"), buttons.action(kind, (last - step).isoformat()))]
    end = latest(turn)
    if last < end:
        row.append(Button(t("Later ▶"), buttons.action(kind, min(last + step, end).isoformat())))
    return (tuple(row),)
