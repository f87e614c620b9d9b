"""What the consistency rules share: what the plan covers, what it excludes, and how rows are named in a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from functools import cache
from typing import Any, TypeAlias

from opensmp.dossier import Dossier
from opensmp.i18n import Message, _, n_
from opensmp.i18n.message import Value
from opensmp.plan.prose import Prose
from opensmp.plan.references import chips
from opensmp.registers.documents import Document
from opensmp.registers.services import Customer, CustomerContract, Service, Sla

GONE = frozenset({"proposed", "retired"})
"""The states in which a service is not delivered and not being built."""

_SHOWN = 6

Row: TypeAlias = Service | Customer | Document | Sla | CustomerContract


def spoken(dossier: Dossier, *, en: str, id: str) -> Prose:
    """Return a text in each language the plan speaks."""
    said = {"en": en, "id": id}
    return Prose.of({language: said[language] for language in dossier.languages})


def longer(dossier: Dossier, prose: Prose, *, en: str, id: str) -> Prose:
    """Return a text with one more paragraph, in each language the plan speaks."""
    said = {"en": en, "id": id}
    prevailing = dossier.plan.identity.language
    if not prose:
        return spoken(dossier, en=en, id=id)
    return Prose(tuple((key, f"{text}\n\n{said[key or prevailing]}") for key, text in prose.texts))


def few(names: Iterable[Value]) -> tuple[Value, ...]:
    """Return the names that a sentence can hold: the first ones, and how many more there are."""
    found = tuple(names)
    if len(found) <= _SHOWN + 1:
        return found
    more = n_("{n} more", "{n} more", len(found) - _SHOWN)
    return (*found[:_SHOWN], more)


def named(rows: Mapping[str, Row], keys: Iterable[str]) -> tuple[Value, ...]:
    """Return the rows of those ids as a sentence names them: the id with its name, or the id alone."""
    return few(label(rows[key]) if key in rows else key for key in keys)


def label(row: Row) -> Message:
    """Return a row as a sentence names it: ``S-05 “Managed workplace”``."""
    name = row.title if isinstance(row, Document | Sla | CustomerContract) else row.name
    return _("{id} “{name}”", id=row.id, name=name)


def covered(dossier: Dossier) -> dict[str, Service]:
    """Return the services that section 1 or section 6 names and the register holds, delivered or being built."""
    lines = (line.service for line in dossier.plan.portfolio.services)
    keys = dict.fromkeys((*dossier.plan.scope.services, *lines))
    found = {key: dossier.services[key] for key in keys if key in dossier.services}
    return {key: row for key, row in found.items() if row.status not in GONE}


def is_excluded(dossier: Dossier, row: Service | Customer) -> bool:
    """Whether section 1 excludes the row by its id or its name."""
    names = [row.id.casefold(), *(text.casefold() for _language, text in row.name.each())]
    kind = "service" if isinstance(row, Service) else "customer"
    for exclusion in dossier.plan.scope.exclusions:
        if exclusion.kind == kind:
            said = " ".join(text.casefold() for _language, text in exclusion.subject.each())
            if any(name in said and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) for name in names):
                return True
    return False


def scope_statement(dossier: Dossier) -> Document | None:
    """Return the approved scope statement that section 1 refers to, if the register holds what it says."""
    document = dossier.documents.get(dossier.plan.scope.statement_document or "")
    return document if document and document.extract and document.status == "approved" else None


def in_force(contract: CustomerContract, dossier: Dossier) -> bool:
    """Whether the contract is signed and has not ended."""
    return contract.status == "in force" and (contract.end is None or contract.end >= dossier.today)


def live_slas(dossier: Dossier) -> Iterator[Sla]:
    """Yield the agreements that are approved and have not ended; the others have findings of their own."""
    return (
        sla
        for sla in dossier.registers.slas
        if sla.status == "approved" and (sla.end is None or sla.end >= dossier.today)
    )


def cited_as_procedure(dossier: Dossier) -> frozenset[str]:
    """Return the documents that practices cite as their procedures; the rules on practices look after those."""
    return frozenset(key for practice in dossier.plan.practices.practices for key in practice.procedures)


def said_documents(dossier: Dossier) -> frozenset[str]:
    """Return every document that the plan names anywhere: as a procedure, as a reference, or in its words."""
    plan = dossier.plan
    referred = (key for name in dossier.stated for key in plan.section(name).references)
    words = (chip.id for text in dossier.texts for _language, said in text.prose.each() for chip in chips(said))
    return frozenset((*cited_as_procedure(dossier), *referred, *words))


def specimen(dossier: Dossier, key: str, **fields: Any) -> Document:
    """Return a complete approved document for examples, but for ``fields``."""
    sound: dict[str, Any] = {
        "title": spoken(dossier, en="Guideline on spare parts", id="Pedoman suku cadang"),
        "kind": "other",
        "version": "1.0",
        "status": "approved",
        "approved": dossier.today - timedelta(days=60),
        "owner": dossier.plan.identity.owner,
        "next_review": dossier.today + timedelta(days=200),
        "location": "archive/spare-parts",
        "retention": "3 years",
    }
    return Document(id=key, **{**sound, **fields})


def tidy(name: str) -> str:
    """Return a name without case, spaces and brackets, for comparing what two people wrote."""
    return " ".join(_brackets().sub(" ", name).casefold().split())


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile(r"\([^()]*\)")
