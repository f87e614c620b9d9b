"""Whether the references inside the plan's words lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache

from opensmp.checking import BLOCKS, Finding, at, edit, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.plan import SECTIONS
from opensmp.plan.references import chips
from opensmp.rules.consistency._helpers import longer
from opensmp.standard import split_reference

_LISTED = frozenset({"objective", "practice", "service", "document", "commitment", "claim"})
"""Kinds whose table cannot be empty in a sound plan; where it is, that is the finding, not each reference into it."""


@rule(
    "CON-27",
    clause="7.5.3",
    severity=BLOCKS,
    requirements=("R26", "R43", "R46"),
    examples=(
        fails(
            "A [[document:…]] that the document register does not hold", lambda d: _saying(d, "[[document:DOC-404]]")
        ),
        fails("A reference of a kind that does not exist", lambda d: _saying(d, "[[tool:wrench]]")),
        passes("A reference to a document of the register", lambda d: _saying(d, f"[[document:{_first(d)}]]")),
    ),
)
def prose_references_resolve(dossier: Dossier) -> Iterator[Finding]:
    """Every reference inside the plan's words leads somewhere.

    Why: a reader who follows a reference and finds nothing stops trusting the others; an auditor notes that the plan
    is not controlled.

    Fix: correct the id, enter what it names, or replace the reference by plain words.
    """
    known = _known(dossier)
    for text in dossier.texts:
        told: set[str] = set()
        for _language, words in text.prose.each():
            if "[[" not in words:
                continue
            for mark, says in _broken(words, known):
                if mark not in told:
                    told.add(mark)
                    yield Finding(at(*text.parts), says, quote=mark)


def _broken(words: str, known: Mapping[str, Collection[str]]) -> Iterator[tuple[str, Message]]:
    """Yield each reference of a text that leads nowhere, as it is written, with what is wrong about it."""
    right: set[int] = set()
    for chip in chips(words):
        right.add(chip.start)
        mark = words[chip.start : chip.end]
        if chip.kind not in known:
            kinds = tuple(sorted(known))
            yield (
                mark,
                _(
                    "The words refer to {mark}; no such kind of thing exists. Kinds are: {kinds}.",
                    mark=mark,
                    kinds=kinds,
                ),
            )
        elif (known[chip.kind] or chip.kind not in _LISTED) and not _resolves(chip.kind, chip.id, known):
            yield (
                mark,
                _("The words refer to {mark}, and there is no {kind} “{id}”.", mark=mark, kind=chip.kind, id=chip.id),
            )
    for found in _brackets().finditer(words):
        if found.start() not in right and _bare(found[1], known):
            says = _("The words refer to {mark} without saying what kind of thing it is.", mark=found[0])
            yield found[0], says


def _resolves(kind: str, key: str, known: Mapping[str, Collection[str]]) -> bool:
    return (split_reference(key).number if kind == "clause" else key) in known[kind]


def _bare(inside: str, known: Mapping[str, Collection[str]]) -> bool:
    """Whether brackets hold the id of something, or ``Kind: id`` in a form that is not read."""
    name, colon, key = inside.partition(":")
    return bool(colon and key.strip() and name.strip().casefold() in known) or any(
        inside in ids for ids in known.values()
    )


def _known(dossier: Dossier) -> dict[str, Collection[str]]:
    """Return the ids of everything that words can refer to, by kind."""
    organisation, registers, plan, people = dossier.organisation, dossier.registers, dossier.plan, dossier.people
    past = {row.id for row in plan.objectives.past} if plan.objectives.objectives else set()
    return {
        "person": people.persons,
        "office": people.offices,
        "role": people.roles,
        "unit": {row.id for row in organisation.units},
        "site": {row.id for row in organisation.sites},
        "calendar": {row.id for row in organisation.calendars},
        "practice": dossier.practices,
        "objective": dossier.objectives.keys() | past,
        "commitment": dossier.commitments.keys() | dossier.claims.keys(),
        "claim": dossier.commitments.keys() | dossier.claims.keys(),
        "section": {*SECTIONS, *(str(number) for number in range(1, len(SECTIONS) + 1))},
        "service": dossier.services,
        "sla": dossier.slas,
        "customer": dossier.customers,
        "customer-contract": {row.id for row in registers.customer_contracts},
        "supplier": dossier.suppliers,
        "supplier-contract": {row.id for row in registers.supplier_contracts},
        "document": dossier.documents,
        "audit": dossier.audits,
        "review": dossier.reviews,
        "improvement": dossier.improvements,
        "limitation": {row.id for row in plan.scope.limitations},
        "obligation": {row.id for row in plan.scope.obligations},
        "technology": {row.id for row in plan.resources.technology},
        "risk": {row.id for row in plan.scope.risks},
        "clause": dossier.standard.clauses.keys() | frozenset(dossier.standard.paragraphs),
    }


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile(r"\[\[([^\[\]\n]{1,120})\]\]")


def _first(dossier: Dossier) -> str:
    return dossier.registers.documents[0].id


def _saying(dossier: Dossier, mark: str) -> Dossier:
    """Let section 8 say where more can be read."""
    en, id = f"More on this can be read in {mark}.", f"Uraian selanjutnya dapat dibaca dalam {mark}."
    return edit(dossier, "plan/assurance/text", lambda held: longer(dossier, held, en=en, id=id))
