"""The ten sections as a reader meets them: which field stands where, and under which words.

The order is that of reading, not of storage: the statement before its lists, the promise before its proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple, TypeAlias

from opensmp.i18n import Message, _
from opensmp.web.plan.outline import special
from opensmp.web.plan.outline.blocks import Block
from opensmp.web.plan.outline.voice import Voice


class Text(NamedTuple):
    """A prose field, under a heading where it has one."""

    path: str
    title: Message | None = None


class Details(NamedTuple):
    """Fields that are said in a word or a name."""

    fields: tuple[tuple[str, Message], ...]


class Rows(NamedTuple):
    """A list of records as a table."""

    path: str
    title: Message
    columns: tuple[tuple[str, Message], ...]


class Made(NamedTuple):
    """Blocks that need more than one field: made by a function."""

    make: Callable[[Voice], Iterable[Block]]


Item: TypeAlias = Text | Details | Rows | Made

_OWNER = ("owner", _("Owner"))

LAYOUT: Mapping[str, tuple[Item, ...]] = {
    "scope": (
        Text("statement"),
        Details(
            (
                ("statement_document", _("Scope statement")), ("policy", _("Service management policy")),
                ("units", _("Organisational units")), ("sites", _("Sites")), ("customers", _("Customers")),
            )
        ),
        Made(special.services_in_scope),
        Text("text"),
        Text("boundaries", _("Boundaries")),
        Rows(
            "exclusions", _("Outside the scope"),
            (("subject", _("What")), ("kind", _("Kind")), ("justification", _("Why")), ("decided_by", _("Decided by"))),
        ),
        Rows("context", _("Issues that affect the system"), (("text", _("Issue")), ("kind", _("Kind")))),
        Made(special.climate),
        Rows("parties", _("Interested parties"), (("name", _("Party")), ("needs", _("What it requires")))),
        Details((("risk_register", _("Risk register")),)),
        Rows("risks", _("Risks and opportunities"), (("text", _("Risk or opportunity")), ("treatment", _("Treatment")), _OWNER)),
        Rows(
            "limitations", _("Known limitations"),
            (("text", _("Limitation")), ("effect", _("Effect")), ("handling", _("Handling")), _OWNER, ("review", _("Looked at again"))),
        ),
        Rows(
            "obligations", _("Obligations and how they apply"),
            (("instrument", _("Instrument")), ("kind", _("Kind")), ("applies", _("How it applies here")), _OWNER),
        ),
    ),
    "objectives": (
        Text("text"),
        Made(special.objectives),
        Made(special.actions),
        Rows(
            "past", _("Objectives of earlier periods"),
            (("statement", _("Objective")), ("period", _("Period")), ("target", _("Target")), ("result", _("Result")),
             ("outcome", _("Outcome"))),
        ),
    ),
    "roles": (
        Text("structure"),
        Text("text"),
        Details(
            (
                ("overall", _("Answers for the system")), ("conformity", _("Ensures conformity")),
                ("performance", _("Reports its performance")), ("audit_reports_to", _("Internal audit reports to")),
            )
        ),
        Rows(
            "roles", _("Roles"),
            (("title", _("Role")), ("holders", _("Held by")), ("duties", _("Duties")), ("authority", _("Authority")),
             ("limit", _("Limit")), ("reports_to", _("Reports to"))),
        ),
        Made(special.responsibilities),
    ),
    "resources": (
        Text("commitment"),
        Details((("committed_by", _("Committed by")), ("committed_on", _("On")), ("total_fte", _("People, full-time equivalents")))),
        Text("text"),
        Rows("people", _("People"), (("purpose", _("Purpose")), ("unit", _("Unit")), ("use", _("Use")), ("fte", _("FTE")))),
        Rows("technology", _("Technology"), (("name", _("Tool")), ("purpose", _("Purpose")), ("practices", _("Practices")), _OWNER)),
        Rows("information", _("Information"), (("name", _("Resource")), ("location", _("Where")), _OWNER)),
        Made(special.budget),
        Rows(
            "training", _("Training"),
            (("title", _("Training")), ("audience", _("For")), ("planned", _("Planned")), ("performed", _("Held"))),
        ),
    ),
    "practices": (
        Text("text"),
        Text("approach.plan", _("Planning services")),
        Text("approach.design", _("Designing services")),
        Text("approach.transition", _("Bringing services into operation")),
        Text("approach.deliver", _("Delivering services")),
        Text("approach.improve", _("Improving services")),
        Made(special.practices),
    ),
    "portfolio": (
        Text("text"),
        Details((("as_of", _("As of")), ("document", _("Portfolio or catalogue")))),
        Made(special.portfolio),
    ),
    "suppliers": (
        Text("approach"),
        Text("accountability", _("Who stays accountable")),
        Text("text"),
        Rows(
            "suppliers", _("Key suppliers"),
            (("supplier", _("Supplier")), ("role", _("What it contributes")), ("contracts", _("Contracts")),
             ("management", _("How it is managed")), _OWNER, ("review", _("Reviewed"))),
        ),
        Rows(
            "others", _("Internal suppliers and customers acting as suppliers"),
            (("name", _("Party")), ("kind", _("Kind")), ("runs", _("What it runs")), ("control", _("How it is controlled")),
             ("agreement", _("Agreement"))),
        ),
        Made(special.no_other_parties),
    ),
    "assurance": (
        Text("evaluation"),
        Text("text"),
        Text("programme.approach", _("Internal audit")),
        Details((("programme.frequency", _("How often")),)),
        Text("programme.competence", _("Competence of auditors")),
        Text("programme.independence", _("Independence of auditors")),
        Text("programme.follow_up", _("What follows from an audit")),
        Made(special.audits),
        Text("management_review.topics_text", _("Management review")),
        Details(
            (
                ("management_review.frequency", _("How often")), ("management_review.authority", _("Chaired by")),
                ("management_review.participants", _("Takes part")),
            )
        ),
        Made(special.review_topics),
        Text("management_review.decides", _("What the management review decides")),
        Made(special.reviews),
        Rows(
            "reporting", _("Service reports"),
            (("title", _("Report")), ("purpose", _("Purpose")), ("audience", _("For")), ("frequency", _("How often")), _OWNER),
        ),
        Made(special.timeline),
    ),
    "improvement": (
        Text("approach"),
        Text("text"),
        Text("criteria", _("How opportunities are judged")),
        Details((("approver", _("Approved by")),)),
        Made(special.initiatives),
    ),
    "review": (
        Text("mechanism"),
        Details((("approver", _("Changes are approved by")), ("next_review", _("Next review")))),
        Rows("cadence", _("How often the plan is reviewed"), (("cadence", _("How often")), ("start", _("From")), ("end", _("Until")))),
        Rows(
            "triggers", _("Events that open an update"),
            (("kind", _("Event")), ("watched_by", _("Watched by")), ("response", _("What is done"))),
        ),
        Text("text"),
        Text("distribution", _("Distribution")),
        Text("retention", _("Retention")),
        Text("author_may_approve", _("Declared exception: the author may approve")),
        Rows(
            "deviations", _("Declared deviations"),
            (("commitment", _("Promise")), ("reason", _("Reason")), _OWNER, ("until", _("Until")), ("improvement", _("Improvement"))),
        ),
    ),
}  # fmt: skip
"""What each section shows, in its order. Every section ends with its own further headings, promises and references."""
