"""Promises in words as targets: *at least 99.9 % availability in every month*, *P1 restored within 4 hours, 90 %, quarterly*.

Only numbers that stand in the words are used. A metric is named where the words name what is counted; else nothing is made.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from opensmp.intake.parsing import number_in, window_in
from opensmp.intake.vocabulary import folded
from opensmp.measures.catalogue import CATALOGUE
from opensmp.plan.terms import Comparator, Target

_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*(?:%|per\s?cent|persen)", re.IGNORECASE)
_LIMIT = re.compile(
    r"(?:within|in|dalam(?: waktu)?|paling lama|limit|batas|maksimal|max\.?|maximum|≤|<=|under|up to|not more than)?\s*"
    r"(\d+(?:[.,]\d+)?)\s*(working |business |calendar )?"
    r"(minutes?|mins?|menit|hours?|hrs?|h|jam|days?|hari(?: kerja| kalender)?|weeks?|minggu)\b",
    re.IGNORECASE,
)
_PRIORITY = re.compile(r"\b(?:P|Prio(?:rity|ritas)?\s*|Sev(?:erity)?\s*)([1-5])\b", re.IGNORECASE)
_NAMED_PRIORITY = {"critical": "P1", "kritis": "P1"}
_AT_MOST = re.compile(
    r"\b(?:at most|no more than|not more than|less than|below|maximum|max|paling banyak|maksimal|tidak lebih dari|kurang dari)\b|[≤<]",
    re.IGNORECASE,
)
_UNITS = {
    "menit": "min",
    "minute": "min",
    "minutes": "min",
    "mins": "min",
    "hours": "h",
    "hour": "h",
    "hrs": "h",
    "hr": "h",
    "jam": "h",
}
_CLOCKS = (
    (re.compile(r"round[- ]the[- ]clock|24\s*[x×/]\s*7|sepanjang waktu|clock hours", re.IGNORECASE), "round-the-clock"),
    (
        re.compile(r"office hours|working hours|business hours|service hours|jam kerja|jam kantor", re.IGNORECASE),
        "office-hours",
    ),
)
_METRICS: tuple[tuple[str, str], ...] = (
    (r"availab|uptime|ketersediaan|tersedia", "service.availability"),
    (r"(?:major incident|insiden besar)\w*.{0,60}(?:review|ditinjau|tinjauan)", "incident.reviewed_within"),
    ((
        r"(?:incident|insiden|\bp[1-4]\b|gangguan).{0,80}(?:first respon|respon|acknowledg|ditanggapi)|"
        r"respon\w* time|waktu respon"
    ), "incident.responded_within"),
    ((
        r"(?:incident|insiden|\bp[1-4]\b|gangguan|priority [1-4]).{0,80}(?:resol|restor|diselesaikan|dipulihkan|"
        r"penyelesaian|pemulihan|closed)|resolution time|time to restore|waktu penyelesaian"
    ), "incident.resolved_within"),
    (r"(?:request|permintaan).{0,80}(?:fulfil|dipenuhi|completed|diselesaikan|pemenuhan)", "request.fulfilled_within"),
    (r"(?:problem|masalah).{0,80}(?:cause|penyebab)", "problem.cause_found_within"),
    (r"emergency change|perubahan darurat", "change.emergency_share"),
    (r"(?:unauthori[sz]ed change|perubahan tanpa izin|perubahan tidak sah)", "change.unauthorised"),
    (r"(?:change|perubahan).{0,80}(?:success|berhasil)", "change.successful"),
    (r"(?:release|rilis).{0,80}(?:without|tanpa).{0,30}(?:roll|pembatalan)", "release.without_rollback"),
    (r"(?:release|rilis).{0,80}(?:on time|tepat waktu|as planned)", "release.on_time"),
    ((
        r"(?:configuration item|butir konfigurasi|cmdb|\bcis?\b).{0,80}(?:correct|accura|benar|akurat)|"
        r"cmdb accuracy|akurasi cmdb"
    ), "configuration.accuracy"),
    (r"(?:backup|cadangan).{0,60}(?:succe|berhasil)", "backup.succeeded"),
    (r"(?:supplier|vendor|pemasok).{0,60}(?:target|sla).{0,40}(?:met|dipenuhi|tercapai)", "supplier.targets_met"),
    (r"sla target|targets? of (?:the )?slas?|target sla", "service_level.targets_met"),
    (r"vulnerabilit|kerentanan", "vulnerability.fixed_within"),
    (r"satisf|kepuasan", "relationship.satisfaction"),
)  # fmt: skip


@cache
def _titles() -> Mapping[str, str]:
    """Return the metric of each title of the catalogue, in both languages."""
    return {folded(metric.title.text(language)): key for key, metric in CATALOGUE.items() for language in ("en", "id")}


def metric_of(text: str) -> str:
    """Return the metric whose title or usual words stand in a text; empty for none."""
    head = re.split(r"\bat (?:least|most)\b|[:≥≤<>]|\bsedikitnya\b|\bpaling (?:banyak|sedikit)\b", text, maxsplit=1)[0]
    known = _titles().get(folded(head))
    if known:
        return known
    named = re.search(r"\b([a-z_]+\.[a-z_]+)\b", text)
    if named and named[1] in CATALOGUE:
        return named[1]
    lowered = text.lower()
    return next((metric for pattern, metric in _METRICS if re.search(pattern, lowered)), "")


def limit_in(text: str) -> str:
    """Return the time limit of a text as the plan writes it: ``4 h``, ``5 working days``; empty for none."""
    found = _LIMIT.search(text)
    if not found:
        return ""
    unit, kind = found[3].lower(), (found[2] or "").strip().lower()
    if unit.startswith("hari"):
        unit, kind = "days", "working" if "kerja" in unit else kind
    amount = found[1].replace(",", ".")
    if unit.startswith(("day", "week", "minggu")):
        word = "week" if unit.startswith(("week", "minggu")) else "day"
        word = word if amount == "1" else f"{word}s"
        return f"{amount} {'working ' if kind in {'working', 'business'} else ''}{word}"
    return f"{amount} {_UNITS.get(unit, unit)}"


def target_in(text: str, language: str, calendars: Mapping[str, str]) -> Target | None:
    """Return the target that a piece of text states, or None where it names no number of a known metric.

    ``calendars`` are the ids of service calendars by their folded names: a promise may say in which hours it counts.
    """
    name = metric_of(text)
    percent = _PERCENT.search(text)
    if not name or percent is None:
        return None
    value = number_in(percent[1], language if "," in percent[1] else "en")
    if value is None:
        return None
    rest = text[: percent.start()] + " " + text[percent.end() :]
    comparator: Comparator = "at most" if _AT_MOST.search(text[: percent.start()]) else "at least"
    return Target(
        metric=name, comparator=comparator, value=value, limit="" if "availability" in name else limit_in(rest),
        clock=_clock(text, calendars), window=window_in(rest), population=population_in(text),
    )  # fmt: skip


def _clock(text: str, calendars: Mapping[str, str]) -> str:
    """Return the calendar that a text names, else the usual id of the hours that it speaks of."""
    padded = f" {folded(text)} "
    known = max((name for name in calendars if f" {name} " in padded), key=len, default="")
    return calendars[known] if known else next((identity for pattern, identity in _CLOCKS if pattern.search(text)), "")


def population_in(text: str) -> str:
    """Return the records that a promise speaks of: a priority, where it names one."""
    found = _PRIORITY.search(text)
    if found:
        return f"P{found[1]}"
    return next((key for word, key in _NAMED_PRIORITY.items() if re.search(rf"\b{word}\b", text, re.IGNORECASE)), "")
