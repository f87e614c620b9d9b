"""Whether the organisation keeps the accountability for what others do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from opensmp.checking import (
    BLOCKS,
    Address,
    Finding,
    at,
    fails,
    passes,
    put,
    rule,
)
from opensmp.dossier import Dossier
from opensmp.i18n import _
from opensmp.language import sentences
from opensmp.language.wordlist import words
from opensmp.plan.prose import Prose
from opensmp.rules.suppliers._helpers import spoken


@rule(
    "SUP-11",
    clause="8.2.3",
    severity=BLOCKS,
    requirements=("R16", "R21", "R76"),
    detects=("supplier-relationship-unplanned",),
    examples=(
        fails("`accountability` left empty", lambda dossier: put(dossier, "plan/suppliers", accountability=Prose())),
        fails(
            "“The supplier operates all services and is accountable for them.”",
            lambda dossier: put(
                dossier,
                "plan/suppliers",
                accountability=spoken(
                    dossier,
                    en="The supplier operates all services and is accountable for them.",
                    id="Pemasok menjalankan seluruh layanan dan bertanggung jawab penuh atasnya.",
                ),
            ),
        ),
        passes(
            "“No supplier operates all services; accountability stays with us.”",
            lambda dossier: put(
                dossier,
                "plan/suppliers",
                accountability=spoken(
                    dossier,
                    en="No supplier operates all services; accountability stays with the SMS owner.",
                    id="Tidak ada pemasok yang menjalankan seluruh layanan; akuntabilitas tetap pada pemilik SML.",
                ),
            ),
        ),
    ),
)
def accountability_stays_here(dossier: Dossier) -> Iterator[Finding]:
    """The organisation stays accountable for what other parties do.

    Why: work can be given away, accountability cannot. Where one other party runs everything there is no system
    left to certify.

    Fix: say that the organisation stays accountable, which services, components and practices others run, and by
    which criteria, measurements and reviews they are controlled.
    """
    section = dossier.plan.suppliers
    if "suppliers" not in dossier.stated:
        return
    if not section.accountability:
        says = _("Section 7 does not say that the organisation stays accountable for what other parties do.")
        yield Finding(at("plan/suppliers/accountability"), says)
    for where, prose in _said(dossier):
        for _language, text in prose.each():
            if not _may_give_away(text):
                continue
            quote = next((each.text for each in sentences(text) if _gives_away(each.text)), "")
            if quote:
                says = _("Accountability is given away, or one party runs everything: “{sentence}”", sentence=quote)
                yield Finding(where, says, quote=quote)
                break


def _said(dossier: Dossier) -> Iterator[tuple[Address, Prose]]:
    section = dossier.plan.suppliers
    yield at("plan/suppliers/accountability"), section.accountability
    yield at("plan/suppliers/approach"), section.approach
    for line in section.suppliers:
        yield at("plan/suppliers/suppliers", line.supplier, "role"), line.role
        yield at("plan/suppliers/suppliers", line.supplier, "management"), line.management
    for other in section.others:
        yield at("plan/suppliers/others", other.id, "runs"), other.runs
        yield at("plan/suppliers/others", other.id, "control"), other.control


_WORDS = words(
    "all whole entire fully completely entirely wholly accountable transferred delegated passed moves lies seluruh semua keseluruhan "
    "sepenuhnya seluruhnya beralih dialihkan diserahkan dilimpahkan penuh"
)
"""Words without which nothing is given away: a quick look before the thorough one."""


def _may_give_away(text: str) -> bool:
    lowered = text.lower()
    return "every one" in lowered or not _WORDS.isdisjoint(re.findall(r"\w+", lowered))


def _gives_away(sentence: str) -> bool:
    return _may_give_away(sentence) and not _denied().search(sentence) and _given().search(sentence) is not None


@cache
def _denied() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:no|none|not|never|neither|nobody|cannot|without|remains?|stays?|tidak|bukan|tanpa|tetap|tak)\b",
        re.IGNORECASE,
    )


@cache
def _given() -> re.Pattern[str]:
    verbs = r"(?:operates?|runs?|delivers?|provides?|performs?|manages?)"
    passive = r"(?:operated|run|delivered|provided|performed|managed|outsourced|transferred|handed over)"
    things = r"(?:services|components|practices|processes|operations?|activities)"
    di = r"(?:dijalankan|dioperasikan|dikelola|diserahkan|dialihdayakan|disediakan|dilaksanakan)"
    hal = r"(?:layanan|komponen|praktik|proses|operasi|kegiatan)"
    return re.compile(
        rf"\b{verbs} (?:all|every one|the whole|the entire)(?: of)?(?: (?:the|our))? (?:\w+ )?{things}\b"
        rf"|\b(?:all|the entire|the whole)(?: (?:the|our))? (?:\w+ )?{things} (?:is|are|has been|have been) (?:\w+ )?{passive} (?:by|to)\b"
        rf"|\b(?:fully|completely|entirely|wholly) (?:outsourced|{passive} (?:by|to))\b"
        r"|\b(?:supplier|vendor|provider|contractor)s? (?:is|are) (?:fully |solely )?accountable\b"
        r"|\baccountability (?:is |has been |was )?(?:transferred|delegated|passed|moves|lies with the (?:supplier|vendor|provider))"
        rf"|\b(?:menjalankan|mengoperasikan|mengelola|menyediakan|melaksanakan) (?:seluruh|semua|keseluruhan) {hal}\b"
        rf"|\b(?:seluruh|semua|keseluruhan) {hal}(?: \w+)? (?:telah |sudah )?(?:sepenuhnya )?{di} (?:oleh|kepada|ke)\b"
        rf"|\b(?:sepenuhnya|seluruhnya) {di}\b"
        r"|\b(?:akuntabilitas|tanggung jawab)(?: \w+){0,3} (?:beralih|dialihkan|diserahkan|dilimpahkan) (?:kepada|ke)\b"
        r"|\b(?:pemasok|vendor|penyedia)(?: \w+)? bertanggung jawab penuh\b",
        re.IGNORECASE,
    )
