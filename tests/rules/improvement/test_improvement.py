"""What an auditor says about the improvement programme, in other words than those of the rules' own examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from opensmp.checking import Rule, add, edit, put
from opensmp.dossier import Dossier
from opensmp.plan.improvement import Improvement
from opensmp.plan.prose import Prose
from opensmp.rules.improvement.initiative_has_a_due_date import initiative_has_a_due_date
from opensmp.rules.improvement.initiative_names_its_source import initiative_names_its_source
from opensmp.rules.improvement.initiative_owner_is_present import initiative_owner_is_present
from opensmp.rules.improvement.initiatives_are_in_time import initiatives_are_in_time
from opensmp.rules.improvement.initiatives_are_named import initiatives_are_named
from opensmp.rules.improvement.prose_agrees_with_the_status import prose_agrees_with_the_status
from opensmp.rules.improvement.target_of_an_initiative_is_measurable import target_of_an_initiative_is_measurable


def places(rule: Rule, dossier: Dossier) -> set[str]:
    return {str(each.where) for each in rule.findings(dossier)}


def an_open_item(dossier: Dossier) -> str:
    return next(row.id for row in dossier.registers.improvements if row.status == "in progress")


@pytest.mark.requirement("R79")
def test_an_empty_section_is_left_to_the_rule_on_empty_sections(provider: Dossier) -> None:
    without = put(provider, "plan/improvement", initiatives=())
    assert places(initiatives_are_named, without) == {"plan/improvement/initiatives"}
    assert (
        places(initiatives_are_named, edit(provider, "plan/improvement", lambda held: Improvement(keeper=held.keeper)))
        == set()
    )


@pytest.mark.requirement("R18", "R79")
def test_what_is_done_or_rejected_is_neither_late_nor_without_a_date(provider: Dossier) -> None:
    row = next(iter(provider.registers.improvements))
    late = provider.today - timedelta(days=300)
    for status, due in (("done", late), ("rejected", late), ("rejected", None)):
        closed = add(provider, "registers/improvements", replace(row, id="X", status=status, due=due))
        assert "registers/improvements/X/due" not in places(initiatives_are_in_time, closed) | places(
            initiative_has_a_due_date, closed
        )
    begun = add(provider, "registers/improvements", replace(row, id="X", status="approved", due=late))
    assert "registers/improvements/X/due" in places(initiatives_are_in_time, begun)


@pytest.mark.requirement("R18")
def test_a_role_whose_only_holder_left_owns_nothing(provider: Dossier) -> None:
    item = provider.improvements[an_open_item(provider)]
    people = {person.id for person in provider.people.holders(item.owner or "")}
    gone = edit(
        provider,
        "organisation/people",
        lambda rows: tuple(
            replace(row, left=provider.today - timedelta(days=1)) if row.id in people else row for row in rows
        ),
    )
    assert f"registers/improvements/{item.id}/owner" in places(initiative_owner_is_present, gone)


@pytest.mark.requirement("R18")
@pytest.mark.parametrize(
    ("source", "found"), [("customer", False), ("risk", False), ("finding", True), ("management review", True)]
)
def test_a_source_that_is_a_record_is_named_with_its_reference(provider: Dossier, source: str, found: bool) -> None:
    key = an_open_item(provider)
    assert (
        f"registers/improvements/{key}/source_ref"
        in places(
            initiative_names_its_source, put(provider, f"registers/improvements/{key}", source=source, source_ref="")
        )
    ) is found


@pytest.mark.requirement("R18", "R46")
@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("[[improvement:{}]] was completed in October.", True),
        ("[[improvement:{}]] ditutup pada Oktober.", True),
        ("[[improvement:{}]] is not yet completed.", False),
        ("[[improvement:{}]] akan selesai pada Maret.", False),
        ("Once [[improvement:{}]] is done, its benefit is measured.", False),
        ("Five initiatives were completed.", False),
    ],
)
def test_completed_in_the_text_and_open_in_the_register_disagree(provider: Dossier, sentence: str, found: bool) -> None:
    told = put(provider, "plan/improvement", text=Prose.of(sentence.format(an_open_item(provider))))
    assert ("plan/improvement/text" in places(prose_agrees_with_the_status, told)) is found


@pytest.mark.requirement("R18", "R53")
@pytest.mark.parametrize(
    ("target", "found"),
    [
        ("Better communication with the users", True),
        ("Kerja sama yang lebih baik antarunit", True),
        ("At most 4 open problems older than 90 days by 31 March 2027", False),
        ("Setiap perubahan normal memuat rencana mundur, diukur setiap bulan", False),
    ],
)
def test_a_target_that_cannot_be_missed_is_none(provider: Dossier, target: str, found: bool) -> None:
    key = an_open_item(provider)
    held = places(target_of_an_initiative_is_measurable, put(provider, f"registers/improvements/{key}", target=target))
    assert (f"registers/improvements/{key}/target" in held) is found
