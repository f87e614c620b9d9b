"""Whether the documents and agreements around the plan contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from opensmp.checking import ADVICE, Address, Finding, add, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.plan.terms import Target
from opensmp.registers.documents import Document, Extract
from opensmp.rules.consistency._helpers import label, live_slas, specimen
from opensmp.rules.consistency._targets import comparable, differ, key, said


class Promise(NamedTuple):
    """What one document or agreement promises, and where it says so."""

    who: Message
    where: Address
    target: Target


@rule(
    "CON-32",
    clause="7.5.3",
    severity=ADVICE,
    requirements=("R42", "R43", "R46"),
    examples=(
        fails("Two guidelines with different limits for the same thing", lambda d: _two(d, 5)),
        passes("Two guidelines with the same limit", lambda d: _two(d, 3)),
    ),
)
def documents_promise_the_same(dossier: Dossier) -> Iterator[Finding]:
    """Two documents, or two agreements for the same customer and service, promise the same.

    Why: whoever asks twice gets two answers. What the plan itself promises is compared with each document elsewhere;
    this is about documents that disagree with each other.

    Fix: decide which promise holds and correct the other document by its own change control.
    """
    first: dict[tuple[str, ...], list[Promise]] = {}
    told: set[tuple[Address, Address, tuple[str, str]]] = set()
    for subject, promise in _promises(dossier):
        others = first.setdefault(subject, [])
        rival = next((other for other in others if comparable(other.target, promise.target)), None)
        if rival is None:
            others.append(promise)
        elif (
            rival.where != promise.where
            and (mark := (promise.where, rival.where, key(promise.target))) not in told
            and differ(rival.target, promise.target, dossier)
        ):
            told.add(mark)
            says = _(
                "{one} promises {mine} for {metric}, {other} {theirs}.",
                one=promise.who, mine=said(promise.target), metric=promise.target.metric, other=rival.who,
                theirs=said(rival.target),
            )  # fmt: skip
            yield Finding(promise.where, says, quote=promise.target.metric, also=(rival.where,))


def _promises(dossier: Dossier) -> Iterator[tuple[tuple[str, ...], Promise]]:
    """Yield each promise with what it is about: a metric of documents, or one of agreements for a service and customer."""
    planned = {key(row.target) for row in dossier.plan.commitments.commitments}
    for document in dossier.registers.documents:
        if document.extract is not None and document.status == "approved":
            where = at("registers/documents", document.id, "extract/targets")
            for target in document.extract.targets:
                if key(target) not in planned:
                    yield key(target), Promise(label(document), where, target)
    for sla in live_slas(dossier):
        where = at("registers/slas", sla.id, "targets")
        for service in sla.services:
            if len(dossier.slas_of[service]) < 2:
                continue
            for customer in sla.customers or ("",):
                for target in sla.targets:
                    yield (service, customer, *key(target)), Promise(label(sla), where, target)


def _two(dossier: Dossier, hours: int) -> Dossier:
    """Add two guidelines, one with a limit of three hours, the other with one of ``hours``."""
    return add(dossier, "registers/documents", _guideline(dossier, "DOC-404", 3), _guideline(dossier, "DOC-405", hours))


def _guideline(dossier: Dossier, key: str, hours: int) -> Document:
    target = Target(metric="spares.delivered_within", comparator="at least", value=Decimal(90), limit=f"{hours} h")
    return replace(specimen(dossier, key), extract=Extract(targets=(target,)))
