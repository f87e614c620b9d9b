"""Plans as other people write them: what is said is found, what is unclear is kept, and nothing is invented."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests.intake.by_hand import ENGLISH, INDONESIAN, written

from opensmp.checking import chosen, run
from opensmp.dossier import Dossier
from opensmp.intake.drafting import Draft
from opensmp.intake.reading import read
from opensmp.intake.understanding import Corrections, draft_of, language_in, understand
from opensmp.plan.terms import Money
from opensmp.rules import all_rules

pytestmark = pytest.mark.requirement("R01")
TODAY = date(2026, 11, 22)


def draft_from(text: str, tmp_path: Path) -> Draft:
    source = read(written(text, tmp_path / "plan.docx"))
    return draft_of([understand(source)], [], language_in([source]), TODAY)


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return draft_from(ENGLISH, tmp_path_factory.mktemp("en")).dossier


def test_document_control_is_read_from_the_cover_and_its_tables(english: Dossier) -> None:
    identity = english.plan.identity
    assert (identity.number, identity.version, identity.owner) == ("KD-SMP-01", "1.2", "sari-wulandari")
    assert str(identity.title) == "Service Management Plan"
    assert english.organisation.name == "Kreasi Digital Ltd"
    assert [(row.number, row.start, row.author) for row in english.history.versions] == [
        ("1.0", date(2025, 1, 12), "sari-wulandari"), ("1.1", date(2026, 2, 3), "sari-wulandari"), ("1.2", None, None),
    ]  # fmt: skip
    assert english.history.versions[0].approvals[0].person == "hendra-gunawan"


def test_services_customers_and_the_numbers_of_their_agreements_are_found(english: Dossier) -> None:
    assert [str(row.name) for row in english.registers.services] == [
        "Managed hosting",
        "Managed desktops",
        "Service desk",
    ]
    assert {str(row.name) for row in english.registers.customers} == {"PT Maju", "PT Jaya"}
    assert [line.slas for line in english.plan.portfolio.services] == [("SLA-01",), ("SLA-02",), ()]
    assert english.slas["SLA-01"].status == "draft"


def test_objectives_roles_and_the_matrix_are_found(english: Dossier) -> None:
    first, second = english.plan.objectives.objectives
    assert (first.target, first.unit, first.deadline, first.owner) == (
        Decimal(95),
        "%",
        date(2026, 12, 31),
        "budi-santoso",
    )
    assert (second.target, second.deadline) == (None, None)
    roles = {row.id: row for row in english.plan.roles.roles}
    assert (roles["incident-manager"].kind, roles["incident-manager"].reports_to) == (
        "practice owner",
        "head-of-it-services",
    )
    assert roles["head-of-it-services"].kind == "sms owner"
    assert english.plan.roles.raci[0].cells == {
        "managing-director": "A",
        "head-of-it-services": "R",
        "incident-manager": "I",
    }


def test_practices_have_their_procedures_and_their_promises(english: Dossier) -> None:
    assert english.practices["incident"].procedures == ("KD-SOP-IM-01",)
    (promise,) = english.plan.commitments.commitments
    assert (promise.target.metric, promise.target.value, promise.target.limit, promise.target.population, promise.target.window) == (
        "incident.resolved_within", Decimal(90), "4 h", "P1", "month",
    )  # fmt: skip


def test_the_budget_is_the_one_that_is_written(english: Dossier) -> None:
    budget = english.plan.resources.budget
    assert budget is not None
    assert (budget.currency, budget.total, [row.planned for row in budget.lines]) == (
        "IDR",
        Decimal(1_050_000_000),
        [Decimal(900_000_000), Decimal(150_000_000)],
    )


def test_an_auditor_finds_three_true_problems_at_once(english: Dossier) -> None:
    found = {each.rule for each in run(english, chosen(all_rules(), "stage1")).findings}
    assert {"SUP-04", "POR-03", "OBJ-01"} <= found


def test_what_no_plan_holds_is_kept_aside_with_its_place(tmp_path: Path) -> None:
    draft = draft_from(ENGLISH, tmp_path)
    (party,) = [each for each in draft.aside if "cake" in each.text]
    assert (party.path, party.place.file) == (("Appendix: holiday party",), "plan.docx")
    assert party.place.paragraph > 20


def test_an_indonesian_plan_is_understood_as_well(tmp_path: Path) -> None:
    draft = draft_from(INDONESIAN, tmp_path)
    dossier = draft.dossier
    assert draft.is_plan
    assert len(draft.sections) == 10
    assert dossier.plan.identity.language == "id"
    assert [str(row.name) for row in dossier.registers.services] == ["Core banking", "Mobile banking"]
    assert [target.value for row in dossier.registers.slas for target in row.targets] == [
        Decimal("99.9"),
        Decimal("99.5"),
    ]
    assert dossier.plan.objectives.objectives[0].deadline == date(2026, 12, 31)
    assert dossier.plan.resources.budget is not None
    assert dossier.plan.resources.budget.lines[0].planned == Decimal(2_500_000_000)
    assert dossier.plan.scope.obligations[0].kind == "regulation"
    assert dossier.plan.assurance.management_review.frequency == "half-yearly"
    assert dossier.practices["incident"].procedures == ("SOP-IM-001",)
    assert dossier.registers.supplier_contracts[0].end == date(2026, 6, 30)


def test_a_number_is_never_invented(english: Dossier) -> None:
    numbers = {row.target for row in english.plan.objectives.objectives} | {
        target.value for sla in english.registers.slas for target in sla.targets
    }
    assert numbers == {Decimal(95), None, Decimal("99.9"), Decimal("99.5")}
    assert all(row.limit is None or isinstance(row.limit, Money) for row in english.plan.roles.roles)


SIGNED = """
B Rencana Manajemen Layanan
B LEMBAR PENGESAHAN
T Disusun oleh|Diperiksa oleh|Disetujui oleh
Dewi Lestari|Agus Salim|Bambang Hartono
Kepala Divisi TI|Kepala Operasi|Direktur Utama
2 Maret 2026|3 Maret 2026|{day}
B RIWAYAT PERUBAHAN
T Versi|Tanggal|Uraian Perubahan|Penyusun
1.0|5 Maret 2026|Terbitan pertama|Dewi Lestari
H BAB I RUANG LINGKUP
Sistem ini mencakup seluruh layanan TI yang disediakan Divisi TI bagi unit bisnis di kantor pusat Surabaya.
H BAB II SASARAN
Sasaran ditetapkan setiap tahun oleh Direksi setelah tinjauan manajemen selesai dilaksanakan dan dicatat.
"""


def test_a_dated_signature_page_approves_the_latest_version(tmp_path: Path) -> None:
    draft = draft_from(SIGNED.format(day="5 Maret 2026"), tmp_path)
    (approval,) = draft.dossier.history.versions[-1].approvals
    assert (approval.person, approval.on) == ("bambang-hartono", date(2026, 3, 5))
    assert "Bambang Hartono" in draft.aside[0].text


def test_a_signature_page_without_a_day_approves_nothing(tmp_path: Path) -> None:
    draft = draft_from(SIGNED.format(day="________"), tmp_path)
    assert draft.dossier.history.versions[-1].approvals == ()


def test_what_a_person_corrects_holds(tmp_path: Path) -> None:
    source = read(written(ENGLISH, tmp_path / "plan.docx"))
    first = understand(source)
    party = next(each for each in first.outline.headings if "party" in each.title)
    supplier = next(table.number for table in source.tables if table.rows[0][0].text == "Vendor")
    intro = next(each for each in first.outline.headings if each.title == "Introduction")
    said = Corrections(levels={intro.index: 0}, homes={party.index: "review.distribution"}, tables={supplier: ""})
    again = understand(source, said)
    assert "Introduction" not in [heading.title for heading in again.outline.headings]
    assert "cake" in again.gathered.words["review.distribution"][0]
    assert [row for row in again.gathered.rows if row.kind == "Supplier"] == []
    dossier = draft_of([again], [], "en", TODAY).dossier
    assert "Nusa Data Center" in str(dossier.plan.suppliers.subsections[0].text)


def test_a_table_that_was_not_known_is_what_a_person_says(tmp_path: Path) -> None:
    sketch = "H 1. Scope\nWhat follows is a list of what we do for others in this country.\nT Name|Owner\nHosting|Budi Santoso\n"
    source = read(written(sketch, tmp_path / "plan.docx"))
    assert understand(source).gathered.rows == []
    (row,) = understand(source, Corrections(tables={1: "Service"})).gathered.rows
    assert row.cells == {"name": "Hosting", "owner": "Budi Santoso"}
