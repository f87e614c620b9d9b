"""What a browser is sent: small, from one place, and nothing that a strict content security policy would refuse."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "src/opensmp/web"
STATIC = WEB / "static/opensmp"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
SOURCES = sorted(WEB.rglob("*.py"))
HTMX = "django_htmx/htmx-2.min.js"


def packed(path: Path) -> int:
    """Bytes on the wire where the server compresses; fonts are packed already."""
    held = path.read_bytes()
    return len(held) if path.suffix == ".woff2" else len(gzip.compress(held, 6))


FIRST = [
    STATIC / name
    for name in (
        "fonts/plan-serif-roman.woff2",
        "fonts/inter-roman.woff2",
        "app.css",
        "app.js",
        "icons.svg",
        "kawung.svg",
    )
]
"""What the first page fetches: both upright fonts, the stylesheet, our script and all icons."""

PAGE = 30_000
"""Bytes left for the page itself."""


def test_a_first_page_is_under_300_kb_with_its_fonts_even_where_nothing_is_compressed() -> None:
    assert sum(path.stat().st_size for path in FIRST) + PAGE < 300_000


def test_a_page_that_exchanges_its_parts_is_under_300_kb_too() -> None:
    django_htmx = pytest.importorskip("django_htmx")
    script = Path(django_htmx.__file__).parent / "static" / HTMX
    assert sum(map(packed, [*FIRST, script])) + PAGE < 260_000


def test_our_scripts_stay_small() -> None:
    assert (STATIC / "app.js").stat().st_size < 12_000
    assert sum(path.stat().st_size for path in STATIC.glob("*.js")) < 33_000
    assert sum(packed(STATIC / name) for name in ("app.js", "prose.js", "write.js")) < 10_000  # the page with the most


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(WEB / "templates")))
def test_a_template_holds_nothing_that_the_policy_forbids(template: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", template.read_text("utf-8"), flags=re.S)
    assert re.findall(r"\sstyle\s*=", text) == []
    assert re.findall(r"<style\b", text) == []
    assert re.findall(r"<script(?![^>]*(?:\bsrc=|type=\"application/json\"))", text) == []
    assert re.findall(r"\son[a-z]+\s*=\s*[\"']", text) == []
    assert re.findall(r"javascript:", text) == []
    assert re.findall(r"\|\s*safe\b|Markup\(", text) == []
    assert re.findall(r"(?:src|href)=[\"']https?://", text) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(WEB / "templates")))
def test_a_form_that_changes_something_carries_its_token(template: Path) -> None:
    text = template.read_text("utf-8")
    for form in re.findall(r"<form\b[^>]*method=\"post\".*?</form>", text, flags=re.S | re.I):
        assert "csrf_field()" in form


def drawn() -> set[str]:
    return set(re.findall(r'<symbol id="([a-z-]+)"', (STATIC / "icons.svg").read_text("utf-8")))


def asked_for(literal: str) -> set[str]:
    """The words of templates and views that could name an icon."""
    texts = "\n".join(path.read_text("utf-8") for path in [*TEMPLATES, *SOURCES])
    return set(re.findall(literal, texts))


def test_every_icon_that_a_template_names_is_drawn() -> None:
    named = asked_for(r"\bicon\(\s*\"([a-z-]+)\"") | asked_for(r"\bmark=\"([a-z-]+)\"")
    assert named - drawn() == set()


def test_no_icon_is_carried_that_nothing_names() -> None:
    assert drawn() - asked_for(r"[\"']([a-z-]+)[\"']") <= {
        "dice",
        "pdf",
    }  # evidence and the published plan will use them


def test_the_stylesheet_fetches_only_its_own_fonts() -> None:
    css = (STATIC / "app.css").read_text("utf-8")
    wanted = re.findall(r"url\(([^)]+)\)", css)
    assert wanted
    assert all((STATIC / name).is_file() for name in wanted)
    assert "@import" not in css


def test_fonts_and_icons_stand_beside_their_licences() -> None:
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts/Inter-OFL.txt").read_text("utf-8").upper()
    assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts/PlanSerif-OFL.txt").read_text("utf-8").upper()
    assert "MIT" in (STATIC / "TABLER-MIT.txt").read_text("utf-8")


def test_who_wants_no_movement_gets_none() -> None:
    css = (STATIC / "app.css").read_text("utf-8")
    assert "prefers-reduced-motion: reduce" in css
    assert "forced-colors: active" in css
