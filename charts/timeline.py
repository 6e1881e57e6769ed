"""The timeline picture: weeks to a year of mood, and what happened along it in the person's words.

Days without an answer stay empty; over a year a point is the middle of a week, and says so.
"""

from dataclasses import dataclass

from charts.columns import MARGIN, Columns
from charts.glyphs import width
from charts.lines import balanced, centred, drawable, fitted, wrapped
from charts.panels import milestones
from charts.panels.heads import header, section
from charts.panels.mood import GRID, HIGHEST, LOWEST, MoodAxis
from charts.png import png
from charts.shapes import Disc, Picture, Shape, Stroke, Words, mirrored
from charts.theme import LABEL, LIGHT, SMALL, WIDTH, Theme
from charts.timeline_view import QuotedWords, TimelineView

LONGEST = 372
_GAP, _TOP = 16, 40
_HEAD, _PLOT, _ABOVE, _TICKS = 72, 310, 30, 62
_LEAST, _MOST = 108, 200
_LINE, _ENTRY, _LATER, _SIGN, _DAY = 40, 12, 40, 54, 220
_EMPTY = 240
_SMALLER = 38


@dataclass(frozen=True, slots=True)
class Ribbon(Columns):
    """Days in one row, with no room between the weeks."""

    @property
    def weekly_gap(self) -> float:
        """No extra room."""
        return 0.0


def timeline_png(view: TimelineView, theme: Theme = LIGHT) -> bytes:
    """The picture as PNG bytes, 1080 pixels wide."""
    return png(lay_out(view, theme), theme)


def lay_out(view: TimelineView, theme: Theme = LIGHT) -> Picture:
    """Where everything stands; what tests read."""
    if view.length > LONGEST:
        raise ValueError("a timeline shows a year at most")
    frame = _frame(view)
    shapes, y = header(view.title, view.subtitle, frame, _TOP, theme)
    for height, draw in ((_empty_height, _empty), (_line_height, _line), (_told_height, _told)):
        tall = height(view, frame)
        if tall:
            shapes += draw(view, frame, y, theme)
            y += tall + _GAP
    footer = wrapped(view.labels.footer, frame.right - frame.left, SMALL, 2)
    for at, text in enumerate(footer):
        base = centred(y + _SMALLER * (at + 0.5) - 6, SMALL)
        shapes.append(Words(frame.left, base, text, SMALL, theme.quiet, role="footer"))
    y += _SMALLER * len(footer) + 8
    picture = Picture(WIDTH, round(y), theme.ground, tuple(shapes))
    return mirrored(picture) if view.right_to_left else picture


def _frame(view: TimelineView) -> Ribbon:
    labels = view.labels
    names = [drawable(lane.name) for lane in view.lanes]
    names += drawable(f"{labels.mood_low} {labels.mood_high}").split()
    need = max((width(name, LABEL) for name in names), default=0)
    return Ribbon(days=view.length, first=MARGIN + min(max(need, _LEAST), _MOST) + 18)


def _empty_height(view: TimelineView, _frame: Columns) -> float:
    return _EMPTY if view.is_empty else 0


def _empty(view: TimelineView, frame: Columns, top: float, theme: Theme) -> list[Shape]:
    shapes: list[Shape] = []
    size = LABEL + 4
    lines = balanced(view.labels.empty, frame.right - frame.left, size, 3)
    y = top + _EMPTY / 2 - (len(lines) - 1) * 25
    for at, line in enumerate(lines):
        shapes.append(
            Words(WIDTH / 2, centred(y + at * 50, size), line, size, theme.ink, anchor="middle",
                  role="empty")
        )  # fmt: skip
    return shapes


def _line_height(view: TimelineView, _frame: Columns) -> float:
    if view.is_empty:
        return 0
    rows = sum(milestones.height(lane) for lane in view.lanes)
    return _HEAD + _ABOVE + _PLOT + _TICKS + rows + (22 if rows else 6)


def _line(view: TimelineView, frame: Columns, top: float, theme: Theme) -> list[Shape]:
    """The mood line, and the rows of what happened under it on the same days."""
    shapes = section(frame, top, view.labels.mood, theme)
    point = fitted(view.labels.point, frame.right - frame.left - 240, LABEL)
    shapes.append(
        Words(frame.right, centred(top + 46, LABEL), point, LABEL, theme.quiet, anchor="end",
              role="line.point.key")
    )  # fmt: skip
    scale = MoodAxis(top + _HEAD + _ABOVE, top + _HEAD + _ABOVE + _PLOT)
    shapes += _grid(view, frame, scale, theme)
    shapes += _ticks(view, frame, scale, theme)
    shapes += _guides(view, frame, scale, theme)
    shapes += _moods(view, frame, scale, theme)
    y = scale.bottom + _TICKS
    for lane in view.lanes:
        shapes += milestones.row(lane, frame, y, theme)
        y += milestones.height(lane)
    return shapes


