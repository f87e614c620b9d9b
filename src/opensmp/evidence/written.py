"""The verdicts of a measurement as the plan's folder keeps them: windows that are over, one row each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from opensmp.dossier import Dossier
from opensmp.lifecycle.history import Version
from opensmp.measures.judging import printed
from opensmp.measures.metric import Metric
from opensmp.measures.outcome import Measured, Outcome, WindowResult
from opensmp.measures.verdict import Verdict
from opensmp.plan.prose import Prose


def verdicts(outcome: Outcome, dossier: Dossier) -> tuple[Verdict, ...]:
    """Return a verdict for each window that is over, in the order of the commitments.

    Where no record of the kind was ever imported there is no verdict: that nobody measured it is what a rule says.
    A window is filed under the version in force on its last day, by which most of its records were judged; where records
    opened under an earlier wording were judged by that one, the note says so.
    """
    return tuple(each for measured in outcome.measured for each in _of(measured, dossier))


def _of(measured: Measured, dossier: Dossier) -> Iterator[Verdict]:
    if measured.metric is None or measured.problem is not None:
        return
    for result in measured.windows:
        if result.parts and not result.running:
            yield _verdict(measured, measured.metric, result, dossier)


def _verdict(measured: Measured, metric: Metric, result: WindowResult, dossier: Dossier) -> Verdict:
    version = _in_force(dossier.history.versions, result.end)
    target = result.parts[-1].promise.target if result.parts else measured.commitment.target
    return Verdict(
        commitment=measured.commitment.id,
        start=result.start,
        end=result.end,
        verdict=result.word,
        numerator=result.numerator if metric.form in ("share", "count") else None,
        denominator=result.denominator if metric.form in ("share", "statistic") else None,
        measured=None if result.value is None else printed(result.value, target, metric.unit),
        excluded=sum(result.excluded.values()),
        version=version.number if version else "",
        digest=version.digest if version else "",
        batches=tuple(dict.fromkeys(batch for part in result.parts for batch in part.measurement.batches)),
        note=_note(result, dossier.languages),
    )


def _note(result: WindowResult, languages: Iterable[str]) -> Prose:
    """Say the reasons beside the verdict, in each language of the plan."""
    said = {language: " ".join(reason.text(language) for reason in result.judgement.reasons) for language in languages}
    return Prose.of({language: text for language, text in said.items() if text})


def _in_force(versions: Iterable[Version], day: date) -> Version | None:
    begun = [row for row in versions if row.start and row.start <= day and (row.end is None or row.end >= day)]
    return max(begun, key=lambda row: row.start or date.min, default=None)
