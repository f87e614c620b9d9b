"""Reading whole texts: sentences, residue, procedure steps, clause references, tell-tales, and the public texts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.language.samples import TEST_DATA

from opensmp.language import (
    Status,
    clause_references,
    exclusion_of_requirement,
    generic_phrases,
    implementation_claim,
    marketing,
    placeholders,
    plain,
    procedure_steps,
    project_talk,
    read,
    regulator_slip,
    sentences,
    specifics,
    table_rows,
    words,
)

SMALL_MARKDOWN = st.text(alphabet="ab .,\n-#*[](){}|<>!`_1:/%AÉ", max_size=200)


@pytest.mark.requirement("R25")
@pytest.mark.parametrize(
    "text",
    [
        "Click Submit and wait for the message.",
        "The agent opens the ticket, then assigns it to the second line, then calls the user.",
        "1. Open the ticket\n2. Assign it to the second line\n3. Call the user",
        "Langkah 1: buka tiket di aplikasi.",
        "Petugas mengisi formulir permintaan.",
        "Petugas mencatat insiden, lalu menugaskan tiket, kemudian menghubungi pelapor.",
        "1. Buka tiket\n2. Isi kolom kategori\n3. Kirim ke lini kedua",
    ],
)
def test_procedure_steps_are_noticed(text: str) -> None:
    assert procedure_steps(text)


@pytest.mark.requirement("R25")
@pytest.mark.parametrize(
    "text",
    [
        "Incident management is described in SM-IM-001.",
        "The change manager approves normal changes weekly.",
        "1. Reduce repeat incidents\n2. Raise satisfaction\n3. Keep costs stable",
        "1. Approve changes\n2. Review the plan every year\n3. Report to the board",
        "1. Services serve the customer\n2. Decisions are recorded",
        "If the target is missed twice, then the service owner reports to the committee.",
        "Manajer perubahan menyetujui perubahan normal setiap minggu.",
        "1. Menyetujui anggaran\n2. Meninjau rencana setiap tahun",
    ],
)
def test_governance_prose_is_no_procedure(text: str) -> None:
    assert procedure_steps(text) == ()


@pytest.mark.requirement("R55", "R58")
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{{ meta.owner }}", "field"), ("[TODO]", "todo"), ("<Organisation name>", "angle"), ("[nama organisasi]", "bracket"),
        ("Lorem ipsum dolor", "dummy"), ("Owner: TBD", "undecided"), ("to be defined", "undecided"), ("akan ditentukan", "undecided"),
        ("reach XX% by June", "number"), ("owner: ____", "number"), ("your organisation", "address"),
        ("insert the scope here", "instruction"), ("isi nama di sini", "instruction"), ("{% link a %}", "markup"),
        ("{{ site.url }}", "markup"),
    ],
)  # fmt: skip
def test_template_residue_is_named_by_kind(text: str, kind: str) -> None:
    assert kind in [found.kind for found in placeholders(text)]


@pytest.mark.requirement("R55")
@pytest.mark.parametrize(
    "text",
    [
        "[the procedure](docs/a.md)", "[[document:SM-IM-001]]", "- [x] done", "a <br> b", "<https://example.org>", "[see the annex]",
        "The date is to be agreed with the customer by June.", "Above the line.\n___\nBelow the line.",
    ],
)  # fmt: skip
def test_links_references_and_tags_are_no_residue(text: str) -> None:
    assert placeholders(text) == ()


@pytest.mark.requirement("R51")
def test_clause_references_name_number_item_standard_and_edition() -> None:
    text = "See clause 8.12, Klausul 6.3 huruf b, ISO/IEC 20000-1:2011 clause 4.5.2 and clause 8.3 of ISO 9001:2015."
    found = [(ref.number, ref.item, ref.standard, ref.edition) for ref in clause_references(text)]
    assert found == [
        ("8.12", None, None, None),
        ("6.3", "b", None, None),
        ("4.5.2", None, "ISO/IEC 20000-1", "2011"),
        ("8.3", None, "ISO 9001", "2015"),
    ]


@pytest.mark.requirement("R51")
def test_a_range_of_clauses_has_both_ends() -> None:
    assert [ref.number for ref in clause_references("Clauses 8.1–8.12")] == ["8.1", "8.12"]
    assert [ref.number for ref in clause_references("klausul 8.1 s.d. 8.7")] == ["8.1", "8.7"]


@pytest.mark.requirement("R51")
@pytest.mark.parametrize(
    "text", ["version 2.3", "section 5.1", "24x7", "clause 4 of the contract", "99.5 %", "ISO 20000 is good"]
)
def test_other_numbers_are_no_clause(text: str) -> None:
    assert clause_references(text) == ()


@pytest.mark.requirement("R50")
def test_only_an_exclusion_of_a_requirement_is_reported() -> None:
    assert exclusion_of_requirement("Clause 8.4.1 is not applicable.")
    assert exclusion_of_requirement("Klausul 8.4.1 tidak berlaku bagi kami.")
    assert exclusion_of_requirement("The requirements of clause 8.7.3 are excluded.")
    assert exclusion_of_requirement("The payroll service is excluded from the scope.") == ()


@pytest.mark.requirement("R61")
@pytest.mark.parametrize(
    ("text", "status", "full"),
    [
        ("Incident management is fully implemented and operational.", Status.OPERATING, True),
        ("Praktik ini sudah berjalan penuh.", Status.OPERATING, True),
        ("Capacity management will be introduced in 2027.", Status.PLANNED, False),
        ("Manajemen kapasitas akan diterapkan tahun depan.", Status.PLANNED, False),
        ("The practice is designed and documented.", Status.DESIGNED, False),
    ],
)
def test_a_claim_about_the_state_of_a_practice_is_read(text: str, status: Status, full: bool) -> None:
    claim = implementation_claim(text)
    assert claim is not None
    assert (claim.status, claim.full) == (status, full)


@pytest.mark.requirement("R53")
def test_a_regulation_does_not_ask_for_anything() -> None:
    assert [slip.correction for slip in regulator_slip("POJK requests us to report. POJK meminta laporan.")] == [
        "OJK requests us", "OJK meminta",
    ]  # fmt: skip
    assert regulator_slip("POJK 11/POJK.03/2022 requires banks to test.") == ()


@pytest.mark.requirement("R01")
def test_advertising_and_project_talk_give_themselves_away() -> None:
    assert marketing("A world-class service desk")
    assert marketing("layanan kelas dunia")
    assert project_talk("The project manager plans the kick-off meeting in week 1.")
    assert marketing("The service desk answers calls.") == project_talk("The service desk answers calls.") == ()


@pytest.mark.requirement("R55")
def test_a_generic_text_holds_filler_and_nothing_specific() -> None:
    generic = "Services are managed in accordance with best practice and sesuai kebutuhan."
    own = "Bank Nusantara Sejahtera runs 32 services from Jakarta; incidents follow SM-IM-001 since 1 March 2026."
    assert len(generic_phrases(generic)) == 2
    assert specifics(generic) == 0
    assert specifics(own, ["Bank Nusantara Sejahtera"]) >= 4


@pytest.mark.requirement("R25")
def test_sentences_end_where_a_reader_ends_them() -> None:
    text = "See e.g. No. 5 vs. 3.5, Rp 1.000 s.d. Rp 2.000. Then **we** stop.\n\n- one\n- two [x](a.b). Three\n"
    assert [sentence.text for sentence in sentences(text)] == [
        "See e.g. No. 5 vs. 3.5, Rp 1.000 s.d. Rp 2.000.", "Then we stop.", "one", "two x.", "Three",
    ]  # fmt: skip


@pytest.mark.requirement("R25")
def test_words_and_rows_are_counted_apart() -> None:
    page = "# Scope\n\nThree **plain** words\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    assert words(page) == 4
    assert table_rows(page) == 2
    assert plain("# Scope\n\nThree **plain** `words`") == "Scope\nThree plain words"


@given(SMALL_MARKDOWN)
def test_any_markdown_is_cut_into_ordered_sentences_with_true_offsets(text: str) -> None:
    place = 0
    for sentence in sentences(text):
        assert place <= sentence.start < sentence.end <= len(text)
        place = sentence.end
    assert words(text) >= 0
    assert table_rows(text) >= 0


@given(st.text(max_size=200) | SMALL_MARKDOWN)
def test_no_text_breaks_a_search(text: str) -> None:
    found = (
        *placeholders(text),
        *procedure_steps(text),
        *clause_references(text),
        *exclusion_of_requirement(text),
        *generic_phrases(text),
    )
    assert all(0 <= hit.start < hit.end <= len(text) for hit in found)
    assert specifics(text, ["a"]) >= 0
    implementation_claim(text)
    regulator_slip(text)
    project_talk(text)


@pytest.mark.requirement("R53", "R55")
@pytest.mark.skipif(not TEST_DATA, reason="SKIPPED: OPENSMP_TEST_DATA is not set, the public texts are not read")
def test_the_public_texts_are_read_sentence_by_sentence() -> None:
    residue: dict[str, int] = {}
    for path in sorted((Path(TEST_DATA) / "texts").glob("[0-9]*.md")):
        text = path.read_text(encoding="utf-8")
        readings = [read(sentence.text) for sentence in sentences(text)]
        found = [placeholder.kind for placeholder in placeholders(text)]
        residue[path.name[:2]] = sum(kind != "markup" for kind in found)
        print(path.name, dict(Counter(reading.label.value for reading in readings)), dict(Counter(found)))
        for reading in readings:
            if reading.targets and path.name < "1":
                print("  ", reading.label.value, "|", reading.text[:100], "|", [part.words for part in reading.targets])
    assert residue["13"] > 1_000
    assert residue["04"] <= 1
    assert residue["06"] == 0
