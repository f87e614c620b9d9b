"""The words behind the codes: why a document is refused, and what to do. Reasons that tables share stand there."""

from __future__ import annotations

from opensmp.i18n import _
from opensmp.tables.reasons import REASONS as OF_TABLES
from opensmp.tables.reasons import Reasons

_SAVE_AGAIN = _("Open it in your word processor and save it again as DOCX.")
_PLAIN_COPY = _("Copy its text into a new document, save that as DOCX, and read it instead.")
_SMALLER = _("Take pictures and annexes out, or divide the document.")

REASONS: Reasons = {
    **OF_TABLES,
    "empty-document": (_("The file is empty."), _("Name the document itself.")),
    "document-size": (_("The document is larger than {cap} MB."), _SMALLER),
    "unknown-document": (
        _("This kind of file is not read."),
        _("Give a plan as DOCX, Markdown, HTML, text or PDF, and registers as XLSX or CSV."),
    ),
    "no-document": (_("This is an archive, not a Word document."), _SAVE_AGAIN),
    "old-word": (_("This is a Word document in the format before 2007."), _SAVE_AGAIN),
    "document-macro": (_("The document holds macros."), _("Save it as DOCX, which holds none.")),
    "too-much-markup": (_("The document has more than {cap} parts of markup."), _PLAIN_COPY),
    "too-many-paragraphs": (_("The document has more than {cap} paragraphs."), _SMALLER),
    "too-many-cells-here": (_("The tables of the document have more than {cap} cells."), _("Give long registers as XLSX or CSV.")),
    "too-many-pages": (_("The document has more than {cap} pages."), _("Give the plan without its annexes.")),
    "damaged-document": (_("The document is damaged."), _SAVE_AGAIN),
    "pdf-without-text": (_("The PDF holds pictures of pages and no text."), _("Give the document from which it was made.")),
    "inflated-size": (_("The document unpacks to more than {cap} MB."), _SMALLER),
    "truncated": (_("The document ends in the middle."), _("Copy it again, from where it was made.")),
    "damaged": (_("The document is damaged."), _SAVE_AGAIN),
    "damaged-xml": (_("A part of the document is damaged at line {line}."), _SAVE_AGAIN),
    "doctype": (_("The document declares a document type or entities."), _PLAIN_COPY),
    "memory": (_("Reading the document takes more than {cap} MB of memory."), _SMALLER),
    "time": (_("Reading the document takes longer than {cap} seconds."), _SMALLER),
    "died": (_("The reading of the document ended unexpectedly."), _PLAIN_COPY),
    "nested-too-deep": (_("The content is nested too deep."), _PLAIN_COPY),
    "too-many-members": (_("The archive has more than {cap} parts."), _PLAIN_COPY),
    "duplicate-members": (_("Two parts of the archive have the same name."), _PLAIN_COPY),
    "member-name": (_("A part of the archive has a name that leads outside it."), _PLAIN_COPY),
    "polyglot": (_("The file holds something beside the archive."), _PLAIN_COPY),
    "nul-bytes": (_("The text has characters of value zero."), _("Save it as UTF-8 text.")),
}  # fmt: skip
"""Reason code → what is wrong, what to do; they win over those of tables, which speak of workbooks."""
