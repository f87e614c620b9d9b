"""What each page of Write asks for: the fields of a section in parts, and of a practice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from opensmp.i18n import Message, _
from opensmp.web.answers import Ask


class Part(NamedTuple):
    """A page of a section's own fields; the first one of a section is its text."""

    key: str
    title: Message
    asks: tuple[Ask, ...]


def long(name: str, label: Message, hint: Message | None = None) -> Ask:
    """Return a field of several lines."""
    return Ask(name, label, hint, long=True)


_TEXT = long(
    "text",
    _("Text"),
    _("Two or three paragraphs at governance level. What, who and how well; leave the steps to the procedures."),
)
_KEEPER = Ask("keeper", hint=_("Whoever keeps the section writes it and says that it is true."))
_REFERENCES = Ask("references", _("Documents to see"))
_FACTS = _("Facts")

SECTION_PARTS: Mapping[str, tuple[Part, ...]] = {
    "scope": (
        Part(
            "text",
            _("Text"),
            (long("statement", _("What the system covers")), _TEXT, long("boundaries", _("Boundaries"))),
        ),
        Part(
            "facts",
            _FACTS,
            (
                _KEEPER,
                Ask("statement_document", _("Scope statement")),
                Ask("policy", _("Service management policy")),
                Ask("risk_register", _("Risk register")),
                Ask("services"),
                Ask("customers"),
                Ask("units"),
                Ask("sites", _("Sites")),
                Ask(
                    "climate",
                    _("Climate change"),
                    parts=(
                        Ask("relevant", _("Climate change is a relevant issue")),
                        long("reason", _("Why, or why not")),
                    ),
                ),
                _REFERENCES,
            ),
        ),
    ),
    "objectives": (Part("text", _("Text"), (_TEXT,)), Part("facts", _FACTS, (_KEEPER, _REFERENCES))),
    "roles": (
        Part("text", _("Text"), (long("structure", _("Who governs the system")), _TEXT)),
        Part(
            "facts",
            _FACTS,
            (
                _KEEPER,
                Ask("overall", _("Answers for the system")),
                Ask("conformity", _("Ensures conformity")),
                Ask("performance", _("Reports its performance")),
                Ask("audit_reports_to", _("Internal audit reports to")),
                _REFERENCES,
            ),
        ),
    ),
    "resources": (
        Part("text", _("Text"), (long("commitment", _("What top management commits")), _TEXT)),
        Part(
            "facts",
            _FACTS,
            (
                _KEEPER,
                Ask("committed_by", _("Committed by")),
                Ask("committed_on", _("On")),
                Ask("total_fte", _("People in all, full-time equivalents")),
                _REFERENCES,
            ),
        ),
        Part(
            "budget",
            _("Budget"),
            (
                Ask(
                    "budget",
                    parts=(
                        Ask("currency", hint=_("Three letters, such as IDR.")),
                        Ask("period"),
                        Ask("unit", _("Figures in")),
                        Ask(
                            "lines",
                            _("Lines"),
                            parts=(Ask("id"), Ask("purpose"), Ask("kind"), Ask("use"), Ask("planned")),
                        ),
                        Ask("operation", _("For operation")),
                        Ask("improvement", _("For improvement")),
                        Ask("total", _("Total")),
                    ),
                ),
            ),
        ),
    ),
    "practices": (
        Part("text", _("Text"), (_TEXT,)),
        Part(
            "approach",
            _("Approach"),
            (
                Ask(
                    "approach",
                    _("From planning to improvement"),
                    parts=(
                        long("plan", _("Planning services")),
                        long("design", _("Designing services")),
                        long("transition", _("Bringing services into operation")),
                        long("deliver", _("Delivering services")),
                        long("improve", _("Improving services")),
                    ),
                ),
            ),
        ),
        Part("facts", _FACTS, (_KEEPER, _REFERENCES)),
    ),
    "portfolio": (
        Part("text", _("Text"), (_TEXT,)),
        Part("facts", _FACTS, (_KEEPER, Ask("as_of"), Ask("document", _("Portfolio or catalogue")), _REFERENCES)),
        Part(
            "services",
            _("Services"),
            (
                Ask(
                    "services",
                    parts=(Ask("service"), Ask("summary", _("What it is")), Ask("owner"), Ask("status"), Ask("slas")),
                ),
            ),
        ),
    ),
    "suppliers": (
        Part(
            "text",
            _("Text"),
            (
                long("approach", _("How suppliers are chosen and managed")),
                long("accountability", _("Who stays accountable")),
                _TEXT,
            ),
        ),
        Part(
            "facts",
            _FACTS,
            (
                _KEEPER,
                Ask("none_other", _("No internal supplier and no customer acting as a supplier takes part")),
                _REFERENCES,
            ),
        ),
        Part(
            "suppliers",
            _("Key suppliers"),
            (
                Ask(
                    "suppliers",
                    _("Key suppliers"),
                    parts=(
                        Ask("supplier"),
                        Ask("role"),
                        Ask("services"),
                        Ask("contracts"),
                        long("management", _("How it is managed")),
                        Ask("owner"),
                        Ask("review"),
                    ),
                ),
            ),
        ),
    ),
    "assurance": (
        Part("text", _("Text"), (long("evaluation", _("How results are evaluated")), _TEXT)),
        Part(
            "programme",
            _("Internal audit"),
            (
                Ask(
                    "programme",
                    _("Internal audit"),
                    parts=(
                        long("approach", _("Approach")),
                        Ask("frequency"),
                        long("competence", _("Competence of auditors")),
                        long("independence", _("Independence of auditors")),
                        long("follow_up", _("What follows from an audit")),
                        Ask("audits", _("Audits of the programme")),
                    ),
                ),
            ),
        ),
        Part(
            "review",
            _("Management review"),
            (
                Ask(
                    "management_review",
                    _("Management review"),
                    parts=(
                        long("topics_text", _("What it looks at")),
                        Ask("topics", _("Inputs that it covers"), _("Letters of the inputs of clause 9.3, a to l.")),
                        Ask("frequency"),
                        Ask("authority", _("Chaired by")),
                        Ask("participants", _("Takes part")),
                        long("decides", _("What it decides")),
                        Ask("reviews", _("Reviews planned")),
                    ),
                ),
            ),
        ),
        Part("facts", _FACTS, (_KEEPER, _REFERENCES)),
    ),
    "improvement": (
        Part(
            "text",
            _("Text"),
            (
                long("approach", _("Where improvements come from")),
                _TEXT,
                long("criteria", _("How opportunities are judged")),
            ),
        ),
        Part(
            "facts",
            _FACTS,
            (
                _KEEPER,
                Ask("approver", _("Approved by")),
                Ask("initiatives", _("Improvements of the planning period")),
                _REFERENCES,
            ),
        ),
    ),
    "review": (
        Part(
            "text",
            _("Text"),
            (
                long("mechanism", _("How the plan is reviewed")),
                _TEXT,
                long("distribution", _("Distribution")),
                long("retention", _("Retention")),
            ),
        ),
        Part(
            "facts",
            _FACTS,
            (
                _KEEPER,
                Ask("approver", _("Changes are approved by")),
                Ask("next_review"),
                long(
                    "author_may_approve",
                    _("The author may approve"),
                    _("Only in an organisation too small for two; the exception is printed."),
                ),
                _REFERENCES,
            ),
        ),
        Part(
            "cadence",
            _("How often"),
            (
                Ask(
                    "cadence",
                    _("How often the plan is reviewed"),
                    parts=(Ask("cadence"), Ask("start", _("From")), Ask("end", _("Until"))),
                ),
            ),
        ),
        Part(
            "triggers",
            _("Events"),
            (
                Ask(
                    "triggers",
                    _("Events that open an update"),
                    parts=(
                        Ask("kind", _("Event")),
                        Ask("watched_by", _("Watched by")),
                        Ask("response", _("What is done")),
                    ),
                ),
            ),
        ),
    ),
}
"""The parts of each section, the text first."""

PRACTICE = (
    long(
        "approach",
        _("Approach"),
        _("Two or three paragraphs at governance level. What, who and how well; leave the steps to the procedure."),
    ),
    long(
        "governance",
        _("Governance"),
        _("Who decides, who reports to whom, and what happens when a promise is not kept."),
    ),
    long(
        "activity",
        _("This year"),
        _("What the practice did or will do in the planning period; “nothing this year” where that is so."),
    ),
    Ask("procedures"),
    Ask("owner", _("Practice owner")),
    Ask("status"),
    Ask("since"),
    Ask("services", hint=_("None chosen means all services in scope.")),
    Ask("units"),
    Ask("classes", _("Classes of configuration items")),
    Ask("verification", _("Verified how often")),
)
"""What is asked about a practice."""
