"""From what Telegram sent to rows of the inbox; the last place where an update could be lost."""

import logging
from collections.abc import Mapping, Sequence
from functools import partial

from bot.logs import where
from bot.telegram.outage_notice import OutageNotice
from bot.telegram.parse import dated, sender_of
from storage import inbox
from storage.errors import StorageError
from storage.inbox import Update
from storage.store import Store, Tx

log = logging.getLogger(__name__)

LARGEST = 1 << 62


def as_row(update: Mapping[str, object]) -> Update | None:
    """Make an inbox row of a raw update; None for something without a number."""
    number = update.get("update_id")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number < LARGEST:
        return None
    chat_id, user_id = sender_of(update)
    raw = dict(update)
    return Update(number, chat_id, user_id, raw, dated=dated(raw))


async def keep(store: Store, rows: Sequence[Update], outage_notice: OutageNotice) -> list[Update]:
    """Store the updates in one transaction; return those that are stored.

    Also those that came before: nobody was woken if their commit was thought lost.
    Raises StorageError, after telling the people, when nothing could be stored. An update that
    the database cannot hold is let go of: Telegram would bring it again for ever.
    """
    try:
        await store.write(partial(_add, rows))
        return list(rows)
    except StorageError:
        for row in rows:
            outage_notice.tell(row.chat_id, row.raw)
        raise
    except Exception as fault:  # noqa: BLE001 - whatever one update breaks, the others are kept
        if len(rows) > 1:
            return [kept for row in rows for kept in await keep(store, [row], outage_notice)]
        log.critical(
            "an update cannot be stored",
            extra={"update": rows[0].update_id, "fault": where(fault)},
        )
        return []


def _add(rows: Sequence[Update], tx: Tx) -> None:
    inbox.add(tx, [row for row in rows if not _is_of_old(tx, row)])


def _is_of_old(tx: Tx, row: Update) -> bool:
    if not inbox.is_of_old(tx, row):
        return False
    log.warning("an update of days ago came again", extra={"update": row.update_id})
    return True
