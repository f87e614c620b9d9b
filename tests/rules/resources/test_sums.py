"""People and money add up, and a slip is found once."""

from dataclasses import replace
from decimal import Decimal

import pytest

from opensmp.checking import chosen, edit, put, run
from opensmp.dossier import Dossier
from opensmp.rules import all_rules
from opensmp.rules.resources._examples import more, with_budget
from opensmp.rules.resources._figures import people_in, totals_in

RESOURCES = tuple(rule for rule in chosen(all_rules(), "stage1") if rule.group == "resources")


def new_rules(changed: Dossier, sound: Dossier) -> list[str]:
    before = {(found.rule, found.where) for found in run(sound, RESOURCES).findings}
    return [found.rule for found in run(changed, RESOURCES).findings if (found.rule, found.where) not in before]


@pytest.mark.requirement("R13", "R73")
def test_one_wrong_budget_line_is_one_finding(bank: Dossier) -> None:
    wrong = with_budget(
        bank, lambda held: replace(held, lines=(replace(held.lines[0], planned=Decimal(7)), *held.lines[1:]))
    )
    assert new_rules(wrong, bank) == ["RES-03"]


@pytest.mark.requirement("R13", "R73")
def test_one_wrong_line_of_people_is_one_finding(bank: Dossier) -> None:
    wrong = put(bank, "plan/resources/people/*", fte=bank.plan.resources.people[0].fte + 1)
    assert new_rules(wrong, bank) == ["RES-05"]


@pytest.mark.requirement("R13")
def test_an_empty_section_is_left_to_the_rule_on_empty_sections(provider: Dossier) -> None:
    assert new_rules(edit(provider, "plan/resources", lambda held: type(held)()), provider) == []


@pytest.mark.requirement("R13", "R46")
@pytest.mark.parametrize(
    ("english", "indonesian"),
    [
        ("The budget totals Rp 99.9 billion.", "Anggaran seluruhnya berjumlah Rp 99,9 miliar."),
        ("Some 480 FTE carry the services.", "Sebanyak 480 FTE menjalankan layanan."),
    ],
)
def test_a_figure_in_the_prose_stands_in_a_table(provider: Dossier, english: str, indonesian: str) -> None:
    assert new_rules(more(provider, english, indonesian), provider) == ["RES-19"]


@pytest.mark.requirement("R13")
def test_an_approval_limit_is_no_budget() -> None:
    assert not list(totals_in("Spending above Rp 500 million of the budget goes to the board, in all cases.", "en"))
    assert not list(totals_in("Anggaran di atas Rp 500 juta sebesar apa pun disetujui direksi.", "id"))


@pytest.mark.requirement("R13")
@pytest.mark.parametrize(
    ("text", "language", "value"), [("12.5 FTE", "en", "12.5"), ("12,5 FTE", "id", "12.5"), ("1.200 FTE", "id", "1200")]
)
def test_numbers_are_read_by_the_language_of_the_text(text: str, language: str, value: str) -> None:
    assert [figure.value for figure in people_in(text, language)] == [Decimal(value)]
