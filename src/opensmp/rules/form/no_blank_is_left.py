"""Whether a blank, a reminder or a piece of template is left in the plan."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from opensmp.checking import BLOCKS, Address, Finding, at, fails, passes, rule
from opensmp.dossier import Dossier
from opensmp.dossier.wording import Passage, Wording
from opensmp.i18n import _, n_
from opensmp.language import placeholders
from opensmp.language.wordlist import phrases
from opensmp.rules.form._helpers import few, saying, section_opens, sentence_around, short

_MANY = 5
"""More headings of one section than this are reported together: the section is an unfilled form."""


@rule(
    "FRM-02",
    clause="7.5.2",
    severity=BLOCKS,
    requirements=("R26", "R55", "R58", "R66"),
    examples=(
        fails(
            "“The figures are shown to [TBD] in good time.”",
            lambda d: saying(
                d,
                "plan/assurance",
                "text",
                en="The figures are shown to [TBD] in good time.",
                id="Angkanya diperlihatkan kepada [TBD] pada waktunya.",
            ),
        ),
        passes(
            "A reference, a link and a remark in brackets are no blanks",
            lambda d: saying(
                d,
                "plan/assurance",
                "text",
                en="The figures are kept [as agreed with the auditors] and published; see [[section:review]].",
                id="Angka itu disimpan [sesuai kesepakatan dengan auditor] dan diterbitkan; lihat [[section:review]].",
            ),
        ),
    ),
)
def no_blank_is_left(dossier: Dossier) -> Iterator[Finding]:
    """No blank, reminder or piece of template is left in the plan.

    Why: a blank shows that nobody has decided what belongs there, and that whoever approved the plan had not read it.

    Fix: fill the blank with what was decided, or take the sentence out.
    """
    yield from _short_fields(dossier)
    gathered: dict[str, list[Finding]] = {}
    for where, (passage, found) in _by_text(dossier.wording).items():
        finding = _finding(where, passage, found)
        if where.parts[2:3] == ("subsections",):
            gathered.setdefault(where.parts[1], []).append(finding)
        else:
            yield finding
    for key, findings in gathered.items():
        yield from findings if len(findings) <= _MANY else (_of_section(dossier, key, findings),)


def _by_text(wording: Wording) -> Mapping[Address, tuple[Passage, list[tuple[int, int]]]]:
    """Return the blanks of each text; of two languages the first that holds any speaks for both."""
    held: dict[Address, tuple[Passage, list[tuple[int, int]]]] = {}
    for passage in _suspects(wording):
        where = at(*passage.text.parts)
        found = _blanks(passage.words) if where not in held else []
        if found:
            held[where] = (passage, found)
    return held


def _blanks(words: str) -> list[tuple[int, int]]:
    if not words.strip("_ \n"):
        return [(0, len(words))]
    printed = _comment().sub(lambda match: " " * len(match.group()), words) if "<!--" in words else words
    return [
        (found.start, found.end)
        for found in placeholders(printed)
        if found.kind != "markup" and not (found.kind == "date" and _names_a_format(printed, found.start))
    ]


def _names_a_format(words: str, start: int) -> bool:
    """Whether a date in letters says how dates are written (ISO 8601, format YYYY-MM-DD)."""
    before = words[max(0, start - 40) : start].lower()
    return "format" in before or "8601" in before


@cache
def _comment() -> re.Pattern[str]:
    return re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


_SIGNS = ("{{", "${", "«", "<", "___", "......", "………", "yyyy")
_WORDS = (
    "todo;fixme;tbd;tbc;tba;lorem ipsum;menyusul;nn%;n/n%;xx;xxx;xxxx;rp xx;rp xxx;20xx;dd-mm;dd/mm;dd.mm;dd mm;dd-bb;hh-bb"
    ";delete this;delete if not;delete as;hapus bagian;hapus kalimat;hapus teks;hapus jika;this template;templat ini"
    ";diisi oleh;diisi dengan;diisi sesuai;click here;your organisation;your organization;your company;your institution;your bank"
    ";your agency name;organisasi anda;perusahaan anda;instansi anda;lembaga anda;bank anda;acme;contoso;example corp"
    ";example corporation;example inc;example ltd;example company;pt abc;pt xyz;pt contoh;pt maju mundur;bank abc;bank xyz"
)
_UNDECIDED = (
    "to be defined;to be determined;to be confirmed;to be decided;to be completed;to be announced;to be filled in;to be added"
    ";to be agreed;akan ditentukan;akan ditetapkan;akan didefinisikan;akan diisi;akan dilengkapi;akan dikonfirmasi"
    ";belum ditentukan;belum ditetapkan;belum didefinisikan;belum diisi;belum dilengkapi;belum dikonfirmasi;perlu ditentukan"
    ";perlu ditetapkan;perlu didefinisikan;perlu diisi;perlu dilengkapi;perlu dikonfirmasi"
)
"""Undecided, unless the sentence goes on to say by whom, when or how it is decided."""

_HERE = ("here", "di sini")
"""The end of an instruction (describe the scope here), and an everyday word."""


def _suspects(wording: Wording) -> Iterator[Passage]:
    """Yield the passages that can hold a blank at all: few, so that only they are read closely."""
    seen = {id(passage) for passage in _with_signs(wording)}
    brackets = wording.count("[") != 2 * wording.count("[[")
    if seen or brackets:
        for passage in wording.passages:
            if id(passage) in seen or (brackets and _has_bracket(passage.words)):
                yield passage


def _with_signs(wording: Wording) -> Iterator[Passage]:
    yield from wording.holding(_SIGNS)
    yield from wording.saying(phrases(_WORDS))
    yield from (passage for passage in wording.saying(phrases(_UNDECIDED)) if _undecided().search(passage.words))
    yield from (passage for passage in wording.saying(_HERE) if _instruction().search(passage.words))


@cache
def _undecided() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:to be|akan|belum|perlu)\s(?:filled in|[a-z]+)\b"
        r"(?!\s(?:by|in|at|with|between|on|before|within|from|no|oleh|dalam|pada|paling|sebelum|melalui|setiap)\b)",
        re.IGNORECASE,
    )


@cache
def _instruction() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:insert|add|enter|fill in|describe|specify|list|isi|tulis|masukkan|tuliskan|lengkapi|sebutkan)[a-z]{0,5}\b"
        r"[^.\n]{0,60}\b(?:here|di sini)\b",
        re.IGNORECASE,
    )


def _has_bracket(words: str) -> bool:
    """Whether a bracket stands there that opens no reference ``[[kind:id]]``."""
    return words.count("[") != 2 * words.count("[[")


def _finding(where: Address, passage: Passage, found: list[tuple[int, int]]) -> Finding:
    words = passage.words
    start, end = sentence_around(words, *found[0])
    return Finding(
        where=where,
        says=n_(
            "A blank is left in “{sentence}”: {blanks}",
            "{n} blanks are left, the first in “{sentence}”: {blanks}",
            len(found),
            sentence=short(words[start:end], 120),
            blanks=few(short(words[first:last], 40) for first, last in found),
        ),
        quote=words[start:end].strip(),
    )


def _of_section(dossier: Dossier, key: str, findings: list[Finding]) -> Finding:
    return Finding(
        where=at("plan", key),
        says=_(
            "{section}, is a form that nobody filled in: blanks are left below {n} of its headings.",
            section=section_opens(dossier, key),
            n=len(findings),
        ),
        fix=_("Write what is true of this organisation below each heading, or take the heading out."),
        quote=findings[0].quote,
        also=tuple(finding.where for finding in findings),
    )


def _short_fields(dossier: Dossier) -> Iterator[Finding]:
    """Judge the names and numbers that are no prose: of the plan, the organisation, its tools and its obligations."""
    identity, organisation, plan = dossier.plan.identity, dossier.organisation, dossier.plan
    fields = [
        (at("plan/identity/number"), identity.number),
        (at("plan/identity/version"), identity.version),
        (at("plan/identity/classification"), identity.classification),
        (at("organisation/name"), organisation.name),
        (at("organisation/short"), organisation.short),
        *((at("organisation/units", row.id, "name"), str(row.name)) for row in organisation.units),
        *((at("organisation/sites", row.id, "name"), str(row.name)) for row in organisation.sites),
        *((at("organisation/offices", row.id, "title"), str(row.title)) for row in organisation.offices),
        *((at("plan/resources/technology", row.id, "name"), row.name) for row in plan.resources.technology),
        *((at("plan/scope/obligations", row.id, "instrument"), row.instrument) for row in plan.scope.obligations),
    ]
    for where, words in fields:
        if _may_be_blank(words) and _blanks(words):
            yield Finding(where=where, says=_("A blank is left: “{words}”", words=words), quote=words)


def _may_be_blank(words: str) -> bool:
    return any(
        sign in words for sign in ("_", "[", "<", "{", "TB", "TODO", "XX", "xx", "..", "Your", "your", "ABC", "XYZ")
    )
