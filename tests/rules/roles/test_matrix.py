"""Responsibility is clear in the matrix, in the lists and in the prose."""

from dataclasses import replace

import pytest

from opensmp.checking import chosen, edit, put, run
from opensmp.dossier import Dossier
from opensmp.plan.raci import read_cell
from opensmp.rules import all_rules
from opensmp.rules.roles._examples import change_role, change_row

ROLES = tuple(rule for rule in chosen(all_rules(), "stage1") if rule.group == "roles")


def new_rules(changed: Dossier, sound: Dossier) -> list[str]:
    before = {(found.rule, found.where) for found in run(sound, ROLES).findings}
    return [found.rule for found in run(changed, ROLES).findings if (found.rule, found.where) not in before]


def in_place_of_a(dossier: Dossier, written: str) -> Dossier:
    duty = dossier.plan.roles.raci[0]
    cells = {role: written if "A" in read_cell(cell).letters else cell for role, cell in duty.cells.items()}
    return change_row(dossier, duty, key=True, cells=cells)


@pytest.mark.requirement("R12", "R54")
def test_a_board_that_approves_does_not_make_anybody_accountable(bank: Dossier) -> None:
    assert sorted(new_rules(in_place_of_a(bank, "C (approves)"), bank)) == ["ROL-03", "ROL-30"]


@pytest.mark.requirement("R12", "R54")
def test_an_unreadable_cell_does_not_hide_that_nobody_is_accountable(bank: Dossier) -> None:
    assert sorted(new_rules(in_place_of_a(bank, "?"), bank)) == ["ROL-03", "ROL-20"]


@pytest.mark.requirement("R12")
def test_lower_case_letters_are_letters(bank: Dossier) -> None:
    lower = edit(
        bank,
        "plan/roles/raci",
        lambda raci: tuple(
            replace(duty, cells={role: cell.lower() for role, cell in duty.cells.items()}) for duty in raci
        ),
    )
    assert new_rules(lower, bank) == []


@pytest.mark.requirement("R12", "R72")
def test_without_any_role_only_the_missing_responsibility_is_found(provider: Dossier) -> None:
    nobody = put(
        provider,
        "plan/roles",
        roles=(),
        raci=(),
        overall=None,
        conformity=None,
        performance=None,
        audit_reports_to=None,
    )
    assert sorted(new_rules(nobody, provider)) == ["ROL-01", "ROL-06"]


@pytest.mark.requirement("R12")
def test_a_role_that_reports_to_itself_is_a_circle(bank: Dossier) -> None:
    role = bank.plan.roles.roles[1]
    assert new_rules(change_role(bank, role, reports_to=role.id), bank) == ["ROL-15"]


@pytest.mark.requirement("R12", "R17")
def test_internal_audit_does_not_report_to_the_owner_of_the_plan(bank: Dossier) -> None:
    owner = bank.plan.identity.owner
    assert new_rules(put(bank, "plan/roles", audit_reports_to=owner), bank) == ["ROL-16"]


@pytest.mark.requirement("R05", "R12")
def test_the_sms_owner_may_be_top_management_only_where_the_exception_is_declared(bank: Dossier) -> None:
    top = next(role for role in bank.plan.roles.roles if role.kind == "top management")
    owner = next(role for role in bank.plan.roles.roles if role.kind == "sms owner")
    combined = change_role(bank, owner, holders=(*owner.holders, *top.holders))
    assert "ROL-27" in new_rules(combined, bank)
    declared = put(combined, "plan/review", author_may_approve="Four people work here, and two of them lead.")
    assert "ROL-27" not in new_rules(declared, bank)
