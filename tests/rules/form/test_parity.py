"""Two languages, one plan: what must be the same in both texts, and what may differ."""

from __future__ import annotations

import pytest

from opensmp.checking import Finding, put, run
from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose
from opensmp.rules import all_rules

RULES = {rule.id: rule for rule in all_rules()}


def findings(dossier: Dossier, en: str, id: str, *ids: str) -> list[Finding]:
    told = put(dossier, "plan/improvement", text=Prose.of({"en": en, "id": id}))
    return list(run(told, [RULES[each] for each in ids or ("FRM-14",)]).findings)


@pytest.mark.requirement("R83")
@pytest.mark.parametrize(
    ("en", "id"),
    [
        ("within 4 hours", "dalam 8 jam"),
        ("at least 99.5 %", "minimal 99,9 %"),
        ("seven customers", "enam pelanggan"),
        ("fourteen days", "empat hari"),
        ("twenty days", "tiga puluh hari"),
        ("by 30 June 2027", "paling lambat 30 Juli 2027"),
        ("see [[document:A-1]]", "lihat [[document:A-2]]"),
        ("see [[document:A-1]]", "lihat dokumen itu"),
        ("at 08:00", "pukul 09.00"),
        ("three of 12 audits", "tiga dari 11 audit"),
        ("for 5 of 7 services", "bagi 5 layanan"),
    ],
)
def test_another_number_date_or_reference_is_found(provider: Dossier, en: str, id: str) -> None:
    assert [str(found.where) for found in findings(provider, en, id)] == ["plan/improvement/text"]


@pytest.mark.requirement("R83")
@pytest.mark.parametrize(
    ("en", "id"),
    [
        ("within 4 hours", "dalam empat jam"),
        ("1,000 records, 99.50 %", "1.000 rekaman, 99,5 %"),
        ("twelve inputs, twenty-five rows", "dua belas masukan, dua puluh lima baris"),
        ("two hundred people", "dua ratus orang"),
        ("fourteen days in May 2027", "14 hari pada Mei 2027"),
        ("by 2027-06-30", "paling lambat 30 Juni 2027"),
        ("from 08:00 to 17:00", "dari 8.00 sampai 17.00"),
        ("one of the two owners; each may decide", "salah seorang pemilik; masing-masing boleh memutuskan"),
        ("a fifth of it, and third parties", "seperlimanya, dan pihak lain"),
        ("in the third quarter (Q3)", "pada triwulan III (Q3)"),
        ("[[sla:S-1]] then [[sla:S-2]]", "[[sla:S-2]] setelah [[sla:S-1]]"),
    ],
)
def test_the_same_said_in_the_way_of_each_language_is_the_same(provider: Dossier, en: str, id: str) -> None:
    assert findings(provider, en, id) == []


@pytest.mark.requirement("R83")
def test_a_shortened_text_is_one_finding_not_a_list_of_missing_numbers(provider: Dossier) -> None:
    long = " ".join(f"Case {letter} was closed on day {n}." for n, letter in enumerate("ABCDEFGHIJKLMN", 20))
    found = findings(provider, long, "Kasus A ditutup pada hari 20.", "FRM-14", "FRM-15")
    assert [each.rule for each in found] == ["FRM-15"]


@pytest.mark.requirement("R83")
@pytest.mark.parametrize(
    ("en", "id", "flaws"),
    [
        ("The report is read by the owner of the service.", "Laporan dibaca oleh pemilik layanan dan dibahas.", 0),
        ("Laporan dibaca oleh pemilik layanan dan dibahas.", "The report is read by the owner of the service.", 2),
        ("The report is read.\n\nLaporan dibaca oleh pemilik layanan dan dibahas.", "Laporan dibaca oleh pemilik dan dibahas.", 1),
        ("Incident log, 2026", "Incident log, 2026", 0),
        ("| 12 | 14 | 16 | 18 | 20 | 22 | 24 | 26 | 28 |", "| 12 | 14 | 16 | 18 | 20 | 22 | 24 | 26 | 28 |", 0),
    ],
)  # fmt: skip
def test_each_paragraph_is_in_its_language(provider: Dossier, en: str, id: str, flaws: int) -> None:
    assert len(findings(provider, en, id, "FRM-12")) == flaws


@pytest.mark.requirement("R83")
def test_a_section_without_any_translation_is_one_finding(bank: Dossier) -> None:
    rows = tuple(
        type(row)(**{**vars(row), "text": Prose.of({"en": f"limitation {place}"})})
        for place, row in enumerate(bank.plan.scope.limitations * 5)
    )
    dossier = put(bank, "plan/scope", limitations=rows)
    assert [str(found.where) for found in run(dossier, [RULES["FRM-13"]]).findings] == ["plan/scope"]


@pytest.mark.requirement("R83")
def test_a_plan_in_one_language_is_never_compared(provider: Dossier) -> None:
    alone = put(provider, "plan/identity", second_language=None)
    assert list(run(alone, [RULES[each] for each in ("FRM-13", "FRM-14", "FRM-15")]).findings) == []
