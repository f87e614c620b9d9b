"""Clause references found in plans: right, moved, wrong, non-existent, or of another edition."""

from __future__ import annotations

import pytest

from opensmp.standard import Reference, split_reference, standard, topics_in, verdict_of_reference


@pytest.mark.parametrize(
    ("text", "number", "item"),
    [("6.3 c)", "6.3", "c"), ("6.2(c)", "6.2", "c"), ("6.3C", "6.3", "c"), ("8.3.4.1", "8.3.4.1", ""), ("8", "8", "")],
)
def test_a_reference_parts_into_number_and_item(text: str, number: str, item: str) -> None:
    assert split_reference(text) == Reference(number, item)


def test_a_text_that_is_no_reference_stays_whole_and_exists_nowhere() -> None:
    assert split_reference("annex SL") == Reference("annex SL")
    assert verdict_of_reference("annex SL").verdict == "no such clause"


@pytest.mark.parametrize(
    ("number", "topic", "verdict", "suggested"),
    [
        ("6.3", "plan", "right", ("6.3",)),
        ("6.2", "plan", "wrong clause", ("6.3",)),
        ("8.1", "plan", "wrong clause", ("6.3",)),
        ("8.12", None, "no such clause", ("8.7",)),
        ("8.12", "practices", "no such clause", ("8.1", "8.2", "8.3", "8.4", "8.5", "8.6", "8.7")),
        ("8.7", "supplier", "wrong clause", ("8.3.4",)),
        ("8.7", "suppliers", "wrong clause", ("8.3.4",)),
        ("6.2(c)", "roles", "moved", ("5.3", "6.3 d)")),
        ("5.5", "change", "no such clause", ("8.5.1",)),
        ("8.6", "release", "wrong clause", ("8.5.3",)),
        ("8.1", "configuration", "wrong clause", ("8.2.6",)),
        ("8.3", "availability", "wrong clause", ("8.7.1",)),
        ("6.3 k)", None, "no such clause", ("6.3 h)",)),
        ("6.2.2 f)", None, "no such clause", ("6.2.2 e)",)),
        ("8.3.4.3", None, "no such clause", ("8.3.4.2",)),
        ("12.1", None, "no such clause", ()),
        ("8.6", "incident", "right", ("8.6",)),
        ("8", "change", "right", ("8",)),
        ("7.5.4 c)", "plan", "right", ("7.5.4 c)",)),
        ("4.3", "plan", "right", ("4.3",)),
        ("9.1", "incident", "right", ("9.1",)),
        ("10.1", "audit", "right", ("10.1",)),
        ("8.3.3", "suppliers", "right", ("8.3.3",)),
        ("9.2.2", None, "right", ("9.2.2",)),
        ("3.2.5", None, "right", ("3.2.5",)),
        ("6.3", "no-such-topic", "right", ("6.3",)),
    ],
)
def test_a_reference_is_judged_by_the_published_edition(
    number: str, topic: str | None, verdict: str, suggested: tuple[str, ...]
) -> None:
    reading = verdict_of_reference(number, topic=topic)
    assert (reading.verdict, reading.suggested, reading.edition) == (verdict, suggested, "2018")


@pytest.mark.parametrize(
    ("number", "edition", "topic", "year", "suggested"),
    [
        ("4.5.2", None, None, "2011", ("6.3",)),
        ("4.5.2", None, "plan", "2011", ("6.3",)),
        ("4.5.4.1", None, None, "2011", ("9.1", "9.2", "9.3")),
        ("6.3", None, "continuity", "2011", ("8.7.2", "8.7.1")),
        ("9.2", None, "change", "2011", ("8.5.1",)),
        ("9.2", "ISO/IEC 20000-1:2011", None, "2011", ("8.5.1",)),
        ("8.2", "2005", None, "2005", ("8.6.1",)),
        ("8.2", "SNI ISO/IEC 20000-1:2009", None, "2005", ("8.6.1",)),
        ("1.1", "2011", None, "2011", ()),
    ],
)
def test_a_number_of_an_earlier_edition_is_told_apart(
    number: str, edition: str | None, topic: str | None, year: str, suggested: tuple[str, ...]
) -> None:
    reading = verdict_of_reference(number, edition, topic)
    assert (reading.verdict, reading.edition, reading.suggested) == ("other edition", year, suggested)


@pytest.mark.parametrize("edition", ["2018", "ISO/IEC 20000-1:2018 (incl. Amd 1:2024)", "AS/NZS ISO/IEC 20000.1:2019"])
def test_the_published_edition_is_recognised_however_it_is_named(edition: str) -> None:
    assert verdict_of_reference("8.4.1", edition).verdict == "right"


def test_every_published_number_is_right_for_its_own_section_practice_and_topic() -> None:
    known = standard()
    cited = [(reference, row.section) for row in known.checklist.values() for reference in row.clauses]
    cited += [(practice.clause, practice.key) for practice in known.practices.values()]
    cited += [(reference, topic.key) for topic in known.topics.values() for reference in topic.clauses + topic.also]
    wrong = [pair for pair in cited if verdict_of_reference(pair[0], topic=pair[1]).verdict != "right"]
    assert wrong == []


def test_every_wrong_reference_of_public_material_is_recognised() -> None:
    for met in standard().wrong_references:
        reading = verdict_of_reference(met.says.partition("-")[2] or met.says, topic=met.topic)
        assert (reading.verdict, reading.suggested) == (met.verdict, met.published), met.says


def test_every_section_and_practice_is_a_topic() -> None:
    known = standard()
    assert {*known.sections, *known.practices} <= set(known.topics)


@pytest.mark.requirement("R83")
def test_the_explanation_names_the_edition_in_both_languages() -> None:
    says = verdict_of_reference("8.7", topic="supplier").says
    assert says.text("en") == (
        "8.7 is “Service assurance”; “Supplier management” stands in 8.3.4 of ISO/IEC 20000-1:2018 (incl. Amd 1:2024)."
    )
    assert "Penjaminan layanan" in says.text("id")


@pytest.mark.parametrize(
    ("sentence", "topics"),
    [
        ("The service management plan is required by clause 6.2.", ("plan",)),
        ("Suppliers are managed under clause 8.7.", ("supplier",)),
        ("Manajemen perubahan diatur pada klausul 5.5.", ("change",)),
        ("Incident management and problem management follow 8.6.", ("incident", "problem")),
        ("The service portfolio lists 32 services.", ("portfolio",)),
        ("We exchange managers' phone numbers.", ()),
    ],
)
def test_a_sentence_tells_what_it_cites_a_clause_for(sentence: str, topics: tuple[str, ...]) -> None:
    assert topics_in(sentence) == topics
