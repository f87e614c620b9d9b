"""Pictures of evidence as server-drawn SVG: each value against the plan's limit, each window against its target.

Every picture is an image with a sentence as its label; colour never carries the meaning alone (what is over the limit is a
diamond, a window without records is an empty column with a word). Widths are classes and attributes, so that a strict content
security policy holds. All text is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil, floor, log10
from typing import NamedTuple

WIDTH = 760
_LEFT, _RIGHT = 12, 748
_RADIUS, _STEP = 4.6, 11.8
_BASE = 88
_MOST_DOTS = 200


class Point(NamedTuple):
    """A window of a trend. ``value`` is None where the window has no records; ``word`` then says so."""

    label: str
    value: float | None
    word: str = ""
    broken: bool = False


def dot_plot(values: Sequence[float], limit: float, label: str, limit_label: str, unit: str) -> str:
    """Draw each value as a dot over an axis of ``unit``, the limit as a line; values over it are diamonds.

    More values than can be told apart are drawn as columns of equal width, the count as their height.
    """
    shown = sorted(value for value in values if value >= 0)
    top = _axis_end(max([limit * 1.25, *shown[-1:]]))
    scale = (_RIGHT - _LEFT) / top
    marks = _dots(shown, limit, scale) if len(shown) <= _MOST_DOTS else _columns(shown, limit, scale, top)
    height = max((mark.height for mark in marks), default=0)
    drop = max(0.0, height - (_BASE - 20))
    line = _LEFT + limit * scale
    parts = [
        f'<rect class="within" x="{_LEFT}" y="8" width="{_n(line - _LEFT)}" height="{_n(_BASE - 10 + drop)}" rx="2"/>',
        f'<line class="lim" x1="{_n(line)}" x2="{_n(line)}" y1="2" y2="{_n(_BASE + drop)}"/>',
        *(mark.drawn(_BASE - 10 + drop) for mark in marks),
        f'<line class="ax" x1="{_LEFT}" x2="{_RIGHT}" y1="{_n(_BASE + drop)}" y2="{_n(_BASE + drop)}"/>',
        *_ticks(top, scale, _BASE + 17 + drop, unit),
        _limit_text(line, limit_label),
    ]
    return _svg(parts, _BASE + 30 + drop, label)


class _Mark(NamedTuple):
    x: float
    height: float
    over: bool
    width: float = 0

    def drawn(self, floor_y: float) -> str:
        y = floor_y - self.height
        if self.width:
            kind = "over" if self.over else "bar"
            return f'<rect class="{kind}" x="{_n(self.x)}" y="{_n(y + 10)}" width="{_n(self.width)}" height="{_n(self.height)}"/>'
        if self.over:
            side = _RADIUS * 2
            return (
                f'<rect class="over" x="{_n(self.x - _RADIUS)}" y="{_n(y - _RADIUS)}" width="{_n(side)}" height="{_n(side)}" '
                f'transform="rotate(45 {_n(self.x)} {_n(y)})"/>'
            )
        return f'<circle cx="{_n(self.x)}" cy="{_n(y)}" r="{_RADIUS}"/>'


def _dots(values: Sequence[float], limit: float, scale: float) -> list[_Mark]:
    """Place each dot on its value, one above the other where they would touch."""
    free: list[float] = []
    marks = []
    for value in values:
        x = _LEFT + value * scale
        row = next((n for n, end in enumerate(free) if end <= x), len(free))
        free[row : row + 1] = [x + 2 * _RADIUS + 0.6]
        marks.append(_Mark(x, row * _STEP, value > limit))
    return marks


def _columns(values: Sequence[float], limit: float, scale: float, top: float) -> list[_Mark]:
    """Count the values in columns that do not cross the limit, so that no column is both within and over."""
    width = limit / max(1, round(limit * scale / 12))
    counts: dict[int, int] = {}
    for value in values:
        place = max(0, ceil(value / width) - 1)  # a value on the edge belongs below it: equal keeps the limit
        counts[place] = counts.get(place, 0) + 1
    tallest = max(counts.values())
    drawn = min(width, top) * scale
    return [
        _Mark(
            _LEFT + place * width * scale,
            max(1.0, 68 * count / tallest),
            (place + 0.5) * width > limit,
            max(drawn - 1, 1),
        )
        for place, count in sorted(counts.items())
    ]


def trend(points: Sequence[Point], target: float, label: str, target_label: str, *, unit: str = "%") -> str:
    """Draw the figure of each window over time with the target as a line; a missing window stays visible as a gap.

    Points, not columns: the axis does not begin at nought, and a column would lie about the size of a difference.
    """
    low, high = _span([*(point.value for point in points if point.value is not None), target])
    slot = (_RIGHT - _LEFT - 150) / max(1, len(points))
    placed = [(_LEFT + 44 + (place + 0.5) * slot, point) for place, point in enumerate(points)]
    y = _height(target, low, high)
    parts = [
        f'<line class="target" x1="{_LEFT + 40}" x2="{_RIGHT - 100}" y1="{_n(y)}" y2="{_n(y)}"/>',
        f'<text class="t" x="{_RIGHT - 94}" y="{_n(y + 4)}">{escape(target_label)}</text>',
        *(
            f'<text x="{_LEFT + 34}" y="{_n(_height(each, low, high) + 4)}" text-anchor="end">{_short(each)}</text>'
            for each in (low, high)
        ),
        *_path([(x, None if point.value is None else _height(point.value, low, high)) for x, point in placed]),
        *(_window(point, x, slot, low, high, unit) for x, point in placed),
    ]
    return _svg(parts, 172, label)


def _path(places: Sequence[tuple[float, float | None]]) -> list[str]:
    """Join neighbouring windows; where one is missing the line breaks."""
    runs: list[list[str]] = [[]]
    for x, y in places:
        if y is None:
            runs.append([])
        else:
            runs[-1].append(f"{_n(x)} {_n(y)}")
    return [f'<path class="way" d="M{"L".join(run)}"/>' for run in runs if len(run) > 1]


def _window(point: Point, x: float, slot: float, low: float, high: float, unit: str) -> str:
    name = f'<text x="{_n(x)}" y="162" text-anchor="middle">{escape(point.label)}</text>'
    if point.value is None:
        wide = min(slot * 0.6, 34)
        told = f"<title>{escape(f'{point.label}: {point.word}')}</title>"
        empty = f'<rect class="missing" x="{_n(x - wide / 2)}" y="24" width="{_n(wide)}" height="118" rx="2"/>'
        return f"<g>{told}{empty}</g>{name}"
    y = _height(point.value, low, high)
    told = f"<title>{escape(f'{point.label}: {point.word or _short(point.value) + unit}')}</title>"
    return f"<g>{told}{_Mark(x, 0, point.broken).drawn(y)}</g>{name}"


def _span(values: Sequence[float]) -> tuple[float, float]:
    """Return round ends of an axis that holds all values with some air; never below nought for values above it."""
    low, high = min(values), max(values)
    air = (high - low) * 0.25 or abs(high) * 0.05 or 1
    step = 10 ** floor(log10(max(high - low, abs(high) * 0.01, 1e-9)))
    low = floor((low - air) / step) * step
    return (max(low, 0.0) if min(values) >= 0 else low), ceil((high + air / 4) / step) * step


def _height(value: float, low: float, high: float) -> float:
    return 142 - (value - low) / (high - low or 1) * 118


def _axis_end(value: float) -> float:
    return value * 1.03 if value > 0 else 1.0


def _ticks(top: float, scale: float, y: float, unit: str) -> list[str]:
    """Return up to nine round numbers along the axis, the unit beside the last."""
    raw = top / 8
    size = 10 ** floor(log10(raw))
    step = next(size * times for times in (1, 2, 5, 10) if size * times >= raw)
    places = [n * step for n in range(int(top / step) + 1)]
    return [
        f'<text x="{_n(_LEFT + value * scale)}" y="{_n(y)}" text-anchor="middle">{_short(value)}'
        f"{' ' + escape(unit) if value == places[-1] else ''}</text>"
        for value in places
    ]


def _limit_text(line: float, words: str) -> str:
    """Set the words of the limit on the side that has room for them."""
    if line > WIDTH * 0.7:
        return f'<text class="t" x="{_n(line - 7)}" y="15" text-anchor="end">{escape(words)}</text>'
    return f'<text class="t" x="{_n(line + 7)}" y="15">{escape(words)}</text>'


def _short(value: float) -> str:
    return f"{value:.6g}"


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _svg(parts: Sequence[str], height: float, label: str) -> str:
    return (
        f'<svg class="plot" viewBox="0 0 {WIDTH} {_n(height)}" role="img" aria-label="{escape(label, quote=True)}">'
        f"{''.join(parts)}</svg>"
    )
