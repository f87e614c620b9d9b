"""The exports of the demo bank: ServiceNow, Jira Service Management, monitoring, a scanner, and spreadsheets."""

from __future__ import annotations

from opensmp.evidence.demo.sheets import (
    PRIORITIES,
    Cell,
    Sheet,
    clock,
    comma,
    iso,
    jira_time,
    labelled_priority,
    local_time,
    minutes,
    person,
    remaining,
    text,
    truth,
    yes,
    zulu,
)
from opensmp.evidence.mapping import WITH_GAPS

ISO, JIRA, ZULU, LOCAL = (
    {"format": form} for form in ("iso", "%d/%b/%y %I:%M %p", "iso with offset", "%d/%m/%Y %H:%M")
)
_RANKS = {"values": {label: rank for rank, label in PRIORITIES.items()}}
_INCIDENT_STATES = {
    "values": {
        "New": "new",
        "In Progress": "active",
        "On Hold": "paused",
        "Resolved": "resolved",
        "Closed": "closed",
        "Canceled": "cancelled",
        "Awaiting User Info": "paused",
        "Awaiting Vendor": "paused",
    }
}
_CHANGE_STATES = {"values": {"Closed": "closed", "Canceled": "cancelled"}}
_PROBLEM_STATES = {"values": {"Closed": "closed", "Root Cause Analysis": "active"}}

