"""Versions and drafts beside each other: each as a dossier, and what changed between two; built once, then kept.

Both sides go through the sealed form, so that what changes in daily life (readings, days of reviews) is no change of the plan.
"""

from __future__ import annotations

import json
from datetime import date

from opensmp.dossier import Dossier
from opensmp.exchange.values import dossier_of_sealed
from opensmp.plan.difference import Difference, differences
from opensmp.store.models import Organisation, PlanRow, Submission
from opensmp.store.reading import Kept, dossier_for

DRAFT = "draft"
"""The name of the text that is being written, where versions are named by number."""

_versions: Kept[Dossier | None] = Kept(24)
_changes: Kept[tuple[Difference, ...] | None] = Kept(24)


def version_for(plan: PlanRow, organisation: Organisation, today: date, number: str) -> Dossier | None:
    """Return a sealed version as it was signed, or the draft in the same form; None where no text is kept."""
    key = (organisation.state, plan.pk, today, number)
    return _versions.get(key, lambda: _version(plan, organisation, today, number))


def _version(plan: PlanRow, organisation: Organisation, today: date, number: str) -> Dossier | None:
    draft = dossier_for(plan, organisation, today)
    if number == DRAFT:
        return dossier_of_sealed(draft.seal(), draft)
    return dossier_of_sealed(draft.sealed[number], draft) if number in draft.sealed else None


def submitted_for(submission: Submission, organisation: Organisation, today: date) -> Dossier:
    """Return exactly the text that a submission puts before top management, whatever the draft says by now."""
    key = (organisation.state, "submission", today, submission.pk)
    found = _versions.get(key, lambda: _submitted(submission, organisation, today))
    assert found is not None  # noqa: S101  # what was submitted is always kept
    return found


def _submitted(submission: Submission, organisation: Organisation, today: date) -> Dossier:
    return dossier_of_sealed(json.loads(submission.value), dossier_for(submission.plan, organisation, today))


def changes_between(
    plan: PlanRow, organisation: Organisation, today: date, older: str, newer: str = DRAFT
) -> tuple[Difference, ...] | None:
    """Return what changed from one version to another (or the draft); None where one of them kept no text.

    The number of the version itself is left out: it changes with every version.
    """
    key = (organisation.state, plan.pk, today, older, newer)
    return _changes.get(key, lambda: _between(plan, organisation, today, older, newer))


def _between(
    plan: PlanRow, organisation: Organisation, today: date, older: str, newer: str
) -> tuple[Difference, ...] | None:
    one, other = version_for(plan, organisation, today, older), version_for(plan, organisation, today, newer)
    if one is None or other is None:
        return None
    return compare(one, other)


def compare(older: Dossier, newer: Dossier) -> tuple[Difference, ...]:
    """Return the differences of plan, organisation and registers.

    The version's own number is no change, nor is the plan's own row in the document register, which each approval brings
    up to date. Registers are kept by id: the order of their rows is no change either.
    """
    found = (
        *differences(older.plan, newer.plan, ("plan",)),
        *differences(older.organisation, newer.organisation, ("organisation",)),
        *differences(older.registers, newer.registers, ("registers",)),
    )
    own = (("plan", "identity", "version"), ("registers", "documents", newer.plan.identity.number))
    return tuple(
        each for each in found if each.where[:3] not in own and (each.kind != "moved" or each.where[0] == "plan")
    )
