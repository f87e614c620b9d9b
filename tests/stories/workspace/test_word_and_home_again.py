"""The plan goes to Word, is edited there, and comes home: on a desk in English, on a phone in Indonesian, without a script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.intake.documents import inserted
from tests.web.returning.word import below, edited

pytestmark = [pytest.mark.browser, pytest.mark.thorough, pytest.mark.requirement("R56")]
Visit = Callable[..., Page]
HEADING = {"en": ("Boundaries and interfaces", "Criteria"), "id": ("Batas dan antarmuka", "Kriteria")}


def taken_out(page: Page, language: str, folder: Path) -> bytes:
    """Click the way from Read to Word, and keep the document that comes."""
    page.locator("main .page__bar a[href$='/word/']").click()
    with page.expect_download() as coming:
        page.locator(f"main .tile a[href*='language={language}']").click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    assert path.suffix == ".docx"
    return path.read_bytes()


def worked_on(raw: bytes, language: str) -> bytes:
    """A colleague types over one paragraph and suggests a sentence in another."""
    typed, tracked = HEADING[language]

    def edit(document: Any) -> None:
        below(document, typed).runs[-1].text += " Medan 2027."
        inserted(below(document, tracked), " Medan 2028.", "Gita")

    return edited(raw, edit)


def bring(page: Page, raw: bytes, folder: Path) -> None:
    path = folder / "edited.docx"
    path.write_bytes(raw)
    page.locator("main input[type=file]").set_input_files(path)
    page.locator("main form button").first.click()


@pytest.mark.parametrize(
    ("size", "language", "script"), [("desktop", "en", True), ("phone", "id", True), ("phone", "en", False)]
)
def test_a_colleague_edits_in_word_and_the_sms_owner_takes_one_change_of_two(
    visit: Visit, tmp_path: Path, size: str, language: str, script: bool
) -> None:
    page = visit("ratna", "plan/", size=size, language=language, script=script)
    bring(page, worked_on(taken_out(page, language, tmp_path), language), tmp_path)
    main = page.locator("main")
    expect(main.locator("ins", has_text="Medan 2027.")).to_be_visible()
    expect(main).to_contain_text("Wulan")
    expect(main).to_contain_text("Gita")
    if script:
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    changes = page.url
    main.locator("li", has_text="Medan 2028.").locator("input[type=checkbox]").uncheck()
    main.locator(".save-bar button").click()
    expect(main.locator("li", has_text="Medan 2028.")).to_be_visible()
    expect(main.locator("li", has_text="Medan 2027.")).to_have_count(0)
    page.goto(changes.partition("/word/")[0] + "/plan/")
    expect(page.locator("main")).to_contain_text("Medan 2027.")
    expect(page.locator("main")).not_to_contain_text("Medan 2028.")
    page.goto(changes)
    page.locator("button[name=do]").click()
    expect(page.locator("main li", has_text="Medan 2027.")).to_be_visible()


def test_a_file_that_is_no_document_is_refused_with_its_reason(visit: Visit, tmp_path: Path) -> None:
    page = visit("ratna", "word/", size="phone")
    bring(page, b"this is no document", tmp_path)
    expect(page.locator(".problem")).to_be_visible()
    expect(page.locator(".problem")).to_contain_text("edited.docx")
