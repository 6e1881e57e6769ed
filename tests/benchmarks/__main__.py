"""All benchmarks, one table: `python -m tests.benchmarks [--quick] [PART…]`.

Each part measures in turns with its baseline, so that a slow moment falls on both. Parts: replies,
server, distance, crowd, pictures, report, lag, insights, sweep, peers, start.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from statistics import median

from tests.benchmarks import (
    crowded,
    distance,
    idle,
    insights,
    lag,
    peers,
    peers_waits,
    pictures,
    replies,
    report,
    server,
    sweep,
)
from tests.benchmarks.table import Measured, table

PARTS: dict[str, Callable[[bool], Sequence[Measured]]] = {
    "replies": lambda quick: replies.lines(replies.rounds(3 if quick else 7)),
    "server": lambda quick: server.lines(server.rounds(1 if quick else 3)),
    "distance": lambda quick: distance.lines(distance.rounds(1 if quick else 3)),
    "crowd": lambda quick: crowded.lines(crowded.rounds(2 if quick else 5)),
    "pictures": lambda quick: pictures.lines(pictures.rounds(3 if quick else 7)),
    "report": lambda quick: report.lines(report.rounds(3 if quick else 9)),
    "lag": lambda quick: lag.lines(lag.rounds(1 if quick else 3)),
    "insights": lambda quick: insights.lines(
        insights.rounds(1 if quick else 3), [insights.reckoned() for _ in range(2 if quick else 5)]
    ),
    "sweep": lambda quick: sweep.lines(times=100 if quick else 300),
    "peers": lambda quick: [
        *peers.lines(peers.rounds(1 if quick else 3)),
        *peers_waits.lines(*peers_waits.rounds(quick=quick)),
    ],
    "start": lambda quick: idle.lines(idle.rounds(2 if quick else 5)),
}


def fsync_ms() -> float:
    """Milliseconds that the disk takes to keep four kilobytes, the median."""
    spans = []
    with tempfile.TemporaryFile(buffering=0) as page:
        for _ in range(100):
            began = time.perf_counter()
            page.write(bytes(4096))
            os.fsync(page.fileno())
            spans.append(time.perf_counter() - began)
    return 1000 * median(spans)


def main() -> int:
    """Measure and print; 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    began, load = time.perf_counter(), os.getloadavg()[0]
    lines = []
    for name in chosen.parts or PARTS:
        print(f"measuring: {name} …", file=sys.stderr, flush=True)
        lines += PARTS[name](chosen.quick)
    print(table(lines))
    print(
        f"\nPython {platform.python_version()}, {os.cpu_count()} cores, "
        f"an fsync takes {fsync_ms():.2f} ms, load before and after {load:.1f} and "
        f"{os.getloadavg()[0]:.1f}, measured in {time.perf_counter() - began:.0f} s."
    )
    return int(any(line.verdict == "MISSED" for line in lines))


if __name__ == "__main__":
    sys.exit(main())
