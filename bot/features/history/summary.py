"""What was told about a day, as lines."""

from datetime import date

from bot.core import damaged
from bot.core.turn import Turn
from bot.features import media_words, mood, sleep
from bot.features.goals import active as active_goals
from bot.features.trackers import steps as tracker_steps
from bot.outgoing import lines, shorten
from conversations.flow import Answers, Flow
from conversations.flows.check_in import GoalItem, check_in
from conversations.formats import Checklist
from conversations.night import DETAIL, lacks
from conversations.text import Text, t
from storage import answers, check_ins, goals, notes

QUOTED = 1_000  # of a note, in UTF-16 units; /journal has it whole


def told(
    turn: Turn, day: date, script: Flow | None = None, *, with_note: bool = True
) -> tuple[Text, ...]:
    """Say what was answered about a day, a line each; `script` asks about it just now.

    Its note comes along, unless it stands below.
    """
    stored = answers.of_day(turn.tx, turn.user_id, day)
    values: Answers = {step: answer.value for step, answer in stored.items()}
    note = values.get("note")
    known, is_asking = check_ins.get(turn.tx, turn.user_id, day), script is not None
    if script is None or not _names_every_goal(script, values.get("goals")):
        script = _all_questions(turn, day, values)
    return lines(
        *described(script, values),
        *mood.of_day(turn, day),
        t("“{note}”", note=shorten(str(note), QUOTED)) if note and with_note else None,
        _recorded(turn, day) if with_note and not is_asking else None,
        t("(as usual)") if known and known.as_usual else None,
        t("For therapy") if known and known.for_therapy else None,
        damaged.of_day(turn, day),
    )


def _recorded(turn: Turn, day: date) -> Text | None:
    """Say that there are recordings or pictures of a day, and how many."""
    media = [one for note in notes.between(turn.tx, turn.user_id, day, day) for one in note.media]
    return t("Also kept: {what}", what=media_words.named(media)) if media else None


def _names_every_goal(script: Flow, answered: object) -> bool:
    """Tell whether a script asks about every goal that was answered, also those let go since."""
    if not isinstance(answered, dict):
        return True
    asked = next((ask.format for ask in script.steps if ask.id == "goals"), None)
    return isinstance(asked, Checklist) and answered.keys() <= {id for id, _ in asked.items}


def _all_questions(turn: Turn, day: date, values: Answers) -> Flow:
    """Compose the day's questions with every goal answered then, also those let go since."""
    return check_in(
        day=day,
        today=turn.today,
        zone=turn.zone,
        goals=_goals(turn, day, values["goals"]) if "goals" in values else (),
        night=None if is_worked_out(values) else sleep.parts(turn, day),
        more=tracker_steps.answered(turn, values),
    )


def is_worked_out(values: Answers) -> bool:
    """Whether the length of the night is known: its parts need not be listed then."""
    return "sleep" in values and not lacks(values)


def _goals(turn: Turn, day: date, answered: object) -> list[GoalItem]:
    numbers = set(answered) if isinstance(answered, dict) else set()
    asked = {goal.number for goal in active_goals.of_day(turn.tx, turn.user_id, day)}
    return [
        GoalItem(str(goal.number), goal.title)
        for goal in goals.list_(turn.tx, turn.user_id)
        if goal.number in asked or str(goal.number) in numbers
    ]


def described(flow: Flow, values: Answers) -> tuple[Text, ...]:
    """Say each answer to a question of the flow, a line each."""
    said: list[Text] = []
    # What follows from the parts of a night says it all; until then the parts stand here.
    open_night = sleep.open_line(values) if "bed_at" in values else None
    left_out = DETAIL if "sleep" in values and open_night is None else ()
    for ask in flow.steps:
        hidden = ask.id in left_out or (ask.id == "sleep" and open_night is not None)
        if ask.id in values and not hidden:
            said.append(ask.told(values[ask.id]))
            # How much of the night was slept belongs right below how long it was.
            if ask.id == "sleep" and (night := sleep.line(values.get("night"))):
                said.append(night)
    return (*said, open_night) if open_night else tuple(said)
