"""A document that was taken out, edited as Word would, and is brought home."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.workspace import BASE

WORD = BASE + "word/"
Edit = Callable[[Any], None]


def taken_out(client: Client, language: str = "en") -> bytes:
    """The draft as the workspace gives it."""
    return bytes(client.get(f"{WORD}file/?language={language}").content)


def edited(raw: bytes, *edits: Edit, author: str = "Wulan") -> bytes:
    """The document after somebody worked on it."""
    document = docx.Document(BytesIO(raw))
    for edit in edits:
        edit(document)
    document.core_properties.last_modified_by = author
    held = BytesIO()
    document.save(held)
    return held.getvalue()


def bring(client: Client, raw: bytes, name: str = "plan.docx") -> Any:
    """Bring a document, and return the answer."""
    return client.post(WORD, {"document": SimpleUploadedFile(name, raw)})


def brought(client: Client, raw: bytes) -> str:
    """Bring a document that is read, and return the address of its changes."""
    return str(bring(client, raw).headers["Location"])


def below(document: Any, title: str, further: int = 1) -> Any:
    """The paragraph that stands below a heading."""
    at = next(n for n, each in enumerate(document.paragraphs) if each.text == title)
    return document.paragraphs[at + further]


def saying(title: str, more: str) -> Edit:
    """An edit that adds words to the paragraph below a heading."""

    def edit(document: Any) -> None:
        paragraph = below(document, title)
        paragraph.runs[-1].text += more

    return edit


def cell(column: str, row: str, text: str) -> Edit:
    """An edit of one cell, in the first table that has the column and the row."""

    def edit(document: Any) -> None:
        for table in document.tables:
            header = [each.text for each in table.rows[0].cells]
            for each in table.rows[1:]:
                if column in header and each.cells[0].text == row:
                    each.cells[header.index(column)].paragraphs[0].runs[0].text = text
                    return
        raise AssertionError((column, row))

    return edit
