"""Tables of a plan fill the registers and the lists, as people write them; what a cell does not say is left open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.intake.sketches import drafted, understood

from opensmp.dossier import Dossier
from opensmp.plan.raci import read_cell, roles_with

pytestmark = pytest.mark.requirement("R01")


def dossier(text: str, language: str = "en") -> Dossier:
    return drafted(text, language).dossier


# Services and their agreements ---------------------------------------------------------------------------------------------


SERVICES = """
# Service catalogue
ID | Service name | Description | Service owner | Customers | Status | Criticality | Service hours
S-01 | Core banking | Ledger and accounts | Agus Salim | Retail unit; Treasury | Live | Tier 1 | 24x7
S-02 | Email | | Dewi Lestari | Retail unit | in development | high | Mon-Fri 08:00-17:00
S-03 | Fax | Old | Dewi Lestari | Treasury | Retired | low |
"""


def test_a_service_has_its_owner_its_customers_and_its_state() -> None:
    first, second, third = dossier(SERVICES).registers.services
    assert (first.id, str(first.name), str(first.description), first.owner) == (
        "S-01", "Core banking", "Ledger and accounts", "agus-salim",
    )  # fmt: skip
    assert [each.status for each in (first, second, third)] == ["active", "in development", "retired"]
    assert [each.criticality for each in (first, second, third)] == [1, 2, 4]
    assert len(first.customers) == 2
    assert second.customers == first.customers[:1]


def test_a_retired_service_is_in_the_register_and_not_in_the_scope() -> None:
    made = dossier(SERVICES)
    assert made.plan.scope.services == ("S-01", "S-02")
    assert [line.service for line in made.plan.portfolio.services] == ["S-01", "S-02"]


def test_hours_of_services_become_calendars_of_the_organisation() -> None:
    calendars = {str(each.name): each.hours for each in dossier(SERVICES).organisation.calendars}
    assert calendars["24x7"] == ()
    ((hours,),) = [each for name, each in calendars.items() if name.startswith("Mon")]
    assert (hours.days, hours.opens, hours.closes) == ((1, 2, 3, 4, 5), "08:00", "17:00")


def test_owners_named_in_tables_are_people_of_the_organisation_once_each() -> None:
    people = [each.name for each in dossier(SERVICES).organisation.people]
    assert sorted(people) == ["Agus Salim", "Dewi Lestari"]


def test_services_without_ids_get_ids_and_keep_their_order() -> None:
    made = dossier(
        "# Service catalogue\nNo | Service name | Service owner\n1 | Email | Budi Santoso\n2 | Hosting | Budi Santoso\n"
    )
    assert [(each.id, str(each.name)) for each in made.registers.services] == [("S-1", "Email"), ("S-2", "Hosting")]


def test_two_tables_about_the_same_services_make_each_service_once() -> None:
    made = dossier(
        "# Service catalogue\nService name | Service owner\nEmail | Budi Santoso\nHosting | Sari Dewi\n\nmore about them\n"
        "Service name | Criticality | Description\nEmail | Tier 2 | Mail for all\nHosting | Tier 1 | Servers\n"
    )
    assert [(str(each.name), each.owner, each.criticality) for each in made.registers.services] == [
        ("Email", "budi-santoso", 2), ("Hosting", "sari-dewi", 1),
    ]  # fmt: skip


def test_an_availability_in_the_table_of_services_is_an_agreement_in_draft() -> None:
    made = dossier(
        "# Service catalogue\nService name | Service owner | Availability | Customers\nEmail | Budi Santoso | 99.5 % | Retail\n"
    )
    (sla,) = made.registers.slas
    (target,) = sla.targets
    assert (sla.status, sla.services, target.metric, target.value) == (
        "draft",
        ("S-1",),
        "service.availability",
        Decimal("99.5"),
    )
    assert made.plan.portfolio.services[0].slas == (sla.id,)


@pytest.mark.parametrize("cell", ["", "-", "n/a", "TBD", "tidak ada"])
def test_an_empty_availability_promises_nothing(cell: str) -> None:
    made = dossier(f"# Service catalogue\nService name | Service owner | Availability\nEmail | Budi Santoso | {cell}\n")
    assert made.registers.slas == ()


SLAS = """
# Services
ID | Service name | Service owner
S-01 | Core banking | Agus Salim
# Service level agreements
SLA ID | Services | Customers | Status | Valid from | Valid until | Targets
SLA-7 | Core banking | Retail | signed | 1 Jan 2026 | 31 Dec 2026 | Availability 99.9% per month; P1 incidents restored within 4 hours: 90 %
"""


def test_an_agreement_has_its_days_and_every_target_of_its_cell() -> None:
    (sla,) = dossier(SLAS).registers.slas
    assert (sla.id, sla.services, sla.status) == ("SLA-7", ("S-01",), "approved")
    assert (sla.start, sla.end) == (date(2026, 1, 1), date(2026, 12, 31))
    assert [(each.metric, each.value, each.limit, each.window) for each in sla.targets] == [
        ("service.availability", Decimal("99.9"), "", "month"), ("incident.resolved_within", Decimal(90), "4 h", None),
    ]  # fmt: skip


def test_no_second_agreement_is_drafted_where_one_covers_the_service() -> None:
    text = SLAS.replace("Service owner\n", "Service owner | Availability\n").replace(
        "Agus Salim\n", "Agus Salim | 99.9 %\n"
    )
    assert [each.id for each in dossier(text).registers.slas] == ["SLA-7"]


# RACI ----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "letters"),
    [
        ("R", "R"), ("r", "R"), ("A/R", "AR"), ("R, A", "AR"), ("RA", "AR"), ("C&I", "CI"), ("A*", "A"), ("R1", "R"),
        ("Responsible", "R"), ("accountable", "A"), ("Consulted and informed", "CI"), ("C (approves)", "C"),
    ],
)  # fmt: skip
def test_a_cell_of_a_matrix_keeps_the_letters_that_stand_in_it(cell: str, letters: str) -> None:
    made = dossier(
        f"# RACI\nActivity | CIO | Service manager | Auditor\nApprove the plan | {cell} | I | I\nRun the desk | I | {cell} | I\n"
    )
    first, second = made.plan.roles.raci
    assert read_cell(first.cells["cio"]).letters == set(letters)
    assert read_cell(second.cells["service-manager"]).letters == set(letters)


MATRIX = """
# Roles
Role | Held by | Responsibilities
Chief Information Officer | Bambang Hartono | Approves the plan
Incident manager | Agus Salim | Runs incidents
# RACI
Activity | CIO | Incident manager | Service desk
Planning | < | < | <
Approve the plan | A | C | -
Operation | < | < | <
Incident management | I | A/R | R
Legend: R responsible, A accountable, C consulted, I informed
"""


def test_a_title_over_rows_of_a_matrix_is_their_group_and_no_duty() -> None:
    first, second = dossier(MATRIX).plan.roles.raci
    assert [(str(each.activity), str(each.group)) for each in (first, second)] == [
        ("Approve the plan", "Planning"), ("Incident management", "Operation"),
    ]  # fmt: skip
    assert second.practice == "incident"


def test_initials_in_a_matrix_are_the_role_of_the_table_of_roles() -> None:
    made = dossier(MATRIX)
    first, second = made.plan.roles.raci
    assert first.cells["chief-information-officer"] == "A"
    assert roles_with(second, "R") == ("incident-manager", "service-desk")
    assert [each.id for each in made.plan.roles.roles] == [
        "chief-information-officer",
        "incident-manager",
        "service-desk",
    ]


def test_the_legend_of_a_matrix_is_kept_and_makes_no_role_and_no_duty() -> None:
    draft = drafted(MATRIX)
    assert len(draft.dossier.plan.roles.raci) == 2
    held = " ".join(str(each.text) for each in draft.dossier.plan.roles.subsections) + str(
        draft.dossier.plan.roles.structure
    )
    assert "Legend: R responsible" in held + " ".join(each.text for each in draft.aside)


def test_a_matrix_whose_roles_stand_under_a_merged_heading_has_the_roles_of_the_second_row() -> None:
    made = dossier(
        "# RACI\nActivity | Roles | < | <\n^ | CIO | Owner | Desk\nApprove the plan | A | R | I\nClose incidents | I | A | R\n"
    )
    assert [len(each.cells) for each in made.plan.roles.raci] == [3, 3]
    assert [str(each.activity) for each in made.plan.roles.raci] == ["Approve the plan", "Close incidents"]


# Roles and people ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("SMS owner", "sms owner"), ("Pemilik SML", "sms owner"), ("Internal audit", "internal audit"),
        ("Change advisory committee", "body"), ("Director of IT", "top management"), ("Direktur Utama", "top management"),
        ("Incident manager", "practice owner"), ("Manajer insiden", "practice owner"), ("Service owner", "service owner"),
        ("Vendor manager", "supplier management"), ("Account relationship manager", "relationship management"),
        ("Risk officer", "risk and compliance"), ("Meja layanan", "operations"), ("Gardener", "other"),
    ],
)  # fmt: skip
def test_a_role_is_of_the_kind_that_its_title_says(title: str, kind: str) -> None:
    (role,) = dossier(
        f"# Roles\nRole | Held by | Responsibilities\n{title} | Ratna Dewi | What is asked\n"
    ).plan.roles.roles
    assert role.kind == kind


def test_a_role_reports_to_the_role_that_its_row_names() -> None:
    made = dossier(
        "# Peran\nJabatan | Nama | Tugas | Melapor kepada\nDirektur Utama | Bambang Hartono | Menyetujui |\n"
        "Kepala Divisi TI | Dewi Lestari | Mengelola | Direktur Utama\n",
        "id",
    )
    first, second = made.plan.roles.roles
    assert (first.reports_to, second.reports_to) == (None, "direktur-utama")
    assert second.holders == ("dewi-lestari",)


# Suppliers -----------------------------------------------------------------------------------------------------------------


def test_a_row_of_suppliers_makes_the_supplier_its_line_and_its_contract() -> None:
    made = dossier(
        "# Suppliers\nVendor | Product/Service | Contract No. | Start date | Expiry | Key supplier | Contract owner\n"
        "Nusa Data | Colocation | CT-2023-011 | 1 July 2023 | 30 June 2026 | Yes | Sari Wulandari\nMaju Tech | Laptops | - | | | No |\n"
    )
    first, second = made.registers.suppliers
    (contract,) = made.registers.supplier_contracts
    assert (str(first.name), str(second.name)) == ("Nusa Data", "Maju Tech")
    assert (contract.id, contract.supplier, contract.start, contract.end) == (
        "CT-2023-011", first.id, date(2023, 7, 1), date(2026, 6, 30),
    )  # fmt: skip
    assert [(line.supplier, line.contracts) for line in made.plan.suppliers.suppliers] == [
        (first.id, ("CT-2023-011",)), (second.id, ()),
    ]  # fmt: skip
    assert made.plan.suppliers.suppliers[0].owner == "sari-wulandari"


def test_a_contract_listed_in_both_tables_is_one_contract() -> None:
    made = dossier(
        "# Suppliers\nSupplier | Contract no | Key supplier\nNusa Data | CT-01 | Yes\n# Contracts with suppliers\n"
        "Contract no | Supplier | Start | End\nCT-01 | Nusa Data | 1 Jan 2025 | 31 Dec 2027\n"
    )
    (contract,) = made.registers.supplier_contracts
    assert (contract.supplier, contract.end) == (made.registers.suppliers[0].id, date(2027, 12, 31))


# Objectives, budget, audits, improvements ----------------------------------------------------------------------------------


def test_an_objective_in_a_table_has_target_deadline_and_owner_and_an_open_one_stays_open() -> None:
    first, second = dossier(
        "# Objectives\nNo | Objective | KPI | Target | Deadline | Responsible\n1 | Restore fast | P1 in 4 h | 95 % | Q2 2027 | Agus Salim\n"
        "2 | Be kind | | | |\n"
    ).plan.objectives.objectives
    assert (first.target, first.unit, first.deadline, first.owner) == (
        Decimal(95),
        "%",
        date(2027, 6, 30),
        "agus-salim",
    )
    assert (second.target, second.deadline, second.owner) == (None, None, None)


@pytest.mark.parametrize(
    ("header", "currency"),
    [
        ("Item | Amount (IDR)", "IDR"),
        ("Uraian | Jumlah (Rp)", "IDR"),
        ("Item | Amount in EUR", "EUR"),
        ("Item | Amount", "???"),
    ],
)
def test_a_budget_has_the_currency_that_is_written_or_asks_for_it(header: str, currency: str) -> None:
    budget = dossier(
        f"# Resources\n## Budget\n{header}\nStaff | 900,000,000\nTools | 100,000,000\nTotal | 1,000,000,000\n"
    ).plan.resources.budget
    assert budget is not None
    assert (budget.currency, budget.total) == (currency, Decimal(1_000_000_000))
    assert [(str(row.purpose), row.planned) for row in budget.lines] == [
        ("Staff", Decimal(900_000_000)), ("Tools", Decimal(100_000_000)),
    ]  # fmt: skip


@pytest.mark.parametrize("word", ["Total", "TOTAL:", "Grand total", "Jumlah", "Sum"])
def test_a_sum_is_what_the_plan_states_and_no_line_of_the_budget(word: str) -> None:
    budget = dossier(
        f"# Resources\n## Budget\nItem | Amount (IDR)\nStaff | 10\nTools | 5\n{word} | 16\n"
    ).plan.resources.budget
    assert budget is not None
    assert (len(budget.lines), budget.total) == (2, Decimal(16))


def test_a_schedule_of_audits_fills_the_register_and_the_programme() -> None:
    made = dossier(
        "# Performance evaluation\n## Internal audit\nAudits take place twice a year.\n"
        "Audit ID | Audit area | Planned date | Lead auditor | Performed\n"
        "IA-01 | Context and scope | 15 May 2026 | Rina Kartika | 18 May 2026\nIA-02 | Operation | October 2026 | Rina Kartika |\n"
    )
    first, second = made.registers.audits
    assert (first.planned, first.performed, second.performed) == (date(2026, 5, 15), date(2026, 5, 18), None)
    assert second.planned == date(2026, 10, 31)
    programme = made.plan.assurance.programme
    assert (programme.audits, programme.frequency) == (("IA-01", "IA-02"), "half-yearly")


def test_improvements_have_state_owner_and_due_day_and_the_plan_names_them() -> None:
    made = dossier(
        "# Improvement\nID | Initiative | Source | Status | Owner | Due date\n"
        "CSI-1 | Automate patching | audit finding | ongoing | Budi Santoso | 30 Sept 2026\n"
        "CSI-2 | New CMDB | idea | Closed | Budi Santoso | 31/01/2026\n"
    )
    first, second = made.registers.improvements
    assert [(each.status, each.due) for each in (first, second)] == [
        ("in progress", date(2026, 9, 30)),
        ("done", date(2026, 1, 31)),
    ]
    assert made.plan.improvement.initiatives == ("CSI-1", "CSI-2")


# Document control, versions, signatures --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "value", "name", "held"),
    [
        ("Document No.", "KD-SMP-01", "number", "KD-SMP-01"), ("Nomor Dokumen", "RML-7", "number", "RML-7"),
        ("Version", "2.1", "version", "2.1"), ("Versi", "3", "version", "3"),
    ],
)  # fmt: skip
def test_document_control_is_read_from_labels_in_both_languages(label: str, value: str, name: str, held: str) -> None:
    made = dossier(
        f"# Document control\n{label} | {value}\nOwner | Ratna Dewi\nClassification | Internal\n\n# Scope\nAll of it.\n"
    )
    assert getattr(made.plan.identity, name) == held
    assert made.plan.identity.owner == "ratna-dewi"


HISTORY = """
# Revision history
Rev | Date | Description of change | Author | Approved by
1.0 | 12 Jan 2025 | First issue | Sari Wulandari | Hendra Gunawan, Managing Director, 15 Jan 2025
1.1 | March 2026 | New service | Sari Wulandari | Hendra Gunawan
2.0 | | Yearly update | | -
"""


def test_a_version_table_keeps_what_is_filled_and_leaves_open_what_is_not() -> None:
    first, second, third = dossier(HISTORY).history.versions
    assert [each.number for each in (first, second, third)] == ["1.0", "1.1", "2.0"]
    assert [each.start for each in (first, second, third)] == [date(2025, 1, 12), date(2026, 3, 31), None]
    assert (first.author, third.author) == ("sari-wulandari", None)


def test_an_approval_without_a_day_has_none_and_a_dash_approves_nothing() -> None:
    first, second, third = dossier(HISTORY).history.versions
    assert [(each.person, each.on) for each in first.approvals] == [("hendra-gunawan", date(2025, 1, 15))]
    assert [(each.person, each.on) for each in second.approvals] == [("hendra-gunawan", None)]
    assert third.approvals == ()


def test_the_version_of_the_plan_is_the_latest_of_its_history() -> None:
    assert dossier(HISTORY).plan.identity.version == "2.0"


@pytest.mark.parametrize(
    "rows",
    [
        (
            "Prepared by | Reviewed by | Approved by\nDewi Lestari | Agus Salim | Bambang Hartono\n"
            "1 March 2026 | 2 March 2026 | 5 March 2026\n"
        ),
        (
            " | Name | Position | Date\n"
            "Prepared by | Dewi Lestari | Head of IT | 1 March 2026\nApproved by | Bambang Hartono | Director | 5 March 2026\n"
        ),
        "Disusun oleh | Disetujui oleh\nDewi Lestari | Bambang Hartono\nTanda tangan | Tanda tangan\n1 Maret 2026 | 5 Maret 2026\n",
        "Approved by: / Bambang Hartono / President Director / 5 March 2026 | Prepared by: / Dewi Lestari / 1 March 2026\n",
    ],
)
def test_a_signature_page_approves_by_who_approved_and_not_by_who_wrote(rows: str) -> None:
    made = dossier(
        f"# Approval page\n{rows}\n# Revision history\nVersion | Date | Changes\n1.0 | 1 March 2026 | First\n"
    )
    (approval,) = made.history.versions[-1].approvals
    assert (approval.person, approval.on) == ("bambang-hartono", date(2026, 3, 5))


# What is not understood ------------------------------------------------------------------------------------------------------


def test_a_cell_that_cannot_be_read_is_a_doubt_with_its_place_and_no_value() -> None:
    draft = drafted("# Service catalogue\nID | Service name | Criticality\nS-01 | Email | purple\n")
    (doubt,) = draft.doubts
    assert (doubt.text, doubt.name, doubt.place.table, doubt.place.row) == ("purple", "criticality", 1, 2)
    assert draft.dossier.registers.services[0].criticality is None


def test_a_column_that_no_register_knows_is_kept_aside_beside_the_name_of_its_row() -> None:
    draft = drafted("# Service catalogue\nID | Service name | Shoe size\nS-01 | Email | 42\nS-02 | Fax | 43\n")
    (kept,) = draft.aside
    assert "Shoe size" in kept.text
    assert all(f"| {code} | {size} |" in kept.text for code, size in (("S-01", "42"), ("S-02", "43")))


def test_rows_that_are_empty_make_nothing() -> None:
    read = understood("# Service catalogue\nID | Service name | Owner\n | | \nS-01 | Email | Budi Santoso\n | | \n")
    assert [row.cells["name"] for row in read.gathered.rows] == ["Email"]
