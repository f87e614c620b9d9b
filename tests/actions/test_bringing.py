"""Folder and database: pulled and pushed, the same plan; a push proposes and never approves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from opensmp.actions.bringing import bring
from opensmp.actions.deed import Actor
from opensmp.exchange import load
from opensmp.exchange.dumping import dump
from opensmp.i18n import Refused
from opensmp.plan.prose import Prose
from opensmp.store.models import Event, PlanRow, SealedVersion
from opensmp.store.reading import dossier_for

Acting = Callable[[str], Actor]


@pytest.mark.requirement("R60")
def test_what_is_pulled_is_what_is_there_and_pushing_it_back_changes_nothing(
    acting: Acting, plan: PlanRow, tmp_path: Path
) -> None:
    ratna = acting("ratna")
    dump(dossier_for(plan, ratna.organisation, ratna.today), tmp_path / "plan")
    again = load(tmp_path / "plan", ratna.today)
    assert again.digest == dossier_for(plan, ratna.organisation, ratna.today).digest
    with pytest.raises(Refused, match="say the same"):
        bring(ratna, plan, again, "push")


def test_a_push_proposes_a_draft_in_one_event_and_approves_nothing(acting: Acting, plan: PlanRow) -> None:
    ratna = acting("ratna")
    before = dossier_for(plan, ratna.organisation, ratna.today)
    events, versions = (
        Event.objects.of(plan.organisation_id).count(),
        SealedVersion.objects.of(plan.organisation_id).count(),
    )
    services = before.registers.services[1:]
    gone = before.registers.services[0].id
    changed = replace(
        before,
        plan=replace(before.plan, scope=replace(before.plan.scope, text=Prose.of("Pushed."))),
        registers=replace(before.registers, services=services),
        history=replace(before.history, versions=()),
    )
    assert bring(ratna, plan, changed, "push") == 2
    after = dossier_for(plan, ratna.organisation, ratna.today)
    assert str(after.plan.scope.text) == "Pushed."
    assert gone not in after.services
    assert after.history == before.history
    assert Event.objects.of(plan.organisation_id).count() == events + 1
    assert SealedVersion.objects.of(plan.organisation_id).count() == versions
