"""Plants one bug after the other into a copy of the bot, and shows which test finds it.

    python -m tests.faults.mutants [WORD]

A bug is a change of one place in the source, or of so many as it says. When that place has
changed, the bug says so instead of silently not being planted. WORD runs only the bugs whose name
holds it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("bot", "conversations", "storage", "charts", "deploy", "docs", "tests")


@dataclass(frozen=True, slots=True)
class Bug:
    """A change, and the test that should find it."""

    name: str
    file: str
    right: str
    wrong: str
    test: str
    places: int = 1


BUGS = (
    Bug(
        "a wish is heard in the middle of a diary",
        "conversations/wishes/match.py",
        "pattern.fullmatch(said)",
        "pattern.match(said)",
        "tests/conversations/test_wishes.py::test_a_diary_holds_no_wish",
    ),
    Bug(
        "words of danger taken for a wish",
        "bot/dispatch/unanswered.py",
        "    if must_stay:\n",
        "    if False:\n",
        "tests/features/test_wishes.py::test_words_of_danger_are_no_wish",
    ),
    Bug(
        "undo takes back what was said since",
        "bot/features/check_in/said_of_day.py",
        "now is None or now.at != at",
        "now is None",
        "tests/features/test_wishes.py::test_an_undo_of_what_was_changed_since_changes_nothing",
    ),
    Bug(
        "check, then send",
        "storage/outbox.py",
        "CLAIM.count(tx, which=id_, until=until)",
        "get(tx, id_).state == PENDING_",
        "tests/storage/test_outbox.py::test_a_message_is_claimed_by_one",
    ),
    Bug(
        "around nine drawn anew every day",
        "bot/core/around.py",
        "reminders.lot(turn.tx, turn.user_id, known.kind) % len(minutes)",
        "turn.today.toordinal() % len(minutes)",
        "tests/features/check_in/test_around.py"
        "::test_it_comes_once_an_evening_within_the_window_and_at_the_same_minute",
    ),
    Bug(
        "around nine the same minute for everybody",
        "bot/core/around.py",
        "reminders.lot(turn.tx, turn.user_id, known.kind) % len(minutes)",
        "len(minutes) // 2",
        "tests/features/check_in/test_around.py"
        "::test_two_people_of_the_same_wish_need_not_have_the_same_minute",
    ),
    Bug(
        "around nine as wide as the whole evening",
        "bot/core/around.py",
        "SIDE = 15  #",
        "SIDE = 90  #",
        "tests/features/check_in/test_around.py"
        "::test_however_it_is_said_it_is_kept_as_around_nine",
    ),
    Bug(
        "around nine that exactly does not take back",
        "bot/core/around.py",
        "    elif preferences.get(turn.tx, turn.user_id, name) is not None:\n",
        "    elif False:\n",
        "tests/features/check_in/test_around.py"
        "::test_exactly_takes_it_back_and_a_chosen_time_is_meant_to_the_minute",
    ),
    Bug(
        "who still waits from the minute before forgotten",
        "bot/app/lateness.py",
        "            waiting = max(0.0, waiting - left)\n",
        "            waiting = 0.0\n",
        "tests/app/test_lateness.py::test_the_operator_reads_what_is_promised",
    ),
    Bug(
        "a look that comes late sends anew",
        "bot/telegram/shared_sender.py",
        "        self._settled.update(message.id for message in messages)\n",
        "",
        "tests/telegram/test_shared_sender.py"
        "::test_a_look_that_began_before_it_was_written_down_sends_nothing_twice",
    ),
    Bug(
        "a failed transaction counts as kept",
        "storage/pipeline.py",
        "if ended.tag != COMMIT.encode():",
        "if False:",
        "tests/storage/test_round_trips.py::test_a_refusal_that_a_work_overlooks_is_no_commit",
    ),
    Bug(
        "a commit on a line that may be dead",
        "storage/server_thread.py",
        "        if not pipeline.is_begun:\n",
        "        if False:\n",
        "tests/storage/test_round_trips.py"
        "::test_a_line_that_breaks_before_the_first_answer_costs_nothing",
    ),
    Bug(
        "the commit is refused for ever",
        "bot/app/inbox_worker.py",
        "if queue.update is not None:  # what",
        "if False:  # what",
        "tests/app/test_inbox_worker.py"
        "::test_what_is_refused_only_at_the_commit_is_the_fault_of_the_update_too",
    ),
    Bug(
        "dated before its turn",
        "storage/server_tx.py",
        "        self._instant = in_utc(self._clock())\n",
        "",
        "tests/storage/test_postgres.py"
        "::test_what_waits_for_its_chat_is_dated_when_its_turn_comes",
    ),
    Bug(
        "a key that is gone elsewhere is remembered",
        "storage/keystore.py",
        "                connection.exec_driver_sql(_COUNT_ONE)\n",
        "                pass\n",
        "tests/storage/test_vault.py::test_one_process_notices_that_another_destroyed_a_key",
    ),
    Bug(
        "offset before store",
        "bot/telegram/poller.py",
        "        kept = await keep(self._store, rows, self._outage_notice)\n",
        "        self._offset = max(row.update_id for row in rows) + 1\n"
        "        kept = await keep(self._store, rows, self._outage_notice)\n",
        "tests/telegram/test_poller.py::test_an_update_is_asked_for_again_until_it_is_stored",
    ),
    Bug(
        "late nudge fresh again",
        "bot/core/schedule.py",
        "    return turn.now - late + LATEST",
        "    return turn.now + LATEST",
        "tests/features/check_in/test_nudges.py::"
        "test_a_late_nudge_that_telegram_holds_up_grows_no_older_than_any_other",
    ),
    Bug(
        "UTC date as key",
        "bot/local_time.py",
        "    return local.date() - DAY if local.time() < day_ends_at else local.date()",
        "    return at.date()",
        "tests/bot/test_local_time.py::test_the_day_ends_at_four_in_the_night",
    ),
    Bug(
        "deferred BEGIN",
        "storage/group_commit.py",
        '"BEGIN IMMEDIATE" if any(job.writes for job in jobs) else "BEGIN"',
        '"BEGIN"',
        "tests/faults/test_race.py::"
        "test_nobody_writes_between_what_another_process_reads_and_changes",
    ),
    Bug(
        "redaction off",
        "bot/logs.py",
        'return TOKEN.sub("<token>", text)',
        "return text",
        "tests/bot/test_logs.py::test_a_token_is_covered_wherever_it_stands",
    ),
    Bug(
        "data files left out of the wheel",
        "pyproject.toml",
        'wheel]\npackages = ["bot", "conversations", "storage", "charts"]\n',
        'wheel]\npackages = ["bot", "conversations", "storage", "charts"]\nexclude = ["*.toml"]\n',
        "tests/test_wheel.py::test_the_wheel_holds_every_file_of_the_four_packages_and_no_other",
    ),
    Bug(
        "code that nobody uses",
        "bot/logs.py",
        "from typing import",
        "def called_by_nobody() -> None: ...\n\n\nfrom typing import",
        "tests/test_dead_code.py::test_what_nobody_uses_is_not_kept",
    ),
    Bug(
        "cascade in a batch migration",
        "storage/migrate.py",
        '    driver.execute("PRAGMA foreign_keys=0")\n',
        "",
        "tests/storage/test_migrations.py::"
        "test_rebuilding_a_parent_table_does_not_empty_its_children",
    ),
    Bug(
        "rows lost in a migration",
        "storage/migrate.py",
        "    if lost:\n",
        "    if lost and not before:\n",
        "tests/storage/test_migrations.py::test_a_migration_that_would_lose_rows_is_taken_back",
    ),
    Bug(
        "parse_math on",
        "charts/glyphs.py",
        "    if not _is_plain(text):\n        return _shaped",
        "    from matplotlib.font_manager import FontProperties\n"
        "    if True:\n        text_to_path.get_text_path(FontProperties(), text, ismath=True)\n"
        "        return _shaped",
        "tests/charts/test_png.py::test_whatever_is_typed_is_drawn_without_a_warning",
    ),
    Bug(
        "a missing day drawn as a low one",
        "charts/view.py",
        "return any(value is not None for value in values)",
        "return True",
        "tests/charts/test_week.py::"
        "test_a_missing_day_is_a_hatched_column_with_nothing_on_the_scale",
    ),
    Bug(
        "days before joining drawn as gaps",
        "bot/features/week/data.py",
        "min(max(first, begun), last)",
        "first",
        "tests/features/week/test_weeks.py::test_today_is_no_gap_before_the_evening",
    ),
    Bug(
        "a word lost in a picture",
        "charts/lines.py",
        "return name if can_draw(name[:LONGEST]) and drawable(name) else instead",
        "return name",
        "tests/charts/test_lines.py::test_a_name_that_would_lose_a_letter_gives_way_to_its_number",
    ),
    Bug(
        "associated data not bound",
        "storage/sealed.py",
        'bound = f"{column}|{self.id}|{row}".encode()',
        'bound = b""',
        "tests/storage/test_sealed.py::test_a_value_opens_only_in_its_own_place",
        places=2,
    ),
    Bug(
        "key not destroyed",
        "storage/vault.py",
        "        self._store.remove(user_id, self.pseudonym(user_id), key_id)\n",
        "",
        "tests/storage/test_vault.py::test_a_destroyed_key_is_gone_and_the_next_one_is_another",
    ),
    Bug(
        "erased, but not in the backups",
        "bot/app/database.py",
        "            renewed = await asyncio.to_thread(key_copies.renew, url)\n",
        "            return\n",
        "tests/app/test_restore.py::test_an_erasure_reaches_the_keys_in_the_backups_at_once",
    ),
    Bug(
        "erased, but not in the bot's own way",
        "bot/app/app.py",
        "        await self.store.checkpoint()\n        await renew_key_copies(",
        "        await self.store.checkpoint()\n        return\n        await renew_key_copies(",
        "tests/features/test_privacy.py::"
        "test_a_backup_from_before_the_deletion_cannot_be_read_a_moment_later",
    ),
    Bug(
        "erased people who came back are restored",
        "storage/erase.py",
        "_erased_since(tx, here, unheard - nameless)",
        "_erased_since(tx, keyless, unheard - nameless)",
        "tests/app/test_restore.py::test_somebody_who_came_back_begins_anew_also_after_a_restore",
    ),
    Bug(
        "an erasure that is heard of again and again",
        "storage/erase.py",
        "        at = tx.now - number * timedelta.resolution\n",
        "        at = tx.now\n",
        "tests/storage/test_erase.py::test_somebody_erased_twice_since_is_erased_once_more",
    ),
    Bug(
        "what the copies know is not asked",
        "bot/app/database.py",
        "        vault.learn(key_copies.gathered(url, vault.system.id))\n",
        "        vault.refresh()\n",
        "tests/app/test_restore.py::"
        "test_both_halves_put_back_by_hand_from_before_an_erasure_bring_nobody_back",
    ),
    Bug(
        "a destroyed key joined back in",
        "storage/key_tables.py",
        " for user, key in both if key.key_id not in gone}",
        " for user, key in both}",
        "tests/storage/test_key_store.py",
    ),
    Bug(
        "an old key store backed up over the newest",
        "storage/key_copies.py",
        "    write(here.joined(before), file)\n",
        "    write(here, file)\n",
        "tests/storage/test_key_store.py::test_a_copy_keeps_what_only_it_knew",
    ),
    Bug(
        "a new disk's empty key store backed up over the newest",
        "storage/key_copies.py",
        "    if not _is_ours(here, before):\n        raise",
        "    if False:\n        raise",
        "tests/storage/test_key_store.py::test_a_copy_of_another_installation_is_left_alone",
    ),
    Bug(
        "keys copied after the rows that need them",
        "storage/backup.py",
        "            key_copies.copy(url, keys)\n    return",
        "        key_copies.copy(url, keys)\n    return",
        "tests/faults/test_restore_killed.py::"
        "test_a_backup_killed_anywhere_leaves_copies_that_can_be_restored",
    ),
    Bug(
        "the database put in place before its keys",
        "storage/place.py",
        "    store = KeyStore(url)\n    try:\n        if clear:\n            store.clear()\n"
        "        store.learn(keys)\n    finally:\n        store.close()\n"
        "    (_put_file if is_sqlite(parsed) else _put_rows)(parsed, database)\n",
        "    (_put_file if is_sqlite(parsed) else _put_rows)(parsed, database)\n"
        "    store = KeyStore(url)\n    store.learn(keys)\n    store.close()\n",
        "tests/faults/test_restore_killed.py::"
        "test_a_restore_killed_anywhere_leaves_the_old_or_the_new_and_finishes_when_run_again",
    ),
    Bug(
        "an old log beside the restored database",
        "storage/place.py",
        "    _remove_logs(file)\n    sync_file(database)\n",
        "    sync_file(database)\n",
        "tests/app/test_restore.py::"
        "test_the_log_of_a_lost_database_is_not_taken_for_that_of_the_restored_one",
    ),
    Bug(
        "restored over another installation",
        "storage/restore.py",
        "    if here.system not in {None, wanted.system} and here.people:\n",
        "    if False:\n",
        "tests/app/test_restore.py::test_another_installation_is_never_overwritten",
    ),
    Bug(
        "a copy of an earlier version not brought to this one",
        "storage/restore.py",
        "    await asyncio.to_thread(upgrade, url, lambda: closing(vault()), now, finish)\n",
        "",
        "tests/app/test_restore.py::test_a_copy_of_an_earlier_version_is_brought_to_this_one",
    ),
    Bug(
        "rows numbered from the beginning after a restore",
        "storage/place.py",
        "            row_copy.count_on(server)\n",
        "",
        "tests/app/test_restore.py::test_a_copy_comes_back_as_it_was",
    ),
    Bug(
        "a lost key file replaced",
        "storage/keyfile.py",
        "        if not make:\n",
        "        if False:\n",
        "tests/app/test_restore.py::test_a_lost_key_file_is_never_replaced_where_keys_are",
    ),
    Bug(
        "an empty database beside a full key store",
        "storage/preflight.py",
        "        if self.database is None and self.people:\n",
        "        if False:\n",
        "tests/app/test_restore.py::"
        "test_an_empty_database_beside_a_full_key_store_stops_the_start",
    ),
    Bug(
        "half a key left by a killed start",
        "storage/keyfile.py",
        "            left.unlink(missing_ok=True)\n",
        "            pass\n",
        "tests/storage/test_vault.py::"
        "test_a_start_that_was_killed_while_making_the_key_does_no_harm",
    ),
    Bug(
        "a skip scored as zero",
        "charts/stats.py",
        "    nights = [day.sleep_hours for day in days if day.sleep_hours is not None]",
        "    nights = [day.sleep_hours or 0.0 for day in days]",
        "tests/charts/test_stats.py",
    ),
    Bug(
        "a stale button answers today",
        "bot/dispatch/answers.py",
        "    if is_closed and (is_finished or reply.verb is not Verb.FOCUS):\n",
        "    if False:\n",
        "tests/features/check_in/test_evenings.py::test_an_old_button_offers_to_edit_its_day",
    ),
    Bug(
        "a double tap toggles twice",
        "conversations/formats/checklist.py",
        "        return {**_states(current), id: state}\n",
        '        return {**_states(current), id: "not" if id in _states(current) else state}\n',
        "tests/conversations/test_lists.py",
    ),
    Bug(
        "a nudge not looked at again before it is sent",
        "bot/telegram/delivery_state.py",
        "    if not still_wanted(tx, message):\n",
        "    if False:\n",
        "tests/telegram/test_sender.py::test_a_nudge_is_looked_at_again_before_it_is_sent",
    ),
    Bug(
        "a nudge gone stale while all waited is sent",
        "bot/telegram/delivery.py",
        "            if self._is_stale(job):  # everybody",
        "            if False:  # everybody",
        "tests/telegram/test_sender.py::test_what_becomes_stale_while_everybody_waits_is_dropped",
    ),
    Bug(
        "a key that had to go is used again",
        "storage/transaction.py",
        "        if left is not None and self._had_to_go(left.id):\n",
        "        if False:\n",
        "tests/storage/test_erase.py::"
        "test_someone_who_comes_back_while_their_key_cannot_be_destroyed_stays",
    ),
    Bug(
        "a hollow answer ends the listening",
        "bot/telegram/api.py",
        "        except KeyError:\n",
        "        except ZeroDivisionError:\n",
        "tests/telegram/test_transport.py::test_every_fault_is_understood",
    ),
    Bug(
        "a plan due for ever",
        "bot/dispatch/nudges.py",
        "    if claimed or at is None",
        "    if True or at is None",
        "tests/features/check_in/test_late_evenings.py::"
        "test_a_plan_that_never_moves_on_is_put_off_and_holds_up_nobody",
    ),
    Bug(
        "the follow-up audible",
        "bot/features/check_in/nudges.py",
        "variety.of_day(STILL_HERE, day),), silent=True)",
        "variety.of_day(STILL_HERE, day),), silent=False)",
        "tests/features/check_in/test_nudges.py::test_one_quiet_follow_up_and_then_silence",
    ),
    Bug(
        "CSV prefix off",
        "bot/features/portability/export_csv.py",
        '_FORMULA.sub(r"\\1\\2\'", words.replace("\\0", ""))',
        'words.replace("\\0", "")',
        "tests/features/portability/test_export.py::test_no_cell_is_run_by_a_spreadsheet",
    ),
    Bug(
        "claims without a unique key",
        "storage/nudges.py",
        "at=tx.now, **row) == 1",
        "at=tx.now, **row) < 9",
        "tests/storage/test_schedule.py",
    ),
    Bug(
        "a repeat that makes a sound",
        "storage/outbox_statements.py",
        'state="pending", silent=True, doubts=1',
        'state="pending", doubts=1',
        "tests/telegram/test_sender.py::test_a_nudge_whose_sender_died_gets_one_silent_repeat",
    ),
    Bug(
        "old nudges pile up",
        "bot/core/slots.py",
        "LATEST = timedelta(hours=2)",
        "LATEST = timedelta(days=30)",
        "tests/faults/test_time.py::test_after_downtime_one_late_nudge_at_most_and_no_pile",
    ),
    Bug(
        "the second hour of a fold",
        "bot/local_time.py",
        "tzinfo=None, fold=0))",
        "tzinfo=None, fold=1))",
        "tests/bot/test_local_time.py::test_the_nights_that_go_wrong_elsewhere",
    ),
    Bug(
        "acknowledged while the disk is full",
        "bot/telegram/intake.py",
        "            outage_notice.tell(row.chat_id, row.raw)\n        raise\n",
        "            outage_notice.tell(row.chat_id, row.raw)\n        return []\n",
        "tests/faults/test_storage.py::"
        "test_what_cannot_be_stored_is_not_acknowledged_and_comes_later",
    ),
    Bug(
        "no help lines while the database is away",
        "bot/app/outage_reply.py",
        "    if (card := _card(raw, press, language)) is not None:\n",
        "    if (card := None) is not None:\n",
        "tests/faults/test_start.py::test_while_a_database_cannot_be_opened_people_are_answered",
    ),
    Bug(
        "words of danger not read while the database is away",
        "bot/app/outage_reply.py",
        "    if any(screen(one) is Tier.PLAIN for one in words):\n",
        "    if False:\n",
        "tests/faults/test_crisis.py::test_a_stranger_in_danger_gets_the_help_lines_and_no_excuse",
    ),
    Bug(
        "help lines once a minute",
        "bot/app/outage_reply.py",
        "    if (card := _card(raw, press, language)) is not None:\n",
        "    if not lately and (card := _card(raw, press, language)) is not None:\n",
        "tests/faults/test_crisis.py"
        "::test_help_lines_are_never_put_off_nor_said_twice_of_one_message",
    ),
    Bug(
        "the same help lines at every look",
        "bot/telegram/outage_notice.py",
        "            _remember(self._updates, update_id, None)\n",
        "            pass\n",
        "tests/faults/test_crisis.py"
        "::test_help_lines_are_never_put_off_nor_said_twice_of_one_message",
    ),
    Bug(
        "words under a picture not read while the database is away",
        "bot/telegram/written.py",
        'for words in (body.get("text"), body.get("caption"), ',
        'for words in (body.get("text"), ',
        "tests/faults/test_crisis.py::test_words_of_danger_are_read_wherever_they_stand",
    ),
    Bug(
        "help lines that were refused are not sent again",
        "bot/telegram/outage_notice.py",
        "            if classify(fault).outcome not in FINAL:\n",
        "            if False:\n",
        "tests/faults/test_crisis.py::test_what_telegram_did_not_take_is_sent_at_the_next_look",
    ),
    Bug(
        "excuses in a group",
        "bot/telegram/outage_notice.py",
        "        if chat_id <= 0 or ",
        "        if not chat_id or ",
        "tests/faults/test_crisis.py::test_nobody_is_told_in_a_group_that_something_was_not_noted",
    ),
    Bug(
        "nobody is told where help is when nothing can be noted",
        "bot/app/outage_reply.py",
        "(strong(NOT_NOTED), BLANK, MEANWHILE)",
        "(strong(NOT_NOTED),)",
        "tests/faults/test_crisis.py"
        "::test_who_is_told_that_it_was_not_noted_is_told_where_help_is",
    ),
    Bug(
        "what is on disk is not read for danger",
        "bot/app/update_work.py",
        "        queue.update = update\n",
        "",
        "tests/faults/test_crisis.py"
        "::test_an_update_on_disk_that_cannot_be_handled_is_read_for_danger",
    ),
    Bug(
        "a minute between two looks while the database is away",
        "bot/telegram/poller.py",
        "            return min(self._back_off(), LONGEST_AWAY)\n",
        "            return self._back_off()\n",
        "tests/telegram/test_poller.py"
        "::test_while_nothing_can_be_stored_it_asks_every_few_seconds",
    ),
    Bug(
        "a webhook taken from the processes that can store",
        "bot/telegram/webhook.py",
        "            if self._alone:\n",
        "            if True:\n",
        "tests/telegram/test_webhook.py::"
        "test_where_others_receive_too_the_webhook_stays_while_this_process_cannot_store",
    ),
    Bug(
        "a minute without a webhook after a look",
        "bot/telegram/webhook.py",
        "                wait = retry = min(retry * 2, LONGEST_WAIT)\n",
        "                pass\n",
        "tests/telegram/test_webhook.py::"
        "test_a_webhook_that_cannot_be_set_again_after_a_look_is_tried_soon",
    ),
    Bug(
        "a webhook hears only the first message of a chat",
        "bot/telegram/webhook.py",
        "            if self._alone:\n",
        "            if False:\n",
        "tests/faults/test_crisis.py"
        "::test_a_webhook_hears_what_stands_behind_somebodys_own_message",
    ),
    Bug(
        "the database's trouble held against an update",
        "bot/app/update_work.py",
        "            if is_trouble(fault):\n",
        '            if type(fault).__name__ == "Unavailable":\n',
        "tests/app/test_inbox_worker.py::"
        "test_a_database_that_fails_under_an_update_is_not_held_against_the_update",
    ),
    Bug(
        "answers looked at as nudges",
        "bot/telegram/delivery.py",
        "        if not delivery_state.is_nudge(message):\n",
        "        if False:\n",
        "tests/telegram/test_sender.py::test_an_answer_is_never_looked_at_as_a_nudge",
    ),
    Bug(
        "a heart that waits for the wall clock",
        "bot/app/ticker.py",
        "            if self._job.next_run_time - now > 2 * self._every:\n",
        "            if False:\n",
        "tests/app/test_ticker.py::test_the_heart_beats_on_when_the_clock_jumps",
    ),
    Bug(
        "reminders lost with a clock that ran ahead",
        "bot/dispatch/clock_rollback.py",
        "        if left_out and (nudge.day > turn.today or nudge.slot not in asked):\n",
        "        if False:\n",
        "tests/faults/test_clock_jumps.py"
        "::test_when_the_clock_is_right_again_each_evening_is_asked_about_once",
    ),
    Bug(
        "sent and forgotten before it is written down",
        "bot/telegram/sender.py",
        "self._receipts.afterwards(partial(self._forget, [message, *chat.cleared]))",
        "self._forget([message, *chat.cleared])",
        "tests/telegram/test_sender.py"
        "::test_a_look_before_the_receipt_is_written_sends_nothing_twice",
    ),
    Bug(
        "old numbers after a quiet week",
        "bot/telegram/poller.py",
        "        if self.connection.quiet > QUIET_WEEK:\n",
        "        if False:\n",
        "tests/faults/test_redelivery.py"
        "::test_after_a_quiet_week_the_numbers_start_anew_and_everything_is_heard",
    ),
    Bug(
        "the one repeat into the same silence",
        "bot/telegram/delivery.py",
        "            if message.doubts > 0:\n",
        "            if False:\n",
        "tests/faults/test_outage.py"
        "::test_after_hours_without_telegram_everybody_hears_what_they_were_owed",
    ),
    Bug(
        "two copies on one file",
        "storage/instance_lock.py",
        "fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)",
        "pass",
        "tests/faults/test_two_copies.py"
        "::test_a_second_copy_on_the_same_file_waits_and_takes_over",
    ),
    Bug(
        "what was undone is remembered",
        "storage/transaction.py",
        "                self._read.clear()\n                del self.afterwards",
        "                del self.afterwards",
        "tests/storage/test_reading_once.py::test_what_is_undone_is_forgotten_too",
    ),
    Bug(
        "what was changed is remembered as it was",
        "storage/transaction.py",
        "            self._read.pop((table, user_id), None)\n",
        "            pass\n",
        "tests/storage/test_reading_once.py::test_the_same_rows_are_read_once",
    ),
    Bug(
        "no patience with a new file",
        "storage/engines.py",
        "            if not busy or time.monotonic() > until:\n                raise\n",
        "            raise\n",
        "tests/storage/test_migrations.py::"
        "test_a_new_file_that_another_start_is_writing_is_waited_for",
    ),
    Bug(
        "a stop in a beat is a fault",
        "bot/app/ticker.py",
        "with suppress(asyncio.CancelledError):",
        "with suppress(ZeroDivisionError):",
        "tests/app/test_ticker.py::test_a_stop_in_the_middle_of_a_beat_is_no_fault",
    ),
    Bug(
        "no picture where a sandbox forbids manners",
        "bot/app/worker_process.py",
        "    with suppress(OSError, AttributeError):\n",
        "    with suppress(AttributeError):\n",
        "tests/deploy/test_service.py::test_a_week_is_drawn_within_the_limits_of_the_service",
    ),
    Bug(
        "the whole bot without pictures in its own service",
        "deploy/small-steps.service",
        "SystemCallFilter=@system-service\n",
        "SystemCallFilter=@system-service\nSystemCallFilter=~@ipc\n",
        "tests/deploy/test_service.py::test_the_whole_bot_lives_within_the_limits_of_the_service",
    ),
    Bug(
        "a drawing thread for each core",
        "bot/app/worker_process.py",
        "    os.environ |= ONE_THREAD",
        "    os.environ |= {}",
        "tests/app/test_chart_worker.py::test_the_drawing_process_begins_no_thread_for_each_core",
    ),
    Bug(
        "a drawing process that cannot begin leaves people without an answer",
        "bot/app/chart_worker.py",
        "                raise ChartFailed(where(fault)) from None\n",
        "                raise\n",
        "tests/app/test_chart_worker.py"
        "::test_a_process_that_cannot_begin_is_no_picture_and_the_next_try_may_succeed",
    ),
    Bug(
        "the doctor draws nothing",
        "bot/app/doctor.py",
        "ok=False, words=words)\n    finally:\n        await chart_worker",
        "ok=True, words=words)\n    finally:\n        await chart_worker",
        "tests/app/test_doctor.py"
        "::test_a_drawing_process_that_cannot_work_is_noticed_and_what_to_look_at",
    ),
    Bug(
        "a wrong setting tried again for ever",
        "deploy/small-steps.service",
        "RestartPreventExitStatus=2\n",
        "",
        "tests/deploy/test_service.py::test_a_wrong_setting_is_not_tried_again_for_ever",
    ),
    Bug(
        "core files of a bot started by hand",
        "bot/cli.py",
        "        resource.setrlimit(resource.RLIMIT_CORE, (0, most))\n",
        "        pass\n",
        "tests/bot/test_cli.py::test_a_bot_started_by_hand_leaves_no_core_file",
    ),
    Bug(
        "old copies go only after a good one",
        "deploy/nightly-backup",
        'find "$folder" -maxdepth 1 -name \'????',
        'false && find "$folder" -maxdepth 1 -name \'????',
        "tests/deploy/test_nightly_backup.py"
        "::test_a_night_that_fails_still_lets_the_old_ones_go_but_the_newest",
    ),
    Bug(
        "the newest copy goes as well",
        "deploy/nightly-backup",
        '! -name "${newest:-none}*" ',
        "",
        "tests/deploy/test_nightly_backup.py"
        "::test_a_night_that_fails_still_lets_the_old_ones_go_but_the_newest",
    ),
    Bug(
        "a language without words of crisis",
        "bot/locale/catalogues.py",
        "    if not has_phrases(language):\n",
        "    if False:\n",
        "tests/bot/test_catalogues.py::"
        "test_a_language_without_its_phrases_or_words_is_not_offered",
    ),
    Bug(
        "consent that a tool guessed in another language",
        "bot/locale/check.py",
        "            if known is None or known.fuzzy or not all",
        "            if known is None or not all",
        "tests/bot/test_catalogues.py::"
        "test_a_language_that_does_not_say_what_people_agree_to_is_not_offered",
    ),
    Bug(
        "a gap lost in another language",
        "bot/locale/check.py",
        '        if not allowed[0] & allowed[-1] - {"n"} <= gaps <= allowed[0] | allowed[-1]:\n',
        "        if not gaps <= allowed[0] | allowed[-1]:\n",
        "tests/bot/test_catalogues.py::test_what_would_break_or_be_cut_off_is_found",
    ),
    Bug(
        "a goal called I want to die",
        "bot/dispatch/answers.py",
        "    elif must_stay and unanswered.is_no_answer(turn, ask, text, plain=is_no_name):\n",
        "    elif False:\n",
        "tests/dispatch/test_danger.py"
        "::test_plain_danger_is_no_name_but_a_note_and_the_question_stays_open",
    ),
    Bug(
        "help shown twice for one message",
        "bot/app/parked.py",
        "turn.as_new_message, turn.help_shown = True, helped",
        "turn.as_new_message, turn.help_shown = True, False",
        "tests/dispatch/test_first_aid.py"
        "::test_help_that_overtook_is_not_shown_again_where_the_words_cannot_be_handled",
    ),
    Bug(
        "words of danger torn apart by dots",
        "conversations/safety/screen.py",
        "    yield mended_tears(said)\n",
        "    yield said\n",
        "tests/conversations/test_disguises.py::test_a_disguise_hides_nothing",
    ),
    Bug(
        "words of crisis sought in one language",
        "conversations/safety/screen.py",
        "for said in readings for phrases in _listed().values())",
        'for said in readings for phrases in [_listed()["en"]])',
        "tests/features/test_language.py::"
        "test_words_of_crisis_are_seen_in_whatever_language_they_are_written",
    ),
    Bug(
        "a label compared in the language of the code",
        "conversations/formats/choice.py",
        "in_short(tongue.label(option.label))",
        "in_short(option.label.message)",
        "tests/conversations/test_vocabulary.py::"
        "test_typed_words_are_understood_in_the_persons_language",
    ),
    Bug(
        "typed words read in the language of the code",
        "bot/dispatch/answers.py",
        "Typed(text, turn.tongue)",
        "Typed(text)",
        "tests/features/test_language.py::"
        "test_an_evening_is_told_in_the_words_of_the_persons_language",
    ),
    Bug(
        "trackers named in the language of the file",
        "conversations/trackers/question.py",
        "else from_file(self.label)",
        "else own(self.label)",
        "tests/test_pseudo_language.py::"
        "test_every_command_and_what_a_tap_brings_can_be_said_in_another_language",
    ),
    Bug(
        "the dates of one language in all",
        "bot/local_forms.py",
        "    return format_skeleton(skeleton, day, locale=where)\n",
        '    return format_date(day, "EEE, d. MMM", locale=where)\n',
        "tests/bot/test_dates_in_words.py::test_a_value_is_written_as_the_language_does",
    ),
    Bug(
        "a plain name in a column",
        "storage/names.py",
        "        if not isinstance(name, Pseudonym):\n",
        "        if False:\n",
        "tests/storage/test_names.py::test_a_column_of_names_refuses_a_plain_one",
    ),
    Bug(
        "names without the person's key",
        "storage/sealed.py",
        'blake2b(b"small-steps names", key=secret, digest_size=32)',
        'blake2b(b"small-steps names", digest_size=32)',
        "tests/storage/test_names.py::test_two_people_have_nothing_in_common",
    ),
    Bug(
        "one pseudonym for a question and its answers",
        "storage/sealed.py",
        'hidden.update(f"{column}|{name}"',
        'hidden.update(f"{name}"',
        "tests/features/test_stolen_database.py::"
        "test_the_same_name_looks_different_for_everyone_and_in_every_place",
    ),
    Bug(
        "a kind that is plain",
        "storage/entries.py",
        "    kind: str = Field(sa_column=Column(KIND, nullable=False))\n",
        "    kind: str = Field(sa_column=Column(Text, nullable=False))\n",
        "tests/storage/test_privacy_page.py::test_every_plain_column_is_listed_and_nothing_else",
    ),
    Bug(
        "a name told by its length",
        "storage/sealed.py",
        '    "tracker.content": 1024,\n',
        '    "tracker.content": 512,\n',
        "tests/features/test_stolen_database.py::"
        "test_no_length_tells_one_question_reminder_or_mark_from_another",
    ),
    Bug(
        "names dropped before they are sealed",
        "storage/migrations/versions/v0006_nothing_plain_left.py",
        "        raise NotMigrated\n",
        "        pass\n",
        "tests/storage/test_upgrade.py::test_everything_told_comes_back_as_it_was_and_no_name_is_left",
    ),
    Bug(
        "a person half sealed counts as done",
        "storage/migrations/seal_names.py",
        "    hand = Hand(tx.opener(user_id), user_id)\n",
        "    hand = Hand(tx.opener(user_id), user_id)\n    _change(tx, PERSON, hand, own)\n"
        '    tx.driver.execute("COMMIT")\n    tx.driver.execute("BEGIN")\n',
        "tests/storage/test_upgrade.py::test_it_goes_on_where_it_was_cut_short",
    ),
    Bug(
        "sealing before erasing",
        "storage/upgrade.py",
        "        await store.write(finish)\n",
        "",
        "tests/storage/test_upgrade.py::"
        "test_whoever_was_erased_meanwhile_is_erased_and_not_sealed",
    ),
    Bug(
        "one value that does not open ends the upgrade",
        "storage/migrations/plain_rows.py",
        "        except Unreadable:\n            return bytes(blob)\n",
        "        except LookupError:\n            return bytes(blob)\n",
        "tests/storage/test_upgrade.py::test_a_value_that_does_not_open_holds_nobody_up",
    ),
    Bug(
        "old names left in free pages",
        "storage/engines.py",
        '    "secure_delete": 1,\n',
        '    "secure_delete": 0,\n',
        "tests/storage/test_upgrade.py::test_nothing_of_it_is_left_in_the_files",
    ),
    Bug(
        "old names left in a server's files",
        "storage/migrations/versions/v0006_nothing_plain_left.py",
        '    op.execute(f"CLUSTER {table} USING pk_{table}")\n',
        "",
        "tests/storage/test_upgrade.py::test_nothing_of_it_is_left_in_the_files_of_a_server",
    ),
    Bug(
        "a reminder that does not open stops the sweep",
        "storage/reminders.py",
        "        except Unreadable:\n",
        "        except LookupError:\n",
        "tests/features/check_in/test_nudges.py::"
        "test_what_does_not_open_of_one_person_silences_nobody_else",
    ),
    Bug(
        "who wakes up sends what another has sent",
        "bot/telegram/shared_sender.py",
        "        while not self._election.is_sure:",
        "        while not self.leads:",
        "tests/telegram/test_shared_sender.py"
        "::test_who_cannot_be_sure_that_nobody_else_was_elected_sends_nothing",
    ),
    Bug(
        "what another process has handled meanwhile is given up",
        "bot/app/update_work.py",
        "        if not inbox.is_new(tx, update.update_id):\n",
        "        if update.update_id < 0:\n",
        "tests/app/test_inbox_worker.py"
        "::test_what_another_process_has_handled_meanwhile_is_not_given_up",
    ),
    Bug(
        "a person who does not open is tried for ever",
        "bot/app/parked.py",
        "    with suppress(Unreadable):  # that may be why it cannot be handled\n",
        "    with suppress(LookupError):\n",
        "tests/features/check_in/test_nudges.py::"
        "test_someone_whose_choices_do_not_open_is_told_so_and_waits_for_nothing",
    ),
    Bug(
        "a long plan pushes the numbers off the screen",
        "conversations/safety/card.py",
        "quoted(*steps, *rest), BLANK) if",
        "*steps, *rest, BLANK) if",
        "tests/conversations/test_safety.py"
        "::test_a_plan_is_folded_so_that_the_numbers_stay_in_sight",
    ),
    Bug(
        "a plan that does not open keeps the help lines back",
        "bot/features/plan/on_card.py",
        "    except Unreadable:  # a number to call does not wait for it\n",
        "    except LookupError:\n",
        "tests/features/plan/test_plan_at_hand.py"
        "::test_a_plan_that_does_not_open_keeps_nobody_from_a_number",
    ),
    Bug(
        "a file is made before it is counted",
        "bot/telegram/delivery.py",
        "        begun = await until_available(self.store, book)\n",
        "        begun = 1\n",
        "tests/telegram/test_sender.py::test_an_attachment_is_counted_on_disk_before_it_is_made",
    ),
    Bug(
        "a file is made for ever",
        "bot/telegram/call_writer.py",
        "job.begun > delivery_state.BEGINNINGS",
        "job.begun > 1000",
        "tests/faults/test_poison.py"
        "::test_a_file_that_ends_every_process_is_let_go_and_all_others_come",
    ),
    Bug(
        "a file counts though nobody died of it",
        "bot/telegram/delivery.py",
        "            self.receipts.add(partial(delivery_state.outlived, job.message))\n",
        "            pass\n",
        "tests/telegram/test_sender.py::test_what_the_process_outlives_is_not_counted",
    ),
    Bug(
        "a file takes as long as it likes",
        "bot/features/portability/import_fetch.py",
        "asyncio.timeout(LONGEST)",
        "asyncio.timeout(None)",
        "tests/features/portability/test_import.py"
        "::test_a_file_that_takes_too_long_is_let_go_with_a_sentence",
    ),
    Bug(
        "what a dead run left is not counted",
        "bot/app/leftovers.py",
        "        if chat_id not in self._newest:\n",
        "        if True:\n",
        "tests/faults/test_poison.py"
        "::test_words_that_end_every_process_are_kept_as_they_are_and_all_others_are_heard",
    ),
    Bug(
        "what just came is counted too",
        "storage/inbox.py",
        "    row = FIRST.one(tx, chat=chat_id, newest=newest)\n",
        "    row = FIRST.one(tx, chat=chat_id, newest=1 << 62)\n",
        "tests/storage/test_inbox.py::test_what_came_later_is_not_counted",
    ),
    Bug(
        "a full disk counts against an update",
        "bot/app/leftovers.py",
        "                await self._take_back(chat_id)\n",
        "                del self._begun[chat_id]\n",
        "tests/app/test_inbox_worker.py"
        "::test_a_database_in_trouble_is_not_counted_against_what_was_left",
    ),
    Bug(
        "whoever was next to it is blamed (updates)",
        "bot/telegram/suspects.py",
        "        if not self._suspects:\n",
        "        if True:\n",
        "tests/app/test_inbox_worker.py"
        "::test_whoever_was_next_to_it_is_handled_alone_and_not_blamed",
    ),
    Bug(
        "whoever was next to it is blamed (files)",
        "bot/telegram/suspects.py",
        "        if not self._suspects:\n",
        "        if True:\n",
        "tests/telegram/test_sender.py"
        "::test_attachments_of_which_a_process_may_have_died_are_made_one_at_a_time",
    ),
    Bug(
        "the door has no limit",
        "bot/telegram/connection_limit.py",
        "> self._most:",
        "> 1_000_000:",
        "tests/faults/test_doors.py"
        "::test_thousands_who_never_end_a_sentence_keep_telegram_from_nothing",
    ),
    Bug(
        "whoever says nothing may stay",
        "bot/telegram/connection_limit.py",
        "loop.call_later(PATIENCE,",
        "loop.call_later(3600,",
        "tests/telegram/test_webhook.py::test_whoever_says_nothing_is_shown_out_after_a_while",
    ),
    Bug(
        "Telegram is a stranger",
        "bot/telegram/webhook.py",
        "        self._door.trust(request)\n",
        "",
        "tests/telegram/test_webhook.py"
        "::test_whoever_has_the_secret_may_come_again_on_the_same_connection",
    ),
    Bug(
        "a body is waited for without end",
        "bot/telegram/webhook.py",
        "asyncio.timeout(PATIENCE)",
        "asyncio.timeout(None)",
        "tests/telegram/test_webhook.py::test_a_body_that_never_comes_is_not_waited_for",
    ),
    Bug(
        "each bit of nonsense is a line in the log",
        "bot/logs.py",
        "nonsense.count(record.msg) > 0",
        "True",
        "tests/bot/test_logs.py::test_a_flood_of_nonsense_at_the_webhook_is_one_line",
    ),
    Bug(
        "a flood is logged a thousand times",
        "bot/logs.py",
        "        if what in self._told and",
        "        if False and",
        "tests/bot/test_logs.py::test_what_goes_wrong_a_thousand_times_is_logged_once",
    ),
    Bug(
        "help waits for its turn",
        "bot/app/inbox_worker.py",
        "        if update.chat_id in self._queues or self._shared:\n",
        "        if False:\n",
        "tests/dispatch/test_first_aid.py"
        "::test_help_comes_before_the_answers_to_what_was_said_before",
    ),
    Bug(
        "help leaves behind the answers",
        "bot/core/turn.py",
        "HELP, LIVE, NUDGE = -1, 0, 1",
        "HELP, LIVE, NUDGE = 0, 0, 1",
        "tests/dispatch/test_first_aid.py::test_help_overtakes_the_answers_that_have_not_left_yet",
    ),
    Bug(
        "words that brought help are not kept",
        "bot/app/first_aid.py",
        "        if not self._help.is_all(incoming):\n",
        "        if False:\n",
        "tests/dispatch/test_first_aid.py"
        "::test_words_of_crisis_right_after_agreeing_are_kept_all_the_same",
    ),
    Bug(
        "words of danger taken away from where they were going",
        "bot/dispatch/updates.py",
        "        _route(turn, incoming, found)\n    else:",
        "        _route(turn, incoming, found) if not found.tier else None\n    else:",
        "tests/dispatch/test_danger.py::test_a_rating_keeps_its_number_and_its_words",
    ),
    Bug(
        "an edited caption not read",
        "bot/telegram/parse.py",
        '        text = body.get("caption") or ("" if medium else None)\n',
        "        pass\n",
        "tests/dispatch/test_danger.py"
        "::test_what_the_words_under_a_picture_are_changed_to_is_read_and_kept",
    ),
    Bug(
        "the receipt stands above the numbers",
        "bot/dispatch/updates.py",
        "    if is_urgent and way_to_help.stands_first(turn, incoming):\n",
        "    if False:\n",
        "tests/dispatch/test_worst_days.py"
        "::test_the_numbers_stand_above_the_receipt_which_makes_no_sound",
    ),
    Bug(
        "whoever is in danger is asked to begin",
        "bot/features/onboarding.py",
        "    if turn.help_shown:\n        turn.say(AFTER_HELP, silent=True)\n",
        "    if False:\n        turn.say(AFTER_HELP, silent=True)\n",
        "tests/dispatch/test_worst_days.py"
        "::test_a_stranger_in_danger_sees_the_numbers_first_and_is_asked_for_nothing",
    ),
    Bug(
        "a curse parts what is said of danger",
        "conversations/safety/phrases.py",
        "    while at < last and words.fills[at] and words.words[at] not in wanted:\n",
        "    while False:\n",
        "tests/conversations/test_typed_in_haste.py::test_words_that_only_fill_part_no_phrase",
    ),
    Bug(
        "somebody shut out is shown no help",
        "bot/dispatch/updates.py",
        "        _shut_out(turn, incoming, found)\n",
        "        return turn\n",
        "tests/dispatch/test_danger.py::test_somebody_shut_out_is_told_so_and_shown_the_card",
    ),
    Bug(
        "the whole card again and again",
        "bot/features/support.py",
        "    elif _was_shown(turn):\n",
        "    elif False:\n",
        "tests/dispatch/test_danger.py::test_within_a_day_the_card_is_shown_once_and_then_a_line",
    ),
    Bug(
        "no one read for what words deny",
        "conversations/safety/screen.py",
        "or self._is_after(self._absent, span):",
        "or False:",
        "tests/conversations/test_words_of_danger.py::test_each_kind_of_weighing",
    ),
    Bug(
        "a year begins before its diary",
        "bot/features/year/data.py",
        "    first = min(max(nominal, begun), last)\n",
        "    first = nominal\n",
        "tests/features/pictures/test_year.py::test_a_year_is_a_picture_with_its_months_in_words",
    ),
    Bug(
        "a silent day is the lowest mood",
        "bot/features/year/data.py",
        "            mood=moods.get(day),\n",
        "            mood=moods.get(day, 1),\n",
        "tests/features/pictures/test_year.py::test_a_year_is_a_picture_with_its_months_in_words",
    ),
    Bug(
        "silent weeks are bridged",
        "charts/panels/weeks.py",
        "        if made and made[-1][-1].ends == week.begins - 1:\n",
        "        if made:\n",
        "tests/charts/test_timeline.py::test_a_week_without_a_middle_is_never_bridged",
    ),
    Bug(
        "a night does not go over midnight",
        "bot/features/nights/data.py",
        "    begins = ends - (woke - bed) % DAY\n",
        "    begins = ends - abs(woke - bed)\n",
        "tests/features/pictures/test_nights.py"
        "::test_a_night_told_in_detail_is_a_bar_with_its_parts",
    ),
    Bug(
        "urges stand beside mood unasked",
        "bot/features/beside/series.py",
        "        if active_trackers.in_pictures(one.question)\n",
        '        if one.question.kind != "text"\n',
        "tests/features/pictures/test_beside.py"
        "::test_urges_are_offered_only_if_the_person_wants_them_in_pictures",
    ),
    Bug(
        "a day without an answer is outlined too faintly",
        "charts/panels/heads.py",
        'edge=theme.faint, weight=2, role="gap"',
        'edge=theme.hatch, weight=2, role="gap"',
        "tests/charts/test_marks.py::test_every_mark_is_seen_on_what_it_stands_on",
    ),
    Bug(
        "own questions have the hue of moods to some eyes",
        "charts/theme.py",
        'quiet="#605D57"',
        'quiet="#566071"',
        "tests/charts/test_marks.py::test_marks_are_told_apart_by_every_eye",
    ),
    Bug(
        "earlier leads to days of which nothing was told",
        "bot/features/history/leafing.py",
        "            if self.is_told(self.begins(last), last):\n                return last\n"
        "            last = self.begins(last) - DAY\n",
        "            return last\n",
        "tests/features/pictures/test_in_words.py"
        "::test_days_of_which_nothing_was_told_are_stepped_over",
    ),
    Bug(
        "own questions are drawn and not said",
        "bot/features/week/by_day.py",
        "for row in rows),\n",
        "for row in ()),\n",
        "tests/features/pictures/test_in_words.py"
        "::test_every_fact_of_every_picture_is_said_in_words",
    ),
    Bug(
        "words stand alone where a picture was lost",
        "bot/features/history/folded.py",
        "[*NO_PICTURE, *first]",
        "[*first]",
        "tests/features/pictures/test_in_words.py"
        "::test_without_a_picture_there_is_one_kind_sentence_and_its_words",
    ),
    Bug(
        "people's words make bold",
        "bot/i18n.py",
        "isolated(without_marks(words), ",
        "isolated(words, ",
        "tests/bot/test_formatted.py::test_nobodys_words_make_anything_stand_out",
    ),
    Bug(
        "help is shown twice",
        "bot/dispatch/updates.py",
        "    turn.help_shown = incoming.helped\n",
        "    turn.help_shown = False\n",
        "tests/dispatch/test_first_aid.py"
        "::test_help_comes_before_the_answers_to_what_was_said_before",
    ),
    Bug(
        "a file holds up help",
        "bot/telegram/sender.py",
        "message.priority < 0 and first is not None and first.making",
        "False",
        "tests/telegram/test_sender.py::test_help_does_not_wait_for_a_file_that_is_being_made",
    ),
    Bug(
        "a flood is answered word by word",
        "bot/telegram/chat_queue.py",
        "len(self.queue) >= CROWD and",
        "False and",
        "tests/telegram/test_sender.py"
        "::test_whoever_wrote_a_flood_hears_the_same_words_a_few_times_only",
    ),
    Bug(
        "the same answer twice is one",
        "bot/telegram/chat_queue.py",
        "len(self.queue) >= CROWD and",
        "",
        "tests/telegram/test_sender.py::test_a_few_of_the_same_words_are_all_said",
    ),
    Bug(
        "noon in the evening is midnight",
        "conversations/parsing/clock.py",
        "    early = not spoken.certain and SMALL_HOURS < spoken.hour < NOON\n",
        "    early = not spoken.certain and SMALL_HOURS < spoken.hour\n",
        "tests/conversations/test_clock.py"
        "::test_noon_is_noon_and_midnight_is_midnight_whatever_is_asked_for",
    ),
    Bug(
        "replaced words kept after their day",
        "bot/app/housekeeping.py",
        "            gone = await self._store.write(partial(entries.let_go, most=ENTRIES))\n",
        "            gone = 0\n",
        "tests/features/portability/test_import.py"
        "::test_replaced_words_go_when_their_day_is_over_though_nobody_writes",
    ),
    Bug(
        "earlier words of what was taken back",
        "bot/features/notes.py",
        '    import_undo.forget(turn, "notes", id=note_id)\n',
        "",
        "tests/features/portability/test_import.py"
        "::test_of_what_is_taken_back_no_earlier_words_are_kept_either",
    ),
    Bug(
        "somebody else's recording sent",
        "storage/notes.py",
        "return file_id if compare_digest(proof, _proof(tx, user_id, file_id)) else None",
        "return file_id",
        "tests/features/test_media.py"
        "::test_a_reference_from_somebody_elses_export_leads_to_nothing",
    ),
    Bug(
        "silence where Telegram no longer has a recording",
        "bot/telegram/calls.py",
        "    if call.instead:\n",
        "    if False:\n",
        "tests/features/test_media.py::test_what_telegram_no_longer_has_is_said_in_one_sentence",
    ),
    Bug(
        "days of long ago without their year",
        "bot/i18n.py",
        "with_year = this_year is not None and day.year != this_year",
        "with_year = False",
        "tests/features/portability/test_import.py"
        "::test_the_preview_names_the_years_of_days_that_are_not_of_this_one",
    ),
    Bug(
        "an unknown zone breaks what passed the preview",
        "bot/features/portability/import_fields.py",
        "    except local_time.UnknownZone:\n        return None\n",
        "    except local_time.UnknownZone:\n        return name\n",
        "tests/features/portability/test_import_odd.py"
        "::test_odd_pieces_are_taken_in_and_break_no_command",
    ),
    Bug(
        "somebody's braces are filled in",
        "bot/i18n.py",
        '        if text.params and ("{" in said or "}" in said):',
        '        if "{" in said or "}" in said:',
        "tests/features/portability/test_import_odd.py"
        "::test_odd_pieces_are_taken_in_and_break_no_command",
    ),
    Bug(
        "a rhythm that has no name",
        "bot/features/sessions/words.py",
        'RHYTHMS.get(every) or t("every {n} weeks", n=every)',
        "RHYTHMS[every]",
        "tests/features/portability/test_import_odd.py"
        "::test_odd_pieces_are_taken_in_and_break_no_command",
    ),
    Bug(
        "a question that no button can hold",
        "conversations/trackers/question.py",
        "        and len(id.encode()) <= MOST_BYTES\n",
        "",
        "tests/features/portability/test_import_odd.py"
        "::test_what_would_break_a_command_is_refused_in_one_sentence",
    ),
    Bug(
        "two things of a file under one id",
        "bot/features/portability/import_match.py",
        "if not wished or wished in self._taken:",
        "if not wished:",
        "tests/features/portability/test_import_odd.py"
        "::test_two_things_under_one_id_both_come_and_both_go_again",
    ),
    Bug(
        "an export that its own import refuses",
        "bot/features/portability/export_days.py",
        "if rest.get(step) is not None and not fits(question, rest[step])",
        "if False",
        "tests/features/portability/test_import_odd.py"
        "::test_an_answer_to_an_earlier_question_comes_back_although_it_fits_no_more",
    ),
    Bug(
        "a statement that only SQLite reads",
        "storage/conversation_table.py",
        '= text("closed IS FALSE")',
        '= text("closed = 0")',
        "tests/storage/test_postgres.py::test_the_server_understands_every_statement",
    ),
    Bug(
        "conversations and nudges kept for ever",
        "bot/app/housekeeping.py",
        "CONVERSATIONS_KEPT = timedelta(days=90)",
        "CONVERSATIONS_KEPT = timedelta(days=900)",
        "tests/faults/test_a_year.py::test_after_a_year_there_is_no_more_than_after_a_season",
    ),
    Bug(
        "a clock that ran ahead forgets who was asked",
        "bot/app/housekeeping.py",
        "CONVERSATIONS_LEFT, NUDGES_LEFT = 30, 120",
        "CONVERSATIONS_LEFT, NUDGES_LEFT = 0, 0",
        "tests/faults/test_clock_jumps.py"
        "::test_a_year_ahead_and_back_forgets_nobody_who_was_asked_this_evening",
    ),
    Bug(
        "every empty line reads all the others",
        "bot/features/portability/export_csv.py",
        r"((?:[^\S\t\r\n]|[\ufeff\u200b\u2060])*)",
        r"([\s\ufeff\u200b\u2060]*)",
        "tests/faults/test_growth.py"
        "::test_a_pattern_reads_each_sign_a_few_times_however_long_the_text",
    ),
    Bug(
        "the words of a day copied for each of them",
        "bot/features/portability/export_csv.py",
        "        days.setdefault(day, {}).setdefault(name, []).append(words)\n",
        "        row = days.setdefault(day, {})\n"
        "        row[name] = [str(one) for one in row.get(name, ())] + [words]\n",
        "tests/faults/test_growth.py"
        "::test_taking_a_file_in_and_handing_it_over_take_as_long_as_the_file_is",
    ),
    Bug(
        "a flood of marks sorted",
        "conversations/parsing/clean.py",
        "_few_marks(kept, FLOOD)",
        "kept",
        "tests/faults/test_growth.py::test_whoever_reads_a_text_takes_as_long_as_the_text_is",
    ),
    Bug(
        "a goal searched for instead of looked up",
        "bot/features/portability/import_goals.py",
        "if id in known and known[id].title == title}",
        "if id in known and known[id].title == title or title in list(wanted.values())[:-1:2]}",
        "tests/faults/test_growth.py"
        "::test_taking_a_file_in_and_handing_it_over_take_as_long_as_the_file_is",
    ),
    Bug(
        "a file made where everybody is answered",
        "bot/features/portability/elsewhere.py",
        "await self.run(export_parts.made, packed, kind, by_the_way(self.kinds))",
        "export_parts.made(packed, kind, by_the_way(self.kinds))",
        "tests/features/portability/test_large_files.py"
        "::test_while_a_file_is_made_everybody_else_is_answered",
    ),
    Bug(
        "all files in memory at once",
        "bot/features/portability/import_fetch.py",
        "AT_ONCE = 2 ",
        "AT_ONCE = 400 ",
        "tests/features/portability/test_large_files.py"
        "::test_few_files_are_in_memory_at_once_however_many_are_sent",
    ),
    Bug(
        "what was told meanwhile is replaced",
        "bot/features/portability/import_apply.py",
        "        if known is None:\n",
        "        if known is None or not over:\n",
        "tests/features/portability/test_large_files.py"
        "::test_what_is_told_while_a_file_is_read_stays_as_it_was_told",
    ),
    Bug(
        "half an import left where it cannot go on",
        "bot/features/portability/import_fetch.py",
        "if await self._write(message, import_state.turn_back, entry, failed=True):",
        "if False:",
        "tests/features/portability/test_large_files.py"
        "::test_what_cannot_go_on_after_a_kill_is_taken_back_whole",
    ),
    Bug(
        "an import that goes on after it was taken back",
        "bot/features/portability/import_state.py",
        "    if head is None or head.content.state != TAKING:\n",
        "    if head is None:\n",
        "tests/features/portability/test_large_files.py"
        "::test_what_is_taken_back_between_two_slices_goes_on_no_further",
    ),
    Bug(
        "numbers given out beside other goals",
        "bot/features/portability/import_state.py",
        "        if tuple(goals.list_(turn.tx, turn.user_id)) != sliced.goals:\n",
        "        if False:\n",
        "tests/features/portability/test_large_files.py"
        "::test_a_goal_made_while_a_file_is_read_keeps_its_number",
    ),
    Bug(
        "five hundred goals with each file",
        "bot/features/portability/import_plan.py",
        "if new and known + new > most:",
        "if new and new > most:",
        "tests/features/portability/test_large_files.py"
        "::test_five_hundred_goals_are_as_many_as_can_be_brought",
    ),
    Bug(
        "a page that leaves out the rest of a day",
        "storage/answers.py",
        "        rows = whole or _OF_DAY.all(tx, user=user_id, on=last)\n",
        "        rows = whole or rows\n",
        "tests/features/portability/test_large_files.py"
        "::test_page_by_page_is_read_what_is_read_at_once",
    ),
    Bug(
        "a damaged row that takes all others with it",
        "storage/damage.py",
        "        except DoesNotOpen:\n            damaged.append(place(row))\n    if damaged",
        "        except LookupError:\n            damaged.append(place(row))\n    if damaged",
        "tests/faults/test_damaged_rows.py"
        "::test_the_journal_says_in_its_place_that_a_note_is_damaged",
    ),
    Bug(
        "a damaged row that holds up an export",
        "storage/damage.py",
        "        except DoesNotOpen:\n            damaged.append(place(row))\n            found",
        "        except LookupError:\n            damaged.append(place(row))\n            found",
        "tests/faults/test_damaged_rows.py"
        "::test_a_damaged_row_stands_in_the_export_and_an_import_passes_over_it",
    ),
    Bug(
        "an export that loses what did not fit into a part",
        "bot/features/portability/export_parts.py",
        "            if not room.take(thing.told, thing.copies) and taken:\n",
        "            before, last = last, thing.place\n"
        "            if not room.take(thing.told, thing.copies) and taken:\n",
        "tests/features/portability/test_very_much.py"
        "::test_what_is_more_than_one_file_holds_comes_in_parts",
    ),
    Bug(
        "goals left out of the later parts of an export",
        "bot/features/portability/export_parts.py",
        "                return Belongings.of(taken, always), last\n",
        '                return Belongings.of(taken, {**always, "goals": ()}), last\n',
        "tests/features/portability/test_very_much.py"
        "::test_each_part_can_be_brought_back_by_itself_in_any_order",
    ),
    Bug(
        "a day with more notes than an import takes",
        "bot/features/portability/bounds.py",
        '"journal": 50_000,',
        '"journal": 300,',
        "tests/features/portability/test_very_much.py"
        "::test_a_day_of_two_thousand_notes_comes_back_whole",
    ),
    Bug(
        "more buttons than Telegram takes",
        "bot/core/paging.py",
        "EACH = 20 ",
        "EACH = 2_000 ",
        "tests/features/test_hundreds.py"
        "::test_every_screen_fits_and_so_does_whatever_its_buttons_open",
    ),
    Bug(
        "the whole journal read for one page",
        "bot/features/journal/reader.py",
        "FIRST_DAYS, MOST_DAYS = 7, 400 ",
        "FIRST_DAYS, MOST_DAYS = 4_000, 4_000 ",
        "tests/features/test_journal.py::test_a_long_diary_opens_as_fast_as_a_short_one",
    ),
    Bug(
        "a word told twice where a page ends in a day",
        "bot/features/journal/reader.py",
        "place.newer < since.newer if later else place.newer > since.newer",
        "place.newer < since.newer if later else place.newer >= since.newer",
        "tests/features/test_journal.py::test_every_page_is_told_once_in_both_directions",
    ),
    Bug(
        "a year of answers opened to take one back",
        "bot/features/check_in/undo.py",
        "    days |= conversations.days_since(turn.tx, turn.user_id, since)\n",
        "    days = {a.day for a in answers.between(turn.tx, turn.user_id, since.min.date(), "
        "turn.today)}\n",
        "tests/features/test_journal.py::test_a_long_diary_opens_as_fast_as_a_short_one",
    ),
    Bug(
        "answers of an erased question kept for the undo of an import",
        "bot/features/trackers/card.py",
        '        import_undo.forget(turn, "answers", step=id)\n',
        "",
        "tests/features/portability/test_import.py"
        "::test_erasing_a_question_erases_what_an_import_replaced_of_its_answers",
    ),
    Bug(
        "old evenings read by the clock of today",
        "bot/features/history/record.py",
        "turn.day_of(moment) > day",
        "moment.astimezone(turn.zone).date() > day",
        "tests/features/check_in/test_moving.py"
        "::test_a_move_makes_no_evening_late_and_no_late_day_timely",
    ),
    Bug(
        "the time from light out to waking put in for sleep",
        "conversations/night.py",
        "        hours=_hours(asleep) if known else None,\n",
        "        hours=_hours(asleep),\n",
        "tests/features/test_sleep.py"
        "::test_a_night_with_a_part_unanswered_has_no_length_and_says_which",
    ),
    Bug(
        "thousands read as decimals",
        "conversations/parsing/amounts.py",
        'if sign != words.decimal_sign or after == "000":',
        "if False:",
        "tests/conversations/test_amounts.py::test_a_number_however_it_is_written",
    ),
    Bug(
        "a day sleeper's bedtime left in the evening",
        "bot/features/check_in/night_doubts.py",
        "    if NightDoubts.of(conversation).half_open:\n",
        "    if False:\n",
        "tests/features/test_sleep.py::test_a_day_sleepers_night_is_read_as_a_usual_one",
    ),
    Bug(
        "a question about a day to come catches words",
        "bot/core/open_dialog.py",
        "return not _is_to_come(turn, last) and ",
        "return ",
        "tests/faults/test_clock_jumps.py"
        "::test_a_question_about_a_day_that_has_not_come_catches_no_words",
    ),
    Bug(
        "finished files in memory without end",
        "bot/telegram/delivery.py",
        "async with self.suspects.taken(), self.room:",
        "async with self.suspects.taken():",
        "tests/features/portability/test_large_files.py"
        "::test_few_finished_files_wait_in_memory_however_many_were_asked_for",
    ),
    Bug(
        "waiting counts as making",
        "bot/features/portability/elsewhere.py",
        "        async with self._turn, asyncio.timeout(LONGEST):\n"
        "            packed = await pack(",
        "        async with asyncio.timeout(LONGEST), self._turn:\n"
        "            packed = await pack(",
        "tests/features/portability/test_large_files.py"
        "::test_the_time_of_a_file_counts_from_when_it_is_begun",
    ),
    Bug(
        "the page for a session has a part without its tick",
        "bot/features/report/view.py",
        "        return part if name in ticked else None",
        "        return part",
        "tests/features/report/test_lives.py::test_a_part_without_its_tick_is_not_on_the_page",
    ),
    Bug(
        "thoughts of death on the page without a tick",
        "bot/features/report/sections.py",
        '    if "harm" in ticked:\n',
        "    if True:\n",
        "tests/features/report/test_report.py::test_what_could_hurt_is_there_only_after_a_tick",
    ),
    Bug(
        "urges drawn on the page",
        "bot/features/report/chart.py",
        "        and not active_trackers.is_about_harm(question)\n",
        "",
        "tests/features/report/test_lives.py"
        "::test_a_question_about_harm_is_never_drawn_whatever_its_card_says",
    ),
    Bug(
        "what could hurt is ticked from the start",
        "bot/features/report/parts.py",
        't("Thoughts of death or self-harm"), usual=False',
        't("Thoughts of death or self-harm"), usual=True',
        "tests/features/report/test_lives.py::test_what_could_hurt_is_off_until_it_is_ticked",
    ),
    Bug(
        "single answers in a record without a tick",
        "bot/features/report/record.py",
        '    return "harm" in ticked or not any(',
        "    return True or not any(",
        "tests/features/report/test_fhir.py"
        "::test_single_answers_beside_one_about_harm_come_only_with_its_tick",
    ),
    Bug(
        "a note of the journal on the page without its tick",
        "bot/features/report/data.py",
        "return tuple(note for note in known if note.id in ticked)",
        "return tuple(known)",
        "tests/features/report/test_report.py"
        "::test_a_note_of_the_journal_comes_on_a_second_page_once_it_is_ticked",
    ),
    Bug(
        "silent weeks of a goal count as missed",
        "bot/features/report/goals.py",
        "round(goal.times_per_week * counted.answered / WEEK)",
        "round(goal.times_per_week * counted.days / WEEK)",
        "tests/features/report/test_lives.py"
        "::test_silent_days_are_no_days_on_which_a_goal_was_missed",
    ),
    Bug(
        "what is rarer on lower days got in the way",
        "bot/features/report/lower_days.py",
        "    return not others or n * others > m * of",
        "    return True",
        "tests/features/report/test_lives.py::test_a_bipolar_life",
    ),
    Bug(
        "a pattern of too few days on one side",
        "charts/insights/together.py",
        "    if min(len(with_), len(without)) < SIDE:",
        "    if min(len(with_), len(without)) < 1:",
        "tests/insights/test_floors.py::test_nine_days_on_one_side_are_too_few_for_a_pattern",
    ),
    Bug(
        "a pattern of too few days",
        "charts/insights/together.py",
        "    if known.sum() < LEAST:",
        "    if known.sum() < 1:",
        "tests/insights/test_floors.py::test_27_days_are_too_few_for_a_pattern",
    ),
    Bug(
        "a change that not every week shares",
        "charts/insights/change.py",
        "    return float(found.min()), float(found.max())",
        "    return float(np.median(found)), float(np.median(found))",
        "tests/insights/test_floors.py"
        "::test_a_change_is_said_only_where_every_later_week_is_on_one_side",
    ),
    Bug(
        "a day alike of which nothing was",
        "charts/insights/recurrence.py",
        "    near = np.abs(moods - moods[at]) <= NEAR  # never true of a day without a mood",
        "    near = np.isfinite(moods)",
        "tests/insights/test_floors.py"
        "::test_days_that_share_only_a_mood_or_only_one_thing_are_not_alike",
    ),
    Bug(
        "what does not fit is brought up again",
        "charts/insights/examine.py",
        "    together = [one for one in kept(tried) if one.key not in put_away][:AT_ONCE]",
        "    together = [one for one in kept(tried)][:AT_ONCE]",
        "tests/insights/test_floors.py::test_three_at_most_of_what_goes_with_mood",
    ),
    Bug(
        "what does not fit is not remembered",
        "bot/features/insights/put_away.py",
        "    return frozenset(entry.content.finding for entry in known)",
        "    return frozenset()",
        "tests/features/insights/test_insights.py"
        "::test_what_does_not_fit_her_is_not_brought_up_again_unless_she_takes_it_back",
    ),
    Bug(
        "urges among the patterns",
        "bot/features/insights/exposures.py",
        "if asked.retired or not active_trackers.in_pictures(question) or ",
        "if asked.retired or ",
        "tests/features/insights/test_insights.py"
        "::test_what_is_about_harm_stays_out_unless_she_wants_it_in_pictures",
    ),
)


def plant(bug: Bug, root: Path) -> bool:
    """Put the bug in; False when its place is not where it was, or not the only one."""
    file = root / bug.file
    source = file.read_text()
    if source.count(bug.right) != bug.places:
        return False
    file.write_text(source.replace(bug.right, bug.wrong))
    return True


def found_by(bug: Bug, root: Path) -> tuple[bool, str]:
    """Run the bug's test in the copy; whether it fails, and in which case."""
    order = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", bug.test]
    env = {**os.environ, "PYTHONPATH": str(root)}
    env.pop("PYTEST_ADDOPTS", None)  # one test in one process, however the others are run
    done = subprocess.run(
        order, cwd=root, env=env, capture_output=True, text=True, check=False, timeout=300
    )
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    name = failed[0].split("::")[-1].split(" - ")[0] if failed else ""
    return done.returncode == 1 and bool(failed), name or done.stdout.strip()[-60:]


