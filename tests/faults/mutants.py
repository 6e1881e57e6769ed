"""Plants one bug after the other into a copy of the bot, and shows which test finds it.

    python -m tests.faults.mutants [WORD]

A bug is a change of one place in the source. When that place has changed, the bug says so instead
of silently not being planted. WORD runs only the bugs whose name holds it.
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
FOLDERS = ("bot", "conversations", "storage", "charts", "deploy", "tests")


@dataclass(frozen=True, slots=True)
class Bug:
    """A change, and the test that should find it."""

    name: str
    file: str
    right: str
    wrong: str
    test: str


BUGS = (
    Bug(
        "check, then send",
        "storage/outbox.py",
        "CLAIM.run(tx, which=id_, until=until)",
        "get(tx, id_).state == PENDING_",
        "tests/telegram/test_sender.py::test_two_senders_on_one_outbox_send_each_message_once",
    ),
    Bug(
        "offset before store",
        "bot/telegram/poller.py",
        "        kept = await keep(self._store, rows, self._regret)\n",
        "        self._offset = max(row.update_id for row in rows) + 1\n"
        "        kept = await keep(self._store, rows, self._regret)\n",
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
        "storage/sqlite.py",
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
        'packages = ["bot", "conversations", "storage", "charts"]\n',
        'packages = ["bot", "conversations", "storage", "charts"]\nexclude = ["*.toml"]\n',
        "tests/test_wheel.py::test_the_wheel_holds_every_file_of_the_four_packages_and_no_other",
    ),
    Bug(
        "code that nobody uses",
        "bot/logs.py",
        "from typing import",
        "def unheard() -> None: ...\n\n\nfrom typing import",
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
        "charts/letters.py",
        "    if not _is_plain(text):\n        face = FontProperties",
        "    if True:\n        text_to_path.get_text_path(FontProperties(), text, ismath=True)\n"
        "        face = FontProperties",
        "tests/charts/test_png.py::test_whatever_is_typed_is_drawn_without_a_warning",
    ),
    Bug(
        "associated data not bound",
        "storage/sealed.py",
        'bound = f"{column}|{self.id}|{row}".encode()',
        'bound = b""',
        "tests/storage/test_sealed.py::test_a_value_opens_only_in_its_own_place",
    ),
    Bug(
        "key not destroyed",
        "storage/vault.py",
        "        self._store.remove(user_id, self.pseudonym(user_id), key_id)\n",
        "",
        "tests/storage/test_vault.py::test_a_destroyed_key_is_gone_and_the_next_one_is_another",
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
        "    if is_over and reply.verb is not Verb.FOCUS:\n",
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
        "    if is_nudge(message) and not still_wanted(tx, message):\n",
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
        "storage/tx.py",
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
        't("Still here, whenever you like."),), silent=True)',
        't("Still here, whenever you like."),), silent=False)',
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
        "at=tx.now) == 1",
        "at=tx.now) < 9",
        "tests/storage/test_schedule.py",
    ),
    Bug(
        "a repeat that makes a sound",
        "storage/outbox_table.py",
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
        "            regret.tell(row.chat_id, row.raw)\n        raise\n",
        "            regret.tell(row.chat_id, row.raw)\n        return []\n",
        "tests/faults/test_storage.py::"
        "test_what_cannot_be_stored_is_not_acknowledged_and_comes_later",
    ),
    Bug(
        "no help lines while the memory is away",
        "bot/app/outage_reply.py",
        "    if (card := _card(raw, language)) is not None:\n",
        "    if (card := None) is not None:\n",
        "tests/faults/test_start.py::test_a_memory_that_cannot_be_opened_leaves_the_desk_manned",
    ),
    Bug(
        "words of danger not read while the memory is away",
        "bot/app/outage_reply.py",
        "    if any(map(screen, _words(raw))):\n",
        "    if False:\n",
        "tests/faults/test_crisis.py::test_a_stranger_in_danger_gets_the_help_lines_and_no_excuse",
    ),
    Bug(
        "help lines once a minute",
        "bot/app/outage_reply.py",
        "    if (card := _card(raw, language)) is not None:\n",
        "    if not lately and (card := _card(raw, language)) is not None:\n",
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
        "words under a picture not read while the memory is away",
        "bot/app/outage_reply.py",
        'for name in ("text", "caption"):',
        'for name in ("text",):',
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
        "wording.join((NOT_NOTED, BLANK, MEANWHILE), language)",
        "wording.join((NOT_NOTED,), language)",
        "tests/faults/test_crisis.py"
        "::test_who_is_told_that_it_was_not_noted_is_told_where_help_is",
    ),
    Bug(
        "what is on disk is not read for danger",
        "bot/app/inbox_worker.py",
        "        lane.raw = update.raw\n",
        "",
        "tests/faults/test_crisis.py"
        "::test_an_update_on_disk_that_cannot_be_handled_is_read_for_danger",
    ),
    Bug(
        "a minute between two looks while the memory is away",
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
        "bot/app/inbox_worker.py",
        "            if is_trouble(fault):\n",
        "            if isinstance(fault, Unavailable):\n",
        "tests/app/test_inbox_worker.py::"
        "test_a_database_that_fails_under_an_update_is_not_held_against_the_update",
    ),
    Bug(
        "answers looked at as nudges",
        "bot/telegram/delivery_state.py",
        "    if is_nudge(message) and not still_wanted",
        "    if not still_wanted",
        "tests/telegram/test_sender.py::"
        "test_an_answer_is_never_looked_at_as_a_nudge_also_where_everything_is_claimed",
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
        "        if self.hearing.quiet > QUIET_WEEK:\n",
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
        "storage/alone.py",
        "fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)",
        "pass",
        "tests/faults/test_two_copies.py"
        "::test_a_second_copy_on_the_same_file_waits_and_takes_over",
    ),
    Bug(
        "what was undone is remembered",
        "storage/sqlite.py",
        "        except BaseException as error:\n            self._remembered.clear()\n",
        "        except BaseException as error:\n",
        "tests/storage/test_reading_once.py::test_what_a_failing_work_kept_is_not_believed",
    ),
    Bug(
        "what was never committed is remembered",
        "storage/sqlite.py",
        "            self._undo()\n            self._remembered.clear()\n",
        "            self._undo()\n",
        "tests/storage/test_sqlite.py"
        "::test_a_commit_that_fails_fails_for_all_and_the_next_one_works",
    ),
    Bug(
        "what another process wrote is not seen",
        "storage/remembered.py",
        "        if version != self._version:\n",
        "        if False:\n",
        "tests/storage/test_reading_once.py::test_what_another_process_wrote_is_seen",
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
        "bot/app/chart_worker.py",
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
        "bot/app/chart_worker.py",
        "    os.environ |= ONE_THREAD",
        "    os.environ |= {}",
        "tests/app/test_chart_worker.py::test_the_drawing_process_begins_no_thread_for_each_core",
    ),
    Bug(
        "a drawing process that cannot begin leaves people without an answer",
        "bot/app/chart_worker.py",
        "                raise NoPicture(where(fault)) from None\n",
        "                raise\n",
        "tests/app/test_chart_worker.py"
        "::test_a_process_that_cannot_begin_is_no_picture_and_the_next_try_may_succeed",
    ),
    Bug(
        "the doctor draws nothing",
        "bot/app/doctor.py",
        "        return Finding(part, ok=False, words=words)\n    finally:\n",
        "        return Finding(part, ok=True, words=words)\n    finally:\n",
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
        "words of crisis sought in one language",
        "conversations/safety/screen.py",
        "for phrases in _listed().values() for",
        'for phrases in [_listed()["en"]] for',
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
        "bot/i18n.py",
        "    return format_skeleton(skeleton, day, locale=where)\n",
        '    return format_date(day, "EEE, d. MMM", locale=where)\n',
        "tests/bot/test_dates_in_words.py::test_a_value_is_written_as_the_language_does",
    ),
)


def plant(bug: Bug, root: Path) -> bool:
    """Put the bug in, wherever its place is; False when it is nowhere."""
    file = root / bug.file
    source = file.read_text()
    if bug.right not in source:
        return False
    file.write_text(source.replace(bug.right, bug.wrong))
    return True


def found_by(bug: Bug, root: Path) -> tuple[bool, str]:
    """Run the bug's test in the copy; whether it fails, and in which case."""
    order = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", bug.test]
    env = {**os.environ, "PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}
    env.pop("PYTEST_ADDOPTS", None)  # one test in one process, however the others are run
    done = subprocess.run(
        order, cwd=root, env=env, capture_output=True, text=True, check=False, timeout=300
    )
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED")]
    name = failed[0].split("::")[-1].split(" - ")[0] if failed else ""
    return done.returncode == 1 and bool(failed), name or done.stdout.strip()[-60:]


def copy_of_the_project(into: Path) -> None:
    """Copy what is needed to run tests."""
    for name in FOLDERS:
        ignored = shutil.ignore_patterns("__pycache__", "*.pyc")
        shutil.copytree(ROOT / name, into / name, ignore=ignored)
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
