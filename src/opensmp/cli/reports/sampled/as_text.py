"""A sample in the terminal: what it shows in a sentence, then population, completeness, draw, and each record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

import click

from opensmp.cli.columns import aligned
from opensmp.cli.reports.measured.words import promise_words
from opensmp.cli.reports.sampled import Sampled
from opensmp.evidence.attributes import ATTRIBUTES
from opensmp.evidence.sample_paper import SampledRecord
from opensmp.i18n import Message, Plural, Speakable, _, n_
from opensmp.measures.reasons import reason_words
from opensmp.measures.records import TABLES
from opensmp.measures.samples import SampleWord

_MARK: dict[SampleWord, tuple[str, str]] = {
    "supports": ("✓", "green"), "kept": ("✓", "green"), "contradicts": ("■", "red"), "broken": ("■", "red"),
    "not shown": ("…", "yellow"), "unknown": ("?", "yellow"),
}  # fmt: skip
_SHOWN = 60
"""Records that are listed; all are in the JSON and in the working papers."""
_GAPS = 5


_YES_NO = {"yes": _("yes"), "no": _("no")}


def render(sampled: Sampled, colour: bool) -> str:
    """Return the report as lines for a terminal, in colour or plain."""
    return "\n".join(line.rstrip() for line in _Page(sampled, colour).lines()) + "\n"


class _Page:
    def __init__(self, sampled: Sampled, colour: bool) -> None:
        self.paper, self.promise, self.language = sampled
        self.colour = colour

    def say(self, words: Speakable | str) -> str:
        return words if isinstance(words, str) else words.text(self.language)

    def style(self, text: str, **how: Any) -> str:
        return click.style(text, **how) if self.colour else text

    def lines(self) -> Iterator[str]:
        word = self.paper.result.word
        mark, paint = _MARK[word]
        yield f"{self.style(mark, fg=paint)} {self.style(self.promise.id, bold=True)}  {self.say(self.promise.sentence)}"
        yield self.style(f"  {self.say(promise_words(self.promise))} · {self.promise.target.metric}", dim=True)
        yield f"  {self.style(self.say(verdict_words(word)), bold=True)}"
        yield from (f"  {self.say(each)}" for each in self.paper.says)
        for title, lines in self.parts():
            yield ""
            yield self.style(self.say(title), bold=True)
            yield from (f"  {line}" for line in lines)

    def parts(self) -> Iterator[tuple[Message | Plural, Iterator[str]]]:
        yield _("Population"), self.population()
        yield _("Is it complete?"), self.completeness()
        yield _("Draw"), self.draw()
        if len(self.paper.draw.strata) > 1:
            yield _("Strata"), self.strata()
        shown = self.paper.records[:_SHOWN]
        yield n_("{n} record drawn", "{n} records drawn", len(self.paper.records)), self.records(shown)
        amiss = list(self.amiss(shown))
        if amiss:
            yield _("What to look at in them"), aligned(amiss)

    def amiss(self, shown: Sequence[SampledRecord]) -> Iterator[tuple[str, str]]:
        """What is amiss in every record is said once: it is more likely a habit, or a column that was not exported."""
        found = [(record.number, remarks(record)) for record in shown]
        common = [each for each in found[0][1] if all(each in words for _number, words in found)] if found[1:] else []
        if common:
            yield self.say(_("all of them")), self.listed(common)
        for number, words in found:
            own = [each for each in words if each not in common]
            if own:
                yield number, self.listed(own)

    def listed(self, words: Sequence[Message | Plural]) -> str:
        return " · ".join(self.say(each) for each in words)

    def population(self) -> Iterator[str]:
        population = self.paper.population
        kind = TABLES[population.table].title
        yield self.say(
            n_(
                "{n} record ({kind}), {start} to {end}, days of {zone}",
                "{n} records ({kind}), {start} to {end}, days of {zone}",
                population.count,
                kind=kind,
                start=population.start,
                end=population.end,
                zone=population.zone,
            )
        )
        yield ", ".join(f"{name}: {value}" for name, value in population.filter.items())
        for reason, count in population.excluded.items():
            yield self.say(n_("{n} record left out: {reason}", "{n} records left out: {reason}", count, reason=reason))
        for reason, count in population.undecided.items():
            yield self.say(
                n_(
                    "{n} record is in it that cannot be judged by the records alone: {reason}",
                    "{n} records are in it that cannot be judged by the records alone: {reason}",
                    count,
                    reason=reason_words(reason),
                )
            )
        digest = population.version_digest[:12]
        draft = _("the plan as it stands, {digest}…", digest=digest)
        version = _("plan version {number}, {digest}…", number=population.version, digest=digest)
        yield self.say(version if population.version else draft)
        for source in population.sources:
            yield f"{source.name}, {source.rows:,}, sha256 {source.sha256[:12]}…"

    def completeness(self) -> Iterator[str]:
        found = self.paper.population.completeness
        yield from (self.say(each) for each in found.says)
        for gap in found.gaps[:_GAPS]:
            yield gap.first if gap.missing == 1 else f"{gap.first} – {gap.last}"
        if len(found.gaps) > _GAPS:
            yield self.say(n_("and {n} further gap", "and {n} further gaps", len(found.gaps) - _GAPS))

    def draw(self) -> Iterator[str]:
        paper = self.paper
        yield self.say(paper.size.says)
        yield from (f"! {self.say(each)}" for each in paper.size.warnings)
        audit = _("audit {audit}, word {word}", audit=paper.audit, word=paper.word)
        yield self.say(audit if paper.audit else _("word {word}", word=paper.word))
        yield self.say(_("seed {seed}", seed=paper.draw.seed))
        yield self.say(_("Whoever has the same records and gives the same audit and word draws the same sample."))

    def strata(self) -> Iterator[str]:
        head = (_("Stratum"), _("Population"), _("Drawn"))
        rows = [(each.label, f"{each.population:,}", f"{each.drawn:,}") for each in self.paper.draw.strata]
        return aligned([tuple(self.say(each) for each in head), *rows])

    def records(self, shown: Sequence[SampledRecord]) -> Iterator[str]:
        head = (
            _("Number"),
            _("Service"),
            _("Priority"),
            _("Opened"),
            _("Took, in hours"),
            _("Allowed, in hours"),
            _("Kept"),
        )
        yield from aligned([tuple(self.say(each) for each in head), *(self.row(each) for each in shown)])
        more = len(self.paper.records) - len(shown)
        if more:
            yield self.say(n_("and {n} more", "and {n} more", more))

    def row(self, record: SampledRecord) -> tuple[str, ...]:
        zone = self.paper.population.time_zone
        opened = None if record.opened_at is None else datetime.fromtimestamp(record.opened_at, zone)
        return (
            record.number,
            record.service,
            "" if record.priority is None else str(record.priority),
            "" if opened is None else f"{opened:%Y-%m-%d %H:%M}",
            _hours(record.elapsed),
            _hours(record.limit),
            self.say(_KEPT[record.good]),
        )


def verdict_words(word: SampleWord) -> Message:
    """The verdict of a sample as people read it."""
    words: dict[SampleWord, Message] = {
        "supports": _("The sample supports the promise"),
        "contradicts": _("The sample contradicts the promise"),
        "not shown": _("Not shown by this sample"),
        "kept": _("Holds"),
        "broken": _("Does not hold"),
        "unknown": _("Not known"),
    }
    return words[word]


def remarks(record: SampledRecord) -> list[Message | Plural]:
    """What a person should look at in a record: why it was chosen, what cannot be judged, answers that are not as wanted."""
    found = [*record.risk, *((record.note,) if record.note else ())]
    for attribute in ATTRIBUTES:
        answer = record.attributes.get(attribute.id)
        if attribute.id != "within_target" and answer in ("yes", "no") and answer != attribute.wanted:
            found.append(_("{question}: {answer}", question=attribute.title, answer=_YES_NO[answer]))
    return found


_KEPT: dict[bool | None, Message] = {True: _("yes"), False: _("no"), None: _("the records cannot tell")}


def _hours(seconds: int | None) -> str:
    return "" if seconds is None else f"{seconds / 3600:,.2f}"
