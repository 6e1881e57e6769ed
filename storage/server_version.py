"""Which PostgreSQL this is, and what an old one cannot do for several processes."""

MINDS_SILENCE = 140_000  # as servers number their versions: from 14 on, idle_session_timeout
TOO_OLD = (
    "PostgreSQL {version} puts no limit on a process that hangs or is stopped while it sends for "
    "all: several processes need PostgreSQL 14 or newer, one alone does not"
)


def minds_silence(number: int) -> bool:
    """Whether the server can end a session that gives no sign of life."""
    return number >= MINDS_SILENCE


def named(number: int) -> str:
    """The version as people write it."""
    return f"{number // 10_000}.{number % 10_000}"
