"""Tell-tale words: filler, marketing, project talk, slips about the regulator, and claims about what is in operation."""

import re
from collections.abc import Collection
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from opensmp.language.lexer import NUMBER, WORD, items, language_of_words, tokens
from opensmp.language.line import Line
from opensmp.language.phrasebook import Tell, book, tells
from opensmp.language.quantities import mentions
from opensmp.language.telltale_phrases import DESIGNED, GENERIC, MARKETING, OPERATING, PLANNED, PROJECT
from opensmp.language.wordlist import words

_FULLY = ("fully", "penuh", "sepenuhnya", "completely", "menyeluruh")


class Status(StrEnum):
    """How far a practice is, in the words of a sentence."""

    PLANNED = "planned"
    DESIGNED = "designed"
    OPERATING = "operating"


class ImplementationClaim(NamedTuple):
    """What a sentence says about the state of a practice; ``full`` when it leaves nothing open."""

    status: Status
    words: str
    start: int
    end: int
    full: bool


class Slip(NamedTuple):
    """A regulation spoken of as if it were the authority, and the words that would be right."""

    words: str
    start: int
    end: int
    correction: str


def generic_phrases(text: str) -> tuple[Tell, ...]:
    """Return filler that would be true of any organisation ("in accordance with best practice", "sesuai kebutuhan")."""
    return tells(text, book(("generic", GENERIC), ("marketing", MARKETING)))


def marketing(text: str) -> tuple[Tell, ...]:
    """Return words of advertising; a governing document persuades nobody (R01)."""
    return tells(text, book(("marketing", MARKETING)))


def project_talk(text: str) -> tuple[Tell, ...]:
    """Return words of an implementation project, which has a plan of its own (R01)."""
    return tells(text, book(("project", PROJECT)))


def implementation_claim(text: str) -> ImplementationClaim | None:
    """Return how ``text`` states the status of a practice; what is planned outweighs what is done in one sentence."""
    rows = ((Status.OPERATING, OPERATING), (Status.PLANNED, PLANNED), (Status.DESIGNED, DESIGNED))
    found = tells(text, book(*((status.value, phrases) for status, phrases in rows)))
    for status in (Status.PLANNED, Status.DESIGNED, Status.OPERATING):
        tell = next((tell for tell in found if tell.kind == status.value), None)
        if tell is not None:
            full = status is Status.OPERATING and any(word in text.lower() for word in _FULLY)
            return ImplementationClaim(status, tell.words, tell.start, tell.end, full)
    return None


@cache
def _slip() -> re.Pattern[str]:
    return re.compile(
        r"\b(?P<rule>S?E?POJK|PADG|PBI)\b(?P<number>\s(?:No\.?\s?|Nomor\s)?\d{1,3}[^\s]{0,30})?\s(?P<act>request(?:s|ed)?(?:\s(?:us|that|for))?|asks?(?:\s(?:us|for))?|requires\sus|visits?|inspects?|examines?|audits?|"
        r"officers?|examiners?|inspectors?|demand(?:s|ed)|contacts?|approves|fines|"
        r"meminta|memanggil|mengunjungi|memeriksa|mengaudit|menegur|menyetujui|mendatangi|pengawas|menghubungi)\b",
        re.IGNORECASE,
    )


_AUTHORITY = {"POJK": "OJK", "SEPOJK": "OJK", "PBI": "Bank Indonesia", "PADG": "Bank Indonesia"}


@cache
def _asked_by() -> re.Pattern[str]:
    return re.compile(
        r"\b(?P<act>requests?\s(?:from|by)|requested\sby|(?:permintaan|diminta|pemeriksaan|diperiksa)\s(?:dari|oleh)|audit(?:ed)?\sby|inspection\sby|reports?\sto|lapor(?:an)?\s(?:ke|kepada)|melapor\s(?:ke|kepada)|permintaan)"
        r"\s(?P<rule>POJK|PBI|PADG)\b(?!\s(?:No|Nomor|\d))|\b(?P<noun>POJK|PBI|PADG)\s(?P<what>requests?|permintaan)\b",
        re.IGNORECASE,
    )


def regulator_slip(text: str) -> tuple[Slip, ...]:
    """Return "POJK requests" and the like: POJK is a regulation, the authority is OJK (PBI: Bank Indonesia)."""
    found: dict[int, Slip] = {}
    for match in (*_slip().finditer(text), *_asked_by().finditer(text)):
        groups = match.groupdict()
        rule = (groups.get("rule") or groups.get("noun") or "").upper()
        authority = _AUTHORITY.get(rule, "OJK")
        corrected = re.sub(rf"\b{rule}\b", authority, match.group(), flags=re.IGNORECASE)
        found.setdefault(match.start(), Slip(match.group(), match.start(), match.end(), corrected))
    return tuple(found[start] for start in sorted(found))


@cache
def _document_number() -> re.Pattern[str]:
    return re.compile(r"\b[A-Z]{2,8}(?:[-/][A-Z]{1,8}){0,4}[-/]\d{1,6}(?:[-/][A-Z\d]{1,8}){0,3}\b")


_NAMES_NOBODY = words(
    "sla slas iso iec it itsm smp sms cmdb raci ola cio ceo cto kpi ci itil pdca csf ola's uat ict ti sop sml crm erp tik id en pic ok"
)
"""Abbreviations of the field that name nothing of this organisation."""


def specifics(text: str, names: Collection[str] = ()) -> int:
    """Return how many specific things ``text`` holds.

    Counted are the given names, document numbers, quantities and dates, and proper nouns inside a sentence. A text that
    holds none would be true of any organisation.
    """
    lowered = " " + " ".join(text.lower().split()) + " "
    given = sum(lowered.count(name.lower()) for name in names if name.strip())
    numbered = len(_document_number().findall(text))
    row = tokens(text)
    line = Line(text, language := language_of_words([token.word for token in row]), tuple(items(row, language)))
    measured = sum(
        1
        for mention in mentions(line)
        if mention.kind not in {"name", "cadence"} and _in_digits(line, mention.first, mention.last)
    )
    return given + numbered + measured + _proper_nouns(text, {part for name in names for part in name.lower().split()})


def _in_digits(line: Line, first: int, last: int) -> bool:
    return any(line.items[index].kind == NUMBER for index in range(first, last + 1))


def _proper_nouns(text: str, known: set[str]) -> int:
    """Count runs of capitalised words that do not open a sentence and are no abbreviation of the field."""
    count = 0
    opening, running = True, False
    for token in tokens(text):
        if token.kind != WORD:
            opening = opening or text[token.start] in ".!?:\n|•*#-"
            running = running and token.kind == NUMBER
            continue
        proper = (
            text[token.start].isupper() and not opening and token.word not in _NAMES_NOBODY and token.word not in known
        )
        count += proper and not running
        running, opening = proper, False
    return count
