"""Prose in one or two languages, and what every value of the plan is."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opensmp.plan.objectives import Objective
from opensmp.plan.plan import SECTIONS, Plan
from opensmp.plan.portfolio import ServiceLine
from opensmp.plan.prose import Prose
from opensmp.plan.references import chips
from opensmp.plan.scope import Scope
from opensmp.plan.section import Section
from opensmp.plan.value import key_of

RAW = st.one_of(st.text(), st.dictionaries(st.sampled_from(["en", "id"]), st.text(min_size=1), min_size=1))


@pytest.mark.requirement("R83")
@given(RAW)
def test_prose_gives_back_what_was_written(raw: str | dict[str, str]) -> None:
    assert Prose.of(raw).raw() == raw


@pytest.mark.requirement("R83")
def test_prose_falls_back_to_what_there_is() -> None:
    both = Prose.of({"en": "Scope", "id": "Ruang lingkup"})
    assert (both.text("en"), both.text("id"), both.text("")) == ("Scope", "Ruang lingkup", "Scope")
    assert Prose.of("Scope").text("id") == "Scope"
    assert Prose.of({"id": "Ruang lingkup"}).text("en") == "Ruang lingkup"


def test_blank_prose_is_no_prose() -> None:
    assert not Prose()
    assert not Prose.of("  \n ")
    assert not Prose.of({"en": " "})
    assert list(Prose.of({"en": "a", "id": " "}).each()) == [("en", "a")]


@pytest.mark.requirement("R01", "R10")
def test_a_plan_has_ten_sections_in_their_order() -> None:
    assert len(SECTIONS) == 10
    assert [name for name in vars(Plan()) if name in SECTIONS] == list(SECTIONS)
    assert all(isinstance(Plan().section(key), Section) for key in SECTIONS)


def test_values_compare_by_content_and_hash_alike() -> None:
    one, other = Scope(services=("S-01",)), Scope(services=("S-01",))
    assert one == other
    assert hash(one) == hash(other)
    assert one != replace(one, services=())
    assert one != object()


def test_values_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError, match="a value"):
        Scope().services = ()  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del Scope().services  # type: ignore[misc]


def test_values_refuse_unknown_and_missing_fields() -> None:
    with pytest.raises(TypeError, match="no field 'service'"):
        Scope(service=())  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="needs 'statement'"):
        Objective(id="SMO-1", kind="increase")  # type: ignore[call-arg]


def test_a_value_shows_itself() -> None:
    assert repr(ServiceLine(service="S-01")).startswith("ServiceLine(service='S-01', summary=Prose(")


def test_rows_are_named_by_what_they_are_about() -> None:
    assert key_of(ServiceLine(service="S-01"), 4) == "S-01"
    assert key_of("S-02", 4) == "S-02"
    assert key_of(object(), 4) == "5"


def test_references_are_found_in_prose_and_nothing_else_is() -> None:
    text = "See [[document:SM-IM-001]], [a link](x), [[ not:one ]] and [[commitment: INC-1]]."
    assert [(chip.kind, chip.id) for chip in chips(text)] == [("document", "SM-IM-001"), ("commitment", "INC-1")]
    assert all(text[chip.start : chip.end].startswith("[[") for chip in chips(text))
