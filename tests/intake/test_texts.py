"""Markdown, HTML, plain text and the text of a PDF are documents too."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from opensmp.intake.headings import outline_of
from opensmp.intake.reading import read
from opensmp.intake.source import Paragraph, Source, letters_read

pytestmark = pytest.mark.requirement("R01")


def source_of(name: str, text: str | bytes, tmp_path: Path) -> Source:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    source = read(path)
    assert letters_read(source) == source.letters
    return source


def outline(source: Source) -> list[tuple[int, str]]:
    return [(each.level, each.title) for each in outline_of(source).headings]


def test_markdown_has_headings_items_tables_and_fences(tmp_path: Path) -> None:
    text = (
        "# Plan\n\nA word\nand more.\n\nScope\n-----\n\n- one\n  goes on\n1. two\n\n| "
        "a | b |\n|---|---|\n| 1 | x \\| y |\n\n```\ncode\n```\n<!-- note -->\n"
    )
    source = source_of("a.md", text, tmp_path)
    assert outline(source) == [(1, "Plan"), (2, "Scope")]
    assert [each.text for each in source.paragraphs] == [
        "Plan",
        "A word\nand more.",
        "Scope",
        "one goes on",
        "two",
        "code",
    ]
    assert [[cell.text for cell in row] for row in next(source.tables).rows] == [["a", "b"], ["1", "x | y"]]
    assert [mark.kind for mark in source.marks] == ["comment"]


def test_html_is_read_as_a_browser_would_show_it(tmp_path: Path) -> None:
    text = (
        "<html><head><title>t</title></head><body><h1>Plan</h1><p>Words <b>and</b>"
        " more</p><ul><li>one</li></ul><table><tr><th>a</th><th>b</th></tr>"
        '<tr><td rowspan="2">1</td><td>2</td></tr><tr><td>3</td></tr></table><script>x()</script><img alt="map"></body></html>'
    )
    source = source_of("a.html", text, tmp_path)
    assert [each.text for each in source.paragraphs] == ["Plan", "Words and more", "one"]
    assert [[cell.text for cell in row] for row in next(source.tables).rows] == [["a", "b"], ["1", "2"], ["1", "3"]]
    assert {mark.kind for mark in source.marks} == {"script", "image"}


def test_plain_text_has_numbered_headings_and_lists_are_no_headings(tmp_path: Path) -> None:
    text = (
        "SERVICE MANAGEMENT PLAN\n\n1. Scope\n\nThe system covers every service that the bank offers to its customers in Indonesia.\n\n"
        "1.1 Exclusions\n\nNothing is excluded from the system, neither a service nor a unit nor a site of the bank.\n\n"
        "2. Roles\n\nThese are the steps:\n\n1. Log the incident\n2. Assign it\n3. "
        "Close it\n\nThat is all that has to be said about it in this plan of ours.\n"
    )
    assert outline(source_of("a.txt", text, tmp_path)) == [(1, "Scope"), (2, "Exclusions"), (1, "Roles")]


def test_indonesian_chapters_in_plain_text_nest(tmp_path: Path) -> None:
    text = (
        "BAB I RUANG LINGKUP\n\nA. Layanan\n\nSistem ini mencakup semua "
        "layanan yang disediakan bank kepada para nasabahnya di Indonesia.\n\n"
        "BAB II PERAN\n\nA. Direksi\n\nDireksi menetapkan selera risiko dan "
        "anggaran setiap tahun setelah mendengar pendapat komite pengarah.\n"
    )
    assert outline(source_of("a.txt", text, tmp_path)) == [
        (1, "RUANG LINGKUP"),
        (2, "Layanan"),
        (1, "PERAN"),
        (2, "Direksi"),
    ]


def pdf_of(lines: list[str]) -> bytes:
    """A page of lines in Helvetica."""
    stream = zlib.compress(
        ("BT /F1 12 Tf 50 780 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET").encode()
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    text, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(text))
        text += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(places)
    return text + table + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(text)


def test_the_text_of_a_pdf_is_a_last_resort_and_says_so(tmp_path: Path) -> None:
    lines = [
        "1 Scope",
        "The system covers every service that the bank offers to its customers in Indonesia.",
        "2 Roles",
        "One owner.",
    ]
    source = source_of("a.pdf", pdf_of(lines), tmp_path)
    assert [each.text for each in source.blocks if isinstance(each, Paragraph)] == lines
    assert [(mark.kind, mark.text) for mark in source.marks] == [("pdf page", "1")]
    assert outline(source)[0] == (1, "Scope")


def test_text_in_other_encodings_is_read(tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        assert [
            each.text for each in source_of("a.txt", "Übersicht der Dienste".encode(encoding), tmp_path).paragraphs
        ] == ["Übersicht der Dienste"]


@pytest.mark.parametrize("odd", ["<![x]>", "<![Dc <e\t>", "<![ ]]>"])
def test_a_section_that_no_browser_knows_is_a_comment(tmp_path: Path, odd: str) -> None:
    source = source_of("a.html", f"<p>Before.</p>{odd}<p>After.</p>", tmp_path)
    assert [each.text for each in source.blocks if isinstance(each, Paragraph)][:1] == ["Before."]
    assert "After." in str(source.blocks)
