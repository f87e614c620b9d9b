"""ServiceNow: list exports with labels or column names, the tables of its database, and event logs of them.

References come as one column with a name, as *Name (login)*, or as ``…_value`` with a 32-digit id. Incident, problem, change
and request item inherit from *task*: an export of the child alone lacks number, opened and priority.
"""

from __future__ import annotations

from opensmp.evidence.sources._source import Export, Header, Source, breached, filled
from opensmp.i18n import _

_TASK: dict[str, tuple[Header, ...]] = {
    "id": ("number", "sys id"),
    "service": ("business service", "service", "business service value", "service offering", "service offering value"),
    "ci": ("cmdb ci", "configuration item", "cmdb ci value"),
    "priority": ("priority",),
    "category": ("category",),
    "state": ("state",),
    "assignment_group": ("assignment group", "assignment group value"),
    "assignee": ("assigned to", "assigned to value"),
    "updated_at": ("sys updated on", "sys updated at", "updated"),
    "closed_at": ("closed at", "closed"),
}  # fmt: skip
_OPENED: tuple[Header, ...] = ("opened at", "opened", "sys created on", "sys created at", "created")

INCIDENT = Export(
    table="incident",
    tells=("incident state", "made sla", "caller id", "caused by", "reassignment count", "u priority confirmation"),
    numbered=("INC",),
    kinds=("incident",),
    order=("sys mod count",),
    headers=_TASK
    | {
        "state": ("incident state", "state"),
        "impact": ("impact",),
        "urgency": ("urgency",),
        "subcategory": ("subcategory",),
        "caller": ("caller id", "caller", "caller id value"),
        "channel": ("contact type", "channel"),
        "opened_at": _OPENED,
        "resolved_at": ("resolved at", "resolved"),
        "sla_met": ("made sla",),
        "reassign_count": ("reassignment count",),
        "reopen_count": ("reopen count",),
        "caused_by_change": ("caused by", "caused by change", "caused by value"),
        "change_id": ("rfc", "change request", "rfc value"),
        "problem_id": ("problem id", "problem", "problem id value"),
        "cause": ("cause",),
        "close_code": ("close code", "closed code", "resolution code"),
    },
)  # fmt: skip
PROBLEM = Export(
    table="problem",
    tells=("problem state", "known error", "major problem", "related incidents", "first reported by task value", "fix notes"),
    numbered=("PRB",),
    kinds=("problem",),
    order=("sys mod count",),
    headers=_TASK
    | {
        "state": ("problem state", "state"),
        "opened_at": _OPENED,
        "root_cause_at": ("confirmed at",),
        "known_error": ("known error",),
        "workaround": ("workaround applied", filled("workaround")),
        "resolved_at": ("resolved at", "fix at"),
        "close_notes": (filled("fix notes"), filled("close notes")),
        "incident_count": ("related incidents",),
        "change_id": ("rfc", "change request", "rfc value"),
        "major": ("major problem",),
    },
)  # fmt: skip
REQUEST = Export(
    table="request",
    tells=("cat item", "request", "stage", "delivery plan"),
    numbered=("RITM", "REQ"),
    kinds=("sc_req_item", "sc_request", "requested item", "request"),
    order=("sys mod count",),
    headers=_TASK
    | {
        "item": ("cat item", "item", "cat item value"),
        "caller": ("requested for", "request requested for", "opened by", "opened by value"),
        "channel": ("contact type", "channel"),
        "requested_at": _OPENED,
        "decision": ("approval",),
        "fulfilled_at": ("closed at", "closed"),
        "sla_met": ("made sla",),
        "cost": ("price",),
    },
)  # fmt: skip
CHANGE = Export(
    table="change",
    tells=(
        "backout plan", "test plan", "implementation plan", "cab required", "phase state", "outside maintenance schedule",
        "risk impact analysis",
    ),
    numbered=("CHG",),
    kinds=("change_request", "change request"),
    order=("sys mod count",),
    headers=_TASK
    | {
        "type": ("type", "change type"),
        "risk": ("risk",),
        "requested_at": _OPENED,
        "planned_start": ("start date", "planned start date"),
        "planned_end": ("end date", "planned end date"),
        "actual_start": ("work start", "actual start"),
        "actual_end": ("work end", "actual end"),
        "close_code": ("close code", "closed code"),
        "reviewed_at": ("review date",),
        "backout_plan": (filled("backout plan"),),
        "tested": (filled("test plan"),),
        "cab": ("cab required",),
        "unauthorised": ("unauthorized",),
        "conflict": ("outside maintenance schedule",),
    },
)  # fmt: skip
ITEM = Export(
    table="configuration_item",
    tells=("unverified", "discovery source", "asset tag", "install status"),
    kinds=("cmdb_ci",),
    headers={
        "id": ("sys id", "name"),
        "class": ("sys class name", "class"),
        "owner": ("owned by", "owned by value", "managed by", "managed by value"),
        "status": ("install status", "operational status", "status"),
        "created_at": ("sys created on", "created"),
        "updated_at": ("sys updated on", "updated"),
        "verified_at": ("last discovered", "most recent discovery"),
        "duplicate_of": ("duplicate of",),
    },
)  # fmt: skip
SERVICE = Export(
    table="service",
    tells=("service classification", "service level requirement", "sla value", "busines criticality"),
    kinds=("cmdb_ci_service",),
    headers={
        "id": ("number", "sys id"),
        "name": ("name",),
        "status": ("state", "operational status"),
        "owner": ("owned by", "owned by value", "managed by value"),
        "criticality": ("busines criticality", "business criticality"),
        "updated_at": ("sys updated on",),
    },
)  # fmt: skip
TASK_SLA = Export(
    table="duty",
    tells=("has breached", "planned end time", "original breach time", "business percentage", "task value", "business time left"),
    constants={"kind": "task_sla"},
    headers={
        "id": ("sys id",),
        "subject": ("task", "task value"),
        "due_at": ("planned end time", "breach time", "original breach time"),
        "done_at": ("end time", "stop time"),
        "passed": (breached("has breached"),),
        "updated_at": ("sys updated on", "updated"),
    },
)  # fmt: skip

