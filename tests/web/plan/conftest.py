"""A plan with a flaw, and a way to write a text of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from opensmp.actions.deed import Actor
from opensmp.actions.editing import Change, edit
from opensmp.plan.prose import Prose
from opensmp.store.models import Entry, PlanRow
from opensmp.store.reading import dossier_for


@pytest.fixture
def rewrite(acting: Callable[[str], Actor], plan: PlanRow) -> Callable[..., None]:
    """Return a function that gives a text of a section other words, in both languages."""

    def write(section: str, field: str, words: str, person: str = "ratna") -> None:
        actor = acting(person)
        held = getattr(dossier_for(plan, actor.organisation, actor.today).plan, section)
        entry = Entry.objects.of(actor.organisation).get(place=f"plan/{section}", key="")
        value = replace(held, **{field: Prose.of({"en": words, "id": words})})
        edit(actor, plan, [Change(f"plan/{section}", "", entry.digest, value)])

    return write


@pytest.fixture
def flawed(rewrite: Callable[..., None]) -> None:
    """The statement of the scope counts other services than the register."""
    rewrite("scope", "statement", "The service management system covers the 30 IT services listed in section 6.")
