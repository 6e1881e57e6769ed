"""`/goals`: the list with this week's counts, each goal's weeks, and what can be done with it."""

from datetime import date

from bot.core import callback_data, damaged
from bot.core.paging import fitting, list_page
from bot.core.turn import Turn
from bot.features.goals import active as active_goals
from bot.features.goals import attainment, milestones, progress, rewards
from bot.features.goals import words as goal_words
from bot.features.goals.count import GoalCount
from bot.outgoing import BLANK, Button, Rows
from conversations.text import Text, own, t
from storage import goals
from storage.goals import Goal

ENDED = frozenset({"reached", "let_go"})
MARKS = {"reached": "★", "let_go": "–"}


def show_from(turn: Turn, begin: int) -> None:
    """Show another page of the list."""
    show(turn, edit=True, begin=begin)


def show(turn: Turn, _argument: str = "", *, edit: bool = False, begin: int = 0) -> None:
    """List the goals, long-term ones with the short-term ones that serve them."""
    every = [g for g in goals.list_(turn.tx, turn.user_id) if g.status in ("active", "paused")]
    add = Button(t("Add a goal"), callback_data.action("goal.add"), primary=not every)
    if not every:
        earlier = _earlier_button(turn)
        text: tuple[Text, ...] = (
            t("No goals right now") if earlier else t("No goals yet"),
            t("A good one is small, and you can count it."),
            t("For example, “walk after lunch, three times a week”."),
            *damaged.among(turn, goals.DAMAGED),
        )
        _show(turn, text, ((add, *earlier),), edit=edit)
        return
    around = (add, *_earlier_button(turn))
    page = list_page(
        every,
        begin,
        lambda place: callback_data.action("goals.at", str(place)),
        each=fitting(len(every), beside=len(around)),
    )
    listed = [*page.shown]
    counted = progress.last_seven_days(turn, listed)
    missing = damaged.among(turn, goals.DAMAGED)
    text = (t("Your goals"), BLANK, *_lines(listed, counted, turn.today), *missing)
    rows = tuple(
        (
            Button(
                own(f"{goal.number}. {goal.title}"), callback_data.action("goal", str(goal.number))
            ),
        )
        for goal in listed
    )
    _show(turn, text, (*rows, *page.rows, around), edit=edit)


def _earlier_button(turn: Turn) -> tuple[Button, ...]:
    if any(goal.status in ENDED for goal in goals.list_(turn.tx, turn.user_id)):
        return (Button(t("Earlier goals"), callback_data.action("goals.earlier")),)
    return ()


def show_earlier(turn: Turn, begin: int = 0) -> None:
    """List the goals that were reached or let go of; each can be taken up again."""
    every = [goal for goal in goals.list_(turn.tx, turn.user_id) if goal.status in ENDED]
    # The latest first: those are taken up again.
    page = list_page(
        every[::-1],
        begin,
        lambda place: callback_data.action("goals.past", str(place)),
        each=fitting(len(every), beside=1),
    )
    ended = page.shown[::-1]
    lines = [
        t(
            "{mark} {title} — {day}",
            mark=MARKS[goal.status],
            title=own(goal.title),
            day=goal.changed,
        )
        for goal in ended
    ]
    rows = tuple(
        (Button(own(goal.title), callback_data.action("goal", str(goal.number))),)
        for goal in ended
    )
    back = (Button(t("All goals"), callback_data.action("goals")),)
    turn.edit(
        t("Reached (★) and let go of (–):"),
        BLANK,
        *lines,
        rows=(*rows, *page.rows, back),
        message_id=turn.message_id,
    )


def _show(turn: Turn, text: tuple[Text, ...], rows: Rows, *, edit: bool) -> None:
    if edit:
        turn.edit(*text, rows=rows, message_id=turn.message_id)
    else:
        turn.say(*text, rows=rows)


def _lines(listed: list[Goal], counted: dict[int, GoalCount], today: date) -> list[Text]:
    numbers = {goal.number for goal in listed}
    lines: list[Text] = []
    for goal in listed:
        if goal.towards in numbers:
            continue
        lines.append(_line(goal, counted, today))
        lines += [
            t("    {line}", line=_line(step, counted, today))
            for step in listed
            if step.towards == goal.number
        ]
    return lines


