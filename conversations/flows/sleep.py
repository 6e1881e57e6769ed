"""The night: in one question, or in detail for those who work on their sleep.

The detailed questions follow the core of the Consensus Sleep Diary (Carney et al. 2012,
PMC3250369) in words of this project's own.
"""

from dataclasses import dataclass, replace
from datetime import date, time, tzinfo
from functools import cache, lru_cache

from conversations import half_hours
from conversations.flow import AnswerFormat, Answers, Ask
from conversations.formats import Amount, Length, Scale, Sleep
from conversations.formats.night_part import Bedtime, NightPart, SoonAfter, Waking
from conversations.formats.sleep import NO_SLEEP
from conversations.guards import Either, Every, Guard, Is, Not, WasAnswered
from conversations.parsing.sleep_quality import read_sleep_quality
from conversations.text import Text, t, tc

QUALITY = Scale(
    1,
    5,
    tc("sleep", "very poor"),
    tc("sleep", "very good"),
    summary=t("Sleep quality {value} of {high}"),
    no_is_none=False,
    in_words=read_sleep_quality,
)

BEDTIMES = ("21:00", "21:30", "22:00", "22:30", "23:00", "23:30", "00:00", "00:30", "01:00")
WAKINGS = ("05:00", "05:30", "06:00", "06:30", "07:00", "07:30", "08:00", "08:30", "09:00")
TO_SLEEP = (5, 10, 15, 20, 30, 45, 60, 90)
AWAKE = (5, 10, 20, 30, 45, 60, 90, 120)
MOST_WAKINGS = 50


@dataclass(frozen=True, slots=True)
class UsualTimes:
    """When a person went to bed and woke of late, as told."""

    beds: tuple[time, ...] = ()
    wakings: tuple[time, ...] = ()


NONE_KNOWN = UsualTimes()


@lru_cache(maxsize=64)
def sleep_steps(
    prompt: Text, day: date, zone: tzinfo, usual: UsualTimes = NONE_KNOWN
) -> tuple[Ask, ...]:
    """Ask how long the night ending on a day was, and how it felt."""
    return (_hours(prompt, day, zone, usual), _quality())


def detailed_sleep_steps(
    prompt: Text, day: date, zone: tzinfo, known: Answers, usual: UsualTimes = NONE_KNOWN
) -> list[Ask]:
    """Ask for the parts of the night; whoever skips the first is asked for the hours alone.

    A night told before getting into bed was asked goes on as it was begun.
    """
    night = _Night(day, zone, known, usual)
    return [
        *night.beginning(prompt),
        _hours(
            t("How long did you sleep?"),
            day,
            zone,
            usual,
            _hours_alone(asked_into=night.asks_into_bed),
        ),
        *night.middle(),
        *night.end(),
        _quality(),
    ]


@dataclass(frozen=True, slots=True)
class _Night:
    """A night that is told part by part, each checked against what is known of the others."""

    day: date
    zone: tzinfo
    known: Answers
    usual: UsualTimes

    @property
    def asks_into_bed(self) -> bool:
        return "into_bed" in self.known or "bed_at" not in self.known

    def beginning(self, prompt: Text) -> list[Ask]:
        beds = Bedtime(
            half_hours.around(self.usual.beds) or BEDTIMES, per_row=5, usual=self.usual.beds
        )
        hint = t("As well as you remember. Skip this one to give only the hours.")
        soon = SoonAfter(beds, "into_bed").given_answers(self.known)
        label = t("Lights out")
        if not self.asks_into_bed:
            words = t("{night} When did you turn out the light?", night=prompt)
            return [self._part("bed_at", words, label, soon, hint=hint)]
        into = t("{night} When did you get into bed?", night=prompt)
        out = t("When did you turn out the light and try to sleep?")
        return [
            self._part(
                "into_bed", into, t("Got into bed"), replace(beds, before=self._bed()), hint=hint
            ),
            self._part("bed_at", out, label, soon, when=WasAnswered("into_bed")),
        ]

    def middle(self) -> list[Ask]:
        told = WasAnswered("bed_at")
        return [
            self._part(
                "to_sleep",
                t("How long did it take to fall asleep?"),
                t("Time to fall asleep"),
                Length(TO_SLEEP),
                when=told,
            ),
            self._part(
                "wakings",
                t("How many times did you wake up, not counting the last time?"),
                t("Times you woke up"),
                Amount(high=MOST_WAKINGS, offered=tuple(range(7)), whole_only=True),
                when=told,
            ),
            self._part(
                "awake",
                t("How long were you awake in between, in total?"),
                t("Awake in between"),
                Length(AWAKE),
                when=Every((WasAnswered("wakings"), Not(Is("wakings", 0)))),
            ),
        ]

    def end(self) -> list[Ask]:
        wakings = Waking(
            half_hours.around(self.usual.wakings) or WAKINGS, per_row=5, bed=self._bed()
        )
        return [
            self._part(
                "woke_at",
                t("When did you wake up for good?"),
                t("Woke up"),
                wakings,
                when=WasAnswered("bed_at"),
            ),
            self._part(
                "up_at",
                t("And when did you get out of bed?"),
                t("Got out of bed"),
                SoonAfter(wakings, "woke_at").given_answers(self.known),
                when=WasAnswered("woke_at"),
                hint=t("You can skip this one."),
            ),
        ]

    def _bed(self) -> str | None:
        bed = self.known.get("bed_at")
        return bed if isinstance(bed, str) else None

    def _part(
        self,
        id: str,
        words: Text,
        label: Text,
        format: AnswerFormat,
        *,
        when: Guard | None = None,
        hint: Text | None = None,
    ) -> Ask:
        others = {step: value for step, value in self.known.items() if step != id}
        checked = NightPart(format, id, label, others, self.day, self.zone)
        return Ask(id=id, prompt=words, label=label, format=checked, when=when, hint=hint)


def _hours_alone(*, asked_into: bool) -> Guard:
    """Whoever skips the beginning of the night tells how long it was."""
    no_light_out: Guard = Is("bed_at", None)
    return Either((Is("into_bed", None), no_light_out)) if asked_into else no_light_out


def _hours(
    prompt: Text, day: date, zone: tzinfo, usual: UsualTimes, when: Guard | None = None
) -> Ask:
    return Ask(
        id="sleep",
        prompt=prompt,
        hint=t("Tap the hours you slept, or type them: 7:30, 7.5 or 23:10-06:40."),
        label=t("Sleep"),
        format=Sleep(night_ends_on=day, zone=zone, usual=usual.beds),
        when=when,
    )


@cache
def _quality() -> Ask:
    return Ask(
        id="quality",
        prompt=t("How well did you sleep?"),
        hint=QUALITY.legend(),
        label=t("Sleep quality"),
        format=QUALITY,
        when=Not(Is("sleep", NO_SLEEP)),
    )
