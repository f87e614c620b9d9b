"""What records show beside the commitments: services, changes, procedures and clocks that contradict the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from tests.evidence.measuring.stored import Rows, at, store_with

from opensmp.dossier import Dossier
from opensmp.evidence.holdings import holdings
from opensmp.evidence.measuring import Afresh, outcome
from opensmp.evidence.observing import observe
from opensmp.evidence.observing.clock import by_chance
from opensmp.lifecycle.history import History, Version
from opensmp.measures.observation import Observation
from opensmp.measures.windows import Days
from opensmp.plan.commitments import Commitment, Commitments
from opensmp.plan.identity import Identity
from opensmp.plan.plan import Plan
from opensmp.plan.prose import Prose
from opensmp.plan.scope import Exclusion, Scope
from opensmp.plan.terms import Target
from opensmp.registers.documents import Document, Extract
from opensmp.registers.registers import Registers
from opensmp.registers.services import Service

pytestmark = pytest.mark.requirement("R56")

TODAY = date(2026, 11, 22)
OCTOBER = Days(date(2026, 10, 1), date(2026, 10, 31))
HOUR = 3_600
TARGET = Target(
    metric="incident.resolved_within", comparator="at least", value=Decimal(90), limit="4 h", window="month", population="P1"
)  # fmt: skip
PROMISE = Commitment(
    id="CM-1", sentence=Prose.of("Critical incidents are restored within 4 hours."), target=TARGET, parameters={"priority": "1"}
)  # fmt: skip
SERVICES = (
    Service(id="S-01", name=Prose.of({"en": "Payments", "id": "Pembayaran"})),
    Service(id="S-02", name=Prose.of("Web design"), in_scope=False),
    Service(id="S-03", name=Prose.of("Fax"), status="retired", retired=date(2026, 10, 10)),
    Service(id="D-01", name=Prose.of("Core database"), kind="component"),
)
EXCLUSION = Exclusion(id="EXC-1", kind="service", subject=Prose.of("Market data terminals"))


def plan(*documents: Document) -> Dossier:
    return Dossier(
        today=TODAY,
        plan=Plan(
            identity=Identity(second_language="id"),
            scope=Scope(services=("S-01",), exclusions=(EXCLUSION,)),
            commitments=Commitments(commitments=(PROMISE,)),
        ),
        registers=Registers(services=SERVICES, documents=documents),
        history=History(versions=(Version(number="1.3", start=date(2026, 9, 1)),)),
    )


def observed(folder: Path, tables: Mapping[str, Rows], dossier: Dossier | None = None) -> tuple[Observation, ...]:
    dossier = dossier or plan()
    held = holdings(store_with(folder / "records", tables, "2026-11-20 00:00"))
    return observe(dossier, held, outcome(dossier, held, Afresh(held), TODAY, OCTOBER))


def incident(number: str, service: str | None, opened: str = "2026-10-05 10:00", **more: Any) -> dict[str, Any]:
    start = at(opened)
    return {"id": number, "service": service, "priority": 1, "state": "closed", "opened_at": start,
            "resolved_at": start + HOUR, "closed_at": start + HOUR, "updated_at": start + HOUR, **more}  # fmt: skip


def change(number: str, **more: Any) -> dict[str, Any]:
    start = at("2026-10-06 22:00")
    return {"id": number, "type": "normal", "state": "closed", "requested_at": start - 9 * HOUR, "approved_at": start - HOUR,
            "actual_start": start, "actual_end": start + HOUR, **more}  # fmt: skip


def told(found: tuple[Observation, ...]) -> list[tuple[str, str, int, int | None, tuple[str, ...]]]:
    return [(each.kind, each.subject, each.count, each.of, each.examples) for each in found]


# Services ------------------------------------------------------------------------------------------------------------


def test_a_service_in_scope_is_known_by_its_id_and_by_its_name_in_either_language(tmp_path: Path) -> None:
    names = ["S-01", "payments", " PEMBAYARAN ", "Core  Database", None, ""]
    assert observed(tmp_path, {"incident": [incident(f"I{n}", name) for n, name in enumerate(names)]}) == ()


def test_a_service_that_nobody_knows_is_told_as_records_write_it(tmp_path: Path) -> None:
    rows = [
        incident("I1", "Wi-Fi"),
        incident("I2", "wi-fi "),
        incident("I3", "S-01"),
        incident("OLD", "Wi-Fi", "2026-09-30 10:00"),
    ]
    found = observed(tmp_path, {"incident": rows})
    assert told(found) == [("service unknown", "Wi-Fi", 2, 3, ("I1", "I2"))]
    assert (found[0].start, found[0].end, found[0].version, found[0].batches) == (*OCTOBER, "1.3", ("incident-0",))


@pytest.mark.parametrize(("name", "subject"), [("web  design", "S-02"), ("market data terminals", "EXC-1")])
def test_a_service_outside_the_scope_is_named_as_the_plan_names_it(tmp_path: Path, name: str, subject: str) -> None:
    tables = {
        "incident": [incident("I1", name)],
        "outage": [{"id": "O1", "service": name, "outage_start": at("2026-10-07 09:00")}],
    }
    assert told(observed(tmp_path, tables)) == [("service out of scope", subject, 2, 2, ("I1", "O1"))]


def test_a_retired_service_is_outside_from_the_day_after_it_was_retired(tmp_path: Path) -> None:
    rows = [incident("LAST", "Fax", "2026-10-10 23:59"), incident("AFTER", "Fax", "2026-10-11 00:00")]
    assert told(observed(tmp_path, {"incident": rows})) == [("service out of scope", "S-03", 1, 2, ("AFTER",))]


def test_names_beyond_the_twentieth_are_told_as_one_sum(tmp_path: Path) -> None:
    rows = [incident(f"I{n:02}", f"Thing {n:02}") for n in range(23)]
    found = observed(tmp_path, {"incident": rows})
    assert len(found) == 21
    assert (found[-1].subject, found[-1].count, found[-1].of) == ("", 3, 23)
    assert found[-1].note.text("en") == "3 further names"


def test_an_observation_names_five_records_at_the_most(tmp_path: Path) -> None:
    (found,) = observed(tmp_path, {"incident": [incident(f"I{n}", "Wi-Fi") for n in range(9)]})
    assert (found.count, found.examples) == (9, ("I0", "I1", "I2", "I3", "I4"))


# Changes -------------------------------------------------------------------------------------------------------------


def test_changes_are_observed_by_their_type(tmp_path: Path) -> None:
    rows = [
        change("C1"),
        change("C2", approved_at=None),
        change("C3", type="Emergency", approved_at=at("2026-10-07 08:00")),
        change("C4", type="standard", approved_at=None),
        change("C5", approved_at=None, state="cancelled"),
        change("C6", approved_at=None, approvers=2),
        change("C7", approved_at=None, unauthorised=1),
        change("C8", type=None, approved_at=None),
    ]
    assert told(observed(tmp_path, {"change": rows})) == [
        ("change without approval", "normal", 1, 4, ("C2",)),
        ("change without approval", "untyped", 1, 1, ("C8",)),
        ("change approved late", "emergency", 1, 1, ("C3",)),
        ("unauthorised change", "change", 1, 8, ("C7",)),
    ]


def test_an_export_without_approvals_says_nothing_about_them(tmp_path: Path) -> None:
    assert observed(tmp_path, {"change": [change("C1", approved_at=None)]}) == ()


def test_a_configuration_item_that_changed_without_a_record_is_observed(tmp_path: Path) -> None:
    day = at("2026-10-08 08:00")
    rows = [
        {"id": "X1", "ci": "db1", "changed_at": day, "change_id": "C1", "approved": 1},
        {"id": "X2", "ci": "db1", "changed_at": day},
        {"id": "X3", "ci": "db2", "changed_at": day, "change_id": "C2", "approved": 0},
    ]
    assert told(observed(tmp_path, {"ci_change": rows})) == [("change without record", "change", 2, 3, ("X2", "X3"))]


# Procedures ----------------------------------------------------------------------------------------------------------


def procedure(**more: Any) -> Document:
    return Document(id="SM-IM-001", title=Prose.of("Incidents"), extract=Extract(targets=(replace(TARGET, **more),)))


def slow(priority: int = 1) -> list[dict[str, Any]]:
    rows = [incident(f"I{n}", "S-01", priority=priority) for n in range(10)]
    return [{**row, "resolved_at": row["opened_at"] + 3 * HOUR} for row in rows]


def test_a_procedure_that_promises_more_than_is_done_is_contradicted(tmp_path: Path) -> None:
    found = observed(tmp_path, {"incident": slow()}, plan(procedure(limit="2 h")))
    assert told(found) == [("procedure contradicted", "SM-IM-001", 1, 1, ())]
    assert found[0].note.text("en") == (
        "It promises at least 90% (incident.resolved_within 2 h); 0.00% was measured from 1 October 2026 to 31 October 2026."
    )


def test_a_procedure_that_promises_what_the_plan_promises_is_left_to_the_verdicts(tmp_path: Path) -> None:
    rows = [{**row, "resolved_at": row["opened_at"] + 9 * HOUR} for row in slow()]
    assert observed(tmp_path, {"incident": rows}, plan(procedure())) == ()


def test_priorities_are_understood_and_other_populations_are_not_guessed(tmp_path: Path) -> None:
    second = plan(procedure(limit="2 h", population="P2"))
    assert told(observed(tmp_path / "a", {"incident": slow(2)}, second)) == [
        ("procedure contradicted", "SM-IM-001", 1, 1, ())
    ]
    assert observed(tmp_path / "b", {"incident": slow(1)}, second) == ()
    assert observed(tmp_path / "c", {"incident": slow()}, plan(procedure(limit="2 h", population="VIP users"))) == ()


def test_a_withdrawn_procedure_promises_nothing(tmp_path: Path) -> None:
    withdrawn = replace(procedure(limit="2 h"), status="withdrawn")
    assert observed(tmp_path, {"incident": slow()}, plan(withdrawn)) == ()


# Clocks --------------------------------------------------------------------------------------------------------------


def paused(after: Mapping[str, int], hours: int = 6) -> dict[str, Rows]:
    """Return incidents of six hours with one pause of three hours each, which began so many minutes after the start."""
    start = at("2026-10-05 08:00")
    rows = [incident(name, "S-01", "2026-10-05 08:00", resolved_at=start + hours * HOUR) for name in after]
    pauses = [
        {"id": f"P-{name}", "record_table": "incident", "record": name, "start_at": start + minutes * 60,
         "end_at": start + minutes * 60 + 3 * HOUR}
        for name, minutes in after.items()
    ]  # fmt: skip
    return {"incident": rows, "pause": pauses}


SHORTLY = {f"A{n}": 230 + n for n in range(10)}
"""Ten incidents whose clock was stopped in the last ten minutes of their four hours."""


def test_a_clock_stopped_in_the_last_ten_minutes_is_observed(tmp_path: Path) -> None:
    found = observed(tmp_path, paused({**SHORTLY, "C": 60, "D": 222}))
    assert told(found) == [("clock stopped before the limit", "CM-1", 10, 12, ("A0", "A1", "A2", "A3", "A4"))]
    assert (
        found[0].note.text("en")
        == "1 pause began in the ten minutes before that; 36% of the time of these records was paused."
    )


def test_pauses_that_fall_anywhere_are_no_observation(tmp_path: Path) -> None:
    assert observed(tmp_path, paused({**SHORTLY, **{f"B{n}": 221 + n for n in range(7)}})) == ()


def test_a_pause_after_the_limit_rescues_nothing(tmp_path: Path) -> None:
    assert observed(tmp_path, paused({name: minutes + 10 for name, minutes in SHORTLY.items()})) == ()


def test_earlier_pauses_do_not_count_as_time_taken(tmp_path: Path) -> None:
    start = at("2026-10-05 08:00")
    tables = paused(dict.fromkeys(SHORTLY, 60), hours=12)
    again = [
        {"id": f"Q-{name}", "record_table": "incident", "record": name, "start_at": start + (180 + minutes) * 60,
         "end_at": start + 11 * HOUR}
        for name, minutes in SHORTLY.items()
    ]  # fmt: skip
    found = observed(tmp_path, {**tables, "pause": [*tables["pause"], *again]})
    assert [(each.kind, each.count, each.of) for each in found] == [("clock stopped before the limit", 10, 20)]


@pytest.mark.parametrize(
    ("shortly", "close", "chance"), [(0, 0, 1), (7, 7, Fraction(1, 128)), (6, 7, Fraction(8, 128))]
)
def test_chance_is_exact(shortly: int, close: int, chance: Fraction) -> None:
    assert by_chance(shortly, close) == chance


def test_a_flag_that_says_something_else_than_the_clock_is_observed(tmp_path: Path) -> None:
    rows = [incident("A", "S-01", sla_met=0), incident("B", "S-01", sla_met=1), incident("C", "S-01")]
    found = observed(tmp_path, {"incident": rows})
    assert told(found) == [("flag and clock disagree", "CM-1", 1, 2, ("A",))]
    assert "0 the tool calls in time and the clock late, 1 the other way round" in found[0].note.text("en")


def test_where_nothing_was_imported_nothing_is_observed(tmp_path: Path) -> None:
    assert observed(tmp_path, {"asset": [{"id": "A1", "acquired_at": at("2026-10-05 08:00")}]}) == ()
