"""Operating the system itself: recurring duties, and the history and the pauses of every record."""

from __future__ import annotations

from opensmp.i18n import _
from opensmp.measures.records.table import Field, Table

DUTY = Table(
    "duty",
    "operation",
    _("Recurring duties: reviews, trainings, checks and actions with a due day"),
    "due_at",
    (
        Field("id", "text", _("Number")),
        Field("kind", "text", _("Kind")),
        Field("subject", "text", _("Subject")),
        Field("due_at", "time", _("Due")),
        Field("done_at", "time", _("Done")),
        Field("planned_amount", "number", _("Planned amount")),
        Field("actual_amount", "number", _("Actual amount")),
        Field("passed", "flag", _("Passed")),
        Field("updated_at", "time", _("Last update")),
    ),
)
EVENT = Table(
    "event",
    "operation",
    _("History of records: one row for each change"),
    "at",
    (
        Field("id", "text", _("Number")),
        Field("record_table", "text", _("Kind of record")),
        Field("record", "text", _("Record")),
        Field("place", "count", _("Place in the history")),
        Field("at", "time", _("At")),
        Field("state", "state", _("State")),
        Field("state_label", "text", _("State, as the tool calls it")),
        Field("priority", "rank", _("Priority")),
        Field("assignment_group", "text", _("Group")),
        Field("sla_met", "flag", _("In time, as the tool says")),
    ),
)
PAUSE = Table(
    "pause",
    "operation",
    _("Pauses of the clock"),
    "start_at",
    (
        Field("id", "text", _("Number")),
        Field("record_table", "text", _("Kind of record")),
        Field("record", "text", _("Record")),
        Field("start_at", "time", _("Start")),
        Field("end_at", "time", _("End")),
        Field("reason", "text", _("Reason")),
    ),
)
