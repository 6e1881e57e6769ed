"""The figures of a crash run."""

from collections import Counter
from dataclasses import dataclass, field

from tests.faults.audit import Findings


@dataclass(slots=True)
class Tally:
    """The figures of a run."""

    seed: int
    mode: str
    kills: int = 0
    ends: int = 0
    places: Counter[str] = field(default_factory=Counter)
    updates: int = 0
    unkept: list[str] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    nudges: int = 0
    audible_doubles: int = 0
    silent_copies: int = 0
    missed: int = 0
    files: int = 0
    drawings: Counter[str] = field(default_factory=Counter)
    orphans: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    bursts: int = 0
    aloud: list[str] = field(default_factory=list)
    stopped: int = 0
    moved: int = 0
    disorder: list[str] = field(default_factory=list)
    in_a_second: int = 0
    too_fast: list[str] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)
    seconds: float = 0.0

    @property
    def faults(self) -> list[str]:
        """Everything that must not be."""
        doubles = ["a nudge was heard twice"] * self.audible_doubles
        return [
            *self.findings.all,
            *self.unkept,
            *self.torn,
            *self.stuck,
            *self.orphans,
            *self.refused,
            *self.disorder,
            *self.aloud,
            *self.too_fast,
            *doubles,
        ]

    def lines(self) -> list[str]:
        """Say the figures."""
        places = ", ".join(f"{name} {count}" for name, count in sorted(self.places.items()))
        found = self.findings
        return [
            f"{self.mode}: {self.kills} kills, {self.ends} orderly ends, {self.seconds:.0f} s",
            f"  places: {places}",
            f"  {self.updates} updates; acknowledged but not kept: {len(self.unkept)}",
            f"  {found.told} answers, notes and wins told; lost {len(found.lost)}, "
            f"doubled {len(found.doubled)}, wrong {len(found.wrong)}; kept unread {found.kept}",
            f"  left behind after /delete: {len(found.left)}; people left stuck: "
            f"{len(self.stuck)}; database or files torn: {len(self.torn) + len(found.broken)} "
            f"(of {self.files} files)",
            f"  {self.nudges} evening nudges; heard twice {self.audible_doubles}, silent copies "
            f"{self.silent_copies}, not sent {self.missed}; calls refused {len(self.refused)}",
            f"  killed over a half-drawn picture: the bot {self.drawings['bot']}, the drawing "
            f"process {self.drawings['chart worker']}; drawing processes left behind "
            f"{len(self.orphans)}",
            *(
                [
                    f"  {self.bursts} bursts of four; answered out of order {len(self.disorder)}, "
                    f"twice aloud {len(self.aloud)}; at most {self.in_a_second} messages in a "
                    f"second; stopped and woken {self.stopped}, erased and back {self.moved}"
                ]
                if self.bursts
                else []
            ),
            *(f"  FAULT: {fault}" for fault in self.faults[:20]),
        ]
