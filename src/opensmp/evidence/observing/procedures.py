"""Procedures that promise what the plan does not, and that records contradict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from opensmp.dossier import Dossier
from opensmp.evidence.measuring import Afresh, outcome
from opensmp.evidence.observing._look import Look, Tally
from opensmp.i18n import _
from opensmp.lifecycle.history import History
from opensmp.measures.catalogue import find
from opensmp.measures.judging import printed
from opensmp.measures.observation import Observation
from opensmp.measures.outcome import Measured
from opensmp.plan.commitments import Commitment, Commitments
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Target
from opensmp.registers.documents import Document


def procedures_observed(look: Look) -> Iterator[Observation]:
    """Yield an observation for each promise of a document in use that its last measured window breaks.

    What the plan promises in the same words is left to the verdicts on the plan. A promise whose records cannot be told from
    its words is not measured: nobody guesses what a document meant.
    """
    promised = {f"{document.id} {number}": (document, each) for document, number, each in _promises(look.dossier)}
    if not promised:
        return
    alone = tuple(replace(each, id=key) for key, (_document, each) in promised.items())
    plan = replace(look.dossier.plan, commitments=Commitments(commitments=alone))
    dossier = replace(look.dossier, plan=plan, history=History(), sealed={})
    for measured in outcome(dossier, look.held, Afresh(look.held), look.today, look.days).measured:
        yield from _contradicted(look, promised[measured.commitment.id][0], measured)


def _promises(dossier: Dossier) -> Iterator[tuple[Document, int, Commitment]]:
    for document in dossier.registers.documents:
        targets = document.extract.targets if document.extract and document.status == "approved" else ()
        for number, target in enumerate(targets, 1):
            chosen = None if _in_the_plan(dossier, target) else _population(dossier, target)
            if chosen is not None and find(target.metric) is not None:
                yield document, number, Commitment(id="", sentence=Prose(), target=target, parameters=chosen)


def _in_the_plan(dossier: Dossier, target: Target) -> bool:
    """Whether the plan promises the same level for the same records."""

    def words(each: Target) -> tuple[object, ...]:
        return each.metric, each.comparator, each.value, each.unit, each.limit, each.population.lower()

    return any(words(row.target) == words(target) for row in dossier.plan.commitments.commitments)


def _population(dossier: Dossier, target: Target) -> Mapping[str, str] | None:
    """Return the records that a promise speaks of; None where its words do not tell."""
    said = target.population.strip().lower()
    clock = {"calendar": target.clock} if target.clock else {}
    for row in dossier.plan.commitments.commitments:
        if row.target.metric == target.metric and row.target.population.strip().lower() == said:
            return {**row.parameters, **clock}
    if said[:1] == "p" and said[1:].isdecimal():
        return {"priority": said[1:], **clock}
    return None if said else clock


def _contradicted(look: Look, document: Document, measured: Measured) -> Iterator[Observation]:
    decided = [result for result in measured.windows if result.decided and result.word != "too few"]
    if not decided or decided[-1].word != "broken" or measured.metric is None:
        return
    last, target = decided[-1], measured.commitment.target
    value = last.value if last.value is not None else last.parts[-1].measurement.value
    if value is None:
        return
    note = _(
        "It promises {comparator} {value} {unit} ({what}); {measured} {unit} was measured from {start} to {end}.",
        comparator=target.comparator,
        value=target.value,
        unit=target.unit,
        what=f"{target.metric} {target.limit}".strip(),
        measured=printed(value, target, measured.metric.unit),
        start=last.start,
        end=last.end,
    )
    tally = Tally(document.id, sum(result.word == "broken" for result in decided), ())
    yield look.observation("procedure contradicted", tally, len(decided), (measured.metric.table,), note)