INCIDENTS = Sheet(
    file="servicenow_incident.csv",
    table="incident",
    source="servicenow",
    numbers=WITH_GAPS,
    cells=(
        Cell("id", "number", text),
        Cell("opened_at", "opened_at", iso, ISO),
        Cell("priority", "priority", labelled_priority, _RANKS),
        Cell("state", "incident_state", text, _INCIDENT_STATES),
        Cell("service", "business_service", text),
        Cell("category", "category", text),
        Cell("assignment_group", "assignment_group", text),
        Cell("assignee", "assigned_to", person),
        Cell("caller", "caller_id", person),
        Cell("channel", "contact_type", text),
        Cell("acknowledged_at", "u_first_response", iso, ISO),
        Cell("resolved_at", "resolved_at", iso, ISO),
        Cell("closed_at", "closed_at", iso, ISO),
        Cell("updated_at", "sys_updated_on", iso, ISO),
        Cell("response_target", "u_response_target_minutes", minutes, {"unit": "minutes"}),
        Cell("sla_target", "u_resolution_target", clock, {"unit": "clock"}),
        Cell("sla_met", "made_sla", truth),
        Cell("reassign_count", "reassignment_count", text),
        Cell("reopen_count", "reopen_count", text),
        Cell("major", "u_major", text),
        Cell("reviewed_at", "u_reviewed_on", iso, ISO),
        Cell("caused_by_change", "caused_by", text),
        Cell("problem_id", "problem_id", text),
        Cell("cause", "cause", text),
    ),
)
PAUSES = Sheet(
    file="servicenow_incident_on_hold.csv",
    table="pause",
    source="servicenow",
    constants={"record_table": "incident"},
    cells=(
        Cell("id", "sys_id", text),
        Cell("record", "id", text),
        Cell("start_at", "start", iso, ISO),
        Cell("end_at", "end", iso, ISO),
        Cell("reason", "value", text),
    ),
)
HISTORY = Sheet(
    file="servicenow_incident_history.csv",
    table="event",
    source="servicenow",
    constants={"record_table": "incident"},
    cells=(
        Cell("id", "sys_id", text),
        Cell("record", "documentkey", text),
        Cell("place", "update_count", text),
        Cell("at", "update_time", iso, ISO),
        Cell("state", "incident_state", text, _INCIDENT_STATES),
        Cell("priority", "priority", labelled_priority, _RANKS),
    ),
)
CHANGES = Sheet(
    file="servicenow_change_request.csv",
    table="change",
    source="servicenow",
    cells=(
        Cell("id", "number", text),
        Cell("type", "type", text),
        Cell("risk", "risk", text),
        Cell("state", "state", text, _CHANGE_STATES),
        Cell("service", "business_service", text),
        Cell("requested_at", "sys_created_on", iso, ISO),
        Cell("approved_at", "u_approved_on", iso, ISO),
        Cell("planned_start", "start_date", iso, ISO),
        Cell("planned_end", "end_date", iso, ISO),
        Cell("actual_start", "work_start", iso, ISO),
        Cell("actual_end", "work_end", iso, ISO),
        Cell("closed_at", "closed_at", iso, ISO),
        Cell("updated_at", "sys_updated_on", iso, ISO),
        Cell("close_code", "close_code", text),
        Cell("backed_out", "u_backed_out", truth),
        Cell("reviewed_at", "review_date", iso, ISO),
        Cell("backout_plan", "u_has_backout_plan", truth),
        Cell("tested", "u_tested", truth),
        Cell("cab", "cab_required", truth),
        Cell("incident_count", "u_incidents", text),
    ),
)
PROBLEMS = Sheet(
    file="servicenow_problem.csv",
    table="problem",
    source="servicenow",
    cells=(
        Cell("id", "number", text),
        Cell("priority", "priority", labelled_priority, _RANKS),
        Cell("major", "major_problem", truth),
        Cell("state", "problem_state", text, _PROBLEM_STATES),
        Cell("service", "business_service", text),
        Cell("opened_at", "opened_at", iso, ISO),
        Cell("root_cause_at", "confirmed_at", iso, ISO),
        Cell("resolved_at", "resolved_at", iso, ISO),
        Cell("closed_at", "closed_at", iso, ISO),
        Cell("updated_at", "sys_updated_on", iso, ISO),
        Cell("known_error", "known_error", truth),
        Cell("workaround", "workaround_applied", truth),
        Cell("incident_count", "related_incidents", text),
    ),
)
RELEASES = Sheet(
    file="servicenow_release.csv",
    table="release",
    source="servicenow",
    cells=(
        Cell("id", "number", text),
        Cell("type", "type", text),
        Cell("service", "business_service", text),
        Cell("planned_at", "end_date", iso, ISO),
        Cell("deployed_at", "work_end", iso, ISO),
        Cell("accepted_at", "u_acceptance_signed", iso, ISO),
        Cell("rolled_back", "u_rolled_back", truth),
        Cell("failed", "u_failed", truth),
        Cell("baseline_id", "u_baseline", text),
        Cell("updated_at", "sys_updated_on", iso, ISO),
    ),
)
REQUESTS = Sheet(
    file="jira_requests.csv",
    table="request",
    source="jira",
    constants={"state": "closed"},
    cells=(
        Cell("id", "Issue key", text),
        Cell("item", "Custom field (Request Type)", text),
        Cell("service", "Custom field (Affected services)", text),
        Cell("caller", "Reporter", person),
        Cell("assignee", "Assignee", person),
        Cell("channel", "Custom field (Source)", text),
        Cell("requested_at", "Created", jira_time, JIRA),
        Cell("fulfilled_at", "Resolved", jira_time, JIRA),
        Cell("updated_at", "Updated", jira_time, JIRA),
        Cell("item_target", "Custom field (Time in the catalogue)", clock, {"unit": "clock"}),
        Cell("sla_met", "Custom field (Time to resolution)", remaining, {"form": "sign"}),
        Cell("csat", "Satisfaction rating", text),
    ),
)
OUTAGES = Sheet(
    file="monitoring_outages.csv",
    table="outage",
    source="monitoring",
    cells=(
        Cell("id", "outage_id", text),
        Cell("service", "service", text),
        Cell("outage_start", "start", zulu, ZULU),
        Cell("outage_end", "end", zulu, ZULU),
        Cell("impact", "impact", text),
        Cell("planned", "planned", truth),
        Cell("degraded", "degraded", truth),
        Cell("cause", "cause", text),
        Cell("investigated_at", "investigated", zulu, ZULU),
        Cell("updated_at", "updated", zulu, ZULU),
    ),
)
ITEMS = Sheet(
    file="servicenow_cmdb_ci.csv",
    table="configuration_item",
    source="servicenow",
    cells=(
        Cell("id", "name", text),
        Cell("class", "sys_class_name", text),
        Cell("tier", "u_tier", text),
        Cell("owner", "owned_by", person),
        Cell("status", "operational_status", text),
        Cell("services", "u_services", text),
        Cell("created_at", "sys_created_on", iso, ISO),
        Cell("updated_at", "sys_updated_on", iso, ISO),
        Cell("required_missing", "u_required_missing", text),
        Cell("duplicate_of", "duplicate_of", text),
        Cell("relations", "u_relations", text),
    ),
)
VERIFICATIONS = Sheet(
    file="verifications.csv",
    table="verification",
    source="cmdb-audit",
    delimiter=";",
    cells=(
        Cell("id", "Nomor", text),
        Cell("ci", "Butir konfigurasi", text),
        Cell("class", "Kelas", text),
        Cell("tier", "Tier", text),
        Cell("due_at", "Jatuh tempo", local_time, LOCAL),
        Cell("verified_at", "Diverifikasi", local_time, LOCAL),
        Cell("correct", "Benar", yes),
        Cell("updated_at", "Diperbarui", local_time, LOCAL),
    ),
)
ASSETS = Sheet(
    file="assets.csv",
    table="asset",
    source="asset-register",
    delimiter=";",
    cells=(
        Cell("id", "Nomor aset", text),
        Cell("class", "Jenis", text),
        Cell("owner", "Pemilik", person),
        Cell("status", "Status", text),
        Cell("acquired_at", "Diperoleh", local_time, LOCAL),
        Cell("updated_at", "Diperbarui", local_time, LOCAL),
    ),
)
CONTINUITY = Sheet(
    file="continuity_tests.csv",
    table="continuity_test",
    source="continuity",
    delimiter=";",
    cells=(
        Cell("id", "No.", text),
        Cell("service", "Layanan", text),
        Cell("tier", "Tier", text),
        Cell("plan", "Rencana", text),
        Cell("kind", "Jenis", text),
        Cell("planned_at", "Direncanakan", local_time, LOCAL),
        Cell("performed_at", "Dilaksanakan", local_time, LOCAL),
        Cell("passed", "Lulus", yes),
        Cell("rto", "RTO", clock, {"unit": "clock"}),
        Cell("rpo", "RPO", clock, {"unit": "clock"}),
        Cell("recovery_time", "Waktu pemulihan", clock, {"unit": "clock"}),
        Cell("data_loss", "Kehilangan data", clock, {"unit": "clock"}),
        Cell("updated_at", "Diperbarui", local_time, LOCAL),
    ),
)
VULNERABILITIES = Sheet(
    file="scanner_vulnerabilities.csv",
    table="vulnerability",
    source="scanner",
    cells=(
        Cell("id", "finding", text),
        Cell("ci", "asset", text),
        Cell("severity", "severity", text),
        Cell("kind", "type", text),
        Cell("found_at", "first_seen", zulu, ZULU),
        Cell("due_at", "due", zulu, ZULU),
        Cell("fixed_at", "fixed", zulu, ZULU),
        Cell("updated_at", "last_seen", zulu, ZULU),
    ),
)
DUTIES = Sheet(
    file="duties.csv",
    table="duty",
    source="sms-register",
    cells=(
        Cell("id", "number", text),
        Cell("kind", "kind", text),
        Cell("subject", "subject", text),
        Cell("due_at", "due", iso, ISO),
        Cell("done_at", "done", iso, ISO),
        Cell("planned_amount", "planned", comma, {"decimal": ","}),
        Cell("actual_amount", "actual", comma, {"decimal": ","}),
        Cell("passed", "passed", truth),
        Cell("updated_at", "updated", iso, ISO),
    ),
)
COMPLAINTS = Sheet(
    file="complaints.csv",
    table="complaint",
    source="crm",
    cells=(
        Cell("id", "case", text),
        Cell("customer", "customer", text),
        Cell("service", "service", text),
        Cell("opened_at", "received", iso, ISO),
        Cell("acknowledged_at", "acknowledged", iso, ISO),
        Cell("closed_at", "closed", iso, ISO),
        Cell("escalated", "escalated", truth),
        Cell("updated_at", "updated", iso, ISO),
    ),
)
REVIEWS = Sheet(
    file="customer_reviews.csv",
    table="customer_review",
    source="crm",
    cells=(
        Cell("id", "review", text),
        Cell("customer", "customer", text),
        Cell("planned_at", "planned", iso, ISO),
        Cell("held_at", "held", iso, ISO),
        Cell("minutes", "minutes", truth),
        Cell("action_due", "action_due", iso, ISO),
        Cell("action_done", "action_done", iso, ISO),
        Cell("updated_at", "updated", iso, ISO),
    ),
)
SATISFACTION = Sheet(
    file="satisfaction.csv",
    table="satisfaction",
    source="survey",
    cells=(
        Cell("id", "answer", text),
        Cell("customer", "customer", text),
        Cell("service", "service", text),
        Cell("sent_at", "sent", iso, ISO),
        Cell("answered_at", "answered", iso, ISO),
        Cell("score", "score", text),
        Cell("updated_at", "updated", iso, ISO),
    ),
)
CAPACITY = Sheet(
    file="monitoring_capacity.csv",
    table="capacity",
    source="monitoring",
    cells=(
        Cell("id", "reading", text),
        Cell("resource", "resource", text),
        Cell("service", "service", text),
        Cell("read_at", "read_at", zulu, ZULU),
        Cell("capacity", "capacity", text),
        Cell("used", "used", text),
        Cell("warn", "warn", text),
        Cell("act", "act", text),
        Cell("forecast", "forecast", text),
        Cell("updated_at", "updated", zulu, ZULU),
    ),
)
