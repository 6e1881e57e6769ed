"""The commands of `small-steps`; without one the bot runs."""

import asyncio
import contextlib
import gc
import signal
import sys
import tempfile
import webbrowser
from argparse import Namespace
from collections.abc import Callable, Coroutine, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.arguments import PORT, parser

if TYPE_CHECKING:
    from bot.config import Settings

OK, NOT_OK, MISCONFIGURED, GONE_DEAF = 0, 1, 2, 70


def main(arguments: Sequence[str] | None = None, *, prog: str = "small-steps") -> int:
    """Run one command and return its exit code."""
    chosen = parser(prog).parse_args(arguments)
    _leave_no_core_file()
    with _loading():
        from bot import config, local_time
    local_time.use_shipped_zones()
    command = chosen.command or "run"
    try:
        return _COMMANDS[command](chosen)
    except config.Misconfigured as fault:
        print(fault, file=sys.stderr)
        return MISCONFIGURED


@contextlib.contextmanager
def _loading() -> Iterator[None]:
    """Search for no garbage meanwhile, nor ever among what is loaded: it stays.

    Python would look through it all again and again, for a sixth of a start.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _leave_no_core_file() -> None:
    """Keep the memory of a process that dies off the disk: it holds what people wrote."""
    with contextlib.suppress(ImportError):  # Windows has neither
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))


def _run(_chosen: Namespace) -> int:
    with _loading():
        from bot import config, logs
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
    from bot import config
    from conversations import data

    if faults := data.faults():
        raise config.Misconfigured(faults[0])


def _try(chosen: Namespace) -> int:
    from bot import logs
    from bot.demo.port import free_port

    # The page is what matters here; the key file of a database that lives for an hour is not.
    logs.set_up("ERROR")
    _read_the_questions()
    chosen.port = free_port(chosen.port, PORT)
    with tempfile.TemporaryDirectory(prefix="small-steps-try-") as folder:
        return _until_stopped(_try_in(Path(folder), chosen))


async def _try_in(folder: Path, chosen: Namespace) -> None:
    from bot import logs
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


def _doctor(_chosen: Namespace) -> int:
    from bot.app import doctor

    return asyncio.run(doctor.examine(print))


def _backup(chosen: Namespace) -> int:
    from storage.backup import backup

    def write(settings: "Settings") -> list[str]:
        backup(settings.database_url, chosen.path)
        return [f"Written and verified: {chosen.path}"]

    return _on_database(write)


def _restore(chosen: Namespace) -> int:
    from bot.app.restore import restored

    older = chosen.without_newest_keys
    return _on_database(
        lambda settings: asyncio.run(restored(settings, chosen.path, without_newest_keys=older))
    )


def _copy_to(chosen: Namespace) -> int:
    from bot.app.copy_to import copied_to

    return _on_database(lambda settings: copied_to(settings, chosen.url, print))


def _invite(chosen: Namespace) -> int:
    from bot.app.membership import invite

    return _on_database(partial(invite, days=chosen.days, count=chosen.count))


def _people(_chosen: Namespace) -> int:
    from bot.app.membership import everyone

    return _on_database(everyone)


def _remove(chosen: Namespace) -> int:
    from bot.app.membership import remove

    return _on_database(partial(remove, user_id=chosen.id))


def _migrate(_chosen: Namespace) -> int:
    from bot.app.database import bring_up_to_date
    from bot.clock import SystemClock
    from storage.instance_lock import alone_with
    from storage.preflight import look

    def bring(settings: "Settings") -> list[str]:
        with alone_with(settings.database_url):
            look(settings.database_url).check()
            return [f"The database is at revision {bring_up_to_date(settings, SystemClock())}."]

    return _on_database(bring)


def _on_database(work: "Callable[[Settings], list[str]]") -> int:
    """Do something to the database, and say in plain sentences what came of it."""
    from bot import config
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
