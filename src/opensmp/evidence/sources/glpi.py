"""GLPI: list exports (semicolons, tags in cells) with labels, and the columns of its ticket table.

Priority, urgency and impact count upwards: 5 is very high, and the priority 6 (major) is the most urgent. Delays are seconds.
"""

from __future__ import annotations

from opensmp.evidence.mapping import Column
from opensmp.evidence.sources._source import Export, Header, Source, breached

_ANY: dict[str, tuple[Header, ...]] = {
    "id": ("id",),
    "ci": ("associated elements", "associated element"),
    "priority": ("priority",),
    "category": ("category", "itilcategories id"),
    "state": ("status",),
    "assignment_group": ("assigned to technician group", "technician group", "groups id assign"),
    "assignee": ("technician", "assigned to technician"),
    "updated_at": ("last update", "date mod"),
    "closed_at": ("closing date", "closedate"),
}  # fmt: skip
_OPENED: tuple[Header, ...] = ("opening date", "date", "date creation")

TICKET = Export(
    table="incident",
    tells=("solvedate", "closedate", "takeintoaccount delay stat", "itilcategories id", "time to own", "opening date", "closing date"),
    kinds=("1", "incident"),
    headers=_ANY
    | {
        "service": ("service", "entity"),
        "impact": ("impact",),
        "urgency": ("urgency",),
        "caller": ("requester",),
        "channel": ("request source", "requesttypes id"),
        "opened_at": _OPENED,
        "acknowledged_at": (Column(column="takeintoaccount delay stat", unit="seconds", after="opened_at"),),
        "resolved_at": ("resolution date", "solvedate"),
        "sla_met": (breached("time to resolve exceeded"), breached("is late")),
        "csat": ("satisfaction",),
    },
)  # fmt: skip
REQUEST = Export(
    table="request",
    tells=TICKET.tells,
    kinds=("2", "request"),
    headers=_ANY
    | {
        "service": ("service", "entity"),
        "caller": ("requester",),
        "requested_at": _OPENED,
        "fulfilled_at": ("resolution date", "solvedate"),
        "sla_met": (breached("time to resolve exceeded"), breached("is late")),
    },
)  # fmt: skip

_STATES = {
    "1": "new", "new": "new", "2": "active", "processing (assigned)": "active", "3": "active", "processing (planned)": "active",
    "4": "paused", "pending": "paused", "5": "resolved", "solved": "resolved", "6": "closed", "closed": "closed",
}  # fmt: skip
_DOWN = {"1": 5, "2": 4, "3": 3, "4": 2, "5": 1, "very low": 5, "low": 4, "medium": 3, "high": 2, "very high": 1}

GLPI = Source(
    name="glpi",
    shared=True,
    title="GLPI",
    exports=(TICKET, REQUEST),
    tells=("itilcategories id", "solvedate", "closedate", "date mod", "takeintoaccount delay stat", "associated elements", "time to own"),
    states={"incident": _STATES, "request": _STATES},
    ranks={
        "priority": {
            "6": 1, "5": 2, "4": 3, "3": 4, "2": 5, "1": 6, "major": 1, "very high": 2, "high": 3, "medium": 4, "low": 5, "very low": 6,
        },
        "urgency": _DOWN,
        "impact": _DOWN,
    },
    html=("category", "ci", "service", "assignment_group", "assignee", "caller"),
    missing=("0000-00-00 00:00:00",),
)  # fmt: skip
