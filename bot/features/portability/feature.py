"""`/export` and `/import`: everything goes with the person, and comes back."""

from functools import partial

from bot.core.attachments import Maker, Workshop
from bot.core.feature import Action, Command, CommandGroup, Feature, as_command
from bot.core.turn import Turn
from bot.features.portability import imports
from bot.features.portability.elsewhere import Elsewhere
from bot.features.portability.export_sent import ExportAttachment, ExportMaker
from bot.features.portability.import_fetch import ImportFetcher
from conversations.text import t


def hand_over(turn: Turn, _argument: str = "") -> None:
    """Send everything as JSON and as a table; both are made just before they are sent."""
    if turn.person is None:
        turn.say(t("Nothing is stored about you."))
        return
    turn.say(t("Here's everything you told me: all of it as JSON, and also as a table."))
    for kind in ("json", "csv"):
        wanted = ExportAttachment.model_validate({"kind": kind, "day": turn.today})
        wanted.send(turn, "sendDocument")


def attachments(workshop: Workshop) -> dict[str, Maker]:
    """Make exports, and what is said about files that are brought back; one at a time."""
    elsewhere = Elsewhere(workshop.store, workshop.run, workshop.deps.registry.entries)
    made = ExportMaker(workshop, elsewhere).prepare
    arrived = ImportFetcher(workshop.store, workshop.fetch, workshop.deps, elsewhere).prepare
    return {"json": made, "csv": made, "import": arrived}


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
            imports.explain,
            group=CommandGroup.YOURS,
        ),
    ),
    buttons={
        "export": Action(hand_over, always=True),
        "import.take": Action(partial(imports.chosen, over=False), (str,)),
        "import.over": Action(partial(imports.chosen, over=True), (str,)),
        "import.no": Action(imports.leave, (str,)),
        "import.undo": Action(imports.undo, (str,), is_final=True),
    },
    attachments=attachments,
    undo=(imports.last_import,),
    wishes={"export": as_command(hand_over)},
)
