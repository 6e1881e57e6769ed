"""The control endpoint: drives the people, the faults and the clock from another process."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from aiohttp import web

from bot.clock import TravelClock
from bot.playground.faults import SpeedLimit
from bot.playground.wire import Json
from bot.playground.world import Tap

if TYPE_CHECKING:
    from bot.playground.server import Playground

_DOES = frozenset(
    {
        "says",
        "sends",
        "edits",
        "presses",
        "taps",
        "shares_location",
        "sends_sticker",
        "sends_voice",
        "sends_photo",
        "sends_contact",
        "forwards",
        "blocks",
        "unblocks",
        "adds_bot_to_group",
        "says_in_group",
    }
)


class Control:
    """Answers `/control/…`; there only when asked for, since it has no key."""

    def __init__(self, clock: TravelClock | None = None) -> None:
        self._clock = clock
        self._routes: dict[tuple[str, str], Callable[[Playground, Json], object]] = {
            ("POST", "people"): self._people,
            ("POST", "act"): self._act,
            ("POST", "push"): self._push,
            ("GET", "chat"): self._chat,
            ("GET", "ledger"): self._ledger,
            ("GET", "counts"): self._counts,
            ("GET", "queue"): self._queue,
            ("POST", "queue"): self._set_queue,
            ("GET", "faults"): lambda server, _given: server.faults.as_json(),
            ("POST", "faults"): self._plan,
            ("DELETE", "faults"): lambda server, _given: server.faults.lift(),
            ("POST", "limit"): self._limit,
            ("POST", "clock"): self._travel,
        }

    async def answer(self, server: "Playground", request: web.BaseRequest) -> web.Response:
        """Answer one request."""
        run = self._routes.get((request.method, request.path.removeprefix("/control/")))
        if run is None:
            return web.json_response({"error": "no such control"}, status=404)
        try:
            given: Json = dict(request.query) if request.method == "GET" else await _body(request)
            return web.json_response({"result": run(server, given)})
        except (LookupError, TypeError, ValueError) as wrong:
            return web.json_response({"error": f"{type(wrong).__name__}: {wrong}"}, status=400)

    def _people(self, server: "Playground", given: Json) -> object:
        first, count = int(given["id"]), int(given.get("count", 1))
        more = {key: value for key, value in given.items() if key not in {"id", "count"}}
        for number in range(first, first + count):
            server.person(number, **more)
        return count

    def _act(self, server: "Playground", given: Json) -> object:
        """{"person", "do", "with": {…}}, or {"acts": [those]} for many at once."""
        if "acts" in given:
            return [self._act(server, one) for one in given["acts"]]
        person = server.people[int(given["person"])]
        if given["do"] not in _DOES:
            raise LookupError(f"a person cannot {given['do']!r}")
        done = getattr(person, given["do"])(**given.get("with", {}))
        return {"query": done.id} if isinstance(done, Tap) else {"update_id": done}

    def _push(self, server: "Playground", given: Json) -> object:
        server.updates.push(given["update"], line=int(given.get("line", 0)))
        return True

    def _chat(self, server: "Playground", given: Json) -> object:
        chat = server.world.chats[int(given["id"])]
        return {
            "messages": [server.world.shown(kept) for kept in chat.messages.values()],
            "keyboard": chat.keyboard,
            "blocked": chat.blocked,
        }

    def _ledger(self, server: "Playground", given: Json) -> object:
        return [effect.as_json() for effect in server.ledger.since(int(given.get("since", 0)))]

    def _counts(self, server: "Playground", _given: Json) -> object:
        ledger = server.ledger
        return {
            "calls": dict(ledger.calls),
            "refusals": [
                {**asdict(refusal), "at": refusal.at.isoformat()} for refusal in ledger.refusals
            ],
            "complaints": server.complaints,
            "polls": server.updates.polls,
            "conflicts": server.updates.conflicts,
            "too_fast": server.api.limit.refused if server.api.limit else 0,
            "taps": {tap.id: tap.answered for tap in server.world.taps.values()},
        }

    def _queue(self, server: "Playground", _given: Json) -> object:
        return {
            "pending": list(server.updates.pending),
            "next_id": server.updates.next_id,
            "webhook": server.webhook.info(),
        }

    def _set_queue(self, server: "Playground", given: Json) -> object:
        server.updates.next_id = int(given["next_id"])
        return True

    def _plan(self, server: "Playground", given: Json) -> object:
        for one in given.get("faults", [given]):
            server.faults.plan_json(one)
        return len(server.faults.planned)

    def _limit(self, server: "Playground", given: Json) -> object:
        per_second = given.get("per_second")
        server.api.limit = SpeedLimit(int(per_second)) if per_second else None
        return True

    def _travel(self, server: "Playground", given: Json) -> object:
        if self._clock is None:
            raise LookupError("this clock does not travel")
        if "to" in given:
            self._clock.travel(datetime.fromisoformat(given["to"]))
        else:
            self._clock.travel(server.world.now() + timedelta(seconds=float(given["seconds"])))
        return server.world.now().isoformat()


async def _body(request: web.BaseRequest) -> Json:
    raw = await request.read()
    given = json.loads(raw) if raw else {}
    if not isinstance(given, dict):
        raise TypeError("a JSON object is wanted")
    return given
