"""People, offices and numbers are known by what others call them; a person named nowhere else gets a row, and no more."""

from __future__ import annotations

import pytest

from opensmp.intake.names import Names, codes_in, is_id, is_person, slug

pytestmark = pytest.mark.requirement("R01")
HOLDER = ("person", "role", "office")


def names() -> Names:
    known = Names()
    known.add("person", "ratna", "Ratna Dewi")
    known.add("role", "sms-owner", "SMS owner")
    known.add("office", "cio", "Chief Information Officer", "CIO")
    known.add("document", "SM-IM-001", "Incident procedure")
    known.add("service", "S-01", "Core banking")
    return known


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("Ratna Dewi", "ratna"),
        ("ratna dewi", "ratna"),
        ("Ratna Dewi, Chief Information Officer", "ratna"),
        ("Chief Information Officer (Ratna Dewi)", "cio"),
        ("CIO", "cio"),
        ("SMS Owner", "sms-owner"),
        ("The SMS owner", "the-sms-owner"),
    ],
)
def test_who_is_named_is_found_by_name_office_or_role(text: str, identity: str) -> None:
    assert names().holder(HOLDER, text) == identity


@pytest.mark.parametrize("text", ["", "-", "N/A", "TBD", "tidak ada"])
def test_nobody_is_nobody(text: str) -> None:
    known = names()
    assert known.holder(HOLDER, text) == ""
    assert known.made == {"person": {}, "office": {}}


def test_a_person_or_an_office_that_is_new_gets_a_row() -> None:
    known = names()
    assert known.holder(HOLDER, "Budi Santoso") == "budi-santoso"
    assert known.holder(HOLDER, "Head of Network") == "head-of-network"
    assert known.holder(HOLDER, "Budi Santoso") == "budi-santoso"
    assert known.made == {"person": {"budi-santoso": "Budi Santoso"}, "office": {"head-of-network": "Head of Network"}}


def test_an_office_is_no_person_where_only_a_person_will_do() -> None:
    assert names().holder(("person",), "Internal audit team") == ""


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Ratna Dewi", True),
        ("Dr. Agus Salim, M.Kom", True),
        ("Ahmad bin Abdullah", True),
        ("Service Desk", False),
        ("CIO", False),
        ("Tim Operasional", False),
        ("Room 12", False),
        ("the owner", False),
    ],
)
def test_names_of_people_are_told_from_offices(text: str, person: bool) -> None:
    assert is_person(text) is person


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("SM-IM-001 Incident procedure", ("SM-IM-001",)),
        ("see SOP-IM-01 and SOP-CM-02.", ("SOP-IM-01", "SOP-CM-02")),
        ("ISO 20000", ()),
        ("Core banking", ()),
        ("CT-2024-011", ("CT-2024-011",)),
    ],
)
def test_numbers_of_documents_are_found_in_words(text: str, codes: tuple[str, ...]) -> None:
    assert codes_in(text) == codes


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("SM-IM-001", "SM-IM-001"),
        ("SM-IM-001 Incident procedure", "SM-IM-001"),
        ("Incident procedure", "SM-IM-001"),
        ("Soup", ""),
    ],
)
def test_a_document_is_found_by_number_or_title(text: str, identity: str) -> None:
    assert names().find(("document",), text) == identity


def test_two_people_of_one_name_get_two_ids() -> None:
    known = Names()
    assert known.make("person", "Budi Santoso") == "budi-santoso"
    assert known.make("person", "Budi  Santoso!") == "budi-santoso-2"


@pytest.mark.parametrize(
    ("words", "identity"),
    [
        ("Head of IT Service Management", "head-of-it-service-management"),
        ("Müller & Söhne", "muller-sohne"),
        ("…", "unnamed"),
        ("a" * 90, "a" * 40),
    ],
)
def test_ids_are_made_of_plain_letters(words: str, identity: str) -> None:
    assert slug(words) == identity


@pytest.mark.parametrize(
    ("text", "good"),
    [("S-01", True), ("SLA 1", True), ("", False), ("[x]", False), ("a\nb", False), ("x" * 61, False), ("—", False)],
)
def test_what_can_be_an_id(text: str, good: bool) -> None:
    assert is_id(text) is good
