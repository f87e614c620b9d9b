"""A measurement in the terminal: the standing in one sentence, then each commitment with its last windows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import click

from opensmp.cli.columns import aligned
from opensmp.cli.reports.measured import Evidence, word_of
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
from opensmp.exchange.verdicts import window_name
from opensmp.i18n import _, n_
from opensmp.measures.observation import told
from opensmp.measures.outcome import Measured, WindowResult

_MARK = {"broken": ("■", "red"), "too few": ("…", "yellow"), "unknown": ("?", "yellow"), "kept": ("✓", "green")}
_SHOWN = 6
"""Windows of a commitment that are listed; all are in the JSON and in the page."""


def render(evidence: Evidence, colour: bool) -> str:
    """Return the report as lines for a terminal, in colour or plain."""
    return "\n".join(line.rstrip() for line in _Page(evidence, colour).lines()) + "\n"


class _Page:
    def __init__(self, evidence: Evidence, colour: bool) -> None:
        self.evidence = evidence
        self.language = evidence.language
        self.colour = colour

    def lines(self) -> Iterator[str]:
        yield self.say(headline(self.evidence))
        yield from (self.say(each) for each in self.evidence.outcome.notes)
        for measured in self.evidence.measured:
            yield ""
            yield from self.commitment(measured)
        yield from self.observations()
        yield from self.objectives()
        yield from self.calendar()
        yield ""
        yield self.say(
            _(
                "Each verdict stands for itself; a full count has no interval. Rounded figures are rounded against the target."
            )
        )

    def say(self, words: Any) -> str:
        said: str = words.text(self.language)
        return said

    def style(self, text: str, **how: Any) -> str:
        return click.style(text, **how) if self.colour else text

    def commitment(self, measured: Measured) -> Iterator[str]:
        word = word_of(measured)
        mark, paint = _MARK[word]
        commitment = measured.commitment
        yield f"{self.style(mark, fg=paint)} {self.style(commitment.id, bold=True)}  {self.say(commitment.sentence)}"
        line = [self.say(promise_words(commitment)), commitment.target.metric]
        moving = trend_words(measured)
        yield self.style("  " + " · ".join([*line, *([self.say(moving)] if moving else [])]), dim=True)
        if measured.problem is not None:
            yield f"  {self.say(measured.problem)}"
        yield from ("  " + line for line in aligned([self.row(measured, each) for each in measured.windows[-_SHOWN:]]))
        yield from self.details(measured)

    def row(self, measured: Measured, result: WindowResult) -> tuple[str, ...]:
        told = fraction_words(result.numerator, result.denominator)
        so_far = self.say(_("(so far)")) if result.running else ""
        return (
            window_name(result.start, result.end),
            self.say(told) if told else "",
            self.say(figure_words(measured, result.value)),
            f"{self.say(verdict_words(result.word))} {so_far}".strip(),
        )

    def details(self, measured: Measured) -> Iterator[str]:
        for result in measured.windows[-_SHOWN:]:
            notes = [*result.judgement.reasons] or excluded_words(result)
            told = [self.say(each) for each in notes]
            told += [
                self.say(n_("{n} record: {says}", "{n} records: {says}", each.records, says=each.says))
                for each in result.apart
                if each.records
            ]
            if len(result.parts) > 1 or any(part.service for part in result.parts):
                told += [part_words(part, self.language) for part in result.parts]
            yield from (f"    {window_name(result.start, result.end)}: {each}" for each in told)
        yield from (f"  ≠ {self.say(each)}" for each in measured.differences)
        for answer in measured.proposals:
            yield f"  → {self.say(answer.says)} ({answer.file})"

    def observations(self) -> Iterator[str]:
        if self.evidence.observations:
            yield ""
            yield self.style(self.say(_("What else the records show")), bold=True)
            mark = self.style("≠", fg="yellow")
            yield from (f"  {mark} {self.say(told(each))}" for each in self.evidence.observations)

    def objectives(self) -> Iterator[str]:
        if self.evidence.progress:
            yield ""
            yield self.style(self.say(_("Objectives")), bold=True)
            yield from (
                "  " + line
                for line in aligned(
                    [(id, self.say(progress_words(each))) for id, each in self.evidence.progress.items()]
                )
            )

    def calendar(self) -> Iterator[str]:
        schedule = self.evidence.schedule
        if not schedule:
            return
        counts = Counter(each.state for each in schedule)
        yield ""
        yield self.style(self.say(_("The plan's own calendar")), bold=True)
        yield "  " + ", ".join(f"{self.say(schedule_words(state))}: {count}" for state, count in sorted(counts.items()))
        late = [each for each in schedule if each.state in ("overdue", "performed late")]
        for each in late:
            title = each.title.text(self.language) if hasattr(each.title, "text") else str(each.title)
            says = self.say(schedule_words(each.state))
            yield f"  {self.style('■', fg='red')} {self.say(kind_words(each.kind))} {each.id} “{title}”: {says} ({each.due or '—'})"
