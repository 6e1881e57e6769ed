"""A help line in words: how to reach it and when it answers."""

from datetime import time

from conversations.formats.weekdays import short_name
from conversations.safety import help_line
from conversations.safety.help_line import HelpLine
from conversations.safety.opening_hours import EVERY_DAY, OpenSpan, spans
from conversations.text import Text, listed, own, strong, t

NO_BREAK, NO_BREAK_HYPHEN = "\u00a0", "\u2011"


def about(line: HelpLine) -> Text:
    """Say the whole line: whose it is, how to reach it, and when."""
    facts = [own(line.name), *chat(line), *when(line), *price(line), *who(line)]
    return t("{how} – {facts}", how=how(line), facts=listed(facts))


def how(line: HelpLine) -> Text:
    """Say what to do with the number. A chat is elsewhere."""
    gaps = {"number": strong(own(unbroken(line.number)))}
    match line.ways, bool(line.press), bool(line.word):
        case (help_line.CALL, True, _):
            return t("Call {number}, then press {key}", key=line.press, **gaps)
        case (help_line.CALL, False, _):
            return t("Call {number}", **gaps)
        case (help_line.TEXT, _, True):
            return t("Text {word} to {number}", word=line.word, **gaps)
        case (help_line.TEXT, _, False):
            return t("Text {number}", **gaps)
        case (_, True, True):
            return t(
                "Call {number} and press {key}, or text {word} to {number}",
                key=line.press,
                word=line.word,
                **gaps,
            )
        case _:
            return t("Call or text {number}", **gaps)


def chat(line: HelpLine) -> tuple[Text, ...]:
    """Name the page of the chat, if there is one."""
    if not line.chat:
        return ()
    return (t("chat at {address}", address=bare(line.chat)),)


def bare(address: str) -> str:
    """Write an address as people type it."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


def unbroken(number: str) -> str:
    """Write a number that no line's end tears apart."""
    return number.replace(" ", NO_BREAK).replace("-", NO_BREAK_HYPHEN)


def when(line: HelpLine) -> tuple[Text, ...]:
    """Say when somebody answers; nothing where nobody is sure."""
    match line.hours:
        case help_line.ALWAYS:
            return (t("day and night"),)
        case help_line.LIMITED:
            return (t("limited hours"),)
        case help_line.UNKNOWN:
            return ()
        case hours:
            return tuple(map(_span, spans(hours)))


def price(line: HelpLine) -> tuple[Text, ...]:
    """Say that it costs nothing; nothing where it does or nobody is sure."""
    # For translators: a call that costs nothing.
    return (t("free"),) if line.cost == help_line.FREE else ()


def who(line: HelpLine) -> tuple[Text, ...]:
    """Say whom it is for, where it is not for everybody."""
    return (t("for young people"),) if line.young else ()


def _span(span: OpenSpan) -> Text:
    gaps: dict[str, time] = {"begin": span.begin, "end": span.end}
    if (span.first, span.last) == EVERY_DAY:
        return t("every day {begin}–{end}", **gaps)
    first, last = short_name(span.first), short_name(span.last)
    if span.first == span.last:
        return t("{day} {begin}–{end}", day=first, **gaps)
    return t("{first} to {last} {begin}–{end}", first=first, last=last, **gaps)
