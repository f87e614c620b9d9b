"""RACI cells are read as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opensmp.plan.prose import Prose
from opensmp.plan.raci import read_cell, roles_with
from opensmp.plan.roles import Duty


@pytest.mark.requirement("R12")
@pytest.mark.parametrize(
    ("written", "letters"),
    [
        ("R", "R"), ("A", "A"), ("R/A", "AR"), ("A/R", "AR"), ("AR", "AR"), ("a/r", "AR"), ("A/C", "AC"), ("R, A", "AR"),
        ("R & A", "AR"), ("R and A", "AR"), ("R dan A", "AR"), ("C (approves)", "C"), ("I*", "I"), ("A¹", "A"), ("A1", "A"),
        ("Accountable, responsible", "AR"), ("A: CIO", "A"), ("R (first line)", "R"), ("-", ""), ("–", ""), ("  ", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_cell_holds_the_letters_a_reader_sees(written: str, letters: str) -> None:
    cell = read_cell(written)
    assert "".join(sorted(cell.letters)) == letters
    assert cell.readable


@pytest.mark.requirement("R12")
@pytest.mark.parametrize("written", ["X", "?", "✓", "yes", "CAB", "to be defined", "5"])
def test_other_marks_are_not_taken_for_letters(written: str) -> None:
    assert not read_cell(written).readable
    assert not read_cell(written).letters


@pytest.mark.requirement("R12")
@pytest.mark.parametrize("written", ["C (approves)", "C (menyetujui)", "I – signs", "C: final say"])
def test_a_note_that_decides_is_noticed(written: str) -> None:
    assert read_cell(written).approves


@pytest.mark.requirement("R12")
def test_a_note_that_only_explains_decides_nothing() -> None:
    assert not read_cell("C (in writing)").approves
    assert read_cell("C (in writing)").note == "in writing"


def test_the_roles_of_a_row_are_found_by_letter() -> None:
    duty = Duty(id="1", activity=Prose.of("Approve the plan"), cells={"cio": "A", "owner": "R/A", "audit": "i"})
    assert roles_with(duty, "A") == ("cio", "owner")
    assert roles_with(duty, "I") == ("audit",)


@given(st.text(max_size=40))
def test_any_text_can_stand_in_a_cell(written: str) -> None:
    cell = read_cell(written)
    assert cell.letters <= {"R", "A", "C", "I"}
    assert cell.readable or not cell.letters
