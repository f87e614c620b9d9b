"""Why a record was judged as it was, promise by promise: what each version of the plan says of it, and its clock."""

from __future__ import annotations

from collections.abc import Iterator

from opensmp.dossier import Dossier
from opensmp.evidence.explaining import Clocked, why
from opensmp.evidence.holdings import Holdings
from opensmp.evidence.judged import Unmeasurable
from opensmp.evidence.measuring import asks_of
from opensmp.i18n import Refused, _
from opensmp.measures.outcome import Outcome
from opensmp.plan.commitments import Commitment


def explained(dossier: Dossier, held: Holdings, outcome: Outcome, record: str, language: str) -> Iterator[str]:
    """Yield the lines that explain a record. Raises Refused where no promise with a clock speaks of it."""
    found = [pair for measured in outcome.measured for pair in _of(dossier, held, measured.commitment, record)]
    if not found:
        raise Refused(
            _("No promise with a clock speaks of a record {record}.", record=record),
            _("Write its number as the records do; “opensmp records list” shows what was imported."),
        )
    yield _("Record {record}", record=record).text(language)
    for commitment, clocked in found:
        yield ""
        yield f"{commitment.id}  {commitment.sentence.text(language)}"
        for each in clocked:
            yield from _lines(each, language)


def _of(
    dossier: Dossier, held: Holdings, commitment: Commitment, record: str
) -> Iterator[tuple[Commitment, tuple[Clocked, ...]]]:
    try:
        clocked = why(held, asks_of(dossier, held, commitment.id, None, dossier.today), record)
    except Unmeasurable:
        return
    if clocked:
        yield commitment, clocked


def _lines(clocked: Clocked, language: str) -> Iterator[str]:
    mark = "→" if clocked.applies else " "
    applies = _("this one judges it: it was opened while it was in force")
    yield f"  {mark} {clocked.says.text(language)}" + (f" ({applies.text(language)})" if clocked.applies else "")
    if clocked.applies:
        yield from (f"      {line.text(language)}" for line in clocked.lines)
