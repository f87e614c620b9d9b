"""What stands beside the text is found, named with what became of it, and kept; and every letter of a document is accounted for."""

from __future__ import annotations

import pytest
from tests.intake.hostile.packages import DECLARED, LINKS, R, W, link, links, made, paragraph
from tests.intake.sketches import TODAY, drafted, read_here, sketched, text_here, understood

from opensmp.intake.account import BECAME, Account, became, reported
from opensmp.intake.keeping import kept_aside
from opensmp.intake.source import Source, letters, letters_read
from opensmp.intake.understanding import draft_of, understand

pytestmark = pytest.mark.requirement("R01")


def word(inside: str, **parts: str) -> Source:
    """Read the XML of a body with further parts such as ``footnotes``."""
    lines = [link(name.rstrip("0123456789"), f"{name}.xml", id=f"p{n}") for n, name in enumerate(parts)]
    further: dict[str, str | bytes] = {f"word/{name}.xml": DECLARED + text for name, text in parts.items()}
    return read_here(made({LINKS: links(*lines), **further}, inside=inside))


def part(tag: str, inside: str) -> str:
    return f'<w:{tag} xmlns:w="{W}">{inside}</w:{tag}>'


def account(source: Source) -> Account:
    read = understand(source)
    return reported(read, draft_of([read], [], "en", TODAY)).account


FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
FOUND = {
    "a simple field": ('<w:p><w:fldSimple w:instr=" DATE "><w:r><w:t>May</w:t></w:r></w:fldSimple></w:p>', "field", "DATE", "May"),
    "a field": (f"<w:p>{FIELD.format(code=' REF owner ', shown='Ratna')}</w:p>", "field", "REF", "Ratna"),
    "a contents table": (f"<w:p>{FIELD.format(code=' TOC ', shown='1 Scope')}</w:p>", "contents", "TOC", "1 Scope"),
    "an index": (f"<w:p>{FIELD.format(code=' INDEX ', shown='audit, 3')}</w:p>", "contents", "INDEX", "audit, 3"),
    "a content control": (
        '<w:sdt><w:sdtPr><w:alias w:val="Owner"/></w:sdtPr><w:sdtContent>' + paragraph("Ratna") + "</w:sdtContent></w:sdt>",
        "content control", "Owner", "Ratna",
    ),
    "a control in a line": (
        "<w:p><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>Ratna</w:t></w:r></w:sdtContent></w:sdt></w:p>", "content control", "Ratna", "Ratna",
    ),
    "hidden text": ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>", "hidden text", "secret", "secret"),
    "a sign of a symbol font": (
        '<w:p><w:r><w:t>Yes</w:t></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>', "symbol", "Wingdings F0FC", "Yes",
    ),
    "a text box": (
        "<w:p><w:r><w:pict><w:txbxContent>" + paragraph("Boxed") + "</w:txbxContent></w:pict></w:r></w:p>", "text box", "Boxed", "Boxed",
    ),
    "a foreign part": ('<w:p/><w:altChunk r:id="x9"/>', "unread part", "altChunk", ""),
}  # fmt: skip


@pytest.mark.parametrize(("inside", "kind", "text", "read"), FOUND.values(), ids=FOUND)
def test_what_is_no_plain_text_is_named_and_its_words_are_read(inside: str, kind: str, text: str, read: str) -> None:
    source = word(inside)
    assert (kind, text) in {(mark.kind, mark.text) for mark in source.marks}
    assert [each.text for each in source.paragraphs if each.text] == ([read] if read else [])
    assert letters_read(source) == source.letters == letters(read)


@pytest.mark.parametrize(
    ("purpose", "tag", "inner", "said"),
    [
        ("header", "hdr", paragraph("SMP confidential"), "Header"),
        ("footer", "ftr", paragraph("SMP confidential"), "Footer"),
        ("footnotes", "footnotes", f'<w:footnote w:id="2">{paragraph("SMP confidential")}</w:footnote>', "Note at paragraph"),
        ("endnotes", "endnotes", f'<w:endnote w:id="2">{paragraph("SMP confidential")}</w:endnote>', "Note at paragraph"),
        ("comments", "comments", f'<w:comment w:id="2" w:author="Dimas">{paragraph("SMP confidential")}</w:comment>', "Comment of Dimas"),
    ],
)  # fmt: skip
def test_a_text_around_the_body_is_kept_aside_with_where_it_stood(
    purpose: str, tag: str, inner: str, said: str
) -> None:
    source = word(paragraph("Scope"), **{purpose: part(tag, inner)})
    (beside,) = source.beside
    assert (beside.text, letters_read(source)) == ("SMP confidential", source.letters)
    kept = kept_aside(draft_of([understand(source)], [], "en", TODAY), [source], "en")
    assert f"{said}" in kept
    assert "SMP confidential" in kept
    assert account(source).aside >= letters("SMP confidential")


