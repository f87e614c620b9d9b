"""What a document leaves to the reader: the kind of a role, of an obligation, of a document; hours; approvals. Words decide."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from opensmp.intake.names import Names, is_person
from opensmp.intake.parsing import cadence_in, day_in, lines, span_in
from opensmp.lifecycle.history import Approval
from opensmp.plan.review import TriggerKind
from opensmp.plan.roles import RoleKind
from opensmp.registers.documents import DocumentKind
from opensmp.registers.organisation import Hours, Sector

ObligationKind: TypeAlias = Literal["policy", "standard", "law", "regulation", "contract"]

_ROLES: tuple[tuple[str, RoleKind], ...] = (
    ((
        r"sms owner|owner of the sms|service management (?:system )?(?:owner|manager)|pemilik sml|"
        r"pemilik sistem manajemen layanan|head of it service management|kepala manajemen layanan"
    ), "sms owner"),
    (r"internal audit|auditor|audit intern", "internal audit"),
    (r"committee|board$|komite|\bcab\b|forum|council|dewan", "body"),
    ((
        r"top management|sponsor|director|direktur|chief|\bceo\b|\bcio\b|\bcoo\b|\bcto\b|president|"
        r"manajemen puncak|direksi|board of"
    ), "top management"),
    (r"supplier|vendor|pemasok|contract manager", "supplier management"),
    (r"relationship|hubungan", "relationship management"),
    (r"risk|compliance|risiko|kepatuhan|legal", "risk and compliance"),
    (r"service owner|pemilik layanan", "service owner"),
    ((
        r"(?:practice|process) owner|pemilik (?:praktik|proses)|(?:incident|problem|change|release|configuration|"
        r"request|capacity|availability|continuity|security|service level|portfolio|knowledge|"
        r"catalogue)\b.*(?:manager|owner)|(?:manajer|pemilik) (?:insiden|masalah|perubahan|rilis|konfigurasi|"
        r"permintaan|kapasitas|ketersediaan|kontinuitas|keamanan)"
    ), "practice owner"),
    (r"service desk|operations|operasi|support|infrastructure|meja layanan|network|technical", "operations"),
    (r"customer|pelanggan|user|business unit", "customer"),
    (r"service management|manajemen layanan", "service management"),
)  # fmt: skip
_TOP = re.compile(
    r"\b(?:ceo|cio|coo|cto|cfo|chief [\w ]+ officer|president director|managing director|director|direktur|direksi)\b",
    re.IGNORECASE,
)
_NOT_TOP = re.compile(r"\b(?:art|deputy|assistant|wakil|asisten)\b", re.IGNORECASE)
_OBLIGATIONS: tuple[tuple[str, ObligationKind], ...] = (
    (r"\bpojk\b|\bseojk\b|\bpbi\b|\bpadg\b|regulation|peraturan|surat edaran|circular|permen|\bpp\b", "regulation"),
    (r"\buu\b|undang-undang|\bact\b|\blaw\b|gdpr", "law"), (r"\biso\b|\biec\b|\bsni\b|standard|nist|cobit|pci", "standard"),
    (r"contract|agreement|kontrak|perjanjian", "contract"),
)  # fmt: skip
_DOCUMENTS: tuple[tuple[str, DocumentKind], ...] = (
    (r"scope statement|pernyataan ruang lingkup", "scope statement"), (r"polic|kebijakan", "policy"),
    ((
        r"continuity plan|rencana kontinuitas|disaster recovery plan|bcp|drp"
    ), "continuity plan"), (r"risk register|daftar risiko", "risk register"),
    ((
        r"procedure|prosedur|\bsop\b|work instruction|instruksi kerja"
    ), "procedure"), (r"process|proses", "process"), (r"catalogue|catalog|katalog", "catalogue"),
    (r"portfolio|portofolio", "portfolio"),
    (r"service level|\bsla\b|\bola\b|agreement|perjanjian", "agreement"), (r"contract|kontrak", "contract"),
    (r"requirements|persyaratan", "requirements"),
    (r"report|laporan", "report"), (r"minutes|risalah|notulen|record|rekaman|log\b", "record"),
    (r"register|daftar", "register"), (r"\bplan\b|rencana", "plan"),
)  # fmt: skip
_SECTORS: tuple[tuple[str, Sector], ...] = (
    (r"\b(?:bpr|rural bank|bank perkreditan)\b", "rural bank"), (r"\bbank\b", "commercial bank"),
    (r"\b(?:payment|pembayaran)\b", "payment services"), (r"\b(?:finance|insurance|multifinance|asuransi)\b", "non-bank finance"),
    (r"\b(?:ministry|government|kementerian|pemerintah|dinas|agency)\b", "government"),
)  # fmt: skip
_DAYS = {
    "mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7,
    "sen": 1, "sel": 2, "rab": 3, "kam": 4, "jum": 5, "sab": 6, "min": 7,
}  # fmt: skip
_HOURS = re.compile(r"(\d{1,2})[:.](\d{2})\s*(?:-|–|—|to|until|sampai|s/d)\s*(\d{1,2})[:.](\d{2})")
_ROUND = re.compile(r"24\s*[x×/]\s*7|24 hours|round[- ]the[- ]clock|sepanjang waktu|24 jam|always", re.IGNORECASE)


def role_kind(title: str, duties: str = "") -> RoleKind:
    """Return what kind of role a title names; where the title says nothing, who owns the system by its duties."""
    found = next((kind for pattern, kind in _ROLES if re.search(pattern, title.lower())), None)
    owns = re.search(
        r"\bowns the (?:service management system|sms)|pemilik sistem manajemen layanan|pemilik sml", duties.lower()
    )
    return "sms owner" if owns and found in {None, "service management", "operations"} else found or "other"


def is_top_management(title: str) -> bool:
    """Whether an office belongs to top management by its title."""
    return bool(_TOP.search(title)) and not _NOT_TOP.search(title)


def obligation_kind(instrument: str) -> ObligationKind:
    """Return what kind of instrument a name is that of."""
    return next((kind for pattern, kind in _OBLIGATIONS if re.search(pattern, instrument.lower())), "policy")


def document_kind(title: str) -> DocumentKind:
    """Return what kind of document a title names."""
    return next((kind for pattern, kind in _DOCUMENTS if re.search(pattern, title.lower())), "other")


def sector_of(name: str) -> Sector:
    """Return the sector that the name of an organisation gives away."""
    return next((kind for pattern, kind in _SECTORS if re.search(pattern, name.lower())), "other")


def hours_in(text: str) -> tuple[Hours, ...] | None:
    """Return the working windows of *Mon–Fri 08:00–17:00*; none for round the clock, None for other words."""
    if _ROUND.search(text):
        return ()
    found = _HOURS.search(text)
    if not found:
        return None
    days = [_DAYS[word[:3].lower()] for word in re.findall(r"[A-Za-z]{3,}", text) if word[:3].lower() in _DAYS]
    if len(days) == 2 and days[0] < days[1]:
        days = list(range(days[0], days[1] + 1))
    opens, closes = f"{int(found[1]):02}:{found[2]}", f"{int(found[3]):02}:{found[4]}"
    return (Hours(days=tuple(sorted(set(days))) or (1, 2, 3, 4, 5), opens=opens, closes=closes),)


_TRIGGERS: tuple[tuple[str, TriggerKind], ...] = (
    (r"new service|layanan baru|service is added", "new service"), (r"new customer|pelanggan baru", "new customer"),
    (r"new objective|sasaran baru", "new objective"), (r"customer lost|pelanggan (?:berhenti|hilang)|loss of a customer", "customer lost"),
    (r"objective.*chang|sasaran.*berubah|perubahan sasaran", "objective changed"),
    (r"top management|manajemen puncak|leadership|direksi", "top management change"),
    (r"organisation|organization|organisasi|restructur|reorgani", "organisation change"),
    (r"operation|operate|practice differs|praktik berbeda|operasi", "operation differs"),
    (r"management review|tinjauan manajemen", "management review"),
    (r"service.*(?:retire|change|withdraw)|layanan.*(?:dihentikan|berubah)|(?:retire|change).*service", "service retired or changed"),
    (r"agreement|obligation|regulation|sla|contract|kewajiban|regulasi|perjanjian|peraturan|kontrak", "agreement or obligation changed"),
)  # fmt: skip


def trigger_kind(text: str) -> TriggerKind | None:
    """Return which of the known triggers an event is."""
    return next((kind for pattern, kind in _TRIGGERS if re.search(pattern, text.lower())), None)


def when(text: str, made: Mapping[str, Any]) -> dict[str, Any]:
    """Return when an activity takes place: a day, from–to, or a cadence, all of which people write into one column."""
    found: dict[str, Any] = {}
    span, cadence = span_in(text), cadence_in(text)
    if span and "end" not in made and span[0] != span[1] and not re.fullmatch(r"\D*20\d\d\D*", text):
        found = {"start": span[0], "end": span[1]}
    if cadence and "cadence" not in made and not day_in(text):
        found["cadence"] = cadence
    return found


def approvals(names: Names, text: str) -> tuple[Approval, ...]:
    """Return the approvals of *Name, Office, day*, a line each; the first name that is a person's is who approved."""
    found = []
    for line in lines(text):
        parts = [part.strip(" ()") for part in re.split(r"[,(–—]| on | pada ", line) if part.strip(" ()")]
        day = day_in(line)
        parts = [part for part in parts if not day_in(part)]
        person = next((names.find(("person",), part) for part in parts if names.find(("person",), part)), "")
        person = person or next((names.holder(("person",), part) for part in parts if is_person(part)), "")
        office = next((names.find(("office",), part) for part in parts if names.find(("office",), part)), "")
        if person:
            found.append(Approval(person=person, office=office or None, on=day.day if day else None))
    return tuple(found)


def currency_of(*texts: str) -> str:
    """Return the currency that texts name; three question marks where none does, for a person to replace."""
    for text in texts:
        money = re.search(r"\b(IDR|USD|EUR|SGD|GBP|AUD|MYR)\b|\bRp\b|€|£", text)
        if money:
            return {"Rp": "IDR", "€": "EUR", "£": "GBP"}.get(money[0], money[0])
    return "???"
