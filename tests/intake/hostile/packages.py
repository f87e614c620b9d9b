"""Word documents made part by part, so that a test can put anything in any part."""

from __future__ import annotations

from collections.abc import Mapping

from tests.tables.packages import packed

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARED = '<?xml version="1.0" encoding="UTF-8"?>'
TYPES, ROOT, MAIN, LINKS = "[Content_Types].xml", "_rels/.rels", "word/document.xml", "word/_rels/document.xml.rels"


def paragraph(text: str) -> str:
    """A paragraph of one run."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def body(inside: str, before: str = "") -> str:
    """The document part around the XML of its body."""
    return f'{DECLARED}{before}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{inside}</w:body></w:document>'


def links(*more: str) -> str:
    """The relationships of the document part."""
    return f'{DECLARED}<Relationships xmlns="{PACKAGE}">{"".join(more)}</Relationships>'


def link(purpose: str, target: str, outside: bool = False, id: str = "x1") -> str:
    """A line of a relationships part."""
    return (
        f'<Relationship Id="{id}" Type="{R}/{purpose}" '
        f'Target="{target}"{" TargetMode=" + chr(34) + "External" + chr(34) if outside else ""}/>'
    )


def parts(inside: str = paragraph("Scope of the plan")) -> dict[str, str | bytes]:
    """The parts of the smallest document."""
    types = f'{DECLARED}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return {TYPES: types, ROOT: links(link("officeDocument", "word/document.xml")), MAIN: body(inside), LINKS: links()}


def made(changed: Mapping[str, str | bytes] | None = None, inside: str = paragraph("Scope of the plan")) -> bytes:
    """A document with some parts changed or added."""
    return packed({**parts(inside), **(changed or {})})
