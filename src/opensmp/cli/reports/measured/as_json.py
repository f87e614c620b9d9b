"""A measurement as JSON: exact fractions beside rounded figures, for programs and for whoever computes it again."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from opensmp.cli.reports.measured import Evidence, word_of
from opensmp.dossier.schedule import Appointment
from opensmp.i18n.message import Speakable
from opensmp.measures.judging import printed
from opensmp.measures.measurement import Measurement
from opensmp.measures.observation import Observation, told
from opensmp.measures.outcome import Measured, Part, WindowResult
from opensmp.measures.progress import Progress


def render(evidence: Evidence, colour: bool) -> str:
    """Return the whole outcome as one JSON object."""
    return json.dumps(_Data(evidence).all(), ensure_ascii=False, indent=2) + "\n"


class _Data:
    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.language = evidence.language

    def say(self, words: Any) -> str | None:
        return words.text(self.language) if isinstance(words, Speakable) else words

    def all(self) -> dict[str, Any]:
        outcome, dossier = self.evidence.outcome, self.evidence.dossier
        return {
            "plan": dossier.plan.identity.number,
            "version": dossier.in_force.number if dossier.in_force else None,
            "draft": dossier.plan.identity.version,
            "digest": dossier.digest,
            "start": str(outcome.start),
            "end": str(outcome.end),
            "today": str(outcome.today),
            "zone": outcome.zone,
            "imports": [each._asdict() for each in self.evidence.imports],
            "notes": [self.say(each) for each in outcome.notes],
            "commitments": [self.commitment(each) for each in outcome.measured],
            "observations": [self.observation(each) for each in self.evidence.observations],
            "objectives": [self.objective(id, each) for id, each in self.evidence.progress.items()],
            "schedule": [self.appointment(each) for each in self.evidence.schedule],
        }

    def commitment(self, measured: Measured) -> dict[str, Any]:
        commitment, metric = measured.commitment, measured.metric
        target = commitment.target
        return {
            "id": commitment.id,
            "sentence": self.say(commitment.sentence),
            "metric": target.metric,
            "unit": metric.unit if metric else None,
            "target": {
                "comparator": target.comparator, "value": str(target.value), "unit": target.unit, "limit": target.limit or None,
                "window": target.window,
            },
            "verdict": word_of(measured),
            "problem": self.say(measured.problem),
            "trend": measured.trend.direction if measured.trend else None,
            "differences": [self.say(each) for each in measured.differences],
            "windows": [self.window(measured, each) for each in measured.windows],
            "answers": [
                {"kind": each.kind, "says": self.say(each.says), "file": each.file, "at": each.address, "yaml": each.yaml}
                for each in measured.proposals
            ],
        }  # fmt: skip

    def window(self, measured: Measured, result: WindowResult) -> dict[str, Any]:
        return {
            "start": str(result.start),
            "end": str(result.end),
            "running": result.running,
            "verdict": result.word,
            "reasons": [self.say(each) for each in result.judgement.reasons],
            "numerator": result.numerator,
            "denominator": result.denominator,
            "value": exact(result.value),
            "figure": self.figure(measured, result.value),
            "excluded": dict(result.excluded),
            "apart": [{"says": self.say(each.says), "records": each.records} for each in result.apart],
            "parts": [self.part(measured, each) for each in result.parts],
        }

    def figure(self, measured: Measured, value: Fraction | None) -> str | None:
        if value is None or measured.metric is None:
            return None
        return str(printed(value, measured.commitment.target, measured.metric.unit))

    def part(self, measured: Measured, part: Part) -> dict[str, Any]:
        return {
            "versions": list(part.versions),
            "target": str(part.promise.target.value),
            "limit": part.promise.target.limit or None,
            "service": part.service or None,
            "verdict": part.judgement.word,
            **_measurement(part.measurement),
            "figure": self.figure(measured, part.measurement.value),
            "still_open": part.pending.still_open,
            "overdue": part.pending.overdue,
            "flag": {
                "of": part.flags.flagged, "met": part.flags.good_by_flag,
                "met_by_flag_only": part.flags.only_flag, "met_by_clock_only": part.flags.only_clock,
            },
        }  # fmt: skip

    def observation(self, each: Observation) -> dict[str, Any]:
        return {
            "kind": each.kind, "subject": each.subject, "says": self.say(told(each)), "start": str(each.start),
            "end": str(each.end), "count": each.count, "of": each.of, "examples": list(each.examples),
            "version": each.version or None, "batches": list(each.batches),
        }  # fmt: skip

    def objective(self, id: str, progress: Progress) -> dict[str, Any]:
        return {
            "id": id,
            "state": progress.state,
            "progress": exact(progress.fraction),
            "attained": list(progress.attained) if progress.attained else None,
            "value": str(progress.current.value) if progress.current else None,
            "on": str(progress.current.on) if progress.current else None,
            "why": self.say(progress.why),
        }

    def appointment(self, each: Appointment) -> dict[str, Any]:
        return {
            "kind": each.kind, "id": each.id, "title": self.say(each.title), "state": each.state,
            "due": str(each.due) if each.due else None, "done": str(each.done) if each.done else None, "where": each.where,
        }  # fmt: skip


def exact(value: Fraction | None) -> str | None:
    """Write a fraction so that nothing is lost: ``11/13``."""
    return None if value is None else str(value)


def _measurement(held: Measurement) -> dict[str, Any]:
    return {
        "numerator": held.numerator,
        "denominator": held.denominator,
        "value": exact(held.value),
        "excluded": dict(held.excluded),
        "bounds": [exact(each) for each in held.bounds] if held.bounds else None,
        "statistics": {
            name: {"value": exact(each), "about": round(float(each), 4)} for name, each in held.statistics.items()
        },
        "label": held.label,
        "dated": held.dated,
        "population": dict(held.population),
        "basis": held.basis,
        "calendar": held.calendar or None,
        "calendar_digest": held.calendar_digest or None,
        "batches": list(held.batches),
    }
