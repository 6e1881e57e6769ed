"""`/export` and `/import`: everything goes with the person, and comes back."""

from functools import partial

from bot.core.feature import Action, Command, Feature
from bot.core.turn import Turn
from bot.features.portability import imports
from conversations.text import Text, t


def hand_over(turn: Turn, _argument: str = "") -> None:
    """Send everything as JSON and as a table; both are made just before they are sent."""
    if turn.person is None:
        turn.say(t("Nothing is stored about you."))
        return
    turn.say(t("Here is everything you told me: complete as JSON, and as a table."))
    for kind in ("json", "csv"):
        turn.send(
            "sendDocument",
            {"chat_id": turn.chat_id, "attachment": {"kind": kind, "day": turn.today.isoformat()}},
        )


def of_part(number: int, kind: str, *, is_last: bool) -> Text:
    """Say which part a file is, when all of it is more than one file can hold."""
    if not is_last:
        return t(
            "Part {n}. You told me more than fits into one file, so another part follows.",
            n=number,
        )
    if kind == "json":
        return t(
            "Part {n}, the last one. To bring everything back, send me each part after /import.",
            n=number,
        )
    return t("Part {n}, the last one.", n=number)


FEATURE = Feature(
    name="portability",
    commands=(
        Command(
            "export",
            t("get everything you told me"),
            hand_over,
            open_=True,
            always=True,
        ),
        Command("import", t("bring back what /export gave you"), imports.explain),
    ),
    buttons={
        "export": Action(hand_over, always=True),
        "import.take": Action(partial(imports.chosen, over=False), (str,)),
        "import.over": Action(partial(imports.chosen, over=True), (str,)),
        "import.no": Action(imports.leave, (str,)),
        "import.undo": Action(imports.undo, (str,)),
    },
    undo=(imports.last_import,),
)