_TICKET = {
    "1": "new", "new": "new", "2": "active", "in progress": "active", "active": "active", "work in progress": "active",
    "assigned": "active", "3": "paused", "on hold": "paused", "pending": "paused", "awaiting user info": "paused",
    "awaiting vendor": "paused", "awaiting problem": "paused", "awaiting evidence": "paused", "awaiting change": "paused",
    "6": "resolved", "resolved": "resolved", "7": "closed", "closed": "closed", "8": "cancelled", "canceled": "cancelled",
    "cancelled": "cancelled",
}  # fmt: skip
_PRIORITY = {
    "1": 1, "1 - critical": 1, "2": 2, "2 - high": 2, "3": 3, "3 - moderate": 3, "4": 4, "4 - low": 4, "5": 5, "5 - planning": 5,
}  # fmt: skip
_THREE = {"1": 1, "1 - high": 1, "2": 2, "2 - medium": 2, "3": 3, "3 - low": 3}

SERVICENOW = Source(
    name="servicenow",
    title="ServiceNow",
    exports=(INCIDENT, PROBLEM, REQUEST, CHANGE, ITEM, SERVICE, TASK_SLA),
    tells=("sys id", "sys updated on", "sys updated at", "sys created on", "sys created at", "sys mod count", "sys class name", "cmdb ci"),
    states={
        "incident": _TICKET,
        "problem": {
            "101": "new", "new": "new", "102": "active", "assess": "active", "103": "active", "root cause analysis": "active",
            "104": "active", "fix in progress": "active", "106": "resolved", "resolved": "resolved", "107": "closed",
            "closed": "closed", "closed complete": "closed", "open": "active", "pending change": "paused",
        },
        "change": {
            "-5": "new", "new": "new", "-4": "active", "assess": "active", "-3": "active", "authorize": "active",
            "-2": "active", "scheduled": "active", "-1": "active", "implement": "active", "0": "resolved",
            "review": "resolved", "3": "closed", "closed": "closed", "4": "cancelled", "canceled": "cancelled",
            "cancelled": "cancelled",
        },
        "request": {
            "1": "new", "open": "new", "2": "active", "work in progress": "active", "3": "closed", "closed complete": "closed",
            "4": "closed", "closed incomplete": "closed", "7": "cancelled", "closed skipped": "cancelled", "-5": "paused",
            "pending": "paused",
        },
    },
    unlike={
        "change task type": _("tasks of changes"),
        "problem task type": _("tasks of problems"),
        "dependent value": _("choices of lists"),
        "include members": _("groups of persons"),
    },
    ranks={"priority": _PRIORITY, "impact": _THREE, "urgency": _THREE},
)  # fmt: skip
