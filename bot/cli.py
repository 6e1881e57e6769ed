"""The commands of `small-steps`; without one the bot runs."""

import argparse
import asyncio
import contextlib
import signal
import sys
import tempfile
import webbrowser
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from pathlib import Path

from bot import __version__, config, local_time, logs

OK, NOT_OK, MISCONFIGURED, GONE_DEAF = 0, 1, 2, 70
PORT = 8321
MOST = 1000  # invitations at once, and days that they last


def main(arguments: Sequence[str] | None = None, *, prog: str = "small-steps") -> int:
    """Run one command and return its exit code."""
    chosen = _parser(prog).parse_args(arguments)
    _leave_no_core_file()
    local_time.use_shipped_zones()
    command = chosen.command or "run"
    try:
        return _COMMANDS[command](chosen)
    except config.Misconfigured as fault:
        print(fault, file=sys.stderr)
        return MISCONFIGURED


def _leave_no_core_file() -> None:
    """Keep the memory of a process that dies off the disk: it holds what people wrote."""
    with contextlib.suppress(ImportError):  # Windows has neither
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))


def _parser(prog: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=prog,
        description="Small Steps, a diary for people in treatment. No command: run the bot.",
    )
    parser.add_argument("--version", action="version", version=f"small-steps {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    trying = commands.add_parser(
        "try", help="the whole bot in a chat page in your browser, without a Telegram account"
    )
    trying.add_argument("--port", type=int, metavar="N", help=f"default: {PORT}, if it is free")
    trying.add_argument("--no-browser", action="store_true", help="only print the address")
    commands.add_parser("doctor", help="check configuration, database, token, zones and drawing")
    words = "write a verified copy of the database, and the newest keys beside it"
    backup = commands.add_parser("backup", help=words)
    backup.add_argument("path", type=Path, metavar="PATH", help="the file to write")
    words = "put a copy back, without whoever has erased everything since; stop the bot first"
    restore = commands.add_parser("restore", help=words, description=words)
    restore.add_argument("path", type=Path, metavar="PATH", help="the copy that backup wrote")
    restore.add_argument(
        "--without-newest-keys",
        action="store_true",
        help="the newest keys.db is lost: erase whoever's key is missing, and restore the rest",
    )
    words = "move everything to another, empty database, compared row by row; stop the bot first"
    moving = commands.add_parser("copy-to", help=words, description=words)
    moving.add_argument("url", metavar="URL", help="as in DATABASE_URL")
    words = "invitations that let in one person each (INVITED_ONLY); stop a bot on SQLite first"
    inviting = commands.add_parser("invite", help=words, description=words)
    inviting.add_argument("--days", type=_some, default=14, metavar="N", help="default: 14")
    inviting.add_argument("--count", type=_some, default=1, metavar="N", help="default: 1")
    commands.add_parser("people", help="list who is there: ids without names, and how they stand")
    removing = commands.add_parser("remove", help="let somebody in no more; what they told stays")
    removing.add_argument("id", type=int, metavar="ID", help="their Telegram id")
    commands.add_parser("migrate", help="bring the database to this version")
    return parser


def _some(text: str) -> int:
    number = int(text)
    if not 0 < number <= MOST:
        raise argparse.ArgumentTypeError(f"a number from 1 to {MOST}")
    return number


def _run(_chosen: argparse.Namespace) -> int:
    from bot.app.serving import serve
    from bot.app.startup import SETTINGS
    from bot.telegram.poller import PollingStalled

    settings = config.load()
    logs.set_up(settings.log_level)
    _read_the_questions()
    try:
        return _until_stopped(serve(settings))
    except PollingStalled:
        return GONE_DEAF
    except SETTINGS as fault:
        raise config.Misconfigured(str(fault)) from None


def _read_the_questions() -> None:
    """Refuse a broken data file now: met later, it would cost someone their answer."""
    from conversations import data

    if faults := data.faults():
        raise config.Misconfigured(faults[0])


