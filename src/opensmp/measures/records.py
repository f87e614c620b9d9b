"""The canonical tables: what a record of each practice holds, whatever tool it came from.

Times are whole seconds since 1970-01-01 UTC and priorities count from 1, the most urgent: integers are the same on every
engine, and no zone is left to guess. Field names follow the practices' fields in common ITSM tools.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from opensmp.i18n import Message, _

Kind: TypeAlias = Literal["text", "time", "flag", "count", "number", "seconds", "list", "person", "state", "rank"]
"""What a field holds.

``time`` whole seconds since 1970 UTC · ``seconds`` a duration · ``flag`` 1 or 0 · ``count`` an integer · ``number`` a
float · ``list`` values joined by ``|`` · ``person`` a pseudonym, never a name · ``state`` one of ``STATES`` · ``rank`` an
integer where 1 is the highest. Any of them may be missing (null).
"""

STATES = ("new", "active", "paused", "resolved", "closed", "cancelled", "rejected", "unknown")
"""What the states of all tools are mapped to; a state that nobody mapped is *unknown* and reported, never guessed."""


class Field(NamedTuple):
    """A column of a canonical table."""

    name: str
    kind: Kind
    title: Message


class _Table(NamedTuple):
    name: str
    practice: str
    title: Message
    opened: str
    fields: tuple[Field, ...]


class Table(_Table):
    """A canonical table. ``opened`` is the field whose day decides which version of the plan judges a record.

    The first field is the key: unique within its source.
    """

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The fields by their names."""
        return {field.name: field for field in self.fields}

    @property
    def key(self) -> str:
        """The name of the key."""
        return self.fields[0].name


def _ticket(*more: Field) -> tuple[Field, ...]:
    """What every ticket has, and what one kind of ticket adds."""
    return (
        Field("id", "text", _("Number")),
        Field("service", "text", _("Service")),
        Field("ci", "text", _("Configuration item")),
        Field("priority", "rank", _("Priority")),
        Field("category", "text", _("Category")),
        Field("state", "state", _("State")),
        Field("assignment_group", "text", _("Group")),
        Field("assignee", "person", _("Assigned to")),
        Field("updated_at", "time", _("Last update")),
        *more,
    )


