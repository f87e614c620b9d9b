"""The report as a page: self-contained, accessible, right on a phone, in the dark, on paper and in both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, Page
from tests.cli.conftest import Run

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
STYLES = Path(__file__).parents[2] / "src/opensmp/cli/reports/page"
VARIANTS = [
    (width, scheme, language) for width in (1440, 390) for scheme in ("light", "dark") for language in ("en", "id")
]
pytestmark = pytest.mark.browser


@pytest.fixture
def report(opensmp: Run, examples: Path, tmp_path: Path) -> dict[str, str]:
    pages = {}
    for language in ("en", "id"):
        file = tmp_path / f"{language}.html"
        opensmp(
            "check",
            examples / "bank-draft",
            "--today",
            "2026-11-22",
            "--format",
            "html",
            "--output",
            file,
            "--language",
            language,
        )
        pages[language] = file.as_uri()
    return pages


def opened(browser: Browser, url: str, width: int, scheme: str) -> tuple[Page, list[str]]:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.on(
        "request",
        lambda request: trouble.append(request.url) if not request.url.startswith(("file:", "data:")) else None,
    )
    page.goto(url)
    return page, trouble


@pytest.mark.requirement("R27", "R83")
def test_axe_finds_nothing_in_any_variant(browser: Browser, report: dict[str, str]) -> None:
    found = {}
    for width, scheme, language in VARIANTS:
        page, _trouble = opened(browser, report[language], width, scheme)
        page.add_script_tag(path=str(AXE))
        result = page.evaluate(
            "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
        )
        found[width, scheme, language] = [(each["id"], each["nodes"][0]["html"][:90]) for each in result["violations"]]
        page.context.close()
    assert {variant: each for variant, each in found.items() if each} == {}


def test_the_page_asks_nobody_for_anything(browser: Browser, report: dict[str, str]) -> None:
    page, trouble = opened(browser, report["en"], 1440, "light")
    page.wait_for_timeout(200)
    assert trouble == []
    assert page.locator("script").count() == 0


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_scrolls_sideways(browser: Browser, report: dict[str, str], width: int) -> None:
    page, _trouble = opened(browser, report["id"], width, "light")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_counts_lead_to_their_findings(browser: Browser, report: dict[str, str]) -> None:
    page, _trouble = opened(browser, report["en"], 1440, "light")
    link = page.locator(".rows a").first
    target = page.locator(link.get_attribute("href") or "")
    assert target.locator("h3").inner_text()


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1])
def test_text_stands_out_from_its_ground_in_both_themes(theme: int) -> None:
    blocks = re.findall(r"\{([^{}]*--canvas[^{}]*)\}", (STYLES / "tokens.css").read_text("utf-8"))
    tokens = dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6})", blocks[theme]))
    pairs = [
        (ink, ground)
        for ink in ("ink", "ink-2", "ink-3", "accent", "ok", "warn", "stop")
        for ground in ("canvas", "paper")
    ]
    pairs += [("ins", "ins-bg"), ("del", "del-bg"), ("accent", "accent-soft"), ("on-accent", "accent")]
    low = {pair: round(contrast(tokens[pair[0]], tokens[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < 4.5} == {}


def test_a_plan_cannot_put_markup_into_the_page(opensmp: Run, plan: Path, tmp_path: Path) -> None:
    text = (plan / "organisation.yaml").read_text("utf-8")
    name = next(line for line in text.splitlines() if line.startswith("name:"))
    (plan / "organisation.yaml").write_text(
        text.replace(name, "name: '<script>alert(1)</script><img src=x onerror=alert(2)>'"), "utf-8"
    )
    opensmp("check", plan, "--today", "2026-11-22", "--format", "html", "--output", tmp_path / "x.html")
    page = (tmp_path / "x.html").read_text("utf-8")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "<img" not in page


def test_the_json_report_and_the_page_hold_the_same_findings(opensmp: Run, examples: Path, tmp_path: Path) -> None:
    arguments = ("check", examples / "bank-draft", "--today", "2026-11-22", "--fail-on", "never")
    found = json.loads(opensmp(*arguments, "--format", "json").out)["findings"]
    opensmp(*arguments, "--format", "html", "--output", tmp_path / "x.html")
    assert (tmp_path / "x.html").read_text("utf-8").count('<article class="find"') == len(found)
