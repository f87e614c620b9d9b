"""What the scope rules see beyond their own examples, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from opensmp.checking import Rule, add, put
from opensmp.dossier import Dossier
from opensmp.plan.prose import Prose
from opensmp.plan.scope import Exclusion, Limitation, Obligation
from opensmp.rules.scope._helpers import gives_no_reason
from opensmp.rules.scope._instruments import instrument_name
from opensmp.rules.scope.exclusion_has_a_justification import exclusion_has_a_justification
from opensmp.rules.scope.justification_gives_a_reason import justification_gives_a_reason
from opensmp.rules.scope.known_limitations_are_stated import known_limitations_are_stated
from opensmp.rules.scope.limitation_has_effect_handling_and_owner import limitation_has_effect_handling_and_owner
from opensmp.rules.scope.no_requirement_is_excluded import no_requirement_is_excluded
from opensmp.rules.scope.nothing_excluded_is_in_scope import nothing_excluded_is_in_scope
from opensmp.rules.scope.obligation_rests_on_an_instrument_in_force import obligation_rests_on_an_instrument_in_force
from opensmp.rules.scope.obligation_says_how_it_applies import obligation_says_how_it_applies
from opensmp.rules.scope.obligations_are_stated import obligations_are_stated
from opensmp.rules.scope.regulator_and_regulation_are_told_apart import regulator_and_regulation_are_told_apart
from opensmp.rules.scope.scope_names_services import scope_names_services
from opensmp.rules.scope.scope_statement_is_specific import scope_statement_is_specific
from opensmp.rules.scope.scope_statement_names_the_organisation import scope_statement_names_the_organisation


def said(rule: Rule, dossier: Dossier) -> list[str]:
    return [str(finding.says) for finding in rule.findings(dossier)]


@pytest.mark.requirement("R10", "R70")
@pytest.mark.parametrize(
    "statement",
    [
        "The SMS covers IT services.",
        "All services provided by the company to its customers.",
        "The scope includes hosting, network, etc.",
        "Services in section 6 and other related services as needed",
        "Ruang lingkup mencakup seluruh layanan TI perusahaan.",
        "Layanan hosting, jaringan, dan lain-lain.",
    ],
)
def test_a_statement_that_fits_anybody_is_vague(provider: Dossier, statement: str) -> None:
    assert said(scope_statement_is_specific, put(provider, "plan/scope", statement=statement))


@pytest.mark.requirement("R10")
@pytest.mark.parametrize(
    "statement",
    [
        "PT Arunika delivers seven managed services to six customers from Bandung.",
        "The SMS of the company covers the services listed in section 6.",
        "SML mencakup tujuh layanan terkelola dari Bandung.",
        "The SMS covers [[service:S-01]] and [[service:S-02]].",
    ],
)
def test_a_statement_that_names_something_is_not_vague(provider: Dossier, statement: str) -> None:
    assert not said(scope_statement_is_specific, put(provider, "plan/scope", statement=statement))


@pytest.mark.requirement("R10", "R55")
def test_the_statement_names_the_organisation_without_its_legal_form(provider: Dossier) -> None:
    name = provider.organisation.name.removeprefix("PT ")
    assert not said(
        scope_statement_names_the_organisation,
        put(provider, "plan/scope", statement=f"{name} in Bandung runs seven services."),
    )
    assert said(
        scope_statement_names_the_organisation,
        put(provider, "plan/scope", statement="We run seven services in Bandung."),
    )


@pytest.mark.requirement("R10", "R70")
@pytest.mark.parametrize(
    ("reason", "empty"),
    [
        ("Not applicable", True),
        ("Excluded because it is not in scope.", True),
        ("The Ternate branch is excluded.", True),
        ("Management decision", True),
        ("Tidak diperlukan saat ini", True),
        ("Di luar ruang lingkup", True),
        ("Dikecualikan karena tidak relevan dengan bisnis perusahaan.", True),
        ("Run by the parent group under its own certificate", False),
        ("Not relevant: the branch uses no IT and closes in March 2027", False),
        ("Dioperasikan oleh induk usaha dengan sertifikat sendiri", False),
        ("Handled by KTT, our network partner", False),
    ],
)
def test_a_reason_is_more_than_the_subject_again(reason: str, empty: bool) -> None:
    assert gives_no_reason(reason, "Ternate branch") is empty


@pytest.mark.requirement("R10", "R70")
def test_an_exclusion_without_a_word_is_one_finding_not_two(provider: Dossier) -> None:
    bare = add(provider, "plan/scope/exclusions", Exclusion(id="EX-9", kind="site", subject=Prose.of("Ternate")))
    assert len(said(exclusion_has_a_justification, bare)) == 1
    assert not said(justification_gives_a_reason, bare)


@pytest.mark.requirement("R10")
@pytest.mark.parametrize(
    "sentence",
    [
        "Clause 8.2.5 is excluded because we own no assets.",
        "Klausul 8.4.2 tidak berlaku bagi organisasi ini.",
        "The requirements of clause 8.7.2 do not apply.",
    ],
)
def test_a_requirement_cannot_be_excluded_in_any_section(provider: Dossier, sentence: str) -> None:
    assert len(said(no_requirement_is_excluded, put(provider, "plan/resources", text=sentence))) == 1


@pytest.mark.requirement("R10")
@pytest.mark.parametrize(
    "sentence",
    [
        "No requirement of the standard is excluded.",
        "Tidak ada persyaratan standar yang dikecualikan.",
        "Requirements of clause 8.2 may not be excluded.",
        "The branch in Ternate is excluded.",
    ],
)
def test_saying_that_nothing_is_excluded_is_no_exclusion(provider: Dossier, sentence: str) -> None:
    assert not said(no_requirement_is_excluded, put(provider, "plan/resources", text=sentence))


@pytest.mark.requirement("R10")
def test_a_practice_listed_among_the_exclusions_is_a_requirement_excluded(provider: Dossier) -> None:
    excluded = Exclusion(
        id="EX-9", kind="service", subject=Prose.of("Capacity management"), justification=Prose.of("x")
    )
    assert len(said(no_requirement_is_excluded, add(provider, "plan/scope/exclusions", excluded))) == 1


@pytest.mark.requirement("R10", "R46")
def test_what_is_excluded_by_id_in_brackets_by_name_or_as_a_customer_is_not_in_scope(provider: Dossier) -> None:
    first = provider.services[provider.plan.scope.services[0]]
    customer = provider.customers[provider.plan.scope.customers[0]]
    unit = provider.organisation.units[0]
    subjects = [f"Something else ({first.id})", f"The {first.name} service", str(customer.name), unit.id]
    provider = put(provider, "plan/scope", units=(unit.id,), exclusions=())
    for subject in subjects:
        row = Exclusion(id="EX-9", kind="service", subject=Prose.of(subject), justification=Prose.of("Run by others"))
        assert len(said(nothing_excluded_is_in_scope, add(provider, "plan/scope/exclusions", row))) == 1, subject
    site = put(provider, "plan/scope", sites=(provider.organisation.sites[0].id,))
    row = Exclusion(id="EX-9", kind="site", subject=Prose.of(f"Warehouse ({site.organisation.sites[0].name})"))
    assert not said(nothing_excluded_is_in_scope, add(site, "plan/scope/exclusions", row)), "in brackets only ids count"
    longer = Exclusion(id="EX-9", kind="service", subject=Prose.of(f"{first.name} for sharia branches"))
    assert not said(nothing_excluded_is_in_scope, add(provider, "plan/scope/exclusions", longer))


@pytest.mark.requirement("R21", "R51")
def test_limitations_and_obligations_count_when_an_approved_document_is_referred_to(provider: Dossier) -> None:
    document = replace(provider.registers.documents[0], id="LIM-1", title=Prose.of("Known limitations and obligations"))
    bare = put(provider, "plan/scope", limitations=(), obligations=(), references=("LIM-1",))
    approved = add(bare, "registers/documents", replace(document, status="approved"))
    draft = add(bare, "registers/documents", replace(document, status="draft"))
    for rule in (known_limitations_are_stated, obligations_are_stated):
        assert not said(rule, approved)
        assert said(rule, draft)
        assert said(rule, bare)


@pytest.mark.requirement("R21")
def test_a_limitation_is_one_finding_that_names_all_it_lacks(provider: Dossier) -> None:
    bare = add(provider, "plan/scope/limitations", Limitation(id="LIM-9", text=Prose.of("One data centre")))
    (finding,) = said(limitation_has_effect_handling_and_owner, bare)
    assert "LIM-9" in finding
    assert "effect, handling and owner" in finding


@pytest.mark.requirement("R21")
@pytest.mark.parametrize(
    "applies", ["", "Applies.", "All laws and regulations must be complied with", "Wajib dipatuhi"]
)
def test_an_obligation_that_only_binds_says_nothing(provider: Dossier, applies: str) -> None:
    row = Obligation(id="OB-9", instrument="POJK 11/POJK.03/2022", kind="regulation", applies=Prose.of(applies))
    assert len(said(obligation_says_how_it_applies, add(provider, "plan/scope/obligations", row))) == 1


@pytest.mark.requirement("R21")
@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("POJK 11/POJK.03/2022", ("pojk", "11", "2022")),
        ("POJK No. 34 Tahun 2025", ("pojk", "34", "2025")),
        ("Peraturan OJK Nomor 34 Tahun 2025 tentang TI BPR", ("pojk", "34", "2025")),
        ("Undang-Undang Nomor 27 Tahun 2022", ("uu", "27", "2022")),
        ("UU PDP", ("uu", "27", "2022")),
        ("SEOJK 21/SEOJK.03/2017", ("seojk", "21", "2017")),
        ("Peraturan Presiden No. 95 Tahun 2018 (SPBE)", ("perpres", "95", "2018")),
        ("PBI 23/6/PBI/2021", ("pbi", "23", "2021")),
        ("ISO/IEC 20000-1:2018", None),
        ("Contract CC-01", None),
    ],
)
def test_instruments_are_read_as_people_write_them(written: str, name: tuple[str, str, str] | None) -> None:
    assert instrument_name(written) == name


@pytest.mark.requirement("R21", "R39")
def test_a_replaced_circular_is_found_by_its_name_alone_and_only_after_its_last_day(provider: Dossier) -> None:
    row = Obligation(id="OB-9", instrument="SEOJK No. 21/SEOJK.03/2017", kind="regulation", applies=Prose.of("Change"))
    dossier = add(provider, "plan/scope/obligations", row)
    assert len(said(obligation_rests_on_an_instrument_in_force, dossier)) == 1
    earlier = replace(dossier, today=dossier.today - timedelta(days=400))
    assert not any("SEOJK 21" in text for text in said(obligation_rests_on_an_instrument_in_force, earlier))


@pytest.mark.requirement("R28")
def test_a_slip_about_the_authority_comes_with_its_correction(provider: Dossier) -> None:
    dossier = put(
        provider, "plan/review", text={"en": "Whenever POJK requests it, we answer.", "id": "POJK meminta laporan."}
    )
    (finding,) = regulator_and_regulation_are_told_apart.findings(dossier)
    assert finding.correction is not None
    assert "OJK requests" in finding.correction.after
    assert "POJK requests" not in finding.correction.after


@pytest.mark.requirement("R70")
def test_services_named_in_the_words_of_the_scope_are_named(provider: Dossier) -> None:
    bare = put(provider, "plan/scope", services=())
    assert said(scope_names_services, bare)
    assert not said(scope_names_services, put(bare, "plan/scope", statement="We deliver [[service:S-01]]."))