def test_lines_that_word_draws_above_notes_are_no_notes() -> None:
    inner = f'<w:footnote w:type="separator" w:id="-1">{paragraph("")}</w:footnote>'
    assert word(paragraph("Scope"), footnotes=part("footnotes", inner)).beside == ()


def test_two_headers_are_both_kept() -> None:
    source = word(
        paragraph("Scope"), header1=part("hdr", paragraph("First page")), header2=part("hdr", paragraph("Other pages"))
    )
    assert [each.text for each in source.beside] == ["First page", "Other pages"]


def test_what_is_kept_aside_is_told_in_the_language_of_the_reader() -> None:
    source = word(paragraph("Scope"), header=part("hdr", paragraph("Rahasia")))
    draft = draft_of([understand(source)], [], "id", TODAY)
    english, indonesian = kept_aside(draft, [source], "en"), kept_aside(draft, [source], "id")
    assert "Rahasia" in english
    assert "Rahasia" in indonesian
    assert english.splitlines()[0] != indonesian.splitlines()[0]


def test_nothing_kept_aside_makes_no_file() -> None:
    assert (
        kept_aside(drafted("# Scope\nEverything that we do.\n"), [sketched("# Scope\nEverything that we do.\n")], "en")
        == ""
    )


@pytest.mark.parametrize("kind", ["insertion", "deletion", "move"])
def test_the_report_says_whether_a_change_was_accepted_or_rejected(kind: str) -> None:
    accepted, rejected = became(kind, "accept"), became(kind, "reject")  # type: ignore[arg-type]  # one of the kinds
    assert accepted is not None
    assert rejected is not None
    assert ("accepted" in str(accepted.text("en")), "rejected" in str(rejected.text("en"))) == (True, True)


def test_a_comment_is_neither_accepted_nor_rejected() -> None:
    assert became("comment", "accept") is None
    assert became("insertion", "") is None


def test_every_kind_of_mark_has_words_in_both_languages() -> None:
    assert all(words.text("en") and words.text("id") for words in BECAME.values())


# The account ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "# Scope\nEverything.\n",
        "# Cakes\nMix flour.\n",
        "Acme Ltd\nService Management Plan\nVersion: 1.0\n# Scope\nEverything.\n",
        "# Service catalogue\nID | Service name | Shoe size\nS-1 | Email | 42\n",
        "# RACI\nActivity | CIO | Desk\nApprove | A | -\nRun | I | R\nLegend: R means responsible\n",
        "# Services\nOur services | < | <\nID | Service name | Owner\nBanking | < | <\nS-1 | Core | Budi Santoso\n",
        "# Menu\nDish | Spice\nSoto | mild\n",
        "# Resources\n## Budget\nItem | Amount (IDR)\nStaff | 900\nTotal | 900\n",
        "# Revision history\nVersion | Date | Changes | Colour\n1.0 | 1 May 2026 | First | red\n | | |\n",
        "# Approval page\nPrepared by | Approved by\nDewi Lestari | Bambang Hartono\n1 May 2026 | 2 May 2026\n",
        "# Document control\nDocument No | SMP-1\nFavourite dish | Soto\nOwner | Ratna Dewi\n",
        "# Objectives\n- Keep availability at or above 99 % every month\n- Be kind\n",
        "# Practices\n## Incident management\nProcedure: SM-IM-001\nIncidents are logged.\n- one\n- two\n",
        "Only words that stand below no heading at all, as in a letter that somebody wrote.\n",
        "",
    ],
)  # fmt: skip
def test_no_letter_of_a_document_is_unaccounted_for(text: str) -> None:
    found = account(sketched(text))
    assert found.lost == 0
    assert found.total == letters_read(sketched(text)) == found.words + found.values + found.aside + found.reported
    assert min(found.words, found.values, found.aside, found.reported) >= 0


def test_words_that_the_draft_holds_are_words_and_labels_are_values() -> None:
    found = account(sketched("# Scope\nThe system covers hosting.\n"))
    assert found.words == letters("The system covers hosting.")
    assert found.values == letters("Scope")


