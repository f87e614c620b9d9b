"""A measurement as one self-contained page with pictures: each record against the limit, each window against its target."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from markupsafe import Markup

from opensmp.cli.reports.measured import Evidence, Missed, Spread, shown_window, word_of
from opensmp.cli.reports.measured.words import (
    excluded_words,
    figure_words,
    fraction_words,
    headline,
    kind_words,
    part_words,
    progress_words,
    promise_words,
    schedule_words,
    trend_words,
    verdict_words,
)
from opensmp.cli.reports.pages import rendered, stylesheet
from opensmp.dossier.schedule import Appointment
from opensmp.evidence.pictures import Point, dot_plot, trend
from opensmp.exchange.verdicts import window_name
from opensmp.i18n import Message, _, n_
from opensmp.i18n.numbers import spoken_number
from opensmp.measures.judging import printed
from opensmp.measures.observation import told
from opensmp.measures.outcome import Measured, WindowResult
from opensmp.measures.progress import State

_MARK = {"kept": "ok", "broken": "stop", "too few": "warn", "unknown": "wait"}
_STANDS: dict[State, str] = {
    "met": "ok",
    "done on time": "ok",
    "done late": "warn",
    "not met": "warn",
    "overdue": "stop",
}
_DONE = {
    "performed": "ok",
    "performed late": "warn",
    "overdue": "stop",
    "ahead": "wait",
    "never due": "wait",
    "not shown": "wait",
}


def render(evidence: Evidence, colour: bool) -> str:
    """Return the page."""
    return rendered("evidence.html", _Page(evidence).context())


class _Page:
    """What the template shows, said in the report's language."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self.language = evidence.language

    def say(self, message: Any) -> str:
        words: str = message.text(self.language) if hasattr(message, "text") else str(message)
        return words

    def context(self) -> dict[str, Any]:
        dossier = self.evidence.dossier
        identity, force = dossier.plan.identity, dossier.in_force
        version = _("version {n} in force", n=force.number) if force else _("no version in force")
        title = identity.title.text(self.language) or self.say(_("Service management plan"))
        return {
            "language": self.language,
            "css": stylesheet("tokens.css", "report.css", "evidence.css"),
            "organisation": dossier.organisation.name or identity.number,
            "plan": " · ".join(filter(None, (title, identity.number, self.say(version)))),
            "standing": self.say(headline(self.evidence)),
            "notes": [self.say(each) for each in self.evidence.outcome.notes],
            "commitments": [self.case(number, each) for number, each in enumerate(self.evidence.measured, 1)],
            "observations": [self.say(told(each)) for each in self.evidence.observations],
            "objectives": self.objectives(),
            "calendar": self.calendar(),
            "foot": self.foot(),
            "w": {name: self.say(words) for name, words in _words().items()},
        }

    def foot(self) -> str:
        dossier = self.evidence.dossier
        parts = [dossier.plan.identity.number, self.say(_("measured on {day}", day=self.evidence.outcome.today))]
        if dossier.organisation.fictional:
            parts.append(self.say(_("fictional organisation, sample data")))
        return " · ".join(filter(None, parts))

    def case(self, number: int, measured: Measured) -> dict[str, Any]:
        commitment, word, shown = measured.commitment, word_of(measured), shown_window(measured)
        moving = trend_words(measured)
        return {
            "anchor": f"c{number}",
            "sentence": self.say(commitment.sentence),
            "mark": _MARK[word],
            "word": self.say(verdict_words(word)),
            "figure": self.say(figure_words(measured, shown.value))
            if shown and shown.value is not None
            else self.say(verdict_words(word)),
            "line": " · ".join(
                filter(
                    None,
                    (commitment.id, commitment.practice or "", commitment.objective or "", commitment.target.metric),
                )
            ),
            "big": _big(shown, self.language),
            "facts": self.facts(measured, shown),
            "sources": self.sources(shown),
            "pictures": list(self.pictures(measured)),
            "notes": [self.say(each) for each in (measured.problem, moving, *measured.differences) if each is not None],
            "rows": [self.row(measured, each) for each in reversed(measured.windows)],
            "open": word == "broken",
            "missed": [self.record(each) for each in self.evidence.missed.get(commitment.id, ())],
            "answers": [
                {"says": self.say(each.says), "file": each.file, "yaml": each.yaml} for each in measured.proposals
            ],
        }

    def facts(self, measured: Measured, shown: WindowResult | None) -> list[str]:
        """The lines beside the big figure: the figure, its window, the population and the promise."""
        said = shown.parts[-1].promise if shown and shown.parts else measured.commitment
        facts = [self.say(promise_words(said))]
        if shown is None:
            return facts
        figure = self.say(figure_words(measured, shown.value))
        days = self.say(_("{start} to {end}", start=shown.start, end=shown.end))
        whole = self.say(_("all records of the window, so without an interval")) if shown.parts else ""
        return [*facts, " · ".join(filter(None, (figure, days))), *filter(None, (whole,))]

    def sources(self, shown: WindowResult | None) -> list[tuple[str, str]]:
        used = {batch for part in (shown.parts if shown else ()) for batch in part.measurement.batches}
        found = [each for each in self.evidence.imports if each.id in used]
        return [(f"{each.file}, {each.source}", f"{each.sha256[:4]} … {each.sha256[-4:]}") for each in found[-2:]]

    def pictures(self, measured: Measured) -> Iterator[dict[str, Any]]:
        spread = self.evidence.spreads.get(measured.commitment.id)
        if spread is not None and spread.values:
            yield self.spread(spread)
        counted = [each for each in measured.windows if each.value is not None]
        if len(counted) > 1 and measured.metric is not None:
            yield self.windows(measured)

    def spread(self, spread: Spread) -> dict[str, Any]:
        over = sum(value > spread.limit for value in spread.values)
        says = n_("{n} took longer than the plan allows", "{n} took longer than the plan allows", over)
        title = _("Each record, {start} to {end}", start=spread.start, end=spread.end)
        label = _("{n} records, {over} over the limit", n=len(spread.values), over=over)
        limit = _("limit in the plan: {limit} {unit}", limit=_plain(spread.limit), unit=spread.unit)
        svg = dot_plot(spread.values, spread.limit, self.say(label), self.say(limit), self.say(spread.unit))
        return {"title": self.say(title), "says": self.say(says) if over else "", "svg": Markup(svg)}  # noqa: S704  # escaped by pictures

    def windows(self, measured: Measured) -> dict[str, Any]:
        target, unit = measured.commitment.target, measured.metric.unit if measured.metric else ""
        points = [
            Point(
                _tick(place, window_name(each.start, each.end)),
                None if each.value is None else float(printed(each.value, target, unit)),
                self.say(figure_words(measured, each.value) if each.value is not None else _("no records")),
                broken=each.word == "broken",
            )
            for place, each in enumerate(measured.windows[-24:])
        ]
        broken = sum(point.broken for point in points)
        says = n_("{n} window does not hold", "{n} windows do not hold", broken)
        svg = trend(
            points, float(target.value), self.say(says), self.say(promise_words_short(measured)), unit=target.unit
        )
        return {"title": self.say(_("By window")), "says": self.say(says) if broken else "", "svg": Markup(svg)}  # noqa: S704  # escaped

    def row(self, measured: Measured, result: WindowResult) -> dict[str, Any]:
        told = fraction_words(result.numerator, result.denominator)
        notes = [self.say(each) for each in (result.judgement.reasons or excluded_words(result))]
        notes += [
            self.say(n_("{n} record: {says}", "{n} records: {says}", each.records, says=each.says))
            for each in result.apart
            if each.records
        ]
        if len(result.parts) > 1 or any(part.service for part in result.parts):
            notes += [part_words(part, self.language) for part in result.parts]
        if result.running:
            notes.insert(0, self.say(_("so far; the window is not over")))
        return {
            "name": window_name(result.start, result.end),
            "counted": self.say(told) if told else "",
            "figure": self.say(figure_words(measured, result.value)),
            "mark": _MARK[result.word],
            "word": self.say(verdict_words(result.word)),
            "notes": notes,
        }

    def record(self, each: Missed) -> dict[str, str]:
        """A record that missed the promise, as a row of its table."""
        service = self.evidence.dossier.services.get(each.service)
        return {
            "id": each.id,
            "service": self.say(service.name) if service else each.service,
            "opened": "" if each.opened is None else f"{each.opened:%Y-%m-%d %H:%M}",
            "took": _hours(each.seconds),
            "over": self.say(_("Over by {length}", length=_hours(each.over))) if each.over else "",
        }

    def objectives(self) -> list[dict[str, str]]:
        rows = self.evidence.dossier.objectives
        return [
            {
                "mark": _STANDS.get(progress.state, "wait"),
                "statement": f"{id} {self.say(rows[id].statement)}",
                "stands": self.say(progress_words(progress)),
            }
            for id, progress in self.evidence.progress.items()
        ]

    def calendar(self) -> dict[str, Any]:
        """The plan's own calendar: what is late first, then what was done lately and what is next."""
        schedule = self.evidence.schedule
        counts = Counter(each.state for each in schedule)
        groups = [
            (_("Not performed, or late"), [each for each in schedule if each.state in ("overdue", "performed late")]),
            (_("Next"), [each for each in schedule if each.state == "ahead"][:8]),
            (_("Performed"), [each for each in schedule if each.state == "performed"][-12:]),
        ]
        return {
            "counts": ", ".join(
                f"{self.say(schedule_words(state))} {count}" for state, count in sorted(counts.items())
            ),
            "groups": [
                {"title": self.say(title), "rows": [self.appointment(each) for each in rows]}
                for title, rows in groups
                if rows
            ],
        }

    def appointment(self, each: Appointment) -> dict[str, str]:
        day: date | None = each.done if each.state.startswith("performed") else each.due
        return {
            "mark": _DONE[each.state],
            "title": self.say(each.title),
            "kind": self.say(kind_words(each.kind)),
            "id": each.id,
            "when": f"{self.say(schedule_words(each.state))} {self.say(_('{day}', day=day)) if day else ''}".strip(),
        }


