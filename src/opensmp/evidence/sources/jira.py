"""Jira Service Management: the CSV of its issue search, with duplicate headers and the remains of its SLA clocks.

The columns *Time to resolution* and *Time to first response* hold what remains of the allowance as ``[-]HH:MM``: a leading
minus is a breach. Workflows are free, so a status that is not of the stock is unknown until the mapping says what it means.
"""

from __future__ import annotations

from opensmp.evidence.mapping import Column
from opensmp.evidence.sources._source import Export, Header, Source

_ISSUE: dict[str, tuple[Header, ...]] = {
    "id": ("issue key", "key", "issue id"),
    "service": ("custom field (affected services)", "affected services", "component s", "components", "component"),
    "priority": ("priority",),
    "state": ("status",),
    "category": ("custom field (request type)", "request type"),
    "assignee": ("assignee", "assignee id"),
    "updated_at": ("updated",),
}  # fmt: skip
_REMAINS = Column(column="custom field (time to resolution)", form="sign")

INCIDENT = Export(
    table="incident",
    tells=("issue key", "issue type", "status category", "custom field (time to resolution)", "project key"),
    kinds=("incident", "[system] incident", "insiden", "it help", "bug", "support"),
    headers=_ISSUE
    | {
        "impact": ("custom field (impact)",),
        "urgency": ("custom field (urgency)",),
        "caller": ("reporter", "creator", "reporter id"),
        "channel": ("custom field (source)",),
        "opened_at": ("created",),
        "acknowledged_at": ("custom field ([chart] date of first response)",),
        "resolved_at": ("resolved", "resolution date"),
        "closed_at": ("status category changed",),
        "sla_met": (_REMAINS,),
        "response_met": (Column(column="custom field (time to first response)", form="sign"),),
        "close_code": ("resolution",),
        "csat": ("satisfaction rating",),
        "problem_id": ("parent key", "parent"),
    },
)  # fmt: skip
REQUEST = Export(
    table="request",
    tells=("issue key", "issue type", "status category"),
    kinds=("service request", "[system] service request", "service request with approvals", "[system] service request with approvals"),
    headers=_ISSUE
    | {
        "item": ("custom field (request type)", "request type"),
        "caller": ("reporter", "creator"),
        "requested_at": ("created",),
        "fulfilled_at": ("resolved", "resolution date"),
        "closed_at": ("status category changed",),
        "sla_met": (_REMAINS,),
        "csat": ("satisfaction rating",),
    },
)  # fmt: skip
CHANGE = Export(
    table="change",
    tells=("issue key", "custom field (change type)", "custom field (change risk)", "custom field (change start date)"),
    kinds=("change", "[system] change"),
    headers=_ISSUE
    | {
        "type": ("custom field (change type)",),
        "risk": ("custom field (change risk)",),
        "requested_at": ("created",),
        "planned_start": ("custom field (change start date)",),
        "planned_end": ("custom field (change completion date)",),
        "closed_at": ("resolved", "resolution date"),
        "close_code": ("resolution",),
    },
)  # fmt: skip
PROBLEM = Export(
    table="problem",
    tells=("issue key", "custom field (root cause)", "custom field (workaround)"),
    kinds=("problem", "[system] problem"),
    headers=_ISSUE
    | {
        "opened_at": ("created",),
        "resolved_at": ("resolved", "resolution date"),
        "workaround": (Column(column="custom field (workaround)", form="filled"),),
    },
)  # fmt: skip

_STATUS = {
    "open": "new", "to do": "new", "new": "new", "reopened": "active", "waiting for support": "active", "in progress": "active",
    "work in progress": "active", "under investigation": "active", "under review": "active", "escalated": "active",
    "waiting for customer": "paused", "pending": "paused", "on hold": "paused", "waiting for approval": "paused",
    "awaiting approval": "paused", "resolved": "resolved", "done": "resolved", "completed": "resolved", "closed": "closed",
    "canceled": "cancelled", "cancelled": "cancelled", "declined": "rejected", "rejected": "rejected",
}  # fmt: skip

JIRA = Source(
    name="jira",
    shared=True,
    title="Jira Service Management",
    exports=(INCIDENT, REQUEST, CHANGE, PROBLEM),
    tells=("issue key", "issue id", "issue type", "status category", "project key", "status category changed"),
    states=dict.fromkeys(("incident", "request", "change", "problem"), _STATUS),
    ranks={"priority": {"highest": 1, "high": 2, "medium": 3, "low": 4, "lowest": 5}},
)  # fmt: skip