def _try(chosen: argparse.Namespace) -> int:
    from bot.demo.port import free_port

    # The page is what matters here; the key file of a database that lives for an hour is not.
    logs.set_up("ERROR")
    _read_the_questions()
    chosen.port = free_port(chosen.port, PORT)
    with tempfile.TemporaryDirectory(prefix="small-steps-try-") as folder:
        return _until_stopped(_try_in(Path(folder), chosen))


async def _try_in(folder: Path, chosen: argparse.Namespace) -> None:
    from bot.demo.demo import Demo

    logs.watch(asyncio.get_running_loop())
    async with Demo(folder, port=chosen.port) as demo:
        print(f"Small Steps is ready: {demo.url}")
        print("Everything stays on this computer and is gone when you stop it with Ctrl-C.")
        sys.stdout.flush()
        if not chosen.no_browser:
            await asyncio.to_thread(webbrowser.open, demo.url)
        await demo.run()


def _until_stopped(work: Coroutine[object, None, None]) -> int:
    """Run until the work ends or a signal asks to stop, which is a good end."""

    async def run() -> None:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        for number in (signal.SIGINT, signal.SIGTERM):
            if task is not None:
                with contextlib.suppress(NotImplementedError):  # Windows has no such handler
                    loop.add_signal_handler(number, task.cancel)
        await work

    with contextlib.suppress(asyncio.CancelledError, KeyboardInterrupt):
        asyncio.run(run())
    return OK


def _doctor(_chosen: argparse.Namespace) -> int:
    from bot.app import doctor

    return asyncio.run(doctor.examine(print))


def _backup(chosen: argparse.Namespace) -> int:
    from storage.backup import backup

    def write(settings: config.Settings) -> list[str]:
        backup(settings.database_url, chosen.path)
        return [f"Written and verified: {chosen.path}"]

    return _on_database(write)


def _restore(chosen: argparse.Namespace) -> int:
    from bot.app.restore import restored

    older = chosen.without_newest_keys
    return _on_database(
        lambda settings: asyncio.run(restored(settings, chosen.path, without_newest_keys=older))
    )


def _copy_to(chosen: argparse.Namespace) -> int:
    from bot.app.copy_to import copied_to

    return _on_database(lambda settings: copied_to(settings, chosen.url, print))


def _invite(chosen: argparse.Namespace) -> int:
    from bot.app.membership import invite

    return _on_database(partial(invite, days=chosen.days, count=chosen.count))


def _people(_chosen: argparse.Namespace) -> int:
    from bot.app.membership import everyone

    return _on_database(everyone)


def _remove(chosen: argparse.Namespace) -> int:
    from bot.app.membership import remove

    return _on_database(partial(remove, user_id=chosen.id))


def _migrate(_chosen: argparse.Namespace) -> int:
    from bot.app.database import bring_up_to_date
    from bot.clock import SystemClock
    from storage.halves import look
    from storage.instance_lock import alone_with

    def bring(settings: config.Settings) -> list[str]:
        with alone_with(settings.database_url):
            look(settings.database_url).check()
            return [f"The database is at revision {bring_up_to_date(settings, SystemClock())}."]

    return _on_database(bring)


def _on_database(work: Callable[[config.Settings], list[str]]) -> int:
    """Do something to the database, and say in plain sentences what came of it."""
    from storage.errors import BadKey, BadUrl, InUse, StorageError, WrongKey

    settings = config.load(for_telegram=False)
    try:
        for sentence in work(settings):
            print(sentence)
    except InUse:
        print("The bot runs on this database: stop it first.", file=sys.stderr)
        return NOT_OK
    except (BadKey, BadUrl, WrongKey) as fault:
        raise config.Misconfigured(str(fault)) from None
    except StorageError as fault:
        print(fault, file=sys.stderr)
        return NOT_OK
    return OK


_COMMANDS = {
    "run": _run,
    "try": _try,
    "doctor": _doctor,
    "backup": _backup,
    "restore": _restore,
    "copy-to": _copy_to,
    "invite": _invite,
    "people": _people,
    "remove": _remove,
    "migrate": _migrate,
}
