"""Forms over values: what is shown comes back as it was, and what is wrong is said at its field."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict

from opensmp.exchange import load
from opensmp.plan.objectives import Objective
from opensmp.plan.value import field_types
from opensmp.registers.services import Service, Sla
from opensmp.web.answers import Ask, Tongue, answers_of, day_in, number_in, parts_of
from opensmp.web.forms import ValueForm
from opensmp.web.labels import LABELS
from opensmp.web.names import Names
from opensmp.web.shapes import shapes_of

BANK = load(Path(__file__).parents[3] / "examples" / "bank", date(2026, 11, 22))
BOTH = Tongue("en", ("en", "id"))


def typed(held: dict[str, list[str]], **over: Any) -> QueryDict:
    """Return what a browser sends for the fields of a form, some of them changed."""
    sent = QueryDict(mutable=True)
    for name, words in {**held, **{name.replace("__", "-"): [given] for name, given in over.items()}}.items():
        sent.setlist(name, words)
    return sent


def whole(record: Any) -> tuple[Ask, ...]:
    return tuple(Ask(name) for name, shape in shapes_of(record).items() if shape.control != "kept")


ROWS = (
    [
        (table, row)
        for home in (BANK.registers, BANK.organisation)
        for table in (each.name for each in fields(home))
        if isinstance(getattr(home, table), tuple)
        for row in getattr(home, table)
    ]
    + [("objectives", row) for row in BANK.plan.objectives.objectives]
    + [("roles", row) for row in BANK.plan.roles.roles]
)


@pytest.mark.requirement("R45", "R46", "R47")
@pytest.mark.parametrize("language", ["en", "id"])
def test_every_row_of_the_bank_comes_back_from_its_form_unchanged(language: str) -> None:
    tongue = Tongue(language, ("en", "id"))
    names = Names(BANK, language)
    for table, row in ROWS:
        asks = whole(type(row))
        form = ValueForm(type(row), asks, names, tongue, value=row, sent=typed(answers_of(asks, row, tongue)))
        assert form.read() == row, (table, row.id, form.problems)


def test_fields_that_a_form_does_not_show_stay_as_they_were() -> None:
    sla = BANK.slas["SLA-001"]
    asks = (Ask("title"), Ask("status"))
    form = ValueForm(
        Sla, asks, Names(BANK, "en"), BOTH, value=sla, sent=typed(answers_of(asks, sla, BOTH), status="withdrawn")
    )
    made = form.read()
    assert made is not None
    assert made.status == "withdrawn"
    assert (made.targets, made.workload, made.reviewed) == (sla.targets, sla.workload, sla.reviewed)


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept() -> None:
    asks = whole(Objective)
    row = BANK.plan.objectives.objectives[0]
    sent = typed(
        answers_of(asks, row, BOTH), target="plenty", deadline="31 February", statement__en="", statement__id=""
    )
    form = ValueForm(Objective, asks, Names(BANK, "en"), BOTH, value=row, sent=sent)
    assert form.read() is None
    assert {place for place, _says in form.problems} == {"id_target", "id_deadline", "id_statement-en"}
    shown = {field.name: field for field in form.fields}
    assert shown["target"].value == "plenty"
    assert "not a number" in shown["target"].error
    assert shown["deadline"].value == "31 February"


def test_an_impossible_word_is_refused_where_it_was_chosen() -> None:
    asks = whole(Service)
    row = BANK.services["S-01"]
    form = ValueForm(
        Service, asks, Names(BANK, "en"), BOTH, value=row, sent=typed(answers_of(asks, row, BOTH), status="lively")
    )
    assert form.read() is None
    assert form.problems[0][0] == "id_status"


def test_a_row_is_added_without_script_and_taken_out_again() -> None:
    asks = (Ask("targets"),)
    sla = BANK.slas["SLA-001"]
    held = answers_of(asks, sla, BOTH)
    form = ValueForm(Sla, asks, Names(BANK, "en"), BOTH, value=sla, sent=typed(held, more="targets"))
    assert form.grows
    assert len(form.fields[0].rows) == len(sla.targets) + 1
    form = ValueForm(Sla, asks, Names(BANK, "en"), BOTH, value=sla, sent=typed(held, less="targets-0"))
    assert [place for place, _parts in form.fields[0].rows] == list(range(1, len(sla.targets)))
    made = ValueForm(Sla, asks, Names(BANK, "en"), BOTH, value=sla, sent=typed(held, targets__0__gone="1")).read()
    assert made is not None
    assert made.targets == sla.targets[1:]


def test_two_rows_with_one_id_are_told_apart_before_the_core_sees_them() -> None:
    asks = (Ask("targets"),)
    sla = BANK.slas["SLA-001"]
    sent = typed(answers_of(asks, sla, BOTH), targets__1__id="availability")
    form = ValueForm(Sla, asks, Names(BANK, "en"), BOTH, value=sla, sent=sent)
    assert form.read() is None
    assert form.problems[0][0] == "id_targets-1-id"


@pytest.mark.parametrize(
    ("written", "language", "means"),
    [("99.5", "en", "99.5"), ("99,5", "id", "99.5"), ("99,5", "en", "99.5"), ("1,284", "en", "1284"), ("1.284", "id", "1284"),
     ("1.284,50", "id", "1284.50"), ("4 h", "en", None), ("", "en", None), ("1e5", "en", None), ("-3", "en", "-3")],
)  # fmt: skip
def test_numbers_are_read_as_the_person_writes_them(written: str, language: str, means: str | None) -> None:
    assert number_in(written, language) == means


@pytest.mark.parametrize(
    ("written", "means"),
    [
        ("2027-06-30", "2027-06-30"),
        ("30/6/2027", "2027-06-30"),
        ("30.06.2027", "2027-06-30"),
        ("31/6/2027", None),
        ("June", None),
    ],
)
def test_days_are_read_day_first(written: str, means: str | None) -> None:
    assert day_in(written) == means


def test_a_plan_in_one_language_keeps_its_texts_plain() -> None:
    alone = Tongue("en", ("en",))
    asks = (Ask("id"), Ask("name"))
    made = ValueForm(
        Service, asks, Names(BANK, "en"), alone, sent=typed({"id": ["S-99"], "name-en": ["Payments"]})
    ).read()
    assert made is not None
    assert made.name.raw() == "Payments"


def test_a_new_row_begins_with_what_holds_when_nobody_says_otherwise() -> None:
    shown = {field.name: field.value for field in ValueForm(Service, whole(Service), Names(BANK, "en"), BOTH).fields}
    assert shown["in_scope"] == "on"
    assert shown["status"] == "active"


def test_every_field_that_a_form_may_show_has_a_label() -> None:
    records = {type(row) for _table, row in ROWS}
    for record in list(records):
        for ask in whole(record):
            inner = shapes_of(record)[ask.name].record
            assert ask.name in LABELS, f"{record.__name__}.{ask.name}"
            assert inner is None or all(part.name in LABELS for part in parts_of(ask, inner)), inner
            assert field_types(record)[ask.name] is not None


def test_large_numbers_of_choices_are_typed_as_ids() -> None:
    many = tuple(Service(id=f"S-{n}", name=BANK.services["S-01"].name) for n in range(200))
    dossier = replace(BANK, registers=replace(BANK.registers, services=many))
    asks = (Ask("services"),)
    form = ValueForm(Sla, asks, Names(dossier, "en"), BOTH, value=BANK.slas["SLA-001"])
    assert form.fields[0].control == "ids"
    assert form.fields[0].value == "S-01"
    sent = typed({"services": ["S-5, S-7"], "services-typed": ["1"]})
    made = ValueForm(Sla, asks, Names(dossier, "en"), BOTH, value=BANK.slas["SLA-001"], sent=sent).read()
    assert made is not None
    assert made.services == ("S-5", "S-7")
    assert made.targets[0].value == Decimal("99.95")
