"""Decision frameworks: which objective fits which weakness, which role fits which size."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from opensmp.guidance import Size, guidance
from opensmp.language import Label, read
from opensmp.plan.roles import RoleKind
from opensmp.standard import standard

DEFINITIONS = (
    "older than 90 days",
    "berumur lebih dari 90 hari",
    "within 72 hours",
    "dalam 72 jam",
    "out of 5",
    "dari 5",
)
SIZES = guidance().role_framework.sizes


@pytest.mark.requirement("R68")
def test_there_are_at_least_twenty_five_objectives_to_choose_from() -> None:
    assert len(guidance().objective_forms) >= 25


@pytest.mark.requirement("R68")
def test_every_core_practice_has_an_objective_for_a_weakness_of_it() -> None:
    served = {form.practice for form in guidance().objective_forms.values()}
    core = {practice.key for practice in standard().practices.values() if practice.core}
    assert core <= served
    assert served <= {*standard().practices, *standard().sections}


@pytest.mark.requirement("R68")
@pytest.mark.parametrize("language", ["en", "id"])
def test_a_form_never_proposes_a_target(language: str) -> None:
    for form in guidance().objective_forms.values():
        text = form.form.text(language)
        for words in DEFINITIONS:
            text = text.replace(words, "")
        assert not re.search(r"\d", text), form.key
        assert "___" in text, form.key


@pytest.mark.requirement("R68")
def test_a_change_states_its_baseline_or_the_whole_it_counts() -> None:
    for form in guidance().objective_forms.values():
        if form.kind == "decrease":
            assert "from ___" in form.form.en, form.key


@pytest.mark.requirement("R68")
def test_a_standing_objective_names_its_measurement_period() -> None:
    for form in guidance().objective_forms.values():
        if form.kind.startswith("maintain"):
            assert re.search(r"every|each|during|planned for", form.form.en), form.key
            assert re.search(r"setiap|selama|direncanakan untuk", form.form.id), form.key


def filled(form: str) -> str:
    """Fill the blanks of a form as a person would: shares, years, a date, counts."""
    form = re.sub(r"___(?= %)", "95", form)
    form = re.sub(r"\b(by|paling lambat) ___(?=[.,])", r"\1 31 12 2027", form).replace("31 12 2027", "2027-12-31")
    return re.sub(r"___(?=[.,])", "2027", form).replace("___", "4")


@pytest.mark.requirement("R68", "R53")
@pytest.mark.parametrize("language", ["en", "id"])
def test_a_form_whose_blanks_are_filled_is_measurable(language: str) -> None:
    vague = [
        form.key
        for form in guidance().objective_forms.values()
        if read(filled(form.form.text(language)), language).label is not Label.MEASURABLE
    ]
    assert vague == []


@pytest.mark.requirement("R68")
def test_a_metric_belongs_to_a_practice_and_has_a_name() -> None:
    for form in guidance().objective_forms.values():
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*", form.metric), form.key


@pytest.mark.requirement("R68")
@pytest.mark.parametrize(
    ("people", "key"),
    [(1, "small"), (25, "small"), (26, "growing"), (49, "growing"), (50, "medium"), (200, "medium"), (201, "large"),
     (5000, "large")],
)  # fmt: skip
def test_a_number_of_people_falls_into_one_size(people: int, key: str) -> None:
    assert guidance().size_of(people).key == key


@pytest.mark.requirement("R68", "R12")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.key)
def test_each_activity_has_exactly_one_accountable_role_and_somebody_who_does_it(size: Size) -> None:
    matrix = guidance().raci(size)
    assert len(matrix) == 14
    for activity, letters in matrix.items():
        assert sum("A" in letter for letter in letters.values()) == 1, activity
        assert any("R" in letter for letter in letters.values()), activity
        assert set(letters) <= set(size.roles), activity


@pytest.mark.requirement("R68", "R12")
@pytest.mark.parametrize("size", SIZES, ids=lambda size: size.key)
def test_no_size_combines_roles_that_must_stay_apart(size: Size) -> None:
    apart = [{pair.first, pair.second} for pair in guidance().role_framework.separations]
    for group in size.combinable:
        assert not any(pair <= set(group) for pair in apart), group


@pytest.mark.requirement("R12")
def test_in_a_small_organisation_the_owner_of_the_plan_also_does_the_coordinator_s_work() -> None:
    small = guidance().raci(guidance().size_of(20))
    assert small["keep-plan"]["sms-owner"] == "A/R"
    assert "sms-coordinator" not in small["keep-plan"]


@pytest.mark.requirement("R12")
def test_the_auditor_does_nothing_but_audit() -> None:
    for activity in guidance().role_framework.activities:
        letter = activity.letters.get("internal-auditor", "I")
        assert (letter == "A/R") == (activity.key == "audit-internally"), activity.key
        assert activity.key == "audit-internally" or letter in {"C", "I"}


@pytest.mark.requirement("R54")
def test_the_two_duties_that_clause_5_3_names_are_key_duties() -> None:
    duties = {activity.key: activity.key_duty for activity in guidance().role_framework.activities}
    assert duties["ensure-conformity"]
    assert duties["report-performance"]


def test_every_role_is_one_of_the_plan_s_kinds_and_every_letter_stands_for_a_role() -> None:
    framework = guidance().role_framework
    roles = {role.key for role in framework.roles}
    assert {role.kind for role in framework.roles} <= set(get_args(RoleKind))
    assert all(set(size.roles) <= roles for size in framework.sizes)
    assert all(set(activity.letters) <= roles for activity in framework.activities)
    assert all({pair.first, pair.second} <= roles for pair in framework.separations)