def _line(goal: Goal, counted: dict[int, GoalCount], today: date) -> Text:
    """Say one goal with its count, or that its time is over."""
    # The number is that of the goal's button.
    text = t("{number}. {title}", number=goal.number, title=own(goal.title))
    if goal.status == "paused":
        return t("{goal} (paused)", goal=text)
    if active_goals.has_ended(goal, today) and goal.until is not None:
        return t("{goal} — it ran until {day}. How did it go?", goal=text, day=goal.until)
    return t("{goal} — {count}", goal=text, count=goal_words.lately(goal, counted[goal.number]))


def show_one(turn: Turn, number: int) -> None:
    """Show one goal: how it went, what belongs to it, and what can be done about it."""
    goal = goals.get(turn.tx, turn.user_id, number)
    if goal is None:
        turn.ack(t("That goal isn't there anymore."))
        return
    turn.edit(
        *goal_words.sentence(goal),
        BLANK,
        *_so_far(turn, goal),
        rows=goal_words.rows(goal),
        message_id=turn.message_id,
    )


def _so_far(turn: Turn, goal: Goal) -> tuple[Text, ...]:
    listed = goals.list_(turn.tx, turn.user_id)
    if goal.horizon == "long":
        said = progress.towards(turn, goal, listed)
    else:
        said = progress.lines(turn, goal)
    serves = next((other for other in listed if other.number == goal.towards), None)
    return (
        *said,
        *progress.history(turn, goal),
        *((t("Helps with: {title}", title=own(serves.title)),) if serves else ()),
        *rewards.lines(turn, goal),
        *milestones.lines(turn, goal),
        *attainment.lines(turn, goal),
    )


def show_more(turn: Turn, number: int) -> None:
    """Offer what can be added to a goal."""
    goal = goals.get(turn.tx, turn.user_id, number)
    if goal is None:
        turn.ack(t("That goal isn't there anymore."))
        return
    counted = milestones.rows(turn, goal) if goal.horizon != "long" else ()
    turn.edit(
        t("{title}", title=own(goal.title)),
        BLANK,
        *rewards.lines(turn, goal),
        *milestones.lines(turn, goal),
        *attainment.lines(turn, goal),
        *attainment.score(turn),
        t("What would you like to add?"),
        rows=(
            (_offer(t("A reward I promise myself"), "goal.reward", goal),),
            *counted,
            *attainment.rows(turn, goal),
            (Button(t("‹ Back"), callback_data.action("goal", str(number))),),
        ),
        message_id=turn.message_id,
    )


def _offer(label: Text, name: str, goal: Goal) -> Button:
    return Button(label, callback_data.action(name, str(goal.number)))


LET_GO = "goal.let"
STATES = {
    "goal.reached": ("reached", t("Reached: {title}. It stays in your diary as a milestone.")),
    "goal.pause": (
        "paused",
        t("Paused: {title}. I won't ask about it until you pick it up again."),
    ),
    LET_GO: ("let_go", t("Let go: {title}. What you noted about it stays.")),
    "goal.resume": ("active", t("Picked up again: {title}.")),
}


def set_state(turn: Turn, number: int, *, name: str) -> None:
    """Reach, rest, let go of or take up a goal; a reached one becomes a milestone."""
    goal = goals.get(turn.tx, turn.user_id, number)
    if goal is None:
        turn.ack(t("That goal isn't there anymore."))
        return
    status, words = STATES[name]
    if goal.status != status:
        goals.change(turn.tx, turn.user_id, number, on=turn.today, status=status)
        if status == "reached":
            milestones.goal_reached(turn, goal)
        elif goal.status == "reached":
            milestones.not_reached(turn, goal)
    after = goals.get(turn.tx, turn.user_id, number) or goal
    promised, taken = rewards.offer(turn, after)
    turn.edit(
        words.given(title=own(goal.title)),
        *promised,
        rows=(*taken, *goal_words.rows(after)),
        message_id=turn.message_id,
    )
