"""What the rules of the profile *ojk* share: who is bound by what, reading duties in prose, and a bank for their examples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from typing import Any

from opensmp.checking import Address, add, at, edit, put
from opensmp.dossier import Dossier
from opensmp.language import sentences
from opensmp.plan.prose import Prose
from opensmp.plan.scope import Obligation
from opensmp.rules.scope._helpers import flat, spoken, with_sentence
from opensmp.rules.scope._instruments import has_begun, has_ended, instrument_name
from opensmp.standard import Obligation as PackRow

CORE = {
    "commercial bank": ("pojk-11-2022-governance", "uu-27-2022"),
    "rural bank": ("pojk-34-2025-governance", "uu-27-2022"),
    "non-bank finance": ("pojk-4-2021-policies", "uu-27-2022"),
    "payment services": ("pbi-23-6-2021", "uu-27-2022"),
    "government": ("perpres-95-2018", "uu-27-2022"),
    "service provider": ("uu-27-2022",),
    "other": ("uu-27-2022",),
}
"""The rows of the obligations pack that an institution of each sector is expected to have answered."""

SUPERVISED = frozenset({"commercial bank", "rural bank", "non-bank finance"})
"""The sectors that OJK supervises."""


def supervised(dossier: Dossier) -> bool:
    """Whether OJK supervises the organisation."""
    return dossier.organisation.country == "ID" and dossier.organisation.sector in SUPERVISED


def core_rows(dossier: Dossier) -> Iterator[PackRow]:
    """Yield the core rows of the organisation's sector that are in force today."""
    keys = CORE[dossier.organisation.sector] if dossier.organisation.country == "ID" else ()
    for key in keys:
        row = dossier.standard.obligations.get(key)
        if row is not None and has_begun(row, dossier.today) and not has_ended(row, dossier.today):
            yield row


def rests_on(obligation: Obligation, row: PackRow, dossier: Dossier) -> bool:
    """Whether an obligation of the plan rests on the instrument of a pack row."""
    named = dossier.standard.obligations.get(obligation.pack)
    if named is not None and named.instrument == row.instrument:
        return True
    name = instrument_name(obligation.instrument)
    return name is not None and name == instrument_name(row.instrument)


def says_all(text: str, *patterns: re.Pattern[str]) -> bool:
    """Whether one sentence of a text speaks of every one of the subjects."""
    said = flat(text)
    return all(pattern.search(said) for pattern in patterns) and any(
        all(pattern.search(sentence.text) for pattern in patterns) for sentence in sentences(text)
    )


def anywhere(dossier: Dossier, *patterns: re.Pattern[str]) -> bool:
    """Whether one sentence of the plan speaks of every one of the subjects."""
    return any(says_all(said, *patterns) for text in dossier.texts for _language, said in text.prose.each())


@cache
def regulator() -> re.Pattern[str]:
    """Match the authorities of financial institutions in Indonesia, and the word for one."""
    return re.compile(
        r"(?<![-:\w/])(?:OJK|Otoritas Jasa Keuangan|Bank Indonesia|regulators?|supervisory authority|otoritas|"
        r"pengawas)(?![-\w])",
        re.IGNORECASE,
    )


@cache
def notice() -> re.Pattern[str]:
    """Match words for telling somebody."""
    return re.compile(
        r"\b(?:notif\w+|report(?:s|ed|ing)?|inform(?:s|ed)?|tells?|told|notices?|"
        r"(?:me|di)?lapor\w*|pelaporan|(?:mem|di)?beri(?:tahu|\s?tahu)\w*|pemberitahuan|notifikasi)\b",
        re.IGNORECASE,
    )


# A bank for examples -------------------------------------------------------------------------------------------------


def as_bank(dossier: Dossier) -> Dossier:
    """Return the dossier as that of a commercial bank that shows what its regulations ask for."""
    if dossier.organisation.sector == "commercial bank":
        return dossier
    dossier = put(dossier, "organisation", sector="commercial bank", country="ID")
    dossier = add(dossier, "plan/scope/obligations", *_obligations(dossier))
    dossier = edit(
        dossier,
        "registers/supplier_contracts",
        lambda rows: tuple(
            replace(row, clauses=("audit right", "regulator access", "exit", "data onshore")) for row in rows
        ),
    )
    dossier = with_sentence(
        dossier,
        "plan/roles/structure",
        en="The directors' monthly meeting is the IT steering committee.",
        id="Rapat bulanan direksi berfungsi sebagai Komite Pengarah TI.",
    )
    return with_sentence(
        dossier,
        "plan/assurance/programme/approach",
        en="The internal IT audit is reviewed by an external party.",
        id="Audit intern TI dikaji ulang oleh pihak eksternal.",
    )


def reworded(dossier: Dossier, address: str, pattern: re.Pattern[str], *, en: str, id: str) -> Dossier:
    """Return a copy in which every text below ``address`` has other words for what ``pattern`` matches."""
    instead = {"en": en, "id": id}
    prevailing = dossier.plan.identity.language
    across_lines = re.compile(pattern.pattern.replace(" ", r"\s+"), pattern.flags)
    return edit(dossier, address, lambda held: _reworded(held, across_lines, instead, prevailing))


def _reworded(held: Any, pattern: re.Pattern[str], instead: dict[str, str], prevailing: str) -> Any:
    if isinstance(held, Prose):
        return Prose(tuple((key, pattern.sub(instead[key or prevailing], text)) for key, text in held.texts))
    if isinstance(held, tuple):
        return tuple(_reworded(row, pattern, instead, prevailing) for row in held)
    if hasattr(held, "__dataclass_fields__"):
        changed = {
            each.name: _reworded(getattr(held, each.name), pattern, instead, prevailing) for each in fields(held)
        }
        return replace(held, **changed)
    return held


def _obligations(dossier: Dossier) -> Iterator[Obligation]:
    owner = dossier.plan.identity.owner
    yield Obligation(
        id="OB-X1",
        instrument="POJK 11/POJK.03/2022",
        kind="regulation",
        pack="pojk-11-2022-governance",
        owner=owner,
        applies=spoken(
            dossier,
            en="The services follow the IT strategic plan. Serious IT incidents are reported to OJK in its form and time.",
            id="Layanan mengikuti rencana strategis TI. Insiden TI yang serius dilaporkan kepada OJK menurut bentuk dan "
            "batas waktunya.",
        ),
    )
    yield Obligation(
        id="OB-X2",
        instrument="UU 27/2022",
        kind="law",
        pack="uu-27-2022",
        owner=owner,
        applies=spoken(
            dossier,
            en="A breach of personal data is notified in writing to the people concerned and to the authority.",
            id="Kegagalan pelindungan data pribadi diberitahukan secara tertulis kepada subjek data dan lembaga.",
        ),
    )


OBLIGATIONS: Address = at("plan/scope/obligations")
"""Where findings about missing duties point."""
