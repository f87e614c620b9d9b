"""Defects of section 1: scope, exclusions, limitations, obligations, context."""

from __future__ import annotations

from tests.stories.making import (
    Defect, adds, also, blank, day, fields, only, one_language, reworded, says, text, together, without,
)  # fmt: skip

from opensmp.plan.scope import Exclusion

SCOPE = "plan/scope"

DEFECTS = (
    Defect(
        "scope-exclusion-complex", "The dealing room terminals are excluded “because it is complex”", "R10 R70",
        says(f"{SCOPE}/exclusions/EXC-2/justification", "This is complex.", "Hal ini rumit."),
        "",
    ),
    Defect(
        "scope-exclusion-effort", "A service is left out because there was no time before the audit", "R10 R70",
        says(f"{SCOPE}/exclusions/EXC-2/justification", "Not enough time and people before the certification audit.", "Waktu dan orang tidak cukup sebelum audit sertifikasi."),
        "",
    ),
    Defect("scope-exclusion-bare", "An exclusion without any reason", "R10 R70", blank(f"{SCOPE}/exclusions/EXC-1/justification"), ""),
    Defect(
        "scope-exclusion-clause", "A requirement of the standard is excluded instead of a service", "R10",
        also(f"{SCOPE}/exclusions", Exclusion(id="EXC-4", kind="service", subject=text("Demand management (clause 8.4.2)", "Manajemen kebutuhan layanan (klausul 8.4.2)"), justification=text("Finance plans demand for the whole bank under [[document:BNS-FIN-118]].", "Keuangan merencanakan kebutuhan bagi seluruh bank menurut [[document:BNS-FIN-118]]."), decided_by="maya")),
        "",
    ),
    Defect(
        "scope-clause-not-applicable", "The text calls a clause not applicable", "R10",
        adds(f"{SCOPE}/text", "Clause 8.6.3 on problem management is not applicable to the bank.", "Klausul 8.6.3 tentang manajemen masalah tidak berlaku bagi bank."),
        "",
    ),
    Defect(
        "scope-excludes-what-it-covers", "A service is excluded although it stands in the scope and has an SLA", "R10 R46",
        also(f"{SCOPE}/exclusions", Exclusion(id="EXC-4", kind="service", subject=text("Contact centre telephony (S-18)", "Telepon contact centre (S-18)"), justification=text("Mitra Jaringan runs the telephone system under its own contract SC-04.", "Mitra Jaringan menjalankan sistem telepon menurut kontraknya SC-04."), decided_by="maya")),
        "",
    ),
    Defect(
        "scope-vague", "The scope covers “all IT services as required”", "R10 R70",
        says(f"{SCOPE}/statement", "The service management system covers all IT services for all users as required.", "Sistem manajemen layanan mencakup seluruh layanan TI bagi semua pengguna sesuai kebutuhan."),
        "",
    ),
    Defect(
        "scope-number-of-services", "The scope statement says 30 services, the list has 32", "R10 R46",
        reworded(f"{SCOPE}/statement", ("the 32 IT services", "the 30 IT services"), ("32 layanan TI", "30 layanan TI")),
        "",
    ),
    Defect(
        "scope-number-in-one-language", "The Indonesian scope says 31 services, the English 32", "R83",
        reworded(f"{SCOPE}/statement", id=("32 layanan TI", "31 layanan TI")),
        "",
    ),
    Defect("scope-customer-missing", "A customer with services in scope is not named in the scope", "R10 R41", fields(SCOPE, customers=tuple(f"C-{n:02}" for n in range(1, 15) if n != 13)), ""),
    Defect("scope-service-retired", "A service retired in the portfolio is still in the scope", "R10 R41", fields("registers/services/S-18", status="retired", retired=day("2026-08-31")), ""),
    Defect("scope-statement-draft", "The scope statement is still a draft", "R40 R46", fields("registers/documents/BNS-SC-002", status="draft", approved=None, approved_by=None), ""),
    Defect("scope-statement-without-qris", "The scope statement does not name QRIS, the plan does", "R40 R46", fields("registers/documents/BNS-SC-002/extract", services=tuple(f"S-{n:02}" for n in range(1, 33) if n != 5)), ""),
    Defect("scope-statement-other-exclusions", "The scope statement knows an exclusion fewer", "R40 R46", fields("registers/documents/BNS-SC-002/extract", excluded=("EXC-1", "EXC-2")), ""),
    Defect("scope-no-limitations", "Nobody declares a known limitation", "R21 R51", fields(SCOPE, limitations=()), ""),
    Defect("scope-limitation-forgotten", "A limitation was to be looked at in June 2026", "R21", fields(f"{SCOPE}/limitations/LIM-3", review=day("2026-06-30")), ""),
    Defect("scope-limitation-unowned", "A limitation without owner", "R21", fields(f"{SCOPE}/limitations/LIM-4", owner=None), ""),
    Defect("scope-no-data-protection", "The data protection law is not among the obligations", "R21 R51", without(f"{SCOPE}/obligations/OBL-8"), ""),
    Defect("scope-obligation-bare", "A regulation is listed without saying how it applies", "R21", blank(f"{SCOPE}/obligations/OBL-9/applies"), ""),
    Defect("scope-obligation-repealed", "The plan rests on a regulation of 2016 that was repealed", "R21", fields(f"{SCOPE}/obligations/OBL-1", instrument="POJK 38/POJK.03/2016"), ""),
    Defect("scope-no-obligations", "No obligations at all", "R21 R51", fields(SCOPE, obligations=()), ""),
    Defect("scope-no-climate", "Whether climate change is relevant was not determined (Amd 1:2024)", "R21", fields(SCOPE, climate=None), ""),
    Defect("scope-risk-untreated", "A risk without treatment", "R21", blank(f"{SCOPE}/risks/RSK-2/treatment"), ""),
    Defect("scope-no-context", "No issues and no interested parties", "R21", fields(SCOPE, context=(), parties=()), ""),
    Defect("scope-no-units", "The organisational units are missing", "R10 R70", fields(SCOPE, units=()), ""),
    Defect("scope-no-boundaries", "Where the responsibility of IT ends is not said", "R10 R70", blank(f"{SCOPE}/boundaries"), ""),
    Defect("scope-boundaries-only-english", "The boundaries exist in English only", "R83", one_language(f"{SCOPE}/boundaries", "en"), ""),
    Defect(
        "scope-practice-outsourced-away", "The plan excludes all work of suppliers from the SMS", "R10",
        adds(f"{SCOPE}/boundaries", "\n\nServices or parts of services that suppliers run are outside the SMS.", "\n\nLayanan atau bagian layanan yang dijalankan pemasok berada di luar SML."),
        "",
    ),
    Defect(
        "scope-new-service-unknown", "Operations run a service that the plan does not know", "R31 R41",
        lambda dossier: also("registers/services", fields("registers/services/S-30", id="S-33", name=text("Digital lending", "Pinjaman digital"), since=day("2026-11-18"))(dossier).registers.services[29])(dossier),
        "",
    ),
    Defect("scope-contract-out-of-scope", "A customer contract covers a service outside the scope", "R47", together(fields("registers/customer_contracts/CC-02", services=("S-01", "S-27", "S-40"))), ""),
    Defect("scope-policy-missing", "No service management policy is referred to", "R21", fields(SCOPE, policy=None), ""),
    Defect("scope-policy-by-nobody-high", "The service management policy was approved by the SMS owner", "R05 R21", fields("registers/documents/BNS-PO-001", approved_by="ratna"), ""),
    Defect("scope-only-tier-1-listed", "The plan lists only the eighteen tier 1 services", "R41 R75", lambda dossier: only("plan/portfolio/services", lambda row: dossier.services[row.service].criticality == 1)(dossier), ""),
)
