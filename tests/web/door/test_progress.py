"""The reading as it goes on: a file a request, by itself with script and without, and files that are refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.door.test_columns import SUPPLIERS
from tests.web.door.test_door import CHECK, READING, bring, newcomer, text_of, written

from opensmp.store.models import Account

__all__ = ["newcomer"]
pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R66")]
PLAN, BAD = ("plan.docx", written()), ("bad.docx", b"MZ this is a program")
HTMX = {"HX-Request": "true"}


def upload(client: Client, *files: tuple[str, bytes]) -> Any:
    return client.post(
        "/welcome/documents/", {"documents": [SimpleUploadedFile(*file) for file in files], "language": ""}
    )


def test_nothing_is_read_before_the_page_stands(newcomer: Client) -> None:
    assert upload(newcomer, PLAN, ("suppliers.csv", SUPPLIERS)).headers["Location"] == READING
    page = text_of(newcomer.get(READING))
    assert "2 files are still to be read" in page
    assert page.index("Is being read") < page.index("Waits its turn")
    assert "2 files are still to be read" in text_of(newcomer.get(READING))  # looking reads nothing


def test_each_step_reads_one_file_and_says_what_was_found_in_it(newcomer: Client) -> None:
    upload(newcomer, PLAN, ("suppliers.csv", SUPPLIERS))
    page = text_of(newcomer.get(READING + "?step=1"))
    assert "8 headings, 1 table" in page
    assert "1 file is still to be read" in page
    assert newcomer.get(READING + "?step=2").headers["Location"] == CHECK
    assert newcomer.get(READING).headers["Location"] == CHECK


def test_with_script_only_the_part_comes_and_the_last_step_leads_on(newcomer: Client) -> None:
    upload(newcomer, PLAN, ("suppliers.csv", SUPPLIERS))
    part = newcomer.get(READING + "?step=1", headers=HTMX).content.decode()
    assert part.lstrip().startswith("<div")
    assert 'hx-trigger="load"' in part
    last = newcomer.get(READING + "?step=2", headers=HTMX)
    assert (last.status_code, last.headers["HX-Redirect"]) == (204, CHECK)


def test_without_script_the_page_goes_on_by_itself_and_by_a_link(newcomer: Client) -> None:
    upload(newcomer, PLAN)
    page = newcomer.get(READING).content.decode()
    assert f'<noscript><meta http-equiv="refresh" content="0; url={READING}?step=1"></noscript>' in page
    assert f'<a href="{READING}?step=1">' in page


def test_one_refused_file_does_not_lose_the_others(newcomer: Client) -> None:
    page = text_of(bring(newcomer, PLAN, BAD, ("suppliers.csv", SUPPLIERS)))
    assert "The content is text, the name says docx." in page
    assert "Go on with the other 2 files" in page
    assert "refresh" not in page
    assert newcomer.get(CHECK).headers["Location"] == READING
    assert newcomer.post(READING).headers["Location"] == READING
    assert newcomer.get(READING).headers["Location"] == CHECK
    page = text_of(newcomer.get(CHECK))
    assert "bad.docx" not in page
    assert "suppliers.csv" in page


def test_a_refusal_speaks_the_language_of_whoever_looks(newcomer: Client) -> None:
    english = text_of(bring(newcomer, BAD))
    Account.objects.update(language="id")
    indonesian = text_of(newcomer.get(READING))
    assert "The content is text" in english
    assert "bad.docx" in indonesian
    assert "The content is text" not in indonesian


def test_a_reading_that_nobody_began_leads_to_the_door(newcomer: Client) -> None:
    assert newcomer.get(READING).headers["Location"] == "/welcome/documents/"
    assert newcomer.get(READING, headers=HTMX).headers["HX-Redirect"] == "/welcome/documents/"
    assert newcomer.post(READING).headers["Location"] == "/welcome/documents/"