def promise_words_short(measured: Measured) -> Message:
    """The target alone, for the line in the picture."""
    target = measured.commitment.target
    return _(
        "target {value}{unit}", value=target.value, unit=target.unit if target.unit in ("", "%") else f" {target.unit}"
    )


def _big(shown: WindowResult | None, language: str) -> tuple[str, str] | None:
    if shown is None or shown.numerator is None:
        return None
    return spoken_number(shown.numerator, language), spoken_number(
        shown.denominator, language
    ) if shown.denominator else ""


def _tick(place: int, name: str) -> str:
    """Name a window below the picture: the year stands at the first, and where a new one begins."""
    _year, dash, rest = name.partition("-")
    new = place == 0 or rest in ("01", "q1", "h1")
    return name if new or not dash or len(rest) > 2 else rest


def _hours(seconds: float | None) -> str:
    """A length of time as a watch shows it: 6:22 h, 2:05:00 d."""
    if seconds is None:
        return ""
    minutes = round(seconds / 60)
    return f"{minutes // 60}:{minutes % 60:02} h"


def _plain(value: float) -> str:
    return f"{value:.6g}"


def _words() -> dict[str, Message]:
    return {
        "question": _("Does practice match the plan?"),
        "skip": _("Skip to the findings"),
        "commitments": _("Commitments"),
        "of": _("of"),
        "windows": _("Window by window"),
        "window": _("Window"),
        "counted": _("Records"),
        "figure": _("Figure"),
        "verdict": _("Verdict"),
        "remarks": _("Remarks"),
        "answers": _("Two ways to answer"),
        "missed": _("Records that miss it, the longest first"),
        "record": _("Record"),
        "service": _("Service"),
        "opened": _("Opened"),
        "took": _("Took"),
        "against": _("Against the plan"),
        "accepts": _(
            "An auditor accepts a changed design; not a plan that says one thing while practice does another."
        ),
        "observations": _("What else the records show"),
        "objectives": _("Objectives"),
        "calendar": _("The plan's own calendar"),
        "each": _("Each verdict stands for itself; a full count has no interval."),
    }
