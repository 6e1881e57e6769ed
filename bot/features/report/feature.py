"""`/report`: one page for the session, looked at first, then made as a file."""

from functools import partial

from bot.core.attachments import Drawing, Maker, MakerDeps
from bot.core.callback_data import day, number
from bot.core.feature import Action, Command, CommandGroup, Feature, as_command
from bot.core.turn import Turn
from bot.features.report import screens
from bot.features.report.files import ReportMaker
from conversations.text import t


def attachments(maker_deps: MakerDeps) -> dict[str, Maker]:
    """Draw the page, and make its files."""
    maker = ReportMaker(maker_deps)
    return {
        screens.KIND: partial(maker_deps.picture, look),
        screens.PDF: maker.pdf,
        screens.FHIR: maker.fhir,
    }


def look(turn: Turn, wanted: object) -> Drawing:
    """Read what the page shows."""
    from bot.features.report import preview

    return preview.look(turn, wanted)


FEATURE = Feature(
    name="report",
    commands=(
        Command(
            "report",
            t("a page for your session, to print or send"),
            screens.show,
            group=CommandGroup.THERAPY,
        ),
    ),
    buttons={
        "report.new": Action(screens.show),
        "report.see": Action(screens.see, (day, screens.read_screen, number)),
        "report.tick": Action(screens.tick, (day, str, number)),
        "report.span": Action(screens.look_back, (day, str)),
        "report.note": Action(screens.tick_note, (day, str, number)),
        screens.PDF: Action(partial(screens.make, kind=screens.PDF), (day,)),
        screens.FHIR: Action(partial(screens.make, kind=screens.FHIR), (day,)),
    },
    attachments=attachments,
    wishes={"report": as_command(screens.show)},
)
