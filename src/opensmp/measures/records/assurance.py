"""Service assurance (8.7, 8.4.3): outages, continuity tests, capacity and information security."""

from __future__ import annotations

from opensmp.i18n import _
from opensmp.measures.records.table import Field, Table

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
