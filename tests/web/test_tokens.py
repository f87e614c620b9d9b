"""The colours that the stylesheet names, and whether every pair in use can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).parents[2] / "src/opensmp/web/static/opensmp/app.css").read_text("utf-8")
THEMES = ("light", "dark")

TEXT = {
    "canvas": ("ink", "ink-2", "ink-3", "accent", "ok", "warn", "stop"),
    "paper": ("ink", "ink-2", "ink-3", "accent", "ok", "warn", "stop", "calm"),
    "raised": ("ink", "ink-2", "ink-3"),
    "sunken": ("ink", "ink-2", "ink-3", "accent"),
    "accent": ("on-accent",),
    "accent-hover": ("on-accent",),
    "accent-soft": ("ink", "ink-2", "accent", "accent-hover"),
    "ok-soft": ("ok", "ink", "ink-2"),
    "warn-soft": ("warn", "ink", "ink-2", "ink-3"),
    "stop-soft": ("stop", "ink", "ink-2", "ink-3"),
    "stop": ("on-stop",),
    "calm-soft": ("calm", "ink", "ink-2", "ink-3"),
    "ins-bg": ("ins", "ink"),
    "del-bg": ("del", "ink"),
}
"""What is written on what: at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""

GRAPHICS = {
    "canvas": ("line-strong", "accent"),
    "paper": ("line-strong", "accent", "chart", "chart-2", "chart-target", "ok", "warn", "stop"),
    "raised": ("line-strong",),
    "accent-soft": ("ok", "stop"),
}
"""What must be seen without being read, borders of fields among it: at least 3 to 1 (1.4.11)."""


def tokens() -> dict[str, dict[str, str]]:
    """Return each theme's colours by name."""
    pairs = re.findall(r"--([a-z0-9-]+): light-dark\((#[0-9A-Fa-f]{6}), (#[0-9A-Fa-f]{6})\)", CSS)
    return {theme: {name: colours[place] for name, *colours in pairs} for place, theme in enumerate(THEMES)}


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def poor(pairs: dict[str, tuple[str, ...]], least: float) -> list[str]:
    """Return the pairs below a contrast, in words."""
    return [
        f"{theme}: {upon} on {ground} is {contrast(colours[upon], colours[ground]):.2f}"
        for theme, colours in tokens().items()
        for ground, drawn in pairs.items()
        for upon in drawn
        if contrast(colours[upon], colours[ground]) < least
    ]


def test_the_reckoning_knows_black_on_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_every_text_can_be_read_in_both_themes() -> None:
    assert poor(TEXT, 4.5) == []


def test_every_mark_and_every_border_of_a_field_can_be_seen_in_both_themes() -> None:
    assert poor(GRAPHICS, 3) == []


def test_both_themes_name_the_same_colours() -> None:
    light, dark = tokens().values()
    assert len(light) >= 34
    assert light.keys() == dark.keys()


def test_a_colour_is_written_once_and_used_by_its_name() -> None:
    """Outside the tokens no colour stands as a number, except white and black of the printed page."""
    rest = CSS[CSS.index("@layer reset {") : CSS.index("@layer print {")]
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b(?![^{]*\{)", rest) == []


def test_no_name_is_used_that_no_token_bears() -> None:
    named = set(re.findall(r"(?<![\w-])--([a-z0-9-]+)\s*:", CSS))
    used = set(re.findall(r"var\(--([a-z0-9-]+)", CSS))
    assert used - named == set()


def test_no_colour_is_kept_that_nothing_uses() -> None:
    used = set(re.findall(r"var\(--([a-z0-9-]+)", CSS))
    second_series_of_a_picture = "chart-2"
    assert set(tokens()["light"]) - used <= {second_series_of_a_picture}
