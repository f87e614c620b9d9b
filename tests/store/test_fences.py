"""What the database itself refuses, whatever a program asks; on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from opensmp.actions.deed import Actor
from opensmp.actions.founding import found_organisation
from opensmp.site.checks import durable
from opensmp.store.fences import INSERT_ONLY, OWNED, missing, raise_fences
from opensmp.store.models import (
    Account,
    Decision,
    Entry,
    Event,
    Organisation,
    PlanRow,
    Refinement,
    SealedVersion,
    Submission,
)  # fmt: skip

Acting = Callable[[str], Actor]


COLUMNS = {
    "store_event": "verb", "store_sealedversion": "value", "store_revision": "body", "store_decision": "note", "store_refinement": "text",
}  # fmt: skip


def decided(organisation: Organisation, plan: PlanRow) -> None:
    """Put in a decision with a refinement."""
    maya, at = Account.objects.get(email="maya@bns.example"), datetime.now(UTC)
    sent = Submission.objects.create(
        organisation=organisation, plan=plan, number="9.9", value="{}", digest="d", history="", head=1, submitted_by=maya,
        submitted_at=at,
    )  # fmt: skip
    decision = Decision.objects.create(
        organisation=organisation, submission=sent, outcome="returned", digest="d", by=maya, at=at
    )
    Refinement.objects.create(organisation=organisation, decision=decision, section="scope", text="Say more.")


@pytest.mark.parametrize("table", INSERT_ONLY)
def test_what_is_insert_only_is_never_changed_and_never_removed(
    table: str, organisation: Organisation, plan: PlanRow
) -> None:
    decided(organisation, plan)
    for statement in (f"UPDATE {table} SET {COLUMNS[table]} = 'x'", f"DELETE FROM {table}"):  # noqa: S608  # our own names
        with pytest.raises(DatabaseError, match="insert-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db
def test_every_table_of_ours_carries_its_organisation() -> None:
    with connection.cursor() as cursor:
        tables = {name for name in connection.introspection.table_names(cursor) if name.startswith("store_")}
    assert tables - {"store_account", "store_organisation"} == set(OWNED)


def test_a_row_never_changes_its_organisation(organisation: Organisation, plan: PlanRow) -> None:
    other = Organisation.objects.create(slug="other", name="Other")
    with pytest.raises(DatabaseError, match="never changes its organisation"), transaction.atomic():
        PlanRow.objects.of(organisation).filter(pk=plan.pk).update(organisation=other)


def test_a_row_names_only_rows_of_its_own_organisation(plan: PlanRow) -> None:
    stranger = Account.objects.create_user("x@example.org", None, name="X")
    other = found_organisation(stranger, "other", "Other", lives_on=date(2026, 11, 22)).organisation
    with pytest.raises(DatabaseError, match="own organisation"), transaction.atomic():
        SealedVersion.objects.create(
            organisation=other, plan=plan, number="9.9", history="", sealed_at="2026-11-22T00:00:00Z"
        )


def test_a_query_that_forgets_its_organisation_is_a_mistake() -> None:
    with pytest.raises(TypeError, match=r"objects\.of"):
        Entry.objects.all()


def test_the_chain_cannot_fork(organisation: Organisation) -> None:
    last = Event.objects.of(organisation).order_by("-number").first()
    assert last is not None
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.create(
            organisation=organisation, number=last.number, at="", by="", verb="x", previous=last.previous, hash="y"
        )


@pytest.mark.django_db
def test_a_fence_that_fell_is_told_at_the_start_and_raised_by_the_next_migrate() -> None:
    assert not missing()
    raise_fences()
    drop = "DROP TRIGGER store_event_stays" + ("" if connection.vendor == "sqlite" else " ON store_event")
    with connection.cursor() as cursor:
        cursor.execute(drop)
    assert missing() == {"store_event_stays"}
    assert [each.id for each in durable(databases=["default"])] == ["opensmp.E005"]
    raise_fences()
    assert not missing()
