"""The sentence form: the same sentence in both languages, and never a number that nobody typed."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from opensmp.dossier import Dossier
from opensmp.language import read
from opensmp.measures.progress import progress_of
from opensmp.web.answers import Answers, Tongue
from opensmp.web.objectives.lines import state_of
from opensmp.web.objectives.sentences import FORMS, KINDS, WINDOWS, Made, blanks_of, made_of, read_back, sentence_of

ENGLISH = Tongue("en", ("en",))
BOTH = Tongue("en", ("en", "id"))
INDONESIAN = Tongue("id", ("id", "en"))
MEASURE = {"metric-en": "the share of repeat incidents", "metric-id": "persentase insiden berulang", "unit": "%"}


def made(tongue: Tongue, **typed: str) -> Made:
    return made_of(Answers({name.replace("__", "-"): [words] for name, words in typed.items()}), tongue)


def given(tongue: Tongue, typed: dict[str, str]) -> Made:
    return made_of(Answers({name: [words] for name, words in typed.items()}), tongue)


def missing(found: Made) -> list[str]:
    return [name for name, _says in found.errors]


@pytest.mark.requirement("R11")
@pytest.mark.parametrize(
    ("typed", "english", "indonesian"),
    [
        ({"kind": "increase", "start": "88.5", "target": "95", "deadline": "2027-12-31"},
         "Raise the share of repeat incidents from 88.5% to at least 95% by 31 December 2027.",
         "Meningkatkan persentase insiden berulang dari 88,5% menjadi sedikitnya 95% paling lambat 31 Desember 2027."),
        ({"kind": "maintain at least", "target": "99.95", "window": "month"},
         "Keep the share of repeat incidents at or above 99.95% in every month.",
         "Menjaga persentase insiden berulang sekurang-kurangnya 99,95% setiap bulan."),
        ({"kind": "maintain at most", "target": "4", "window": "quarter"},
         "Keep the share of repeat incidents at or below 4% in every quarter.",
         "Menjaga persentase insiden berulang paling banyak 4% setiap triwulan."),
        ({"kind": "milestone", "deadline": "2027-04-01", "evidence-en": "the approved policy.", "evidence-id": "kebijakan yang disetujui"},
         "Finish the share of repeat incidents by 1 April 2027, shown by the approved policy.",
         "Menyelesaikan persentase insiden berulang paling lambat 1 April 2027, dibuktikan dengan kebijakan yang disetujui."),
    ],
)  # fmt: skip
def test_a_sentence_is_made_in_both_languages_of_the_plan(typed: dict[str, str], english: str, indonesian: str) -> None:
    found = given(BOTH, MEASURE | typed)
    assert found.errors == []
    sentence = sentence_of(found.fields, BOTH)
    assert sentence.text("en") == english
    assert sentence.text("id") == indonesian


def test_a_measure_named_in_one_language_makes_a_sentence_in_that_language_only() -> None:
    found = given(
        BOTH, {"kind": "maintain at most", "metric-en": "the share", "unit": "%", "target": "4", "window": "year"}
    )
    assert dict(sentence_of(found.fields, BOTH).texts).keys() == {"en"}


def test_a_number_is_read_as_the_person_writes_it() -> None:
    typed = MEASURE | {"kind": "decrease", "start": "1.234,5", "target": "15,5", "deadline": "31/12/2027"}
    found = given(INDONESIAN, typed)
    assert found.errors == []
    assert found.fields["target"] == Decimal("15.5")
    assert found.fields["baseline"].value == Decimal("1234.5")
    assert found.fields["deadline"] == date(2027, 12, 31)
    assert "target" in missing(given(ENGLISH, typed | {"target": "fifteen"}))


@pytest.mark.requirement("R11")
@pytest.mark.parametrize(
    ("kind", "blanks"),
    [
        ("increase", ["target", "deadline", "start"]), ("decrease", ["target", "deadline", "start"]),
        ("maintain at least", ["target", "window"]), ("maintain at most", ["target", "window"]), ("milestone", ["deadline", "evidence-en"]),
    ],
)  # fmt: skip
def test_each_kind_asks_for_exactly_its_own_blanks(kind: str, blanks: list[str]) -> None:
    assert sorted(missing(given(ENGLISH, {"kind": kind, "metric-en": "the share"}))) == sorted(blanks)
    assert missing(given(ENGLISH, {"kind": kind}))[0] == "metric-en"


@pytest.mark.parametrize("kind", ["", "grow", "INCREASE"])
def test_a_kind_that_is_none_is_asked_for_first(kind: str) -> None:
    assert missing(made(ENGLISH, kind=kind)) == ["kind"]


def test_a_milestone_keeps_no_number_and_a_standing_target_no_deadline() -> None:
    milestone = given(
        ENGLISH,
        {"kind": "milestone", "metric-en": "it", "target": "5", "deadline": "2027-01-01", "evidence-en": "a paper"},
    )
    assert milestone.fields["target"] is None
    standing = given(
        ENGLISH,
        {"kind": "maintain at least", "metric-en": "it", "target": "5", "window": "month", "deadline": "2027-01-01"},
    )
    assert standing.fields["deadline"] is None
    assert standing.fields["baseline"] is None


@pytest.mark.parametrize("start_on", ["soon", "31/02/2027"])
def test_a_start_on_no_day_is_said_at_its_blank(start_on: str) -> None:
    typed = MEASURE | {"kind": "increase", "start": "1", "target": "2", "deadline": "2027-12-31", "start_on": start_on}
    assert missing(given(BOTH, typed)) == ["start_on"]


def test_every_kind_has_its_sentence_in_every_language_with_the_same_blanks() -> None:
    for kind in KINDS:
        blanks = [set(re.findall(r"{(\w+)}", FORMS[language][kind])) for language in FORMS]
        assert blanks[0] == blanks[1], kind


@pytest.mark.parametrize(
    "sentence",
    [
        "Improve user satisfaction.", "Reduce the number of incidents significantly.", "Meningkatkan kepuasan pengguna secara signifikan.",
        "Be among the best in 2027.", "Answer calls quickly by 31 December 2027.", "Menurunkan gangguan layanan.",
        "Close problems within 20 working days.", "Maintain availability at 99.9% each month.",
    ],
)  # fmt: skip
@pytest.mark.requirement("R11")
def test_a_proposal_holds_no_number_that_the_sentence_does_not(sentence: str) -> None:
    told = read_back(sentence, BOTH)
    assert told is not None
    assert set(re.findall(r"\d+(?:[.,]\d+)?", told.proposal)) <= set(re.findall(r"\d+(?:[.,]\d+)?", sentence))
    for part in told.found:
        assert set(re.findall(r"\d+", part.words)) <= set(re.findall(r"\d+", sentence))


def test_nothing_typed_is_read_as_nothing() -> None:
    assert read_back("", BOTH) is None
    assert read_back(" \n ", BOTH) is None


def test_what_is_missing_is_asked_in_the_persons_language_and_proposed_in_the_plans() -> None:
    english = read_back("Improve user satisfaction by the end of 2027.", Tongue("en", ("en",)))
    indonesian = read_back("Improve user satisfaction by the end of 2027.", Tongue("id", ("en",)))
    assert english is not None
    assert indonesian is not None
    assert english.questions != indonesian.questions
    assert english.proposal == indonesian.proposal


def test_a_measurable_sentence_is_told_so_and_fills_its_blanks() -> None:
    sentence = "Reduce the share of repeat incidents from 19.4% to at most 15.5% by 31 December 2027."
    told = read_back(sentence, ENGLISH)
    assert told is not None
    assert told.state == "ok"
    blanks = blanks_of(read(sentence, "en"), None, ENGLISH)
    assert (blanks["start"], blanks["target"], blanks["unit"], blanks["deadline"]) == (
        "19.4",
        "15.5",
        "%",
        "2027-12-31",
    )
    assert blanks["kind"] == "decrease"


def test_no_deadline_is_read_from_a_year_alone() -> None:
    assert blanks_of(read("Reduce repeat incidents to at most 15% by 2027.", "en"), None, ENGLISH)["deadline"] == ""


def test_numbers_stand_in_the_blanks_as_the_person_writes_them(bank: Dossier) -> None:
    row = bank.objectives["SMO-2"]
    assert blanks_of(None, row, INDONESIAN)["start"] == "84,6"
    assert blanks_of(None, row, BOTH)["start"] == "84.6"


def test_every_objective_of_the_example_can_be_said_by_the_form_again(bank: Dossier) -> None:
    for row in bank.objectives.values():
        found = given(BOTH, blanks_of(None, row, BOTH))
        if not found.errors:
            stands = row.kind.startswith("maintain")
            assert found.fields["kind"] == row.kind
            assert found.fields["target"] == (None if row.kind == "milestone" else row.target)
            assert (found.fields["deadline"], found.fields["window"]) == (
                (None, row.window) if stands else (row.deadline, None)
            )


def test_a_window_is_a_word_in_both_languages() -> None:
    assert all(word.text("en") != word.text("id") for word in WINDOWS.values())


def test_where_an_objective_stands_is_one_of_the_shapes_of_the_house(bank: Dossier) -> None:
    for row in bank.objectives.values():
        assert state_of(row, progress_of(row, bank.today)).kind in ("ok", "live", "warn", "stop", "wait")
