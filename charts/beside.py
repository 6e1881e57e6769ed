"""One question alone, or two one over the other, so that an eye sets them beside each other.

A likeness of two lines is for the eye: the picture itself claims nothing.
"""

from dataclasses import dataclass

from charts.beside_view import BesidePanel, BesideView
from charts.columns import MARGIN, Columns, Ribbon
from charts.glyphs import width
from charts.lines import centred, drawable, fitted, named, wrapped
from charts.pages import BOTTOM, TOP
from charts.panels.heads import header
from charts.panels.legend import SIGN, Key, gap, laid
from charts.panels.signs import answer_sign, hatching, mood_sign
from charts.panels.weeks import fit, lone_moments_key
from charts.png import png
from charts.shapes import Box, Picture, Shape, Stroke, Words, mirrored
from charts.theme import HEIGHT, LABEL, SECTION, SMALL, THEMES, WIDTH, Theme

_LEAST, _MOST = 60, 180
_TITLE, _SAID, _ENDS, _BETWEEN = 52, 40, 34, 24
_NAMES = 56
_MARKS, _TALLEST = 0.6, 520
"""A panel of yes and no: its share beside another, and the most it takes alone."""
_GRID = (0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class HeightAxis:
    """Where a height from 0 to 1 stands."""

    top: float
    bottom: float

    def y(self, level: float) -> float:
        """From the top of the picture."""
        return self.bottom - level * (self.bottom - self.top)


def draw(view: BesideView) -> bytes:
    """The picture as PNG bytes, 1080 × 1350."""
    return png(lay_out(view), THEMES[view.look])


def lay_out(view: BesideView) -> Picture:
    """Where everything stands; what tests read."""
    theme, frame = THEMES[view.look], _frame(view)
    shapes, y = header(view.title, view.subtitle, frame, TOP, theme)
    foot, end = laid(_keys(view), frame, HEIGHT - BOTTOM, theme)
    for panel, tall in zip(view.panels, _heights(view, end - _NAMES - y), strict=True):
        shapes += _panel(view, panel, frame, y, y + tall - _BETWEEN, theme)
        y += tall
    shapes += _tick_names(view, frame, y + 28, theme)
    picture = Picture(WIDTH, HEIGHT, theme.ground, (*shapes, *foot))
    return mirrored(picture) if view.right_to_left else picture


def _heights(view: BesideView, room: float) -> list[float]:
    """Yes and no need no more than their rows; the other panel has what they leave."""
    parts = [_MARKS if panel.drawn == "marks" else 1.0 for panel in view.panels]
    shares = [room * part / sum(parts) for part in parts]
    return [
        min(share, _TALLEST) if panel.drawn == "marks" else share
        for panel, share in zip(view.panels, shares, strict=True)
    ]


def _frame(view: BesideView) -> Ribbon:
    need = max(_wide(end) for panel in view.panels for end in (panel.low, panel.high))
    return Ribbon(days=view.length, first=MARGIN + min(max(need, _LEAST), _MOST) + 20)


def _wide(end: str) -> float:
    """The room that an end of a scale needs: all of it, or its longest word where that is much."""
    whole = width(drawable(end), SMALL)
    return whole if whole <= _MOST else max(width(w, SMALL) for w in drawable(end).split())


def _keys(view: BesideView) -> list[Key]:
    silent = any(
        level is None and asked
        for panel in view.panels
        for level, asked in zip(panel.levels, panel.asked, strict=True)
    )
    of_moments = any(any(panel.of_moments) for panel in view.panels)
    found: list[tuple[bool, Key]] = [
        (silent, (gap, SIGN, view.no_answer)),
        (of_moments, (lone_moments_key, 34, view.of_moments)),
    ]
    return [key for here, key in found if here]


def _tick_names(view: BesideView, frame: Columns, y: float, theme: Theme) -> list[Shape]:
    names = [(frame.edge(day), drawable(name)) for day, name in view.ticks]
    stride = next(n for n in range(1, len(names) + 2) if fit(names[::n], frame))
    return [
        Words(x, y, name, SMALL, theme.quiet, role="line.date")
        for x, name in names[::stride]
        if x + width(name, SMALL) <= frame.right
    ]


def _panel(
    view: BesideView, panel: BesidePanel, frame: Columns, top: float, bottom: float, theme: Theme
) -> list[Shape]:
    room = frame.right - frame.left
    name = fitted(named(panel.name, panel.instead), room, SECTION, bold=True)
    said = fitted(panel.said, room, LABEL)
    if len(view.panels) == 1 and panel.name == view.title:
        name = ""  # it stands over the picture
        top -= _TITLE
    scale = HeightAxis(top + _TITLE + _SAID + _ENDS, bottom - _ENDS)
    over, under = scale.top - _ENDS + 8, scale.bottom + _ENDS - 8
    shapes: list[Shape] = [
        *([Words(frame.left, top + 36, name, SECTION, theme.ink, bold=True, role="panel.name")]
          if name else []),
        Words(frame.left, top + 36 + _SAID, said, LABEL, theme.quiet, role="panel.said"),
        *_gaps(panel, frame, over, under, theme),
        *(
            Stroke(((frame.edge(day), over), (frame.edge(day), under)), theme.grid, 2,
                   role="line.tick")
            for day, _ in view.ticks
        ),
        *(
            Stroke(((frame.first, scale.y(at)), (frame.end, scale.y(at))), theme.grid, 2,
                   role="panel.grid")
            for at in _GRID
        ),
    ]  # fmt: skip
    return [*shapes, *_ends(panel, frame, scale, theme), *_told(panel, frame, scale, theme)]


def _ends(panel: BesidePanel, frame: Columns, scale: HeightAxis, theme: Theme) -> list[Shape]:
    """The words of the scale's ends at their own heights."""
    shapes: list[Shape] = []
    for level, text in ((1.0, panel.high), (0.0, panel.low)):
        lines = wrapped(text, frame.gutter, SMALL, 2)
        first = centred(scale.y(level), SMALL) - 16 * (len(lines) - 1)
        shapes += [
            Words(frame.left, first + at * 32, line, SMALL, theme.quiet, role="panel.end")
            for at, line in enumerate(lines)
        ]
    return shapes


def _gaps(
    panel: BesidePanel, frame: Columns, top: float, bottom: float, theme: Theme
) -> list[Shape]:
    """A hatched column for each stretch of days that were asked about and not answered."""
    shapes: list[Shape] = []
    for first, last in _silent(panel):
        left, right = frame.edge(first) + 2, frame.edge(last) + frame.step - 2
        shapes.append(
            Box(left, top, right, bottom, radius=6, edge=theme.faint, weight=2, role="gap",
                day=first)
        )  # fmt: skip
        shapes += hatching(left, right, top, bottom, theme, day=first)
    return shapes


def _silent(panel: BesidePanel) -> list[tuple[int, int]]:
    made: list[tuple[int, int]] = []
    for place, (level, asked) in enumerate(zip(panel.levels, panel.asked, strict=True)):
        if level is not None or not asked:
            continue
        if made and made[-1][1] == place - 1:
            made[-1] = made[-1][0], place
        else:
            made.append((place, place))
    return made


def _told(panel: BesidePanel, frame: Columns, scale: HeightAxis, theme: Theme) -> list[Shape]:
    points = {
        place: (frame.centre(place), scale.y(level))
        for place, level in enumerate(panel.levels)
        if level is not None
    }
    if panel.drawn == "sleep":
        return _bars(points, frame, scale, theme)
    if panel.drawn == "marks":
        return _marks(panel, points, frame, theme)
    colour = theme.mood if panel.drawn == "mood" else theme.quiet
    shapes: list[Shape] = [
        Stroke((points[place], points[place + 1]), colour, 4, role="panel.line", day=place)
        for place in points
        if place + 1 in points
    ]
    r = min(12.0, max(4.5, 0.38 * frame.step))
    for place, (x, y) in points.items():
        mood = panel.moods[place] if panel.moods else None
        fill = theme.of_mood(mood) if mood is not None else colour
        of_moments = bool(panel.of_moments) and panel.of_moments[place]
        shapes.append(
            mood_sign(x, y, r - 1, fill, colour, 3, role="panel.point", day=place,
                      of_moments=of_moments)
        )  # fmt: skip
    return shapes


def _bars(
    points: dict[int, tuple[float, float]], frame: Columns, scale: HeightAxis, theme: Theme
) -> list[Shape]:
    reach = min(24.0, 0.36 * frame.step)
    return [
        Box(x - reach, min(y, scale.bottom - 4), x + reach, scale.bottom, radius=4,
            fill=theme.sleep, role="panel.bar", day=place)
        for place, (x, y) in points.items()
    ]  # fmt: skip


def _marks(
    panel: BesidePanel, points: dict[int, tuple[float, float]], frame: Columns, theme: Theme
) -> list[Shape]:
    """Each at its height."""
    r = min(14.0, max(4.5, 0.4 * frame.step))
    return [
        shape
        for place, (x, y) in points.items()
        for shape in answer_sign(panel.levels[place] or 0, x, y, r, theme, role="panel", day=place)
    ]
