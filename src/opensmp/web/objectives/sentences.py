"""The sentence form: what a typed sentence already says, what is missing, and an objective made of its parts.

Nothing is invented here: what the sentence does not say stays a blank for the person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from opensmp.i18n import Message, Plural, _, spoken_date
from opensmp.language import Kind, Label, Statement, read
from opensmp.plan.objectives import Objective
from opensmp.plan.prose import Prose
from opensmp.plan.terms import Baseline
from opensmp.web.answers import Answers, Tongue, day_in, number_in, shown_number, words_in
from opensmp.web.figures import figure_words

KINDS: Mapping[str, Message] = {
    "increase": _("raise"), "decrease": _("reduce"), "maintain at least": _("keep at or above"), "maintain at most": _("keep at or below"),
    "milestone": _("finish"),
}  # fmt: skip
"""How each type of objective begins its sentence."""
WINDOWS: Mapping[str, Message] = {
    "week": _("week"), "month": _("month"), "quarter": _("quarter"), "half-year": _("half-year"), "year": _("year"),
}  # fmt: skip
FORMS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "increase": "Raise {metric} from {start} to at least {target} by {deadline}.",
        "decrease": "Reduce {metric} from {start} to at most {target} by {deadline}.",
        "maintain at least": "Keep {metric} at or above {target} in every {window}.",
        "maintain at most": "Keep {metric} at or below {target} in every {window}.",
        "milestone": "Finish {metric} by {deadline}, shown by {evidence}.",
    },
    "id": {
        "increase": "Meningkatkan {metric} dari {start} menjadi sedikitnya {target} paling lambat {deadline}.",
        "decrease": "Menurunkan {metric} dari {start} menjadi paling banyak {target} paling lambat {deadline}.",
        "maintain at least": "Menjaga {metric} sekurang-kurangnya {target} setiap {window}.",
        "maintain at most": "Menjaga {metric} paling banyak {target} setiap {window}.",
        "milestone": "Menyelesaikan {metric} paling lambat {deadline}, dibuktikan dengan {evidence}.",
    },
}
"""The sentences of the plan, in the plan's languages: not words of the screen, and so not translated with them."""
_MONTHS = ("jan", "feb", "mar", "apr", "ma?[yi]", "jun", "jul", "a[ug]", "sep", "o[ck]t", "nov", "de[cs]")


class Found(NamedTuple):
    """One thing that a sentence says, or does not say yet."""

    name: str
    words: str
    present: bool


class ReadSentence(NamedTuple):
    """A typed sentence as the page tells it back."""

    text: str
    state: str
    says: Message | Plural
    found: tuple[Found, ...]
    questions: tuple[str, ...]
    doubts: tuple[str, ...]
    proposal: str


def read_back(text: str, tongue: Tongue) -> ReadSentence | None:
    """Return what a sentence says, in the words of the screen; None where nothing is typed."""
    if not text.strip():
        return None
    statement = read(text.strip(), tongue.plan[0] if len(tongue.plan) == 1 else None)
    parts = ((_("Measure"), statement.metric), (_("Target"), statement.target), (_("Where it starts"), statement.baseline),
             (_("By when"), statement.deadline or statement.period))  # fmt: skip
    state, says = _LABELS[statement.label]
    return ReadSentence(
        statement.text, state, says,
        tuple(Found(name.text(tongue.person), part.words if part else "", part is not None) for name, part in parts),
        tuple(each.text(tongue.person) for each in statement.missing), tuple(each.text(tongue.person) for each in statement.warnings),
        statement.proposal.text(statement.language) if statement.proposal else "",
    )  # fmt: skip


_LABELS: Mapping[Label, tuple[str, Message | Plural]] = {
    Label.MEASURABLE: ("ok", _("Anyone can tell whether this was achieved.")),
    Label.PARTIALLY: ("warn", _("It says part of what is needed.")),
    Label.NOT: ("stop", _("An auditor cannot tell whether this was achieved.")),
}  # fmt: skip


def blanks_of(statement: Statement | None, row: Objective | None, tongue: Tongue) -> dict[str, str]:
    """Return the blanks of the form: what the objective's fields say, else what its sentence says, else nothing."""
    held = _from_fields(row, tongue) if row is not None else {}
    return {
        **(_from_sentence(statement, tongue.person) if statement else {}),
        **{name: words for name, words in held.items() if words},
    }


def _from_fields(row: Objective, tongue: Tongue) -> dict[str, str]:
    start, language = row.baseline, tongue.person
    held = {
        "kind": row.kind, "unit": row.unit, "target": shown_number(row.target, language) if row.target is not None else "",
        "start": shown_number(start.value, language) if start else "", "start_on": start.on.isoformat() if start and start.on else "",
        "deadline": row.deadline.isoformat() if row.deadline else "", "window": row.window or "", "owner": row.owner or "",
    }  # fmt: skip
    for name, prose in (("metric", row.metric), ("source", row.source), ("evidence", row.evidence)):
        held.update({f"{name}-{each}": words_in(prose, each, tongue) for each in tongue.plan})
    return held


