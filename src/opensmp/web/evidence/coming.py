"""Whether the example's records are on their way."""

from __future__ import annotations

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from opensmp.store.models import Organisation, PlanRow
from opensmp.web.evidence.tasks import bring_example_records
from opensmp.web.evidence.told import told_for


def enqueue_example_records(organisation: Organisation, plan: PlanRow) -> None:
    """Let the worker make the example's year of records, where nobody measured any yet.

    Called when the server starts: what an earlier one left running runs no more, and begins again where it was.
    """
    if not told_for(plan, organisation) and not _tasks(organisation, plan, TaskResultStatus.READY):
        bring_example_records.enqueue(organisation.pk, plan.pk)


def is_coming(organisation: Organisation, plan: PlanRow) -> bool:
    """Whether the example's records are being made."""
    return organisation.lives_on is not None and _tasks(
        organisation, plan, TaskResultStatus.READY, TaskResultStatus.RUNNING
    )


def _tasks(organisation: Organisation, plan: PlanRow, *states: str) -> bool:
    rows = DBTaskResult.objects.filter(task_path=bring_example_records.module_path, status__in=states)
    return any(row.args_kwargs["args"] == [organisation.pk, plan.pk] for row in rows)
