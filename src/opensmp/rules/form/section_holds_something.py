"""Whether each of the ten sections is there, included or referenced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.plan.plan import SECTIONS
from opensmp.plan.section import Section
from opensmp.rules.form._helpers import section_opens


@rule(
    "FRM-01",
    clause="6.3",
    severity=BLOCKS,
    requirements=("R26", "R50", "R51"),
    examples=(
        fails("Section 9 holds its keeper and nothing else", lambda d: edit(d, "plan/improvement", _emptied)),
        passes(
            "Section 9 refers to an approved document that holds it",
            lambda d: edit(d, "plan/improvement", lambda held: replace(_emptied(held), references=_current(d)[:1])),
        ),
    ),
)
def section_holds_something(dossier: Dossier) -> Iterator[Finding]:
    """No section of the plan is empty.

    Why: each section answers a question that Stage 1 will ask; an empty one is answered by nobody, whatever its
    heading promises.

    Fix: write the section, or refer to the approved document that holds its content.
    """
    current = frozenset(_current(dossier))
    for key in SECTIONS:
        section = dossier.plan.section(key)
        if key in dossier.stated and (not _only_refers(section) or current.intersection(section.references)):
            continue
        name = section_opens(dossier, key)
        yield Finding(
            where=at("plan", key),
            says=_(
                "{section}, holds nothing but references to {documents}, none of which is an approved document.",
                section=name,
                documents=section.references,
            )
            if section.references
            else _("{section}, is empty.", section=name),
        )


def _only_refers(section: Section) -> bool:
    return replace(section, keeper=None, reviewed=None, references=()) == type(section)()


def _current(dossier: Dossier) -> tuple[str, ...]:
    return tuple(row.id for row in dossier.registers.documents if row.status == "approved")


def _emptied(held: Section) -> Section:
    return type(held)(keeper=held.keeper, reviewed=held.reviewed)