def _from_sentence(statement: Statement, language: str) -> dict[str, str]:
    kind = "" if statement.kind is Kind.UNKNOWN else statement.kind.value.replace("_", " ")
    target = statement.target
    number = target.value if target and target.value is not None and not statement.relative else None
    start = statement.baseline
    day = day_in_words(statement.deadline.words) if statement.deadline else None
    return {
        "kind": kind, f"metric-{statement.language}": _lowered(statement.metric.words) if statement.metric else "",
        "target": shown_number(number, language) if number is not None else "", "unit": statement.unit or "",
        "start": shown_number(start.value, language) if start and start.value is not None else "",
        "deadline": day.isoformat() if day else "",
    }  # fmt: skip


def day_in_words(words: str) -> date | None:
    """Return the day that words name in full, such as *31 December 2027*; a quarter or a year alone names none."""
    found = re.search(r"\b(\d{1,2})\s+([A-Za-z]{3,})\.?\s+(20\d\d)\b", words)
    if found is None:
        return None
    month = next((number for number, stem in enumerate(_MONTHS, 1) if re.match(stem, found[2].lower())), 0)
    iso = day_in(f"{found[1]}/{month}/{found[3]}") if month else None
    return date.fromisoformat(iso) if iso else None


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


class Made(NamedTuple):
    """The fields of an objective as the sentence form gives them, or what is wrong (name of the blank, sentence)."""

    fields: dict[str, Any]
    errors: list[tuple[str, Message]]


def made_of(answers: Answers, tongue: Tongue) -> Made:
    """Read the blanks: every blank that the kind of sentence has must be filled."""
    errors: list[tuple[str, Message]] = []
    kind = answers.one("kind")
    if kind not in KINDS:
        return Made({}, [("kind", _("Choose how the sentence begins."))])
    metric = _words(answers, "metric", tongue)
    if not metric:
        errors.append((f"metric-{tongue.plan[0]}", _("Say what is measured.")))
    fields: dict[str, Any] = {
        "kind": kind, "metric": metric, "unit": answers.one("unit"), "source": _words(answers, "source", tongue),
        "evidence": _words(answers, "evidence", tongue), "owner": answers.one("owner") or None,
    }  # fmt: skip
    target = _number(answers, "target", tongue, errors) if kind != "milestone" else None
    deadline = _day(answers, "deadline", errors) if not kind.startswith("maintain") else None
    fields |= {"target": target, "deadline": deadline, "window": None, "baseline": None}
    if kind in ("increase", "decrease"):
        start = _number(answers, "start", tongue, errors)
        on = _day(answers, "start_on", errors) if answers.one("start_on") else None
        fields["baseline"] = Baseline(value=start, on=on) if start is not None else None
    if kind.startswith("maintain"):
        window = answers.one("window")
        fields["window"] = window if window in WINDOWS else None
        if window not in WINDOWS:
            errors.append(("window", _("Say over which period it is judged.")))
    if kind == "milestone" and not fields["evidence"]:
        errors.append((f"evidence-{tongue.plan[0]}", _("Say what will show that it is done.")))
    return Made(fields, errors)


def sentence_of(fields: Mapping[str, Any], tongue: Tongue) -> Prose:
    """Return the sentence of the plan, in each language in which the measure is named."""
    metric: Prose = fields["metric"]
    texts = {}
    for language in tongue.plan:
        words = words_in(metric, language, tongue)
        if words:
            texts[language] = FORMS[language][fields["kind"]].format(**_spoken(fields, language, words, tongue))
    return Prose.of(texts if len(tongue.plan) > 1 else next(iter(texts.values()), ""))


def _spoken(fields: Mapping[str, Any], language: str, metric: str, tongue: Tongue) -> dict[str, str]:
    unit, baseline, window = fields["unit"], fields["baseline"], fields["window"]
    start = figure_words(baseline.value, unit, language) if baseline else ""
    if baseline and baseline.on:
        start += f" ({spoken_date(baseline.on, language)})"
    return {
        "metric": metric.strip().rstrip("."), "start": start,
        "deadline": spoken_date(fields["deadline"], language) if fields["deadline"] else "",
        "target": figure_words(fields["target"], unit, language) if fields["target"] is not None else "",
        "window": WINDOWS[window].text(language) if window else "", "evidence": words_in(fields["evidence"], language, tongue).rstrip("."),
    }  # fmt: skip


def _words(answers: Answers, name: str, tongue: Tongue) -> Prose:
    typed = {language: answers.one(f"{name}-{language}") for language in tongue.plan}
    return (
        Prose.of({language: words for language, words in typed.items() if words})
        if len(typed) > 1
        else Prose.of(typed[tongue.plan[0]])
    )


def _number(answers: Answers, name: str, tongue: Tongue, errors: list[tuple[str, Message]]) -> Decimal | None:
    found = number_in(answers.one(name), tongue.person)
    if found is None:
        errors.append((name, _MISSING[name]))
        return None
    return Decimal(found)


def _day(answers: Answers, name: str, errors: list[tuple[str, Message]]) -> date | None:
    found = day_in(answers.one(name))
    if found is None:
        errors.append((name, _MISSING[name]))
        return None
    return date.fromisoformat(found)


_MISSING: Mapping[str, Message] = {
    "target": _("Say which value is to be reached, as a number."), "start": _("Say where it stands today, as a number."),
    "deadline": _("Say by which day."), "start_on": _("Say on which day it stood there."),
}  # fmt: skip
