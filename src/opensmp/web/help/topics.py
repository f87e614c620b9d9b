"""The help that ships inside the product: short pages, each a task, said in the person's language."""

from __future__ import annotations

from typing import NamedTuple

from opensmp.i18n import Message, _


class Part(NamedTuple):
    """A heading with what is said below it: paragraphs, then steps in their order."""

    title: Message
    says: tuple[Message, ...] = ()
    steps: tuple[Message, ...] = ()


class Topic(NamedTuple):
    """One page of the help. ``screens`` are the names of the pages that it helps with."""

    slug: str
    title: Message
    lead: Message
    parts: tuple[Part, ...]
    screens: tuple[str, ...] = ()


TOPICS: tuple[Topic, ...] = (
    Topic(
        "first-steps", _("First steps"), _("From a blank page to a plan that says what is missing."),
        (
            Part(_("What a service management plan is"), (
                _(
                    "A service management plan says, in 15 to 30 pages, which services are managed, what they "
                    "promise, who answers for what, and how anybody can tell that it is so. ISO/IEC 20000-1 asks for "
                    "it in clause 6.3."
                ),
                _(
                    "Here it has ten sections, registers beside them (services, agreements, suppliers, documents, "
                    "people), and promises that records can test."
                ),
            )),
            Part(_("The first hour"), (), (
                _("Answer the few questions of the template, or bring a folder."),
                _("Read the sentence at the top of Home: it says how far the draft is from approval, and why."),
                _(
                    "Put the services into their register, typed or from a spreadsheet; what has no agreement shows "
                    "at once."
                ),
                _("Write sections 1 to 4. Guidance, an example and the usual mistakes stand beside the text."),
                _("Give each section a keeper: the findings about it become that person's."),
            )),
        ),
        ("home", "welcome"),
    ),
    Topic(
        "write-a-section", _("Write a section"), _("One keeper, one section, guidance beside."),
        (
            Part(_("How"), (), (
                _("Open Plan, then Write. Your own sections come first."),
                _(
                    "Write in plain sentences. A finding appears below the text while you write, with the next "
                    "wording where there is one."
                ),
                _(
                    "Point to other things by reference instead of repeating them: a document, a service, a "
                    "commitment."
                ),
                _(
                    "Save with Ctrl S. Each save is a revision; nothing is ever overwritten, and an older one can be "
                    "put back."
                ),
                _(
                    "When you are done, say so at the end of the page: the day is kept as the day you last read the "
                    "section."
                ),
            )),
            Part(_("When somebody else saved first"), (
                _(
                    "Both texts are shown side by side, with what differs. Nothing of yours is lost; you choose, "
                    "paragraph by paragraph, and save again."
                ),
            )),
        ),
        ("write", "read"),
    ),
    Topic(
        "commitments", _("Promises that can be tested"), _("A commitment is a sentence with a number, a period and a population."),
        (
            Part(_("A good commitment"), (
                _(
                    "“At least 90% of critical incidents are restored within 4 hours, counted round the clock and "
                    "measured every quarter.” It says how much, of what, by which clock and over which time."
                ),
                _("Percentages need a period. Hours need a calendar. A promise about a service names the service."),
            )),
            Part(_("Objectives"), (
                _(
                    "An objective says what changes: from where, to where, by when, measured how, owned by whom. If "
                    "only words come to mind, type them into the sentence form: it shows what is missing and never "
                    "invents a number."
                ),
            )),
        ),
        ("objectives",),
    ),
    Topic(
        "raci", _("Roles and RACI"), _("Exactly one A in a row, at least one R."),
        (
            Part(_("The letters"), (
                _(
                    "R does the work. A answers for it, and only one role can. C is asked before. I is told "
                    "afterwards."
                ),
            )),
            Part(_("Filling it in"), (), (
                _(
                    "Open the matrix and choose Edit. Move with the arrow keys and type the letter; a second letter "
                    "makes R/A."
                ),
                _("A row without A, or with two, is marked and blocks approval."),
                _(
                    "A role that no office or person holds is marked too: a vacant office needs a date, or another "
                    "holder."
                ),
            )),
        ),
        ("raci", "people"),
    ),
    Topic(
        "submit-and-approve", _("Submit and approve"), _("The thin path from a draft to a version in force."),
        (
            Part(_("As the owner of the service management system"), (), (
                _("Work through what blocks. Advice does not stop a signature."),
                _(
                    "Open Approval, say in a sentence what changed and why, and submit. Top management gets one link, "
                    "by e-mail where a mail server is set up."
                ),
                _(
                    "Until somebody decides you can take it back. Writing goes on meanwhile: it belongs to the next "
                    "draft."
                ),
            )),
            Part(_("As top management"), (), (
                _("Open the link on a phone or a desk and sign in."),
                _("Read the plan on one page, what changed, and what stands in the way."),
                _(
                    "Approve from a day on, return with refinements tied to sections, or refuse. Password or passkey "
                    "is asked for once more."
                ),
            )),
            Part(_("What is sealed"), (
                _(
                    "An approved version is kept byte for byte with its fingerprint. Nobody can change it; the next "
                    "change is a new draft. Whoever wrote or last edited a text cannot approve it, unless an "
                    "exception was declared, which is printed."
                ),
            )),
        ),
        ("approval", "decision", "decided", "timeline"),
    ),
    Topic(
        "records", _("Bring records, see promises"), _("From an export of your tool to a verdict with its records."),
        (
            Part(_("How"), (), (
                _("Export incidents, requests and changes from your tool as CSV or XLSX, with all columns."),
                _("Open Stage 2 evidence and bring the file. Columns are recognised; you confirm what is doubtful."),
                _(
                    "Rows that cannot be read are listed with their reason; the others go in, or nothing does, as you"
                    " choose."
                ),
                _(
                    "Each promise then shows how many records kept it, which did not, and which could not be judged "
                    "and why."
                ),
            )),
            Part(_("What a verdict is bound to"), (
                _(
                    "Records are judged by the version in force when they were opened. No records is “not measured”, "
                    "never “kept”."
                ),
            )),
        ),
        ("evidence",),
    ),
    Topic(
        "samples", _("Draw a sample"), _("A sample that anybody can draw again."),
        (
            Part(_("How"), (), (
                _("Open a promise under Stage 2 evidence and choose how many records."),
                _(
                    "The seed is part of the sample: with the same records and the same seed everybody gets the same "
                    "ones."
                ),
                _(
                    "The working paper names the population, what was left out and why, and each record with what was"
                    " found."
                ),
            )),
        ),
        ("evidence",),
    ),
    Topic(
        "take-out", _("Take everything out"), _("In open formats, at any time."),
        (
            Part(_("What leaves how"), (
                _(
                    "Settings gives the plan as a folder of text files (for git and the command line), as JSON, and "
                    "each register as CSV or all in one workbook. The activity log leaves as CSV."
                ),
                _("Text in spreadsheets that could be run as a formula is neutralised."),
            )),
        ),
        ("settings", "registers", "activity"),
    ),
)  # fmt: skip

BY_SLUG = {topic.slug: topic for topic in TOPICS}

KEYS: tuple[tuple[tuple[str, ...], Message], ...] = (
    (("/",), _("Search or jump")),
    (("?",), _("This page")),
    (("g", "h"), _("Home")),
    (("g", "p"), _("Plan")),
    (("g", "r"), _("Registers")),
    (("g", "a"), _("Assurance")),
    (("g", "g"), _("Governance")),
    (("j",), _("Next row of a list")),
    (("k",), _("Row before")),
    (("Enter",), _("Open the row")),
    (("n",), _("Next finding or change")),
    (("p",), _("Finding or change before")),
    (("f",), _("Apply the ready fix")),
    (("e",), _("Edit what you read")),
    (("Ctrl", "S"), _("Save")),
)
"""Keys, each with what it does. Single keys can be switched off in one's own account."""


def topic_for(screen: str) -> str:
    """Return the page that helps with a screen, or nothing."""
    return next((topic.slug for topic in TOPICS if screen in topic.screens), "")
