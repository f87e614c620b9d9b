"""What stands beside the text: findings with their wording, evidence with its line, comments, and what was asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from tests.workspace import BASE

from opensmp.actions.commenting import comment, settle
from opensmp.actions.deed import Actor
from opensmp.dossier import Dossier
from opensmp.measures.verdict import Verdict
from opensmp.store.models import PlanRow
from opensmp.web.addresses import address
from opensmp.web.plan.margin import comments_in, evidence_in, evidence_note, threads_of

SignedIn = Callable[..., Client]
Acting = Callable[[str], Actor]


def desk(**more: Any) -> Any:
    def url(name: str, **parts: Any) -> str:
        return address(name, "bank-nusantara", "smp", parts)

    return SimpleNamespace(url=url, shown=lambda moment: moment, **more)


def verdict(word: Any, end: date = date(2026, 9, 30), **more: Any) -> Verdict:
    return Verdict(commitment="CM-IM-2", start=end.replace(day=1), end=end, verdict=word, **more)


@pytest.mark.parametrize(
    ("word", "kind", "title"),
    [("kept", "ok", "Holds: 85%"), ("broken", "stop", "Does not hold: 85%"), ("too few", "warn", "Too few records: 85%")],
)  # fmt: skip
def test_evidence_says_its_verdict_with_the_figure(bank: Dossier, word: str, kind: str, title: str) -> None:
    given = verdict(word, measured=Decimal(85), numerator=17, denominator=20, version="1.2")
    note = evidence_note(desk(), bank, bank.commitments["CM-IM-2"], [given], "en")
    assert (note.kind, note.title) == (kind, title)
    assert note.says[0].startswith("17 of 20, 1 September 2026 to 30 September 2026. Promised: ")
    assert "judged by version 1.2" in note.clause


def test_one_window_alone_is_no_line(bank: Dossier) -> None:
    alone = next(row for row in bank.commitments.values() if not row.objective)
    given = replace(verdict("kept", measured=Decimal(95)), commitment=alone.id)
    assert evidence_note(desk(), bank, alone, [given], "en").spark is None


def test_with_one_window_the_readings_of_its_objective_draw_the_line(bank: Dossier) -> None:
    note = evidence_note(
        desk(), bank, bank.commitments["CM-IM-2"], [verdict("broken", measured=Decimal("85.00"))], "en"
    )
    assert note.title == "Does not hold: 85%"
    assert note.spark is not None
    assert note.spark.values == (Decimal("88.9"), Decimal("85.0"), Decimal("84.6"))
    assert note.spark.state == "stop"
    assert "the last one 84.6% against 4 hours, ≥ 90%" in note.spark.label


def test_what_was_not_measured_has_no_figure_and_no_count(bank: Dossier) -> None:
    note = evidence_note(desk(), bank, bank.commitments["CM-IM-2"], [verdict("unknown")], "en")
    assert note.title == "Not measured"
    assert note.says[0].startswith("1 September 2026 to 30 September 2026.")
    assert note.clause == "CM-IM-2"


def test_several_measurements_are_a_line_and_the_last_one_decides(bank: Dossier) -> None:
    given = [verdict("broken", date(2026, 6, 30), measured=Decimal(80)), verdict("kept", measured=Decimal(95))]
    note = evidence_note(desk(), bank, bank.commitments["CM-IM-2"], given, "en")
    assert note.kind == "ok"
    assert note.spark is not None
    assert note.spark.values == (Decimal(80), Decimal(95))
    assert note.spark.target == bank.commitments["CM-IM-2"].target.value


def test_a_broken_promise_stands_beside_its_objective_too_and_a_kept_one_does_not(bank: Dossier) -> None:
    tied = next(row for row in bank.commitments.values() if row.objective)
    for word, places in (("broken", 2), ("kept", 1)):
        given = replace(verdict(word, measured=Decimal(1)), commitment=tied.id)
        notes = list(evidence_in(desk(), replace(bank, verdicts=(given,)), "en"))
        assert len(notes) == places
        assert notes[0].where == f"plan/commitments/commitments/{tied.id}"
        assert {note.where for note in notes[1:]} <= {f"plan/objectives/objectives/{tied.objective}"}


def test_a_verdict_on_a_promise_that_the_plan_no_longer_makes_is_not_shown(bank: Dossier) -> None:
    given = replace(verdict("broken", measured=Decimal(1)), commitment="CM-GONE-1")
    assert list(evidence_in(desk(), replace(bank, verdicts=(given,)), "en")) == []


def test_a_finding_with_a_ready_wording_offers_it_to_whoever_keeps_the_section(
    signed_in: SignedIn, flawed: None
) -> None:
    html = signed_in("ratna").get(BASE + "plan/").content.decode()
    assert "plan/scope/edit/?fix=CON-30" in html
    assert "Write my own" in html
    assert "clause 4.3" in html
    reader = signed_in("intan").get(BASE + "plan/").content.decode()
    assert "CON-30" in reader
    assert "?fix=" not in reader
    assert "Write my own" not in reader


def test_the_margin_speaks_the_readers_language(signed_in: SignedIn, flawed: None) -> None:
    html = signed_in("ratna", "id").get(BASE + "plan/").content.decode()
    assert "Blocks approval" not in html.split("<main")[1]
    assert "CON-30" in html


def test_comments_at_one_passage_are_one_thread_the_oldest_first(acting: Acting, plan: PlanRow) -> None:
    ratna, dimas = acting("ratna"), acting("dimas")
    comment(ratna, plan, "plan/scope/text", "First.")
    comment(dimas, plan, "plan/scope/text", "Second.")
    comment(dimas, plan, "plan/roles/structure", "Elsewhere.")
    at = desk(organisation=ratna.organisation, plan=plan)
    threads = threads_of(at)
    assert [(each.where, [row.text for row in each.comments]) for each in threads] == [
        ("plan/scope/text", ["First.", "Second."]), ("plan/roles/structure", ["Elsewhere."]),
    ]  # fmt: skip
    first, other = comments_in(at, threads, "en")
    assert "1 reply" in first.clause
    assert "repl" not in other.clause
    assert first.title == "Ratna Wijayanti"


def test_a_settled_thread_is_shown_only_on_request(acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    comment(ratna, plan, "plan/scope/text", "Settled soon.")
    settle(acting("dimas"), plan, "plan/scope/text")
    at = desk(organisation=ratna.organisation, plan=plan)
    assert threads_of(at) == ()
    held = threads_of(at, settled=True)[0].comments[0]
    assert str(held.settled_by) == "Dimas Prasetyo"
