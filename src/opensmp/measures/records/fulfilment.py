"""Resolution and fulfilment (8.6): incidents, service requests and problems."""

from __future__ import annotations

from opensmp.i18n import _
from opensmp.measures.records.table import Field, Table, ticket

INCIDENT = Table(
    "incident",
    "incident",
    _("Incidents"),
    "opened_at",
    ticket(
        Field("impact", "rank", _("Impact")),
        Field("urgency", "rank", _("Urgency")),
        Field("subcategory", "text", _("Subcategory")),
        Field("caller", "person", _("Reported by")),
        Field("channel", "text", _("Channel")),
        Field("opened_at", "time", _("Opened")),
        Field("acknowledged_at", "time", _("First response")),
        Field("resolved_at", "time", _("Resolved")),
        Field("closed_at", "time", _("Closed")),
        Field("response_target", "seconds", _("Time allowed for the first response")),
        Field("sla_target", "seconds", _("Time allowed for the resolution")),
        Field("sla_met", "flag", _("Resolved in time, as the tool says")),
        Field("response_met", "flag", _("First response in time, as the tool says")),
        Field("reassign_count", "count", _("Reassignments")),
        Field("reopen_count", "count", _("Reopenings")),
        Field("major", "flag", _("Major incident")),
        Field("reviewed_at", "time", _("Reviewed")),
        Field("caused_by_change", "text", _("Caused by change")),
        Field("change_id", "text", _("Change")),
        Field("problem_id", "text", _("Problem")),
        Field("cause", "text", _("Cause")),
        Field("close_code", "text", _("Closure code")),
        Field("csat", "number", _("Satisfaction")),
    ),
)
PROBLEM = Table(
    "problem",
    "problem",
    _("Problems"),
    "opened_at",
    ticket(
        Field("opened_at", "time", _("Opened")),
        Field("root_cause_at", "time", _("Cause found")),
        Field("known_error_at", "time", _("Known error since")),
        Field("known_error", "flag", _("Known error")),
        Field("workaround", "flag", _("Has a workaround")),
        Field("resolved_at", "time", _("Resolved")),
        Field("closed_at", "time", _("Closed")),
        Field("close_notes", "flag", _("Has close notes")),
        Field("incident_count", "count", _("Linked incidents")),
        Field("change_id", "text", _("Change")),
        Field("proactive", "flag", _("Proactive")),
        Field("major", "flag", _("Major problem")),
        Field("reviewed_at", "time", _("Reviewed")),
    ),
)
REQUEST = Table(
    "request",
    "request",
    _("Service requests"),
    "requested_at",
    ticket(
        Field("item", "text", _("Catalogue item")),
        Field("caller", "person", _("Reported by")),
        Field("channel", "text", _("Channel")),
        Field("requested_at", "time", _("Requested")),
        Field("approved_at", "time", _("Approved")),
        Field("decision", "text", _("Decision (approved or rejected)")),
        Field("fulfilled_at", "time", _("Fulfilled")),
        Field("closed_at", "time", _("Closed")),
        Field("item_target", "seconds", _("Time allowed by the catalogue")),
        Field("sla_met", "flag", _("Fulfilled in time, as the tool says")),
        Field("auto_fulfilled", "flag", _("Fulfilled automatically")),
        Field("reopen_count", "count", _("Reopenings")),
        Field("survey_sent", "flag", _("Survey sent")),
        Field("csat", "number", _("Satisfaction")),
        Field("cost", "number", _("Cost")),
    ),
)
