"""The lists of the plan whose rows are written one by one: what each page asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from opensmp.i18n import Message, _
from opensmp.plan.assurance import Activity, ServiceReport
from opensmp.plan.commitments import Claim, Commitment
from opensmp.plan.resources import Information, PeopleLine, Technology, Training
from opensmp.plan.review import Deviation
from opensmp.plan.scope import Exclusion, InterestedParty, Issue, Limitation, Obligation, Risk
from opensmp.plan.section import Subsection
from opensmp.plan.suppliers import OtherParty
from opensmp.web.answers import Ask
from opensmp.web.plan.writing.asks import long


class Listing(NamedTuple):
    """A list whose rows are written one by one. ``one`` names a row; ``first`` is the id of the first one."""

    title: Message
    one: Message
    record: Any
    asks: tuple[Ask, ...]
    first: str


_ID = Ask("id", hint=_("Short and for good: the plan and its records name it by this id."))
_OWNER = Ask("owner")
_TARGET = Ask(
    "target",
    _("What can be measured"),
    parts=(
        Ask("metric"),
        Ask("comparator"),
        Ask("value"),
        Ask("unit", _("Unit")),
        Ask("limit", _("Time limit"), _("Such as 4 h or 2 working days; leave it empty where there is none.")),
        Ask("clock", _("Counted in which hours")),
        Ask("window"),
        Ask("population", hint=_("Such as P1; empty means all records.")),
    ),
)

LISTINGS: Mapping[str, Mapping[str, Listing]] = {
    "scope": {
        "exclusions": Listing(
            _("Outside the scope"),
            _("Exclusion"),
            Exclusion,
            (_ID, Ask("kind"), Ask("subject", _("What")), long("justification", _("Why")), Ask("decided_by")),
            "EXC-1",
        ),
        "context": Listing(
            _("Issues that affect the system"),
            _("Issue"),
            Issue,
            (_ID, Ask("kind"), long("text", _("Issue"))),
            "CTX-1",
        ),
        "parties": Listing(
            _("Interested parties"),
            _("Party"),
            InterestedParty,
            (_ID, Ask("name"), long("needs", _("What it requires"))),
            "IP-1",
        ),
        "risks": Listing(
            _("Risks and opportunities"),
            _("Risk or opportunity"),
            Risk,
            (_ID, long("text", _("Risk or opportunity")), long("treatment", _("Treatment")), _OWNER),
            "RSK-1",
        ),
        "limitations": Listing(
            _("Known limitations"),
            _("Limitation"),
            Limitation,
            (
                _ID,
                long("text", _("Limitation")),
                long("effect", _("Effect")),
                long("handling", _("Handling")),
                _OWNER,
                Ask("review", _("Looked at again on")),
            ),
            "LIM-1",
        ),
        "obligations": Listing(
            _("Obligations and how they apply"),
            _("Obligation"),
            Obligation,
            (_ID, Ask("instrument"), Ask("kind"), long("applies", _("How it applies here")), _OWNER, Ask("services")),
            "OBL-1",
        ),
    },
    "resources": {
        "people": Listing(
            _("People"),
            _("Line of people"),
            PeopleLine,
            (_ID, Ask("purpose"), Ask("unit", _("Unit")), Ask("use"), Ask("fte"), Ask("actual_fte")),
            "P-01",
        ),
        "technology": Listing(
            _("Technology"),
            _("Tool"),
            Technology,
            (_ID, Ask("name"), Ask("purpose"), Ask("practices"), _OWNER, Ask("supplier")),
            "T-01",
        ),
        "information": Listing(
            _("Information"),
            _("Information resource"),
            Information,
            (_ID, Ask("name"), Ask("location"), _OWNER),
            "INF-1",
        ),
        "training": Listing(
            _("Training"),
            _("Training"),
            Training,
            (
                _ID,
                Ask("title"),
                Ask("audience"),
                Ask("planned", _("Planned on")),
                Ask("performed"),
                Ask("cost", parts=(Ask("amount"), Ask("currency"))),
            ),
            "TR-01",
        ),
    },
    "suppliers": {
        "others": Listing(
            _("Internal suppliers and customers acting as suppliers"),
            _("Party"),
            OtherParty,
            (
                _ID,
                Ask("name"),
                Ask("kind"),
                Ask("runs"),
                long("control", _("How it is controlled")),
                Ask("services"),
                Ask("agreement"),
            ),
            "OP-1",
        ),
    },
    "assurance": {
        "reporting": Listing(
            _("Service reports"),
            _("Report"),
            ServiceReport,
            (
                _ID,
                Ask("title"),
                Ask("purpose"),
                Ask("audience"),
                Ask("frequency"),
                Ask("trends", _("Shows trends")),
                _OWNER,
            ),
            "RP-1",
        ),
        "timeline": Listing(
            _("Calendar"),
            _("Activity"),
            Activity,
            (_ID, Ask("title"), Ask("start"), Ask("end"), Ask("cadence"), _OWNER),
            "ACT-01",
        ),
    },
    "review": {
        "deviations": Listing(
            _("Declared deviations"),
            _("Deviation"),
            Deviation,
            (
                _ID,
                Ask("commitment"),
                long("reason", _("Reason")),
                _OWNER,
                Ask("until"),
                Ask("improvement", _("Improvement")),
            ),
            "DEV-1",
        ),
    },
    "commitments": {
        "commitments": Listing(
            _("Promises with a number"),
            _("Promise"),
            Commitment,
            (
                _ID,
                long("sentence", _("Sentence")),
                _TARGET,
                Ask("practice"),
                Ask("section", _("Section")),
                Ask("objective"),
                Ask("services"),
                _OWNER,
                Ask("parameters", _("How it is measured")),
            ),
            "CM-1",
        ),
        "claims": Listing(
            _("Promises without a number"),
            _("Promise"),
            Claim,
            (
                _ID,
                long("sentence", _("Sentence")),
                Ask("kind"),
                Ask("practice"),
                Ask("section", _("Section")),
                Ask("status"),
                Ask("cadence"),
                Ask("control"),
                Ask("evidence", _("Document that shows it")),
                _OWNER,
            ),
            "CL-1",
        ),
    },
}
"""The lists of each section that are written here; objectives, roles and RACI have pages of their own."""

_SUBSECTIONS = Listing(
    _("Further headings"),
    _("Heading"),
    Subsection,
    (_ID, Ask("title"), long("text", _("Text"))),
    "H-1",
)


def listings_of(section: str) -> Mapping[str, Listing]:
    """Return the lists of a section by their field."""
    held = LISTINGS.get(section, {})
    return held if section == "commitments" else {**held, "subsections": _SUBSECTIONS}
