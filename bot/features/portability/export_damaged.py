"""What stands in an export where something stored does not open any more."""

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from bot import i18n
from bot.features.portability.belongings import Belongings, by_time
from bot.features.portability.export_names import LOST
from bot.features.portability.export_times import instant
from conversations.text import t
from storage import goals
from storage.sealed import DamagedRow

T = TypeVar("T")


def with_damaged(told: Sequence[T], damaged: Sequence[DamagedRow]) -> list[T | DamagedRow]:
    """Put what does not open where it would stand."""
    return sorted([*told, *damaged], key=by_time)


def lost(row: DamagedRow) -> dict[str, object]:
    """What stands where something does not open; an import passes over it."""
    on = {"at": instant(row.at) if row.at else None, "date": row.day.isoformat()}
    return {"id": row.id, **(on if row.day > date.min else {}), LOST: True}


def lost_goals(of: Belongings) -> list[dict[str, object]]:
    """Goals that do not open, by their numbers: what was said of them would else be of none."""
    title = i18n.render(t("A goal that was damaged"), of.person.language)
    return [
        {"id": int(row.id), "title": title, "status": "let_go", LOST: True}
        for row in of.damaged_in(goals.DAMAGED)
    ]