def test_what_no_plan_holds_is_aside_to_its_last_letter() -> None:
    found = account(sketched("# Scope\nAll.\n# Cakes\nMix flour and eggs.\n"))
    assert found.aside == letters("CakesMix flour and eggs.")


def test_a_contents_table_is_only_reported() -> None:
    source = word(f"<w:p>{FIELD.format(code=' TOC ', shown='1 Scope 3')}</w:p>" + paragraph("Words"))
    assert account(source).reported == letters("1 Scope 3")


def test_every_block_has_a_fate() -> None:
    source = sketched("Acme Ltd\n# Scope\nAll.\nService | Owner\nEmail | Budi\n\n# Cakes\nMix.\n")
    placed = {each.block for each in understand(source).gathered.placements}
    assert placed == set(range(len(source.blocks)))


# Other formats -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        ("md", ("---\ntitle: Plan\n---\n# Scope\n\nWords **bold**\n\n* one\n* two\n\n> said\n\n"
         "| a | b |\n|:--|--:|\n| 1 | 2 |\n\n~~~\ncode\n~~~\n")),
        ("md", "Scope\n=====\n\nSites\n-----\nWords\n***\n1) one\n"),
        ("md", "# A # sign #\n\n#no heading\n\n<!-- note --> words ![map](x.png)\n"),
        ("html", "<h1>Scope</h1><p>A &amp; B<br>C</p><ol><li>one<ul><li>two</li></ul></li></ol><style>p{}</style>"),
        ("html", "<table><caption>Services</caption><tr><th colspan=2>Name</th></tr><tr><td>Email<td>Budi</tr></table><p>open"),
        ("html", "<!-- note --><div>One<div>Two</div>Three</div><pre>a\n b</pre>"),
        ("txt", "SCOPE\n=====\n\nWords\n\n* one\n* two\n\n(a) three\n\n\f1. Roles\n----\n"),
        ("txt", "BAB I\nUMUM\n\nKata-kata di sini.\n"),
    ],
)  # fmt: skip
def test_no_letter_of_a_text_is_lost(ending: str, text: str) -> None:
    source = text_here(text, ending)
    assert letters_read(source) == source.letters > 0
    assert account(source).lost == 0


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        ("md", "# Scope\n\n{}\n\n## Sites\n\nJakarta\n\n# Objectives\n\n{}\n"),
        ("md", "Scope\n=====\n\n{}\n\nSites\n-----\n\nJakarta\n\nObjectives\n==========\n\n{}\n"),
        ("html", "<h2>Scope</h2><p>{}</p><h3>Sites</h3><p>Jakarta</p><h2>Objectives</h2><p>{}</p>"),
        ("txt", "1. Scope\n\n{}\n\n1.1 Sites\n\nJakarta and the whole of the west of the island are in it.\n\n2. Objectives\n\n{}\n"),
    ],
)  # fmt: skip
def test_the_same_plan_is_understood_in_each_format(ending: str, text: str) -> None:
    prose = "The system covers every service that the company offers to its customers in all of its sites."
    read = understand(text_here(text.replace("{}", prose), ending))
    assert [(each.level, each.title) for each in read.outline.headings] == [
        (1, "Scope"),
        (2, "Sites"),
        (1, "Objectives"),
    ]
    assert [home.section for home in read.homes] == ["scope", "scope", "objectives"]


def test_a_script_of_a_page_is_reported_and_never_read() -> None:
    source = text_here("<p>Words</p><script>alert('x')</script>", "html")
    assert [each.text for each in source.paragraphs] == ["Words"]
    assert account(source).reported == letters("alert('x')")


def test_markdown_that_is_typed_into_a_plan_cannot_become_a_heading_or_a_table_there() -> None:
    read = understood("# Scope\nSee below\nAnd then\n")
    assert read.gathered.words["scope.statement"] == ["See below\n\nAnd then"]
    source = text_here("<h1>Scope</h1><p># not a heading</p><p>| not a table |</p>", "html")
    assert understand(source).gathered.words["scope.statement"] == ["\\# not a heading\n\n\\| not a table |"]


def test_a_link_to_outside_is_listed_and_the_words_are_kept() -> None:
    inside = f'<w:p><w:hyperlink r:id="h1" xmlns:r="{R}"><w:r><w:t>Policy</w:t></w:r></w:hyperlink></w:p>'
    source = read_here(
        made({LINKS: links(link("hyperlink", "https://example.org/p", outside=True, id="h1"))}, inside=inside)
    )
    assert [mark.text for mark in source.marks] == ["Policy → https://example.org/p"]
    assert [each.text for each in source.paragraphs] == ["Policy"]
