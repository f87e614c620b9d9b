"""A Word document is read as it is: every letter, and everything that stands beside the letters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest
from tests.intake.documents import deleted, field, inserted, plain, raw
from tests.intake.hostile.packages import DECLARED, LINKS, R, W, link, links, made

from opensmp.intake.reading import read
from opensmp.intake.source import Paragraph, Source, letters_read

pytestmark = pytest.mark.requirement("R01")


def read_back(document: Any, tmp_path: Path, **how: Any) -> Source:
    document.save(str(tmp_path / "a.docx"))
    return read(tmp_path / "a.docx", **how)


def raw_source(inside: str, tmp_path: Path, **parts: str) -> Source:
    """Read the XML of a body, with further parts such as ``footnotes``."""
    lines = (link(name, f"{name}.xml", id=f"p{n}") for n, name in enumerate(parts))
    further: dict[str, str | bytes] = {f"word/{name}.xml": f"{DECLARED}{text}" for name, text in parts.items()}
    (tmp_path / "a.docx").write_bytes(made({LINKS: links(*lines), **further}, inside=inside))
    return read(tmp_path / "a.docx")


def texts(source: Source) -> list[str]:
    return [each.text for each in source.paragraphs if each.text]


def kinds(source: Source) -> list[str]:
    return [mark.kind for mark in source.marks]


def test_automatic_numbers_are_computed_because_they_are_not_in_the_text(tmp_path: Path) -> None:
    level = '<w:lvl w:ilvl="{n}"><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    levels = level.format(n=0, form="upperRoman", text="BAB %1") + level.format(n=1, form="decimal", text="%1.%2.")
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="{n}"/><w:numId w:val="5"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
    inside = "".join(
        item.format(n=n, text=text)
        for n, text in ((0, "Scope"), (1, "Services"), (1, "Sites"), (0, "Roles"), (1, "Owner"))
    )
    source = raw_source(inside, tmp_path, numbering=numbering)
    assert [each.label for each in source.paragraphs] == ["BAB I", "I.1.", "I.2.", "BAB II", "II.1."]


def test_a_heading_style_is_known_by_its_name_in_any_language_and_through_the_style_it_is_based_on(
    tmp_path: Path,
) -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="Judul2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Bab"><w:name w:val="Bab Kami"/><w:basedOn w:val="Judul2"/></w:style></w:styles>'
    )
    inside = '<w:p><w:pPr><w:pStyle w:val="Bab"/></w:pPr><w:r><w:t>Ruang Lingkup</w:t></w:r></w:p>'
    (heading,) = raw_source(inside, tmp_path, styles=styles).paragraphs
    assert (heading.level, heading.style) == (2, "Bab Kami")


def test_merged_cells_stand_in_every_cell_that_they_cover_and_count_once(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Service levels"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Core banking"
    table.cell(1, 1).text, table.cell(2, 1).text = "Availability", "Restoration"
    source = read_back(document, tmp_path)
    (held,) = source.tables
    assert [cell.text for cell in held.rows[0]] == ["Service levels"] * 3
    assert [row[0].text for row in held.rows[1:]] == ["Core banking", "Core banking"]
    assert "merged cells" in kinds(source)
    assert letters_read(source) == source.letters == len("ServicelevelsCorebankingAvailabilityRestoration")


def test_a_table_inside_a_cell_keeps_its_words_there(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    inner = table.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "P1", "4 h"
    source = read_back(document, tmp_path)
    assert next(source.tables).rows[0][1].text == "P1\t4 h"
    assert "nested table" in kinds(source)


@pytest.mark.parametrize(("changes", "says"), [("accept", "within two hours"), ("reject", "within four hours")])
def test_tracked_changes_are_what_was_chosen(changes: Any, says: str, tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("within ")
    deleted(paragraph, "four")
    inserted(paragraph, "two")
    paragraph.add_run(" hours")
    source = read_back(document, tmp_path, changes=changes)
    assert texts(source) == [says]
    assert {(mark.kind, mark.author, mark.date) for mark in source.marks} == {
        ("deletion", "Ratna", "2026-11-01"),
        ("insertion", "Ratna", "2026-11-01"),
    }
    assert source.unresolved == 0
    assert letters_read(source) == source.letters


def test_tracked_changes_without_a_choice_are_counted_for_the_reader_to_stop(tmp_path: Path) -> None:
    document = docx.Document()
    inserted(document.add_paragraph("Scope "), "of everything")
    assert read_back(document, tmp_path).unresolved == 1


def test_a_deleted_row_and_a_deleted_end_of_paragraph_are_tracked_changes_too(tmp_path: Path) -> None:
    inside = (
        '<w:tbl><w:tr><w:tc><w:p><w:r><w:t>kept</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>'
        '<w:tr><w:trPr><w:del w:id="1" w:author="A"/></w:trPr><w:tc><w:p><w:r>'
        '<w:t>gone</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>'
        '<w:p><w:pPr><w:rPr><w:del w:id="2" w:author="A"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">one </w:t></w:r></w:p>'
        "<w:p><w:r><w:t>line</w:t></w:r></w:p>"
    )  # fmt: skip
    source = raw_source(inside, tmp_path)
    assert [row[0].text for row in next(source.tables).rows] == ["kept"]
    assert texts(source) == ["one line"]
    assert letters_read(source) == source.letters == len("keptgoneoneline")


def test_comments_keep_their_author_and_the_paragraph_they_belong_to(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("First.")
    paragraph = document.add_paragraph("Second.")
    document.add_comment(paragraph.runs, text="Which services?", author="Dimas")
    source = read_back(document, tmp_path)
    (comment,) = [each for each in source.beside if each.part == "comment"]
    assert (comment.text, comment.author, comment.number) == ("Which services?", "Dimas", 2)


def test_headers_footers_and_footnotes_stand_beside_the_text(tmp_path: Path) -> None:
    notes = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:t>Except Sundays.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    header = f'<w:hdr xmlns:w="{W}"><w:p><w:r><w:t>SMP v1.2 confidential</w:t></w:r></w:p></w:hdr>'
    inside = '<w:p><w:r><w:t>Always on</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    source = raw_source(inside, tmp_path, footnotes=notes, header=header)
    assert {(each.part, each.text, each.number) for each in source.beside} == {
        ("footnote", "Except Sundays.", 1), ("header", "SMP v1.2 confidential", 1),
    }  # fmt: skip
    assert letters_read(source) == source.letters


def test_a_text_box_is_read_once_though_it_is_stored_twice(tmp_path: Path) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Boxed</w:t></w:r></w:p></w:txbxContent>"
    inside = (
        '<w:p><w:r><w:t>Beside</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    source = raw_source(inside, tmp_path)
    assert [(each.text, each.part) for each in source.paragraphs] == [("Beside", "body"), ("Boxed", "text box")]
    assert letters_read(source) == source.letters == len("BesideBoxed")


def test_content_controls_give_their_text_and_their_tag(tmp_path: Path) -> None:
    inside = '<w:sdt><w:sdtPr><w:tag w:val="owner"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Ratna</w:t></w:r></w:p></w:sdtContent></w:sdt>'
    source = raw_source(inside, tmp_path)
    (paragraph,) = source.paragraphs
    assert (paragraph.text, paragraph.ids) == ("Ratna", ("owner",))
    assert "content control" in kinds(source)


def test_a_field_gives_what_it_showed_last_and_a_contents_table_is_marked(tmp_path: Path) -> None:
    document = docx.Document()
    field(document.add_paragraph("Page "), "PAGE", "7")
    field(document.add_paragraph(), 'TOC \\o "1-3"', "1 Scope 3")
    source = read_back(document, tmp_path)
    first, second = [each for each in source.paragraphs if each.text]
    assert (first.text, first.contents, second.contents) == ("Page 7", False, True)
    assert {"field", "contents"} <= set(kinds(source))


def test_pictures_objects_equations_and_hidden_text_are_named(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = plain(document, "See ")
    hidden = paragraph.add_run("secret")
    hidden.font.hidden = True
    raw(paragraph, '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:docPr id="1" name="p" descr="Map of services"/><a:blip '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></wp:inline></w:drawing></w:r>')  # fmt: skip
    raw(
        paragraph,
        '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" ProgID="Excel.Sheet.12"/></w:object></w:r>',
    )
    raw(
        paragraph,
        '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>a=b</m:t></m:r></m:oMath>',
    )
    source = read_back(document, tmp_path)
    found = {(mark.kind, mark.text) for mark in source.marks}
    assert {
        ("image", "Map of services"),
        ("embedded object", "Excel.Sheet.12"),
        ("equation", "a=b"),
        ("hidden text", "secret"),
    } <= found
    assert letters_read(source) == source.letters


def test_a_link_is_read_as_words_and_its_address_only_listed(tmp_path: Path) -> None:
    relation = link("hyperlink", "https://intranet.example/sop", outside=True, id="h1")
    inside = f'<w:p><w:hyperlink r:id="h1" xmlns:r="{R}"><w:r><w:t>Procedure</w:t></w:r></w:hyperlink></w:p>'
    (tmp_path / "a.docx").write_bytes(made({LINKS: links(relation)}, inside=inside))
    source = read(tmp_path / "a.docx")
    assert texts(source) == ["Procedure"]
    assert [mark.text for mark in source.marks if mark.kind == "link"] == ["Procedure → https://intranet.example/sop"]


def test_a_table_of_one_cell_is_a_frame_around_a_paragraph(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_table(rows=1, cols=1).cell(0, 0).text = "SCOPE"
    source = read_back(document, tmp_path)
    assert texts(source) == ["SCOPE"]
    assert list(source.tables) == []


def test_a_line_break_in_a_paragraph_stays_between_label_and_value(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Risk Rating\nHigh")
    assert texts(read_back(document, tmp_path)) == ["Risk Rating\nHigh"]


def test_real_documents_lose_no_letter(real_data: Path) -> None:
    for path in (*real_data.glob("docx/*.docx"), *real_data.glob("texts/*.md")):
        source = read(path)
        assert letters_read(source) == source.letters > 0
        assert all(isinstance(each, Paragraph) for each in source.beside)
