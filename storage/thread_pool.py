"""Threads that run works for the event loop, each with something of its own to run them on."""

import queue
import threading
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager

from storage.errors import Unavailable
from storage.jobs import Job, deliver

Run = Callable[[Job], None]


class ThreadPool:
    """So many threads as are needed, and no more than allowed.

    Whoever became free last is asked first: with one work at a time one thread does it all, and
    its connection knows every statement.
    """

    def __init__(self, hire: Callable[[], AbstractContextManager[Run]], most: int) -> None:
        """`hire` makes what a thread runs its works with, and must not fail."""
        self._hire = hire
        self._most = most
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._free: list[queue.SimpleQueue[Job | None]] = []
        self._waiting: deque[Job] = deque()
        self._closed = False

    def put(self, job: Job) -> None:
        """Have the work run as soon as a thread is free."""
        with self._lock:
            if self._closed:
                raise Unavailable("The database is closed.")
            if self._free:
                self._free.pop().put(job)
            elif len(self._threads) < self._most:
                name = f"database {len(self._threads) + 1}"
                mine: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
                mine.put(job)
                # A daemon: what it has not finished was never acknowledged.
                thread = threading.Thread(target=self._live, args=(mine,), name=name, daemon=True)
                self._threads.append(thread)
                thread.start()
            else:
                self._waiting.append(job)

    def stop(self) -> None:
        """Run what waits, then end."""
        with self._lock:
            self._closed = True
            for mine in self._free:
                mine.put(None)
            self._free.clear()
        for thread in self._threads:
            thread.join()

    def _live(self, mine: "queue.SimpleQueue[Job | None]") -> None:
        with self._hire() as run:
            job = mine.get()
            while job is not None:
                run(job)
                done, job = job, self._next(mine)
                # Free before anybody hears of it: their next work is for this thread then.
                deliver([done])
                del done  # nothing that was told stays here while the thread waits
                job = job or mine.get()

    def _next(self, mine: "queue.SimpleQueue[Job | None]") -> Job | None:
        """Give what waits; if nothing does, what comes will be put into `mine`."""
        with self._lock:
            if self._waiting:
                return self._waiting.popleft()
            if self._closed:
                mine.put(None)
            else:
                self._free.append(mine)
        return None
