"""Services, customers and suppliers (8.2, 8.3): portfolio, reviews, satisfaction, complaints and contracts."""

from __future__ import annotations

from opensmp.i18n import _
from opensmp.measures.records.table import Field, Table

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