def _grid(view: TimelineView, frame: Columns, scale: MoodAxis, theme: Theme) -> list[Shape]:
    shapes: list[Shape] = [
        Stroke(((frame.first, scale.y(mood)), (frame.end, scale.y(mood))), theme.grid, 2,
               role="mood.grid")
        for mood in GRID
    ]  # fmt: skip
    labels = view.labels
    for mood, text, down in ((HIGHEST, labels.mood_high, 1), (LOWEST, labels.mood_low, -1)):
        y = centred(scale.y(mood), LABEL)
        shapes.append(
            Words(frame.left, y, str(mood), LABEL, theme.ink, bold=True, role="mood.end")
        )
        lines = wrapped(text, frame.gutter, LABEL, 2)
        for at, line in enumerate(lines if down > 0 else reversed(lines), start=1):
            place = y + down * at * 36
            shapes.append(Words(frame.left, place, line, LABEL, theme.quiet, role="mood.end.word"))
    return shapes


def _ticks(view: TimelineView, frame: Columns, scale: MoodAxis, theme: Theme) -> list[Shape]:
    """Upright lines where weeks or months begin; every so many have names, as there is room."""
    names = [(frame.edge(day), drawable(name)) for day, name in view.ticks]
    stride = next(n for n in range(1, len(names) + 2) if _fit(names[::n], frame))
    shapes: list[Shape] = [
        Stroke(((x, scale.top), (x, scale.bottom + 12)), theme.grid, 2, role="line.tick")
        for x, _ in names
    ]
    shapes += [
        Words(x, scale.bottom + 46, name, LABEL, theme.quiet, role="line.date")
        for x, name in names[::stride]
        if x + width(name, LABEL) <= frame.right
    ]
    return shapes


def _fit(names: list[tuple[float, str]], frame: Columns) -> bool:
    ends = [x + width(name, LABEL) + 22 for x, name in names]
    starts = [*(x for x, _ in names[1:]), frame.right + 22]
    return all(end <= start for end, start in zip(ends[:-1], starts, strict=False))


def _guides(view: TimelineView, frame: Columns, scale: MoodAxis, theme: Theme) -> list[Shape]:
    """Milestones and goals reached lead up to the mood of their day."""
    days = {
        event.day for lane in view.lanes if lane.sign in ("milestone", "goal")
        for event in lane.events
    }  # fmt: skip
    return [
        Stroke(((frame.centre(day), scale.top), (frame.centre(day), scale.bottom + 12)),
               theme.accent, 3, role="line.guide")
        for day in sorted(days)
    ]  # fmt: skip


def _moods(view: TimelineView, frame: Columns, scale: MoodAxis, theme: Theme) -> list[Shape]:
    r = min(9.0, max(5.0, 0.34 * frame.step * view.step))
    shapes: list[Shape] = [
        Stroke(tuple((frame.centre(day), scale.y(mood)) for day, mood in run), theme.mood, 5,
               role="mood.line")
        for run in runs(view) if len(run) > 1
    ]  # fmt: skip
    shapes += [
        Disc(frame.centre(day), scale.y(mood), r, fill=theme.mood, role="mood.point", day=day)
        for day, mood in view.moods
    ]
    return shapes


def runs(view: TimelineView) -> list[list[tuple[int, float]]]:
    """Points that follow one another; a line joins these and nothing else."""
    made: list[list[tuple[int, float]]] = []
    for day, mood in sorted(view.moods):
        if made and day - made[-1][-1][0] <= view.step:
            made[-1].append((day, mood))
        else:
            made.append([(day, mood)])
    return made


def _entry(entry: QuotedWords, frame: Columns, left: float) -> list[str]:
    return wrapped(entry.text, frame.right - left, LABEL, 2)


def _left(view: TimelineView, frame: Columns) -> float:
    days = [fitted(entry.day, _DAY, LABEL, bold=True) for entry in view.told]
    return frame.left + _SIGN + max(width(day, LABEL, bold=True) for day in days) + 22


def _told_height(view: TimelineView, frame: Columns) -> float:
    if not view.told:
        return 0
    left = _left(view, frame)
    lines = sum(len(_entry(entry, frame, left)) * _LINE + _ENTRY for entry in view.told)
    gaps = sum(_LATER for entry in view.told if entry.gap)
    return _HEAD + lines + gaps + (_LINE if view.labels.more else 0) + 12


def _told(view: TimelineView, frame: Columns, top: float, theme: Theme) -> list[Shape]:
    """What happened, newest last, in the person's words."""
    shapes = section(frame, top, view.labels.words, theme)
    left = _left(view, frame)
    y = top + _HEAD
    for entry in view.told:
        if entry.gap:
            gap = fitted(entry.gap, frame.right - left, SMALL)
            shapes.append(
                Words(left, centred(y + _LATER / 2 - 4, SMALL), gap, SMALL, theme.quiet,
                      role="told.gap")
            )  # fmt: skip
            y += _LATER
        middle = y + _LINE / 2
        shapes += milestones.sign_of(entry.sign, frame.left + 18, middle, theme)
        base = centred(middle, LABEL)
        day = fitted(entry.day, _DAY, LABEL, bold=True)
        shapes.append(
            Words(frame.left + _SIGN, base, day, LABEL, theme.ink, bold=True, role="told.day")
        )
        lines = _entry(entry, frame, left)
        for at, line in enumerate(lines):
            shapes.append(Words(left, base + at * _LINE, line, LABEL, theme.ink, role="told.text"))
        y += len(lines) * _LINE + _ENTRY
    if view.labels.more:
        more = fitted(view.labels.more, frame.right - left, LABEL)
        base = centred(y + _LINE / 2, LABEL)
        shapes.append(Words(left, base, more, LABEL, theme.quiet, role="told.more"))
    return shapes
