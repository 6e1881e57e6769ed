"""`/export` and `/import`: everything goes with the person, and comes back.

Few do it, and it takes a great deal of code: that is loaded when somebody does.
"""

from functools import partial

from bot.core.attachments import Maker, MakerDeps
from bot.core.feature import Action, Command, CommandGroup, Feature, Undoable, as_command
from bot.core.turn import Turn
from bot.features.portability.import_entries import FileContent, PartContent, UndoContent
from bot.features.portability.makers import LateMakers
from conversations.text import t

HOW = (
    t("Send me the .json file from /export, here in this chat."),
    t("I'll tell you what's in it and ask before I import anything."),
)


def hand_over(turn: Turn, _argument: str = "") -> None:
    """Send everything as JSON and as a table; both are made just before they are sent."""
    if turn.person is None:
        turn.say(t("Nothing is stored about you."))
        return
    turn.say(t("Here's everything you told me: all of it as JSON, and also as a table."))
    from bot.features.portability.export_sent import ExportAttachment

    for kind in ("json", "csv"):
        wanted = ExportAttachment.model_validate({"kind": kind, "day": turn.today})
        wanted.send(turn, "sendDocument")


def attachments(maker_deps: MakerDeps) -> dict[str, Maker]:
    """Make exports, and what is said about files that are brought back; one at a time."""
    makers = LateMakers(maker_deps)
    return {"json": makers.export, "csv": makers.export, "import": makers.arrived}


def explain(turn: Turn, _argument: str = "") -> None:
    """Say how something is brought back."""
    turn.say(*HOW)


def chosen(turn: Turn, entry_id: str, *, over: bool) -> None:
    """Start taking a file in."""
    from bot.features.portability import imports

    imports.chosen(turn, entry_id, over=over)


def leave(turn: Turn, entry_id: str) -> None:
    """Forget a file."""
    from bot.features.portability import imports

    imports.leave(turn, entry_id)


def undo(turn: Turn, entry_id: str) -> None:
    """Take a whole import back."""
    from bot.features.portability import imports

    imports.undo(turn, entry_id)


def last_import(turn: Turn) -> Undoable | None:
    """Find the import done last."""
    from bot.features.portability import imports

    return imports.last_import(turn)


FEATURE = Feature(
    name="portability",
    commands=(
        Command(
            "export",
            t("get everything you told me"),
            hand_over,
            open_=True,
            always=True,
            group=CommandGroup.YOURS,
        ),
        Command(
            "import",
            t("bring back what /export gave you"),
            explain,
            group=CommandGroup.YOURS,
        ),
    ),
    buttons={
        "export": Action(hand_over, always=True),
        "import.take": Action(partial(chosen, over=False), (str,)),
        "import.over": Action(partial(chosen, over=True), (str,)),
        "import.no": Action(leave, (str,), is_no=True),
        "import.undo": Action(undo, (str,), is_final=True),
    },
    attachments=attachments,
    entries=(FileContent, UndoContent, PartContent),
    undo=(last_import,),
    wishes={"export": as_command(hand_over)},
)
