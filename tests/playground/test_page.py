"""The page's server side: only the page that was served here may see or do anything."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.clock import FrozenClock
from bot.playground.server import YOU, Playground
from tests.playground.pictures import png


@pytest.fixture
async def server(clock: FrozenClock) -> AsyncIterator[Playground]:
    async def fill() -> str:
        return "Filled in."

    async def broken() -> str:
        raise RuntimeError("no")

    actions = {"Fill": fill, "Broken": broken}
    async with Playground(now=clock.now, actions=actions, page_key="the-key") as playground:
        yield playground


def key(value: str = "the-key") -> dict[str, str]:
    return {"X-Page-Key": value}


async def post(
    session: aiohttp.ClientSession, server: Playground, what: str, given: Any, **headers: str
) -> int:
    async with session.post(
        f"{server.url}/page/{what}", json=given, headers={**key(), **headers}
    ) as answer:
        return answer.status


async def test_the_page_and_its_files_are_served_with_a_strict_policy(
    session: aiohttp.ClientSession, server: Playground
) -> None:
    async with session.get(server.url) as answer:
        page = await answer.text()
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert 'content="the-key"' in page
    linked = re.findall(r'(?:href|src)="(page/[^"]+)"', page)
    assert linked
    for path in linked:
        async with session.get(f"{server.url}/{path}") as answer:
            assert answer.status == 200
    assert "://" not in re.sub(r"http://www\.w3\.org\S*", "", page)


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:80", "127.0.0.1"])
async def test_a_name_that_was_bent_to_this_machine_gets_nothing(
    host: str, session: aiohttp.ClientSession, server: Playground
) -> None:
    async with session.get(server.url, headers={"Host": host}) as answer:
        assert answer.status == 421
        assert "the-key" not in await answer.text()


async def test_another_site_and_a_wrong_key_can_do_nothing(
    session: aiohttp.ClientSession, server: Playground
) -> None:
    said = {"text": "/delete"}
    assert await post(session, server, "say", said, Origin="https://evil.example") == 403
    assert await post(session, server, "say", said, **key("guess")) == 403
    for path in ("events", "events?key=guess", "file/x"):
        async with session.get(f"{server.url}/page/{path}") as answer:
            assert answer.status == 403
    assert server.people[YOU].messages == []
    assert await post(session, server, "say", said, Origin=server.url) == 200


@pytest.mark.parametrize("sign", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "none"}])
async def test_no_web_page_can_play_the_bot(
    sign: dict[str, str], session: aiohttp.ClientSession, server: Playground
) -> None:
    form = {"chat_id": str(YOU), "text": "Send me money"}
    for path in (f"/bot{server.token}/sendMessage", f"/file/bot{server.token}/x", "/control/act"):
        async with session.post(server.url + path, data=form, headers=sign) as answer:
            assert answer.status == 403
    assert server.people[YOU].messages == []


async def test_only_the_page_folder_is_served(
    session: aiohttp.ClientSession, server: Playground
) -> None:
    for path in (
        "/page/../server.py",
        "/page/%2e%2e/server.py",
        "/etc/passwd",
        "/page/file/%2e%2e",
    ):
        async with session.get(f"{server.url}{path}", headers=key()) as answer:
            assert answer.status in {403, 404}


async def test_what_the_person_does_becomes_updates(
    session: aiohttp.ClientSession, server: Playground
) -> None:
    you = server.people[YOU]
    assert await post(session, server, "say", {"text": "/start", "language": "de-AT"}) == 200
    number = you.messages[-1].message["message_id"]
    assert await post(session, server, "edit", {"message": number, "text": "/help"}) == 200
    assert await post(session, server, "press", {"message": number, "data": "x"}) == 200
    assert await post(session, server, "location", {"latitude": 1, "longitude": 2}) == 200
    form = aiohttp.FormData()
    form.add_field("document", b"{}", filename="import.json", content_type="application/json")
    async with session.post(f"{server.url}/page/upload", data=form, headers=key()) as answer:
        assert answer.status == 200
    kinds = [
        next(k for k in one.update if k != "update_id") for one in server.updates.pending.values()
    ]
    assert kinds == ["message", "edited_message", "callback_query", "message", "message"]
    assert you.chat.user
    assert you.chat.user["language_code"] == "de-AT"


@pytest.mark.parametrize(
    ("what", "given"),
    [
        ("say", {"text": "  "}),
        ("say", []),
        ("edit", {"message": 999, "text": "x"}),
        ("location", {"latitude": 99, "longitude": 0}),
        ("location", {"latitude": "NaN", "longitude": 0}),
        ("press", {"data": "x"}),
        ("action", {"name": "Unknown"}),
    ],
)
async def test_nonsense_is_refused(
    what: str, given: Any, session: aiohttp.ClientSession, server: Playground
) -> None:
    assert await post(session, server, what, given) == 400
    assert not server.updates.pending


async def test_an_action_answers_with_its_sentence_and_a_failing_one_says_so(
    session: aiohttp.ClientSession, server: Playground
) -> None:
    said = []
    for name in ("Fill", "Broken"):
        async with session.post(
            f"{server.url}/page/action", json={"name": name}, headers=key()
        ) as answer:
            said.append((await answer.json())["said"])
    assert said == ["Filled in.", "That did not work. The log says why."]


async def test_events_begin_with_everything_and_go_on_live(
    session: aiohttp.ClientSession, server: Playground
) -> None:
    you = server.people[YOU]
    you.says("/start")
    async with session.get(f"{server.url}/page/events?key=the-key") as stream:

        async def event() -> Any:
            while not (line := await asyncio.wait_for(stream.content.readline(), 20)).startswith(
                b"data:"
            ):
                pass
            return json.loads(line[5:])

        hello = await event()
        assert [message["text"] for message in hello["messages"]] == ["/start"]
        assert [action["name"] for action in hello["actions"]] == ["Fill", "Broken"]
        photo = aiohttp.FormData({"chat_id": str(YOU)})
        photo.add_field("photo", png(), filename="week.png", content_type="image/png")
        await session.post(f"{server.url}/bot{server.token}/sendPhoto", data=photo)
        sent = await event()
        assert sent["kind"] == "message"
        file_id = sent["message"]["photo"][-1]["file_id"]
    async with session.get(f"{server.url}/page/file/{file_id}?key=the-key") as answer:
        assert answer.content_type == "image/png"
        assert await answer.read() == png()


async def test_a_page_that_somebody_sends_is_downloaded_and_never_shown(
    session: aiohttp.ClientSession, server: Playground
) -> None:
    server.people[YOU].sends_document("evil.html", b"<script>1</script>", "text/html")
    [file_id] = server.world.files
    async with session.get(f"{server.url}/page/file/{file_id}?key=the-key") as answer:
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment")
