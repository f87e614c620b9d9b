"""What records showed that no commitment asks about, as ``measure --write`` leaves it in the folder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias

from opensmp.i18n import Message, Plural, _, n_
from opensmp.i18n.message import Value
from opensmp.plan.prose import Prose
from opensmp.plan.value import value

ObservationKind: TypeAlias = Literal[
    "service unknown", "service out of scope", "change without approval", "change approved late", "unauthorised change",
    "change without record", "procedure contradicted", "clock stopped before the limit", "flag and clock disagree",
]  # fmt: skip

EXAMPLES = 5
"""Record numbers that an observation names at the most."""


@value
class Observation:
    """What the records of a period show beside the commitments. Each measurement replaces all that an earlier one left.

    ``subject`` is what it is about: a service as the register names it, or, where the register knows none, as records name
    it; a type of change; a document; a commitment. ``count`` of ``of`` show it: records, pauses, or windows of a promise;
    ``examples`` are numbers of such records. ``version`` is the plan in force at the end of the period, ``batches`` are the
    record imports.
    """

    kind: ObservationKind
    subject: str
    start: date
    end: date
    count: int
    of: int | None = None
    examples: tuple[str, ...] = ()
    version: str = ""
    batches: tuple[str, ...] = ()
    note: Prose = Prose()


def told(observation: Observation) -> Message | Plural:
    """Return the observation as a sentence with its count and, where there are any, the numbers of some records."""
    said: dict[str, Value] = {
        "of": observation.count if observation.of is None else observation.of,
        "start": observation.start,
        "end": observation.end,
        "subject": observation.subject,
        "note": observation.note,
    }
    says = _sentence(observation, said)
    if not observation.examples:
        return says
    return _("{says} For example {records}.", says=says, records=observation.examples)


def _sentence(observation: Observation, said: Mapping[str, Value]) -> Message | Plural:
    if observation.kind.startswith("service"):
        return _of_services(observation, said)
    if "change" in observation.kind:
        return _of_changes(observation, said)
    return _of_promises(observation, said)


def _of_services(observation: Observation, said: Mapping[str, Value]) -> Message | Plural:
    n = observation.count
    if not observation.subject:
        return n_(
            "{n} of {of} records from {start} to {end} names yet another service that the register does not know.",
            "{n} of {of} records from {start} to {end} name yet other services that the register does not know.",
            n,
            **said,
        )
    if observation.kind == "service unknown":
        return n_(
            "{n} of {of} records from {start} to {end} names “{subject}”, a service that the register does not know.",
            "{n} of {of} records from {start} to {end} name “{subject}”, a service that the register does not know.",
            n,
            **said,
        )
    return n_(
        "{n} of {of} records from {start} to {end} is about {subject}, which is not in the scope of the plan.",
        "{n} of {of} records from {start} to {end} are about {subject}, which is not in the scope of the plan.",
        n,
        **said,
    )


def _of_changes(observation: Observation, said: Mapping[str, Value]) -> Message | Plural:
    n = observation.count
    if observation.kind == "change without approval":
        return n_(
            "{n} of {of} changes ({subject}) carried out from {start} to {end} shows no approval.",
            "{n} of {of} changes ({subject}) carried out from {start} to {end} show no approval.",
            n,
            **said,
        )
    if observation.kind == "change approved late":
        return n_(
            "{n} of {of} changes ({subject}) carried out from {start} to {end} was approved only after it had started.",
            "{n} of {of} changes ({subject}) carried out from {start} to {end} were approved only after they had started.",
            n,
            **said,
        )
    if observation.kind == "unauthorised change":
        return n_(
            "{n} of {of} changes from {start} to {end} is marked as unauthorised.",
            "{n} of {of} changes from {start} to {end} are marked as unauthorised.",
            n,
            **said,
        )
    return n_(
        "{n} of {of} changes found on configuration items from {start} to {end} has no approved record.",
        "{n} of {of} changes found on configuration items from {start} to {end} have no approved record.",
        n,
        **said,
    )


def _of_promises(observation: Observation, said: Mapping[str, Value]) -> Message:
    n = observation.count
    if observation.kind == "procedure contradicted":
        return _("Records contradict {subject} in {n} of {of} windows. {note}", n=n, **said)
    if observation.kind == "clock stopped before the limit":
        return _(
            "{subject}, {start} to {end}: {n} of {of} pauses began in the last ten minutes before the limit. {note}",
            n=n,
            **said,
        )
    return _(
        "{subject}, {start} to {end}: the tool's own flag and the clock disagree about {n} of {of} records.",
        n=n,
        **said,
    )
