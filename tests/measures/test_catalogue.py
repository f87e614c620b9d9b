"""The metric catalogue: complete, well formed, and used by examples and guidance under the same names."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from opensmp.dossier import Dossier
from opensmp.guidance import guidance
from opensmp.measures.catalogue import (
    CATALOGUE,
    COMMON,
    DEFAULTS,
    DUTY_KINDS,
    SPECIAL,
    default,
    find,
    is_own,
    parameters_of,
    suggest,
)
from opensmp.measures.metric import Metric
from opensmp.measures.records import TABLES
from opensmp.standard import standard

pytestmark = pytest.mark.requirement("R56")

EXAMPLES = Path(__file__).parents[2] / "examples"
SECTIONS = {"improvement", "documents", "audit"}
"""Practices of the management system itself, which the standard's list of practices does not name."""

by_id = pytest.mark.parametrize("metric", CATALOGUE.values(), ids=lambda metric: metric.id)


def test_the_twelve_practices_have_their_metrics() -> None:
    number = Counter(metric.practice for metric in CATALOGUE.values())
    least = {
        "incident": 10, "problem": 9, "request": 9, "change": 12, "release": 9, "configuration": 9, "portfolio": 8,
        "relationship": 7, "continuity": 9, "availability": 10, "capacity": 9, "security": 10, "service-level": 3,
        "supplier": 4, "budgeting": 1, "assets": 1, "design-transition": 2, "improvement": 2, "documents": 2, "audit": 2,
    }  # fmt: skip
    assert {name: number[name] for name, wanted in least.items() if number[name] < wanted} == {}
    assert len(CATALOGUE) >= 90


@by_id
def test_a_metric_is_of_a_known_practice_and_reads_a_known_table(metric: Metric) -> None:
    assert metric.practice in set(standard().practices) | SECTIONS
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*", metric.id)
    fields = TABLES[metric.table].by_name
    assert metric.dated == "" or fields[metric.dated].kind == "time"
    assert metric.title.template[0].isupper()
    assert not metric.title.template.endswith(".")
    assert {name for name in metric.parameters if name not in SPECIAL and name not in COMMON} == set()


@by_id
def test_a_share_is_in_per_cent_and_a_statistic_names_its_unit(metric: Metric) -> None:
    if metric.form == "share":
        assert metric.unit == "%"
    if metric.form == "statistic":
        assert "statistic" in metric.parameters
    if metric.form == "count":
        assert metric.unit != "%"


def test_no_two_metrics_say_the_same_of_themselves() -> None:
    titles = Counter(metric.title.template for metric in CATALOGUE.values())
    assert [title for title, number in titles.items() if number > 1] == []


def test_a_metric_with_a_clock_says_on_which_basis_it_runs() -> None:
    silent = [
        metric.id for metric in CATALOGUE.values()
        if {"limit", "age", "interval", "within"} & set(metric.parameters) and metric.basis == "counted"
        and not metric.id.startswith("supplier.contracts")
    ]  # fmt: skip
    assert silent == []


def test_defaults_and_kinds_belong_to_metrics_that_take_them() -> None:
    for id, held in DEFAULTS.items():
        assert set(held) <= set(CATALOGUE[id].parameters), id
    duties = {id for id, metric in CATALOGUE.items() if metric.table == "duty"}
    assert set(DUTY_KINDS) == duties
    ages = {name for metric in CATALOGUE.values() for name in metric.parameters} & {"age", "within", "interval", "tier"}
    for id, metric in CATALOGUE.items():
        assert all(default(id, name) for name in ages & set(metric.parameters)), id


def test_a_statistic_is_the_mean_unless_the_catalogue_says_otherwise() -> None:
    assert default("incident.time_to_resolve", "statistic") == "mean"
    assert default("service.user_minutes_lost", "statistic") == "sum"
    assert default("incident.resolved_within", "age") == ""


def test_a_mistyped_metric_is_answered_with_those_near_to_it() -> None:
    assert suggest("incident.resolvd_within")[0] == "incident.resolved_within"
    assert suggest("Change.Emergency-Share")[0] == "change.emergency_share"
    assert suggest("availability.outages_investigated")[0] == "service.outages_investigated"
    assert suggest("xyz") == ()
    assert (find("incident.resolvd_within"), find("incident.resolved_within")) == (
        None,
        CATALOGUE["incident.resolved_within"],
    )
    assert (is_own("own.branches_visited"), is_own("incident.owned")) == (True, False)


def test_a_commitment_may_narrow_a_metric_by_each_field_of_its_records() -> None:
    known = parameters_of(CATALOGUE["incident.backlog_over_age"])
    assert {"priority", "service", "major", "age", "calendar", "minimum"} <= set(known)
    assert "interval" not in known
    assert str(known["priority"].meaning) == "Priority"


def test_examples_name_metrics_of_the_catalogue_alone(bank: Dossier, provider: Dossier) -> None:
    """Every file counts, sealed versions and registers too."""
    files = [path for path in EXAMPLES.rglob("*") if path.suffix in {".yaml", ".json"}]
    named = {id for path in files for id in re.findall(r"\bmetric\"?: \"?([a-z_]+\.[a-z_]+)", path.read_text("utf-8"))}
    assert len(named) > 25
    assert sorted(named - set(CATALOGUE)) == []
    for dossier in (bank, provider):
        for row in dossier.plan.commitments.commitments:
            assert set(row.parameters) <= set(parameters_of(CATALOGUE[row.target.metric])), row.id


@pytest.mark.requirement("R68")
def test_the_forms_for_objectives_name_metrics_of_the_catalogue_alone() -> None:
    assert [form.key for form in guidance().objective_forms.values() if find(form.metric) is None] == []
