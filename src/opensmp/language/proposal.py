"""The measurable form of a sentence: its topic's usual metric, its own numbers, and blanks for the rest.

A proposal never holds a number that the sentence does not hold; whatever is unknown stays a blank for the author.
"""

from __future__ import annotations

from opensmp.language.topics import OTHER, TOPICS, Topic
from opensmp.language.values import Comparator, Facts, Kind, Part, Proposal

BLANK = "___"


_WORDS = {
    "en": {
        "up": "Raise {metric} from {start} to {target} {when}", "down": "Reduce {metric} from {start} to {target} {when}",
        "keep": "Keep {metric} at or {side} {target} {when}", "above": "above", "below": "below",
        "deadline": "by ___", "period": "in every ___", "by": "by {words}", "share": "for ___ % of cases",
        "milestone": "{text}, shown by ___ (evidence of completion)", "open": "{text}, {when}",
    },
    "id": {
        "up": "Meningkatkan {metric} dari {start} menjadi {target} {when}",
        "down": "Menurunkan {metric} dari {start} menjadi {target} {when}",
        "keep": "Menjaga {metric} {side} {target} {when}", "above": "sekurang-kurangnya", "below": "paling banyak",
        "deadline": "paling lambat ___", "period": "setiap ___", "by": "paling lambat {words}", "share": "untuk ___% kasus",
        "milestone": "{text}, dibuktikan dengan ___ (bukti penyelesaian)", "open": "{text}, {when}",
    },
}  # fmt: skip


def propose(statement: Facts) -> Proposal:
    """Return how ``statement`` could read so that it can be measured, in English and Indonesian."""
    return Proposal(statement.language, {language: _form(statement, language) for language in ("en", "id")})


def _form(statement: Facts, language: str) -> str:
    words = _WORDS[language]
    own = language == statement.language
    sentence = statement.text.strip().rstrip(".;:, ")
    if own and statement.milestone:
        return words["milestone"].format(text=sentence) + "."
    if own and statement.metrics and statement.targets and not statement.relative:
        return (
            words["open"].format(
                text=_with_share(statement, sentence, words), when=_when(statement, words, standing=True)
            )
            + "."
        )
    return _change(statement, language, words) + "."


def _with_share(statement: Facts, sentence: str, words: dict[str, str]) -> str:
    """Add the blank share to a limit that does not say for how many cases it holds."""
    if statement.limit is None or statement.limit not in statement.targets or statement.quantifier.value != "none":
        return sentence
    return f"{sentence} {words['share']}"


def _change(statement: Facts, language: str, words: dict[str, str]) -> str:
    topic = _topic_of(statement.text.lower())
    metric, unit, up = _metric(statement, topic, language)
    target = statement.target if statement.target and statement.target.value is not None else None
    shape = _shape(statement, up)
    value = _value(target, unit, relative=statement.relative)
    return words[shape].format(
        metric=metric,
        start=statement.baseline.words if statement.baseline else BLANK + unit,
        target=value,
        side=words["below" if statement.kind is Kind.MAINTAIN_AT_MOST or not up else "above"],
        when=_when(statement, words, standing=shape == "keep"),
    )


def _value(target: Part | None, unit: str, *, relative: bool) -> str:
    if target is None:
        return BLANK + unit
    return f"{BLANK}{unit} ({target.words})" if relative else target.words


def _metric(statement: Facts, topic: Topic, language: str) -> tuple[str, str, bool]:
    named = statement.metric
    if named is not None and language == statement.language and topic is OTHER:
        percent = statement.unit == "%" or any(
            word in named.words.lower() for word in ("share", "rate", "percent", "persen", "tingkat")
        )
        return named.words[:1].lower() + named.words[1:], " %" if percent else "", True
    return (topic.en if language == "en" else topic.id), topic.unit, topic.up


def _shape(statement: Facts, up: bool) -> str:
    if statement.kind is Kind.DECREASE or (statement.comparator in {Comparator.AT_MOST, Comparator.BELOW} and not up):
        return "down" if not up or statement.metrics else "up"
    if statement.kind in {Kind.MAINTAIN_AT_LEAST, Kind.MAINTAIN_AT_MOST} and statement.targets:
        return "keep"
    return "up" if up else "down"


def _when(statement: Facts, words: dict[str, str], *, standing: bool) -> str:
    if statement.deadline is not None:
        return words["by"].format(words=statement.deadline.words)
    if statement.period is not None:
        return statement.period.words
    return words["period"] if standing else words["deadline"]


def _topic_of(text: str) -> Topic:
    """Return the topic whose word comes first in the text; the longest word decides at the same place."""
    best: tuple[int, int, Topic] | None = None
    for topic in TOPICS:
        for stem in topic.stems:
            place = text.find(stem)
            if place >= 0 and (best is None or (place, -len(stem)) < best[:2]):
                best = (place, -len(stem), topic)
    return best[2] if best else OTHER
