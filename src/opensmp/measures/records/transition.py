"""Design, build, transition and what it leaves behind (8.5, 8.2.5, 8.2.6): changes, releases, configuration items, assets."""

from __future__ import annotations

from opensmp.i18n import _
from opensmp.measures.records.table import Field, Table, ticket

CHANGE = Table(
    "change",
    "change",
    _("Changes"),
    "requested_at",
    ticket(
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
