"""What people do with questionnaires, in as few words as it takes."""

from bot.playground.people import TelegramUser
from storage import entries
from storage.entries import Entry
from tests.support.town import ALICE, Town, does

NONE = "[Not at all]"
PHQ9_UP_TO_THE_LAST = [NONE] * 8


async def kept(town: Town, kind: str = "scale", user: int = ALICE) -> list[Entry]:
    return await town.app.store.read(lambda tx: entries.of_kind(tx, user, kind))


async def who5(town: Town, alice: TelegramUser, label: str) -> None:
    await does(town, alice, "/scales WHO-5", "[Start]", *[f"[{label}]"] * 5)


def heard_since(alice: TelegramUser, count: int) -> list[str]:
    return [message.words for message in alice.heard[count:]]


async def scored_at_harm(town: Town, alice: TelegramUser, answer: str) -> None:
    """Answer PHQ-9 with nothing but the last item, in as few messages as it takes."""
    await does(town, alice, "/scales phq9", "[Start]", *PHQ9_UP_TO_THE_LAST, answer)
    if answer != NONE:
        await does(town, alice, "[Go on]", "[Skip]")


async def gad7_of(town: Town, alice: TelegramUser, ones: int) -> None:
    answers = [*["[Several days]"] * ones, *[NONE] * (7 - ones)]
    await does(town, alice, "/scales gad7", "[Start]", *answers, *(["[Skip]"] if ones else []))


async def phq9_of(town: Town, alice: TelegramUser, *answers: int) -> None:
    await does(town, alice, "/scales phq9", "[Start]", *map(str, answers), "[Skip]")
