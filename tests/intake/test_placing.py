"""A heading leads to the section, the field or the practice that it names, in the words that people use for it."""

from __future__ import annotations

import pytest

from opensmp.intake.headings import Heading
from opensmp.intake.placing import NOWHERE, Home, home_of, placed, practice_named
from opensmp.intake.vocabulary import folded

pytestmark = pytest.mark.requirement("R01")


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Scope", "scope"),
        ("Scope of the Service Management System", "scope"),
        ("RUANG LINGKUP", "scope"),
        ("Context of the organization", "scope.context"),
        ("Legal and regulatory requirements", "scope.obligations"),
        ("Known limitations", "scope.limitations"),
        ("Kewajiban hukum dan regulasi", "scope.obligations"),
        ("Objectives and targets", "objectives"),
        ("Sasaran Manajemen Layanan", "objectives"),
        ("Organisation and roles", "roles"),
        ("Peran, Tanggung Jawab, dan Wewenang", "roles"),
        ("RACI chart", "roles.raci"),
        ("Support", "resources"),
        ("Sumber Daya", "resources"),
        ("Training plan", "resources.training"),
        ("Operation of the service management system", "practices"),
        ("Proses Manajemen Layanan", "practices"),
        ("Service Catalogue", "portfolio"),
        ("Daftar Layanan", "portfolio"),
        ("Vendor management", "suppliers"),
        ("Pihak Ketiga", "suppliers"),
        ("Performance evaluation", "assurance"),
        ("Internal Audit Programme", "assurance.programme"),
        ("Tinjauan Manajemen", "assurance.management_review"),
        ("Continual improvement", "improvement"),
        ("Perbaikan berkelanjutan", "improvement"),
        ("Maintenance of this plan", "review"),
        ("Pemutakhiran Rencana", "review"),
        ("Revision history", "identity.versions"),
        ("Lembar Pengesahan", "identity.approvals"),
        ("References", "review.documents"),
        ("Incident Management", "practices.practice:incident"),
        ("Manajemen Perubahan", "practices.practice:change"),
        ("IT Service Continuity Management", "practices.practice:continuity"),
    ],
)
def test_a_title_alone_leads_to_its_place(title: str, address: str) -> None:
    assert home_of(title).address == address


@pytest.mark.parametrize(
    "title",
    ["Executive Summary", "Recipe for a cake", "Appendix", "Daftar Isi", "Introduction", "Acme Health Solutions"],
)
def test_what_no_plan_holds_leads_nowhere(title: str) -> None:
    assert home_of(title) == NOWHERE


@pytest.mark.parametrize(
    ("title", "above", "address"),
    [
        ("Suppliers", "suppliers", "suppliers.suppliers"),
        ("Approach", "suppliers", "suppliers.approach"),
        ("Frequency", "review", "review.cadence"),
        ("Capacity", "practices", "practices.practice:capacity"),
        ("Configuration", "practices", "practices.practice:configuration"),
        ("Supplier management", "practices", "practices.practice:supplier"),
        ("Competence", "assurance.programme", "resources.training"),
        ("Schedule of audits", "assurance.programme", "assurance.programme.audits"),
        ("Priority matrix", "practices.practice:incident", "practices.practice:incident"),
    ],
)
def test_the_heading_above_decides_where_words_lead_that_stand_in_many_places(
    title: str, above: str, address: str
) -> None:
    assert home_of(title, Home(above, 0.95)).address == address


def test_a_heading_that_names_nothing_belongs_to_the_one_above_it() -> None:
    headings = [
        Heading(0, 1, "Scope", "1", "number"),
        Heading(1, 2, "A word on words", "1.1", "number"),
        Heading(2, 1, "Cakes", "2", "number"),
    ]
    first, second, third = placed(headings)
    assert (second.address, second.inherited, second.confidence) == ("scope", True, 0.6)
    assert first.confidence == 0.95
    assert third == NOWHERE


def test_a_title_that_only_holds_the_words_is_less_sure_than_one_that_is_them() -> None:
    assert home_of("Scope of everything that we do").confidence < home_of("Scope").confidence


@pytest.mark.parametrize(
    ("text", "practice"),
    [
        ("Incident", "incident"),
        ("change enablement", "change"),
        ("Manajemen insiden", "incident"),
        ("incident", "incident"),
        ("Running of the problem management process", "problem"),
        ("Cooking", ""),
    ],
)
def test_a_practice_is_known_by_its_names(text: str, practice: str) -> None:
    assert practice_named(text) == practice


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1.2 Service Levels", "service level"),
        ("Roles & responsibilities:", "role and responsibility"),
        ("BAB II  Peran", "peran"),
        ("Improvement Program", "improvement programme"),
    ],
)
def test_words_are_compared_without_number_case_signs_and_plural(one: str, other: str) -> None:
    assert folded(one) == folded(other)