INCIDENT = Table(
    "incident",
    "incident",
    _("Incidents"),
    "opened_at",
    _ticket(
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
    _ticket(
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
    _ticket(
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
CHANGE = Table(
    "change",
    "change",
    _("Changes"),
    "requested_at",
    _ticket(
        Field("type", "text", _("Type (standard, normal or emergency)")),
        Field("risk", "rank", _("Risk")),
        Field("major", "flag", _("Major change")),
        Field("requested_at", "time", _("Requested")),
        Field("approved_at", "time", _("Approved")),
        Field("approvers", "count", _("Number of approvers")),
        Field("planned_start", "time", _("Planned start")),
        Field("planned_end", "time", _("Planned end")),
        Field("actual_start", "time", _("Actual start")),
        Field("actual_end", "time", _("Actual end")),
        Field("closed_at", "time", _("Closed")),
        Field("close_code", "text", _("Outcome (successful, issues, unsuccessful or cancelled)")),
        Field("backed_out", "flag", _("Backed out")),
        Field("reviewed_at", "time", _("Reviewed")),
        Field("backout_plan", "flag", _("Has a back-out plan")),
        Field("tested", "flag", _("Tested")),
        Field("cab", "flag", _("Seen by the change advisory board")),
        Field("unauthorised", "flag", _("Unauthorised")),
        Field("conflict", "flag", _("In conflict or in a blackout window")),
        Field("incident_count", "count", _("Incidents caused")),
    ),
)
RELEASE = Table(
    "release",
    "release",
    _("Releases"),
    "planned_at",
    (
        Field("id", "text", _("Number")),
        Field("service", "text", _("Service")),
        Field("type", "text", _("Type (major, minor or emergency)")),
        Field("planned_at", "time", _("Planned for")),
        Field("deployed_at", "time", _("Deployed")),
        Field("accepted_at", "time", _("Acceptance signed")),
        Field("approver", "person", _("Approved by")),
        Field("rolled_back", "flag", _("Rolled back")),
        Field("failed", "flag", _("Led to a failure")),
        Field("restored_at", "time", _("Restored after a failure")),
        Field("defects", "count", _("Defects within 30 days")),
        Field("incidents", "count", _("Incidents within 30 days")),
        Field("baseline_id", "text", _("Baseline")),
        Field("change_ids", "list", _("Changes")),
        Field("updated_at", "time", _("Last update")),
    ),
)
CONFIGURATION_ITEM = Table(
    "configuration_item",
    "configuration",
    _("Configuration items"),
    "created_at",
    (
        Field("id", "text", _("Configuration item")),
        Field("class", "text", _("Class")),
        Field("tier", "rank", _("Tier")),
        Field("owner", "person", _("Owner")),
        Field("status", "text", _("Status")),
        Field("services", "list", _("Services")),
        Field("created_at", "time", _("Registered")),
        Field("updated_at", "time", _("Last update")),
        Field("verified_at", "time", _("Verified")),
        Field("verify_due", "time", _("Verification due")),
        Field("required_missing", "count", _("Required fields missing")),
        Field("recommended_missing", "count", _("Recommended fields missing")),
        Field("duplicate_of", "text", _("Duplicate of")),
        Field("relations", "count", _("Relations")),
        Field("discovered_only", "flag", _("Discovered, not in the CMDB")),
    ),
)
VERIFICATION = Table(
    "verification",
    "configuration",
    _("Verifications of configuration items"),
    "verified_at",
    (
        Field("id", "text", _("Number")),
        Field("ci", "text", _("Configuration item")),
        Field("class", "text", _("Class")),
        Field("tier", "rank", _("Tier")),
        Field("due_at", "time", _("Due")),
        Field("verified_at", "time", _("Verified")),
        Field("correct", "flag", _("Found correct")),
        Field("updated_at", "time", _("Last update")),
    ),
)
CI_CHANGE = Table(
    "ci_change",
    "configuration",
    _("Changes found on configuration items"),
    "changed_at",
    (
        Field("id", "text", _("Number")),
        Field("ci", "text", _("Configuration item")),
        Field("changed_at", "time", _("Changed")),
        Field("change_id", "text", _("Change")),
        Field("approved", "flag", _("The change was approved")),
        Field("updated_at", "time", _("Last update")),
    ),
)
ASSET = Table(
    "asset",
    "assets",
    _("Assets"),
    "acquired_at",
    (
        Field("id", "text", _("Number")),
        Field("class", "text", _("Class")),
        Field("owner", "person", _("Owner")),
        Field("status", "text", _("Status")),
        Field("acquired_at", "time", _("Acquired")),
        Field("updated_at", "time", _("Last update")),
    ),
)
OUTAGE = Table(
    "outage",
    "availability",
    _("Outages"),
    "outage_start",
    (
        Field("id", "text", _("Number")),
        Field("service", "text", _("Service")),
        Field("outage_start", "time", _("Start")),
        Field("outage_end", "time", _("End")),
        Field("impact", "text", _("Impact (critical, major, minor, none or maintenance)")),
        Field("planned", "flag", _("Planned")),
        Field("degraded", "flag", _("Degraded, not down")),
        Field("users", "count", _("Users affected")),
        Field("ci", "text", _("Configuration item")),
        Field("cause", "text", _("Cause")),
        Field("supplier", "text", _("Supplier")),
        Field("investigated_at", "time", _("Investigated")),
        Field("updated_at", "time", _("Last update")),
    ),
)
CONTINUITY_TEST = Table(
    "continuity_test",
    "continuity",
    _("Continuity tests and invocations"),
    "performed_at",
    (
        Field("id", "text", _("Number")),
        Field("service", "text", _("Service")),
        Field("tier", "rank", _("Tier")),
        Field("plan", "text", _("Continuity plan")),
        Field("kind", "text", _("Kind (test, invocation, restore, backup or contact list)")),
        Field("planned_at", "time", _("Planned for")),
        Field("performed_at", "time", _("Performed")),
        Field("passed", "flag", _("Passed")),
        Field("rto", "seconds", _("Recovery time objective")),
        Field("rpo", "seconds", _("Recovery point objective")),
        Field("recovery_time", "seconds", _("Actual recovery time")),
        Field("data_loss", "seconds", _("Actual data loss")),
        Field("gap_due", "time", _("Gap due")),
        Field("gap_closed_at", "time", _("Gap closed")),
        Field("updated_at", "time", _("Last update")),
    ),
)
CAPACITY = Table(
    "capacity",
    "capacity",
    _("Capacity readings"),
    "read_at",
    (
        Field("id", "text", _("Number")),
        Field("resource", "text", _("Resource")),
        Field("service", "text", _("Service")),
        Field("read_at", "time", _("Read at")),
        Field("capacity", "number", _("Capacity")),
        Field("used", "number", _("Used")),
        Field("warn", "number", _("Warning threshold")),
        Field("act", "number", _("Action threshold")),
        Field("forecast", "number", _("Forecast")),
        Field("response_ms", "number", _("Response time in milliseconds")),
        Field("people_needed", "number", _("People needed")),
        Field("people_available", "number", _("People available")),
        Field("cost", "number", _("Cost")),
        Field("budget", "number", _("Budget")),
        Field("emergency_purchase", "flag", _("Emergency purchase")),
        Field("over_seconds", "seconds", _("Time over the threshold")),
        Field("updated_at", "time", _("Last update")),
    ),
)
CUSTOMER_REVIEW = Table(
    "customer_review",
    "relationship",
    _("Service reviews with customers"),
    "planned_at",
    (
        Field("id", "text", _("Number")),
        Field("customer", "text", _("Customer")),
        Field("planned_at", "time", _("Planned for")),
        Field("held_at", "time", _("Held")),
        Field("minutes", "flag", _("Has minutes")),
        Field("action_due", "time", _("Action due")),
        Field("action_done", "time", _("Action done")),
        Field("updated_at", "time", _("Last update")),
    ),
)
SATISFACTION = Table(
    "satisfaction",
    "relationship",
    _("Satisfaction surveys"),
    "sent_at",
    (
        Field("id", "text", _("Number")),
        Field("customer", "text", _("Customer")),
        Field("service", "text", _("Service")),
        Field("sent_at", "time", _("Sent")),
        Field("answered_at", "time", _("Answered")),
        Field("score", "number", _("Score")),
        Field("recommends", "count", _("Would recommend, 0 to 10")),
        Field("updated_at", "time", _("Last update")),
    ),
)
COMPLAINT = Table(
    "complaint",
    "relationship",
    _("Complaints"),
    "opened_at",
    (
        Field("id", "text", _("Number")),
        Field("customer", "text", _("Customer")),
        Field("service", "text", _("Service")),
        Field("opened_at", "time", _("Opened")),
        Field("acknowledged_at", "time", _("Acknowledged")),
        Field("closed_at", "time", _("Closed")),
        Field("escalated", "flag", _("Escalated")),
        Field("updated_at", "time", _("Last update")),
    ),
)
SECURITY_INCIDENT = Table(
    "security_incident",
    "security",
    _("Information security incidents"),
    "detected_at",
    (
        Field("id", "text", _("Number")),
        Field("service", "text", _("Service")),
        Field("severity", "rank", _("Severity")),
        Field("occurred_at", "time", _("Occurred")),
        Field("detected_at", "time", _("Detected")),
        Field("contained_at", "time", _("Contained")),
        Field("resolved_at", "time", _("Resolved")),
        Field("target", "seconds", _("Time allowed")),
        Field("notifiable", "flag", _("The regulator must be told")),
        Field("known_at", "time", _("Known since")),
        Field("notified_at", "time", _("Regulator told")),
        Field("updated_at", "time", _("Last update")),
    ),
)
VULNERABILITY = Table(
    "vulnerability",
    "security",
    _("Vulnerabilities"),
    "found_at",
    (
        Field("id", "text", _("Number")),
        Field("ci", "text", _("Configuration item")),
        Field("severity", "text", _("Severity")),
        Field("kind", "text", _("Kind (vulnerability or patch)")),
        Field("found_at", "time", _("Found")),
        Field("due_at", "time", _("Due")),
        Field("fixed_at", "time", _("Fixed")),
        Field("exception_until", "time", _("Exception until")),
        Field("updated_at", "time", _("Last update")),
    ),
)
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
SERVICE = Table(
    "service",
    "portfolio",
    _("Services of the portfolio"),
    "proposed_at",
    (
        Field("id", "text", _("Service")),
        Field("name", "text", _("Name")),
        Field("status", "text", _("Status")),
        Field("in_scope", "flag", _("In scope")),
        Field("in_portfolio", "flag", _("In the portfolio")),
        Field("owner", "person", _("Owner")),
        Field("criticality", "rank", _("Criticality")),
        Field("slas", "count", _("Approved SLAs")),
        Field("components", "count", _("Components")),
        Field("dependencies", "count", _("Dependencies")),
        Field("suppliers", "count", _("Suppliers")),
        Field("cost", "number", _("Cost")),
        Field("continuity_plan", "text", _("Continuity plan")),
        Field("proposed_at", "time", _("Proposed")),
        Field("decided_at", "time", _("Decided")),
        Field("reviewed_at", "time", _("Reviewed")),
        Field("retire_due", "time", _("Planned retirement")),
        Field("retired_at", "time", _("Retired")),
        Field("updated_at", "time", _("Last update")),
    ),
)
CONTRACT = Table(
    "contract",
    "supplier",
    _("Contracts"),
    "start_at",
    (
        Field("id", "text", _("Number")),
        Field("supplier", "text", _("Supplier")),
        Field("title", "text", _("Title")),
        Field("status", "text", _("Status")),
        Field("start_at", "time", _("Start")),
        Field("end_at", "time", _("Last day")),
        Field("amount", "number", _("Amount")),
        Field("services", "list", _("Services")),
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

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        INCIDENT, PROBLEM, REQUEST, CHANGE, RELEASE, CONFIGURATION_ITEM, VERIFICATION, CI_CHANGE, ASSET, OUTAGE,
        CONTINUITY_TEST, CAPACITY, CUSTOMER_REVIEW, SATISFACTION, COMPLAINT, SECURITY_INCIDENT, VULNERABILITY, DUTY,
        SERVICE, CONTRACT, EVENT, PAUSE,
    )
}  # fmt: skip
"""Every canonical table by its name."""
