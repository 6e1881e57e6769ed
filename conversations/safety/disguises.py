"""Words in disguise: letters of another alphabet, words torn apart, and words run together.

People write so where filters would stop them. It is read besides what stands there, never instead
of it: it can bring help, and take none away.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

# Letters that look like Latin ones: those that Unicode's table of confusable characters (UTS 39,
# confusables.txt) gives, and of what is seen besides β ε η κ τ χ ω, в к м н т є ь, small capitals,
# letters with a stroke, and ∂.
_CAPITALS = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧАВЕІЈКМНОРЅТУХԌԜ", "ABEZHIKMNOPTYXABEIJKMHOPSTYXGW")
_SMALL = str.maketrans(
    "αβγεηικνορστυχωавекмнорстухєіјѕѵһԁԛԝӏьгᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢɑɡɩłđøŧħ∂",
    "abyenikvopotuxwabekmhopctyxeijsvhdqwlbrabcdefghijklmnopqrstuvwyzagildothd",
)
_WORD = re.compile(r"(?:[^\W\d_]|∂)+")
_IN_PLACE_OF_I = re.compile(r"(?<=[^\W\d_])[!|](?=[^\W\d_])")
_LATIN_TO = "ɏ"  # the last letter of Latin Extended-B
TORN = 3  # words or letters, each standing alone
GLUED_FROM, GLUED_TO = 6, 60  # letters of words that were run together


def undisguised(text: str) -> str:
    """Write Latin letters for what only looks like them.

    A word in which alphabets are mixed is read so. One in a single other alphabet may well be a
    word of that language, and is read so only where every word of the text can be.
    """
    plain = _IN_PLACE_OF_I.sub("i", text)
    if plain.isascii():
        return plain
    is_all = all(_as_latin(word).isascii() for word in _WORD.findall(plain))
    return _WORD.sub(lambda word: _read(word[0], is_all=is_all), plain)


def _read(word: str, *, is_all: bool) -> str:
    latin = _as_latin(word)
    return latin if latin.isascii() and (is_all or any(map(_is_latin, word))) else word


def _as_latin(word: str) -> str:
    return word.translate(_CAPITALS).casefold().translate(_SMALL)


def _is_latin(letter: str) -> bool:
    return letter <= _LATIN_TO


def mended_tears(said: Sequence[str]) -> tuple[str, ...]:
    """Join letters that stand alone, and let no mark part words that do ("i.want.to.die")."""
    return tuple(_without_marks(_joined(said)))


def _joined(said: Sequence[str]) -> list[str]:
    """Join three letters or more in a row, whatever marks are between them."""
    found: list[str] = []
    for is_torn, some in groupby(said, lambda token: len(token) == 1):
        run = list(some)
        letters = [token for token in run if token.isalpha()]
        found += ["".join(letters)] if is_torn and len(letters) >= TORN else run
    return found


def _without_marks(said: Sequence[str]) -> Iterator[str]:
    """Leave out the marks between three words or more of which each has one of its own."""
    run: list[str] = []
    for token in (*said, ""):
        is_word = token[:1].isalnum()
        if token and (not run or is_word != run[-1][:1].isalnum()):
            run.append(token)
            continue
        yield from _unmarked(run)
        run = [token]
    yield from _unmarked(run[:-1] if run == [""] else run)


def _unmarked(run: Iterable[str]) -> Iterator[str]:
    tokens = [token for token in run if token]
    words = [token for token in tokens if token[0].isalnum()]
    yield from words if len(words) >= TORN else tokens


def torn_apart(token: str, known: Collection[str]) -> tuple[str, ...]:
    """Give the fewest known words that a token is made of; nothing where it is made of none."""
    if not GLUED_FROM <= len(token) <= GLUED_TO or token in known:
        return ()
    ways: dict[int, tuple[str, ...]] = {0: ()}
    for start in range(len(token)):
        before = ways.get(start)
        if before is None:
            continue
        for end in range(start + 1, len(token) + 1):
            if token[start:end] in known and len(ways.get(end, token)) > len(before) + 1:
                ways[end] = (*before, token[start:end])
    return ways.get(len(token), ())
