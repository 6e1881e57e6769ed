"""What goes with mood, in sentences that say where it was seen and never why."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.features.insights.exposures import Candidate
from charts.insights.findings import Lacking, Together
from conversations.formats import length_words
from conversations.text import Text, shown, t, tn


@dataclass(frozen=True, slots=True)
class Sides:
    """How days with it and the others are called: these days, and the days after them."""

    with_: Text
    without: Text
    after: Text
    after_without: Text


SIDES: Mapping[str, Sides] = {
    "factors": Sides(
        t("On days with “{name}”"), t("on days without it"),
        t("On the day after “{name}”"), t("after days without it"),
    ),
    "helped": Sides(
        t("On days when “{name}” helped"), t("on the other days when you noted what helped"),
        t("On the day after “{name}” helped"), t("after other days when you noted what helped"),
    ),
    "goal": Sides(
        t("On days when you did “{name}”"), t("on days when you didn't"),
        t("On the day after you did “{name}”"), t("after days when you didn't"),
    ),
    "own": Sides(
        t("On days with a “yes” to “{name}”"), t("on days with a “no”"),
        t("On the day after a “yes” to “{name}”"), t("after a “no”"),
    ),
    "amount": Sides(
        t("On days with “{name}” at {least} or more"), t("on days with less"),
        t("On the day after “{name}” at {least} or more"), t("after days with less"),
    ),
    "night:hours": Sides(
        t("After nights of {least} or more"), t("after shorter ones"),
        t("Two days after nights of {least} or more"), t("two days after shorter ones"),
    ),
    "night:quality": Sides(
        t("After sleep that felt {least} of 5 or better"), t("after the other nights"),
        t("Two days after sleep that felt {least} of 5 or better"),
        t("two days after the other nights"),
    ),
    "moment": Sides(
        t("On days that began with a mood of {least} or more"), t("on the other days"),
        t("On the day after one that began at {least} or more"), t("after the other days"),
    ),
}  # fmt: skip
WEEKDAYS = (
    t("On Mondays"), t("On Tuesdays"), t("On Wednesdays"), t("On Thursdays"), t("On Fridays"),
    t("On Saturdays"), t("On Sundays"),
)  # fmt: skip


def sentence(found: Together, names: Mapping[str, Candidate]) -> Text | None:
    """Put the two kinds of days side by side, in the person's own points."""
    sides = _sides(found, names)
    if sides is None:
        return None
    said = t(
        "{these}, your mood was around {with_} ({n} days); {others}, around {without} ({m} "
        "days). There can be other reasons for that."
    )
    return said.given(
        these=sides[0],
        others=sides[1],
        with_=round(found.with_, 1),
        without=round(found.without, 1),
        n=found.n_with,
        m=found.n_without,
    )


def _sides(found: Together, names: Mapping[str, Candidate]) -> tuple[Text, Text] | None:
    kind, _, id_ = found.key.partition(":")
    if kind == "weekday":
        return WEEKDAYS[int(id_) - 1], t("on the days around them")
    one = names.get(found.key)
    if one is None:
        return None
    sides = SIDES[found.key if kind == "night" else "amount" if _is_amount(one) else kind]
    these, others = (
        (sides.after, sides.after_without) if found.next_day else (sides.with_, sides.without)
    )
    if found.least is None:
        return these.given(name=one.name), others
    return these.given(name=one.name, least=_least(one, found.least)), others


def _is_amount(one: Candidate) -> bool:
    return one.kind == "own" and one.is_amount


def _least(one: Candidate, least: float) -> Text:
    if one.key == "night:hours":
        return length_words(round(60 * least))
    if one.is_length:
        return length_words(round(least))
    if one.unit is None:
        return shown(least)
    return t("{number} {unit}", number=least, unit=one.unit)


NEED: Mapping[str, Text] = {
    "night:hours": tn("To compare sleep with your mood, I'd need about {n} more day "
                    "with sleep filled in.",
                    "To compare sleep with your mood, I'd need about {n} more days "
                    "with sleep filled in.", 1),
    "night:quality": tn("To compare how well you slept with your mood, I'd need about {n} more "
                    "day with it filled in.",
                    "To compare how well you slept with your mood, I'd need about {n} more "
                    "days with it filled in.", 1),
    "moment": tn("To compare how your days begin with how they end, I'd need about {n} more "
                "day with a mood in between and one in the evening.",
                "To compare how your days begin with how they end, I'd need about {n} more "
                "days with a mood in between and one in the evening.", 1),
}  # fmt: skip


def need(lacking: Lacking, names: Mapping[str, Candidate]) -> Text | None:
    """Say how many more days something takes before it can be tried."""
    one = names.get(lacking.key)
    if one is None:
        return None
    said = NEED.get(one.key) or NEED.get(one.kind)
    if said is not None:
        return said.given(n=lacking.n)
    if _is_amount(one):
        return tn(
            "To compare “{name}” with your mood, I'd need about {n} more day with it filled in.",
            "To compare “{name}” with your mood, I'd need about {n} more days with it filled in.",
            lacking.n,
            name=one.name,
        )
    return tn(
        "To compare “{name}” with your mood, I'd need about {n} more day with it or without it.",
        "To compare “{name}” with your mood, I'd need about {n} more days with it or without it.",
        lacking.n,
        name=one.name,
    )
