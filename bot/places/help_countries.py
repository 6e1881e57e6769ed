"""The countries that have help lines, page by page, as somebody looks for their own."""

from bot.places import countries
from bot.places.spelling import folded
from conversations.safety.help_lines import known_countries, likely_countries

PAGE = 18  # in a bad hour nobody reads through more buttons than that


def pages(tag: str, size: int = PAGE) -> tuple[tuple[str, ...], ...]:
    """Return the codes page by page: those of the language first, the others by their names."""
    likely = likely_countries(tag)
    others = sorted(
        set(known_countries()) - set(likely), key=lambda code: folded(countries.name(code, tag))
    )
    order = (*likely, *others)
    return tuple(order[start : start + size] for start in range(0, len(order), size))
