"""The text of a PDF, as a last resort: its words in the order of their drawing; headings, tables and notes are guesses at best."""

from __future__ import annotations

import io
import zlib
from typing import Any, BinaryIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from opensmp.intake.source import Mark, letters
from opensmp.intake.texts.plaintext import made, paragraphs
from opensmp.tables.fault import Fault
from opensmp.tables.limits import Limits

_MOST_PAGES = 500
_SMALLEST = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
    b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream",
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
)
"""The objects of a page with one word."""


def warm() -> None:
    """Read the smallest PDF, so that everything is loaded before the process may open no file any more."""
    packed = zlib.compress(b"BT /F 9 Tf 1 1 Td (Words) Tj ET")
    objects = [each % (len(packed), packed) if b"%d" in each else each for each in _SMALLEST]
    text, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(text))
        text += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    start = len(text)
    text += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(places)
    text += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start
    for page in PdfReader(io.BytesIO(text), strict=False).pages:
        page.extract_text()


def read(source: BinaryIO, limits: Limits) -> dict[str, Any]:
    """Return the parts of a ``Source``."""
    try:
        texts = _texts(PdfReader(io.BytesIO(source.read(limits.workbook_bytes + 1)), strict=False))
    except (PyPdfError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, OSError) as damage:
        raise Fault("damaged-document") from damage
    words = "\f".join(texts)
    if not letters(words):
        raise Fault("pdf-without-text")
    found = made("pdf", list(paragraphs(words)), 0)
    found["letters"] = sum(letters(each.text) for each in found["blocks"])
    found["marks"] = [Mark("pdf page", 0, str(len(texts)))]
    return found


def _texts(reader: PdfReader) -> list[str]:
    if reader.is_encrypted:
        raise Fault("encrypted")
    if len(reader.pages) > _MOST_PAGES:
        raise Fault("too-many-pages", cap=_MOST_PAGES)
    return [page.extract_text() for page in reader.pages]
