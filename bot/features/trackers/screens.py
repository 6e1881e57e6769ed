"""`/trackers`: the person's own questions, and how the night and the words of a day are asked.

To choose what is tracked is the change that people ask for most (Astill Wright and others 2025,
JMIR Ment Health e79500).
"""

from bot.core import callback_data, damaged
from bot.core.paging import fitting, list_page
from bot.core.turn import Turn
from bot.features import sleep
from bot.features.trackers import active as active_trackers
from bot.features.trackers import factors, light_mode
from bot.features.trackers import words as tracker_words
from bot.outgoing import BLANK, Button, Rows
from conversations.text import Text, t, tn
from storage import preferences
from storage.trackers import DAMAGED

# Bearable, which asks for much more, advises its users to begin with as few things as possible.
MANY = 5
LIST_NAMES = {"factors": t("What happened"), "helped": t("What helped")}


def show_from(turn: Turn, begin: int) -> None:
    """Show another page of the list."""
    show(turn, edit=True, begin=begin)


def show(turn: Turn, _argument: str = "", *, edit: bool = False, begin: int = 0) -> None:
    """List what is asked besides mood, sleep and goals; a tap on one changes it."""
    listed = active_trackers.listed(turn.tx, turn.user_id)
    ways = _ways(turn)
    page = list_page(
        listed,
        begin,
        lambda place: callback_data.action("trk.at", str(place)),
        each=fitting(len(listed), beside=len(ways)),
    )
    lines = [*(tracker_words.line(asked) for asked in page.shown), *_lists(turn)]
    intro = (
        t("Besides your mood, sleep and goals. Tap one to change it.")
        if lines
        else t("Your mood, sleep and goals. You can add questions of your own. A few are enough.")
    )
    missing = damaged.among(turn, DAMAGED)
    listed_lines = (BLANK, *lines) if lines else ()
    text = (t("What I ask you"), intro, *listed_lines, *missing, *warning(turn))
    one_each = [
        Button(asked.question.name, callback_data.action("trk.one", asked.tracker.id))
        for asked in page.shown
    ]
    say(turn, text, (*pairs(one_each), *page.rows, *((way,) for way in ways)), edit=edit)


def _lists(turn: Turn) -> list[Text]:
    """Name the lists of words that are asked about: each is one question more."""
    return [
        t("• {name}, {when}", name=LIST_NAMES[name], when=t("every evening"))
        for name in factors.LISTS
        if factors.is_on(turn, name)
    ]


def _ways(turn: Turn) -> tuple[Button, ...]:
    wake = Button(t("Ask my own questions again"), callback_data.action("diary.wake"))
    return (
        *((wake,) if light_mode.questions_rest(turn) else ()),
        Button(t("Add a question"), callback_data.action("trk.add"), primary=True),
        Button(t("Sleep, what happened, what helped"), callback_data.action("trk.how")),
    )


def show_ways_to_add(turn: Turn) -> None:
    """Offer a question that is ready, several that go together, or one of the person's own."""
    text = (
        t("Add a question"),
        t(
            "The ready-made ones are a good start. You can change any of them later, or "
            "leave them out."
        ),
    )
    ready = Button(t("Ready-made questions"), callback_data.action("trk.ready"), primary=True)
    rows = (
        (ready,),
        (Button(t("Several that go together"), callback_data.action("trk.presets")),),
        (Button(t("Make my own"), callback_data.action("trk.own")),),
        back_row(),
    )
    say(turn, text, rows)


def show_how(turn: Turn) -> None:
    """Say how the night is asked, and which lists of words; a tap changes one."""
    text = (
        t("Sleep, what happened, what helped"),
        t("Tap one to turn it on or off. Your answers stay."),
    )
    lists = (row for name in factors.LISTS for row in _list_rows(turn, name))
    say(turn, text, (*_night_rows(turn), *lists, back_row()))


def _night_rows(turn: Turn) -> Rows:
    detail, early = sleep.wished(turn), turn.known.sleep_in_morning
    how = t("Sleep in detail: on") if detail else t("Sleep in detail: off")
    when = t("Sleep in the morning: on") if early else t("Sleep in the morning: off")
    return (
        (Button(how, callback_data.action("trk.sleep")),),
        (Button(when, callback_data.action("trk.early")),),
    )


def _list_rows(turn: Turn, name: str) -> Rows:
    on = factors.is_on(turn, name)
    label = (
        (t("What helped: on") if on else t("What helped: off"))
        if name == "helped"
        else (t("What happened: on") if on else t("What happened: off"))
    )
    switch = Button(label, callback_data.action("trk.list", name))
    if not factors.words(turn, name):
        return ((switch,),)
    words = t("Words for what helped") if name == "helped" else t("Words for what happened")
    return ((switch,), (Button(words, callback_data.action("wrd", name)),))


def warning(turn: Turn) -> tuple[Text, ...]:
    """Say in kind words that it has become a lot."""
    daily = [
        a for a in active_trackers.every(turn.tx, turn.user_id) if a.active and a.question.daily
    ]
    n = len(daily) + sum(factors.is_on(turn, name) for name in factors.LISTS)
    if n <= MANY:
        return ()
    return (
        BLANK,
        tn(
            "That makes {n} question a day on top of the usual ones.",
            "That makes {n} questions a day on top of the usual ones.",
            n,
        ),
        t(
            "A few that matter are easier to keep up with than many. You can pause any of "
            "them for a while."
        ),
    )


def toggle_sleep(turn: Turn) -> None:
    """Tell nights in one answer, or in detail."""
    value = sleep.QUICK if sleep.wished(turn) else sleep.DETAILED
    preferences.set_(turn.tx, turn.user_id, sleep.PREFERENCE, value)
    turn.ack(
        t(
            "From now on, I'll ask when you went to bed and tried to sleep, how long you "
            "lay awake, and when you woke up and got up."
        )
        if value == sleep.DETAILED
        else t("From now on, I'll only ask for the hours.")
    )
    show_how(turn)


def toggle_morning(turn: Turn) -> None:
    """Ask for sleep in the morning or in the evening."""
    early = not turn.known.sleep_in_morning
    turn.change(sleep_in_morning=early)
    turn.ack(
        t(
            "I'll ask about sleep in the morning. If you don't answer then, I'll ask in the "
            "evening."
        )
        if early
        else t("I'll ask about sleep in the evening.")
    )
    show_how(turn)


def toggle_list(turn: Turn, name: str) -> None:
    """Ask about a list of words in the evening, or no longer."""
    if name in factors.LISTS:
        value = "off" if factors.is_on(turn, name) else "on"
        preferences.set_(turn.tx, turn.user_id, factors.preference(name), value)
    show_how(turn)


def say(turn: Turn, text: tuple[Text, ...], rows: Rows, *, edit: bool = True) -> None:
    """Show a screen in the message that was pressed, or in a new one."""
    if edit:
        turn.edit(*text, rows=rows, message_id=turn.message_id)
    else:
        turn.say(*text, rows=rows)


def pairs(row: list[Button]) -> Rows:
    """Lay buttons out two in a row."""
    return tuple(tuple(row[start : start + 2]) for start in range(0, len(row), 2))


def back_row(to: str = "trk", *args: str) -> tuple[Button, ...]:
    """The way back."""
    return (Button(t("‹ Back"), callback_data.action(to, *args)),)
