"""What people, other programs and bad luck can send: words, kinds of messages, buttons."""

from collections.abc import Callable

from bot.playground.people import TelegramUser

HALF = "\ud83d"  # half of an emoji, as a broken client can send it

# Each by a name; the bot must answer all of them, in every state.
WORDS: dict[str, str] = {
    "long": "x" * 10_000,
    "long words": "word " * 819,
    "4096 emoji": "🌱" * 4096,
    "family emoji": "👨‍👩‍👧‍👦" * 500,
    "markup": "<b>bold</b> </a> &amp; <script>alert(1)</script>",
    "markdown": "*_~`>#+-=|{}.![]()\\ [x](http://example.org)",
    "right to left": "\u202eesrever \u2067מבחן\u2069 test",
    "zero width": "\u200b\u200c\u200d\u2060\ufeff",
    "combining": "a" + "\u0301" * 2000,
    "half an emoji": f"a{HALF}b",
    "nul": "a\x00b",
    "only nul": "\x00\x01\x02",
    "controls": "\x1b[31mred\x07\x08\x7f\x85",
    "newlines": "\n\r\n\t \u2028\u2029",
    "dollars": "$$$$ $ \\frac{ $\\frac{$ from $5 to $10",
    "braces": "{day} {0} {} %s %(x)s " + "{" * 500,
    "underscore": "_hidden",
    "backslashes": "\\" * 100 + "\\N{BULLET}",
    "formula": "=cmd|' /C calc'!A0",
    "formula plus": "+1+1",
    "formula minus": "-2+3",
    "formula at": "@SUM(A1)",
    "tab formula": "\t=1+1",
    "wide formula": "＝1+1",
    "arabic digit": "٧",
    "devanagari digit": "७",
    "wide digit": "７",
    "superscript": "²",
    "fraction": "½",
    "underscore digit": "1_0",
    "huge": "1e309",
    "nan": "NaN",
    "infinity": "Infinity",
    "minus zero": "-0",
    "many digits": "9" * 5000,
    "64 bit": str(2**63),
    "year zero": "0000-01-01",
    "year 9999": "9999-12-31",
    "week date": "2026-W48-1",
    "hour 24": "24:00",
    "hour 25": "25:61",
    "t time": "T0730",
    "path": "../../etc/passwd",
    "localtime": "localtime",
    "sql": "'; DROP TABLE answer; --",
    "unknown command": "/frobnicate now",
    "command with junk": "/day \u202e$\x00" + "9" * 300,
    "command of another": "/start@other_bot",
    "slash": "/",
    "start again": "/start",
    "deep link": "/start " + "Aa0_-" * 12,
    "deep link odd": "/start ../../?x=<b>",
    "day far": "/day 9999-12-31",
    "week far": "/week 0001-01-01",
    "win markup": "/win <b>=1+1</b> $x$ \u202e",
    "journal search": "/journal %_\\ ' \x00",
    "support odd": "/support \u202e<b>",
    "cjk": "今日は散歩しました。漢字テスト",
    "arabic": "كان اليوم صعبا قليلا لكنه انتهى",
    "devanagari": "आज का दिन अच्छा था और मैं टहला",
}


def _raw(**content: object) -> Callable[[TelegramUser], object]:
    return lambda person: person.sends(**content)


_FILE = {"file_id": "AgACAgIAAx", "file_unique_id": "AgACAgIA", "file_size": 9}
_VIDEO = {**_FILE, "width": 9, "height": 9, "duration": 1}

# Kinds of messages without words, and acts that are no messages.
KINDS: dict[str, Callable[[TelegramUser], object]] = {
    "sticker": lambda person: person.sends_sticker(),
    "voice": lambda person: person.sends_voice(),
    "photo": lambda person: person.sends_photo("a caption <b>"),
    "contact": lambda person: person.sends_contact(),
    "document": lambda person: person.sends_document("../../x.json", b"{}"),
    "audio": _raw(audio={**_FILE, "duration": 1}),
    "video": _raw(video=_VIDEO),
    "video note": _raw(video_note={**_FILE, "length": 9, "duration": 1}),
    "animation": _raw(animation=_VIDEO, document=_FILE),
    "dice": _raw(dice={"emoji": "🎲", "value": 6}),
    "poll": _raw(
        poll={
            "id": "1",
            "question": "?",
            "options": [],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
        }
    ),
    "venue": _raw(
        venue={"location": {"latitude": 1, "longitude": 1}, "title": "x", "address": "y"},
        location={"latitude": 1, "longitude": 1},
    ),
    "game": _raw(game={"title": "x", "description": "y", "photo": []}),
    "story": _raw(story={"chat": {"id": 5, "type": "channel", "title": "c"}, "id": 1}),
    "forwarded": lambda person: person.forwards("somebody else's words about today"),
    "forwarded command": lambda person: person.forwards("/delete"),
    "forwarded number": lambda person: person.forwards("7"),
    "location nowhere": lambda person: person.shares_location(0.0, -150.0),
    "location off the map": lambda person: person.shares_location(999.0, -999.0),
}
# Answered by nothing, on purpose: nobody said anything.
SILENT: dict[str, Callable[[TelegramUser], object]] = {
    "service message": _raw(pinned_message={"message_id": 1, "date": 0, "chat": {"id": 1}}),
    "new title": _raw(new_chat_title="x"),
    "edited old message": lambda person: person.edits(
        next(kept for kept in person.messages if not kept.by_bot), "7"
    ),
}
BUTTONS: dict[str, str] = {
    "empty": "",
    "junk": "\x00<b>$",
    "long": "1t|" + "x" * 61,
    "other version": "9t|abc|mood|=|7",
    "unknown conversation": "1t|nosuchtalk|mood|=|7",
    "unknown action": "1a|frobnicate|1",
    "too many arguments": "1a|day|2026-11-24|x|y",
    "odd day": "1a|day|9999-99-99",
    "far day": "1a|day|0001-01-01",
    "huge number": "1a|goal|" + "9" * 40,
    "half an emoji": f"1a|day|{HALF}",
    "another's note": "1a|note.undo|id-of-bob",
    "odd snooze": "1a|snooze|nosuchtalk|-5",
    "odd setting": "1a|set|__class__",
    "odd toggle": "1a|toggle|id",
    "week of year one": "1a|week|0001-01-01",
    "end of time": "1a|month|9999-12-31",
}
