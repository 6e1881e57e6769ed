"""What an examination found out about one part of an installation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found out about one part."""

    part: str
    ok: bool
    words: str

    def __str__(self) -> str:
        return f"{'ok' if self.ok else 'not ok':<7} {self.part}: {self.words}"
