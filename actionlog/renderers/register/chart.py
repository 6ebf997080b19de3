"""The picture of the register: open and overdue above, closed below, over time, as SVG 1.1 that stands in the page.

Two panels, since what was ever closed soon dwarfs what is open. The lines differ in their dashes and are named where
they end, so that nothing hangs on a colour (WCAG 2.2, 1.4.1); colours come from the page's style. The page has the
same figures as a table.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from actionlog.model import long_date
from actionlog.papers.register_series import Point

if TYPE_CHECKING:
    from markupsafe import Markup

_WIDTH: Final = 640
_LEFT, _RIGHT = 52, 498  #: where the lines begin and end; the names of the lines stand right of them
_LINE: Final = 18  #: the height of a line of text
_HEIGHT: Final = 372


class _Panel(NamedTuple):
    """A part of the picture with a scale of its own, from `top` to `bottom`."""

    top: int
    bottom: int
    most: int
    step: int

    def y(self, count: int) -> float:
        return self.bottom - (self.bottom - self.top) * count / self.most


def chart(points: Sequence[Point]) -> "Markup":
    """Return the picture of `points` (at least one, by day), as an element of the page."""
    from markupsafe import Markup

    upper = _panel(20, 188, (p.open for p in points))
    lower = _panel(236, 326, (p.closed for p in points))
    last = points[-1]
    names = _apart(upper.y(last.open), upper.y(last.overdue))
    parts = [
        _grid(upper),
        _line(points, upper, "open", lambda p: p.open),
        _line(points, upper, "overdue", lambda p: p.overdue),
        _name("open", f"Open {last.open:,}", names[0]),
        _name("overdue", f"Overdue {last.overdue:,}", names[1]),
        _grid(lower),
        _line(points, lower, "closed", lambda p: p.closed),
        _name("closed", f"Closed {last.closed:,}", lower.y(last.closed)),
        _days(points[0].day, last.day),
    ]
    return Markup(
        f'<svg class="chart" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-labelledby="chart-title chart-words">\n'
        '<title id="chart-title">Open, overdue and closed actions over time</title>\n'
        f'<desc id="chart-words">{in_words(points)}</desc>\n' + "\n".join(parts) + "\n</svg>"
    )


def in_words(points: Sequence[Point]) -> str:
    """Return what the picture shows, as sentences."""
    last = points[-1]
    said = (
        f"On {long_date(last.day)}: {last.open:,} open, {last.overdue:,} of them overdue, and {last.closed:,} closed."
    )
    if len(points) == 1:
        return said
    most = max(points, key=lambda p: p.open)  # the first day of several
    return (
        f"From {long_date(points[0].day)} to {long_date(last.day)}. {said} "
        f"The most that were open: {most.open:,}, on {long_date(most.day)}."
    )


def _panel(top: int, bottom: int, counts: Iterable[int]) -> _Panel:
    most = max(counts)
    step = _step(most)
    return _Panel(top, bottom, max(step, -(-most // step) * step), step)


def _step(most: int) -> int:
    """Return the distance of the lines of the grid: 1, 2 or 5 with noughts, so that there are at most four."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if most <= 4 * step * factor:
                return step * factor
        step *= 10


def _grid(panel: _Panel) -> str:
    lines = []
    for count in range(0, panel.most + 1, panel.step):
        y = _number(panel.y(count))
        lines.append(f'<path class="grid" d="M{_LEFT} {y}H{_RIGHT}"/>')
        lines.append(f'<text x="{_LEFT - 8}" y="{y}" dy="5" text-anchor="end">{count:,}</text>')
    return "\n".join(lines)


def _line(points: Sequence[Point], panel: _Panel, name: str, count: Callable[[Point], int]) -> str:
    first, last = points[0].day, points[-1].day
    places = [f"{_number(_x(p.day, first, last))} {_number(panel.y(count(p)))}" for p in points]
    x, y = places[-1].split()
    line = f'<path class="line {name}" d="M{"L".join(places)}"/>\n' if len(points) > 1 else ""
    return f'{line}<circle class="end {name}" cx="{x}" cy="{y}" r="4"/>'


def _name(name: str, words: str, y: float) -> str:
    return f'<text class="name {name}" x="{_RIGHT + 10}" y="{_number(y)}" dy="5">{words}</text>'


def _days(first: date, last: date) -> str:
    y = _HEIGHT - 22
    days = [(last, "end", _RIGHT)]
    if first != last:
        days.insert(0, (first, "start", _LEFT))
    return "\n".join(f'<text x="{x}" y="{y}" text-anchor="{anchor}">{long_date(day)}</text>' for day, anchor, x in days)


def _apart(open_: float, overdue: float) -> tuple[float, float]:
    """Return where the names of the upper lines stand, so that they do not touch; overdue is never above open."""
    short = _LINE - (overdue - open_)
    return (open_ - short / 2, overdue + short / 2) if short > 0 else (open_, overdue)


def _x(day: date, first: date, last: date) -> float:
    days = (last - first).days
    return _LEFT + (_RIGHT - _LEFT) * (day - first).days / days if days else _RIGHT


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
