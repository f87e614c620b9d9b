"""The tables whose rows have a page and a form, and what the form asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from opensmp.i18n import Message, _
from opensmp.plan.objectives import Objective, PastObjective
from opensmp.plan.roles import Duty, Role
from opensmp.registers.assurance import Audit, ImprovementItem, ManagementReview
from opensmp.registers.documents import Document
from opensmp.registers.organisation import Calendar, Office, Person, Site, Unit
from opensmp.registers.services import Customer, CustomerContract, Service, Sla
from opensmp.registers.suppliers import Supplier, SupplierContract
from opensmp.web.answers import Ask


class Kind(NamedTuple):
    """A table. ``key`` stands in its address, ``reference`` is what its ids name, ``page`` the page that lists its rows.

    ``family`` chooses the addresses of a row: ``register``, ``organisation``, ``role`` or ``objective``.
    """

    key: str
    place: str
    record: Any
    reference: str
    family: str
    page: str
    one: Message
    add: Message
    change: Message
    asks: tuple[Ask, ...]
    first: str = ""


_ID = Ask("id", hint=_("Short and for good: plan and records name it by this id."))
_FIXED = Ask("id", fixed=True)
_TARGETS = Ask(
    "targets", _("What is promised"),
    parts=(
        Ask("id", _("Id of the target"), _("A short word: availability, p1.")), Ask("metric"), Ask("comparator"), Ask("value"),
        Ask("unit", _("Unit")), Ask("limit", _("Time limit"), _("Such as 4 h or 2 working days; leave it empty where there is none.")),
        Ask("clock", _("Counted in which hours")), Ask("window"), Ask("population", hint=_("Such as P1; empty means all records.")),
    ),
)  # fmt: skip
_MONEY = (Ask("amount"), Ask("currency", hint=_("Three letters, such as IDR.")))

SERVICE = (
    _ID, Ask("name"), Ask("description", long=True), Ask("kind"), Ask("status"), Ask("in_scope"), Ask("criticality"), Ask("owner"),
    Ask("customers"), Ask("hours", _("Service hours")), Ask("depends_on", _("Depends on which services")), Ask("since"),
    Ask("retired"),
)  # fmt: skip
SLA = (
    _ID, Ask("title"), Ask("services"), Ask("customers"), Ask("status"), Ask("owner"), Ask("start"), Ask("end"), _TARGETS,
    Ask("workload", long=True), Ask("exceptions", long=True), Ask("monitored_by", long=True), Ask("breach", long=True),
    Ask("review"), Ask("reviewed"),
)  # fmt: skip
CUSTOMER = (
    _ID, Ask("name"), Ask("kind"), Ask("status"), Ask("contact"), Ask("services"), Ask("review"), Ask("reviewed"),
    Ask("satisfaction"), Ask("surveyed"),
)  # fmt: skip
CUSTOMER_CONTRACT = (
    _ID, Ask("title"), Ask("customer"), Ask("services"), Ask("slas"), Ask("status"), Ask("start"), Ask("end"), _TARGETS,
)  # fmt: skip
SUPPLIER = (
    _ID, Ask("name"), Ask("key", _("Contributes to services in scope")), Ask("services"), Ask("owner"), Ask("review"), Ask("reviewed"),
)  # fmt: skip
SUPPLIER_CONTRACT = (
    _ID, Ask("title"), Ask("supplier"), Ask("services"), Ask("status"), Ask("start"), Ask("end"), _TARGETS,
    Ask("clauses", _("What the contract settles")), Ask("document"),
)  # fmt: skip
DOCUMENT = (
    _ID, Ask("title"), Ask("kind"), Ask("kinds", hint=_("Letters a to l, with a comma between them.")), Ask("practice"),
    Ask("version"), Ask("status"), Ask("approved"), Ask("approved_by"), Ask("owner", _("Keeper")), Ask("next_review"),
    Ask("location"), Ask("retention"),
)  # fmt: skip
PERSON = (
    _ID, Ask("name"), Ask("email"), Ask("unit", _("Works in")),
    Ask("offices", parts=(Ask("office"), Ask("since"), Ask("until"))),
    Ask("competences", parts=(Ask("title"), Ask("obtained"), Ask("valid_until"))), Ask("left"),
)  # fmt: skip
OFFICE = (_ID, Ask("title"), Ask("unit", _("Belongs to")), Ask("top_management"), Ask("reports_to"))
UNIT = (_ID, Ask("name"), Ask("parent"))
SITE = (_ID, Ask("name"), Ask("city"))
CALENDAR = (
    _ID, Ask("name"), Ask("zone", hint=_("Such as Asia/Jakarta.")),
    Ask("hours", _("Working hours"), _("No hours at all mean round the clock, holidays too."), parts=(
        Ask("days", hint=_("1 is Monday, 7 is Sunday: 1, 2, 3, 4, 5.")), Ask("opens", hint=_("Such as 08:00.")),
        Ask("closes", hint=_("Such as 17:00; 24:00 is midnight.")), Ask("since"), Ask("until"))),
    Ask("joint_leave_worked"), Ask("version", _("Edition")), Ask("source"),
    Ask("holidays", parts=(
        Ask("on"), Ask("name"), Ask("joint_leave"), Ask("provisional"), Ask("yearly"), Ask("opens", _("Opens (half-day)")),
        Ask("closes", _("Closes (half-day)")))),
)  # fmt: skip
ROLE = (
    _ID, Ask("title"), Ask("kind"), Ask("holders"), Ask("duties", long=True), Ask("authority", long=True),
    Ask("limit", _("May commit up to"), parts=_MONEY), Ask("reports_to"), Ask("meets", _("Meets (a committee)")),
)  # fmt: skip
DUTY = (
    _ID, Ask("activity"), Ask("group", hint=_("Rows of one group stand together, such as Governance or Operation.")),
    Ask("practice", hint=_("Where the row is the running of a practice.")),
    Ask("key", _("Key duty: without an accountable role the plan cannot be approved")),
)  # fmt: skip
OBJECTIVE = (
    _ID, Ask("statement", long=True), Ask("kind"), Ask("metric"), Ask("target"), Ask("unit", _("Unit")),
    Ask("baseline", _("Where it starts"), parts=(Ask("value"), Ask("on"), Ask("source"))), Ask("deadline"), Ask("window"),
    Ask("evidence", hint=_("For a milestone: what will show that it is done."), long=True), Ask("source", _("Where the figure comes from")),
    Ask("method", long=True), Ask("frequency"), Ask("owner"),
    Ask("actions", parts=(
        Ask("text", _("What will be done")), Ask("owner"), Ask("due"), Ask("resources"), Ask("cost", parts=_MONEY), Ask("done"))),
    Ask("resources", long=True), Ask("evaluation", long=True), Ask("policy", long=True), Ask("period"), Ask("services"),
    Ask("practices"), Ask("commitments"), Ask("readings", parts=(Ask("on"), Ask("value"), Ask("population"), Ask("source"))),
    Ask("completed"),
)  # fmt: skip
PAST_OBJECTIVE = (
    _ID, Ask("period"), Ask("statement", long=True), Ask("target"), Ask("result"), Ask("outcome"), Ask("continued_as"),
)  # fmt: skip
AUDIT = (
    _ID, Ask("title"), Ask("kind"), Ask("planned"), Ask("clauses", _("Clauses covered")), Ask("practices"), Ask("lead"), Ask("auditors"),
    Ask("criteria", long=True), Ask("performed"), Ask("report"), Ask("nonconformities"),
)  # fmt: skip
REVIEW = (
    _ID, Ask("title"), Ask("planned"), Ask("chair"), Ask("performed"), Ask("minutes"),
    Ask("decisions", parts=(Ask("id"), Ask("text"), Ask("owner"), Ask("due"), Ask("done"), Ask("changes_plan"))),
)  # fmt: skip
IMPROVEMENT = (
    _ID, Ask("title"), Ask("source"), Ask("source_ref", hint=_("The promise, finding, audit or review that it comes from.")),
    Ask("objective"), Ask("priority"), Ask("target", _("What is to be reached"), long=True),
    Ask("owner"), Ask("start"), Ask("due"), Ask("status"),
    Ask("corrective"), Ask("cause", long=True), Ask("benefit", _("What came of it"), long=True), Ask("effective"), Ask("continued_in"),
)  # fmt: skip

KINDS: Mapping[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("services", "registers/services", Service, "service", "register", "services", _("Service"), _("Add a service"),
             _("Change service {id}"), SERVICE, "S-01"),
        Kind("slas", "registers/slas", Sla, "sla", "register", "services", _("Service level agreement"),
             _("Add a service level agreement"), _("Change service level agreement {id}"), SLA, "SLA-001"),
        Kind("customers", "registers/customers", Customer, "customer", "register", "customers", _("Customer"), _("Add a customer"),
             _("Change customer {id}"), CUSTOMER, "C-01"),
        Kind("customer-contracts", "registers/customer_contracts", CustomerContract, "customer-contract", "register", "customers",
             _("Customer contract"), _("Add a customer contract"), _("Change customer contract {id}"), CUSTOMER_CONTRACT, "CC-01"),
        Kind("suppliers", "registers/suppliers", Supplier, "supplier", "register", "suppliers", _("Supplier"), _("Add a supplier"),
             _("Change supplier {id}"), SUPPLIER, "SUP-01"),
        Kind("supplier-contracts", "registers/supplier_contracts", SupplierContract, "supplier-contract", "register", "suppliers",
             _("Supplier contract"), _("Add a supplier contract"), _("Change supplier contract {id}"), SUPPLIER_CONTRACT, "SC-01"),
        Kind("documents", "registers/documents", Document, "document", "register", "documents", _("Document"), _("Add a document"),
             _("Change document {id}"), DOCUMENT),
        Kind("audits", "registers/audits", Audit, "audit", "register", "documents", _("Audit"), _("Add an audit"),
             _("Change audit {id}"), AUDIT),
        Kind("reviews", "registers/reviews", ManagementReview, "review", "register", "documents", _("Management review"),
             _("Add a management review"), _("Change management review {id}"), REVIEW),
        Kind("improvements", "registers/improvements", ImprovementItem, "improvement", "improvement", "improvement", _("Improvement"),
             _("Add an improvement"), _("Change improvement {id}"), IMPROVEMENT, "IMP-01"),
        Kind("people", "organisation/people", Person, "person", "organisation", "people", _("Person"), _("Add a person"),
             _("Change person {id}"), PERSON),
        Kind("offices", "organisation/offices", Office, "office", "organisation", "people", _("Office"), _("Add an office"),
             _("Change office {id}"), OFFICE),
        Kind("units", "organisation/units", Unit, "unit", "organisation", "people", _("Unit"), _("Add a unit"),
             _("Change unit {id}"), UNIT),
        Kind("sites", "organisation/sites", Site, "site", "organisation", "people", _("Site"), _("Add a site"),
             _("Change site {id}"), SITE),
        Kind("calendars", "organisation/calendars", Calendar, "calendar", "organisation", "calendars", _("Calendar"),
             _("Add a calendar"), _("Change calendar {id}"), CALENDAR),
        Kind("roles", "plan/roles/roles", Role, "role", "role", "raci", _("Role"), _("Add a role"), _("Change role {id}"), ROLE),
        Kind("duties", "plan/roles/raci", Duty, "duty", "role", "raci", _("Activity"), _("Add an activity"),
             _("Change activity {id}"), DUTY),
        Kind("objectives", "plan/objectives/objectives", Objective, "objective", "objective", "objectives", _("Objective"),
             _("Add an objective"), _("Change objective {id}"), OBJECTIVE, "SMO-1"),
        Kind("past-objectives", "plan/objectives/past", PastObjective, "objective", "past", "objectives", _("Earlier objective"),
             _("Add an earlier objective"), _("Change earlier objective {id}"), PAST_OBJECTIVE),
    )
}  # fmt: skip
"""Every table by the word in its address."""

WITH_KIND = ("register", "organisation", "role")
"""The families whose addresses name the table."""


def fixed_id(asks: tuple[Ask, ...]) -> tuple[Ask, ...]:
    """Return the fields of a form for a row that stands already: its id does not change any more."""
    return tuple(_FIXED if ask.name == "id" else ask for ask in asks)