def copy_of_the_project(into: Path) -> None:
    """Copy what is needed to run tests, and what was compiled of it: that takes the longest."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, into / name)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, into / name)


def examine(bugs: tuple[Bug, ...]) -> Iterator[tuple[Bug, str, str]]:
    """Plant each bug, one at a time; what became of it and by which test."""
    with tempfile.TemporaryDirectory(prefix="small-steps-mutants-") as folder:
        root = Path(folder)
        copy_of_the_project(root)
        for bug in bugs:
            file = root / bug.file
            right = file.read_text()
            if plant(bug, root):
                caught, by = found_by(bug, root)
                yield bug, "found" if caught else "MISSED", by
            else:
                yield bug, "NOT PLANTED", f"{bug.file} has changed"
            file.write_text(right)
            for compiled in file.parent.glob(f"__pycache__/{file.stem}.*"):
                compiled.unlink()  # its second and its size may be those of the next bug


def main() -> int:
    """Print the table; 1 when a bug was missed."""
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    bugs = tuple(bug for bug in BUGS if word in bug.name)
    began = time.monotonic()
    good = 0
    for bug, outcome, by in examine(bugs):
        sys.stdout.write(f"{outcome:11}  {bug.name:46}  {by}\n")
        sys.stdout.flush()
        good += outcome == "found"
    sys.stdout.write(f"{good} of {len(bugs)} found in {time.monotonic() - began:.0f} s\n")
    return 0 if good == len(bugs) else 1


if __name__ == "__main__":
    raise SystemExit(main())
