"""Defects of sections 6 and 7: services, SLAs, customers, suppliers, contracts, documents."""

from __future__ import annotations

from decimal import Decimal

from tests.stories.making import Defect, adds, also, blank, day, fields, reworded, says, target, together, without

from opensmp.registers.suppliers import Supplier

SLA = "registers/slas"
LINE = "plan/portfolio/services"
CONTRACT = "registers/supplier_contracts"
SUPPLIER = "plan/suppliers/suppliers"
DOCUMENT = "registers/documents"
WITHOUT_QRIS = tuple(f"S-{n:02}" for n in range(1, 33) if n != 5)

DEFECTS = (
    Defect("service-missing-in-plan", "QRIS is in the scope but not in section 6", "R15 R41 R75", without(f"{LINE}/S-05"), ""),
    Defect("service-without-sla", "QRIS has no SLA", "R15 R42 R75", together(without(f"{SLA}/SLA-033"), fields(f"{LINE}/S-05", slas=())), ""),
    Defect("service-sla-not-referenced", "The plan names no SLA for a service that has one", "R15 R75", fields(f"{LINE}/S-12", slas=()), ""),
    Defect("service-sla-of-another", "The plan points to the SLA of another service", "R15 R46", fields(f"{LINE}/S-12", slas=("SLA-010",)), ""),
    Defect("service-sla-unknown", "The plan cites an SLA that does not exist", "R15 R46", fields(f"{LINE}/S-12", slas=("SLA-099",)), ""),
    Defect("service-owner-differs", "The plan and the portfolio name different owners", "R41 R46", fields(f"{LINE}/S-10", owner="joko"), ""),
    Defect("service-owner-left", "The owner of a service has left", "R15 R54", together(fields(f"{LINE}/S-10", owner="andreas"), fields("registers/services/S-10", owner="andreas")), ""),
    Defect("service-retiring", "The portfolio calls a service retiring, the plan active", "R41 R46", fields("registers/services/S-30", status="retiring"), ""),
    Defect("service-proposed", "A service that is only proposed stands in the plan as active", "R41 R46", fields("registers/services/S-32", status="proposed"), ""),
    Defect("service-list-old", "The list of services is of January 2025", "R15 R75", fields("plan/portfolio", as_of=day("2025-01-10")), ""),
    Defect("service-undescribed", "A service without description", "R15", blank(f"{LINE}/S-12/summary"), ""),
    Defect("service-without-customer", "A service nobody uses", "R15 R41", fields("registers/services/S-12", customers=()), ""),
    Defect("service-depends-on-itself", "Two services depend on each other", "R42", fields("registers/services/S-24", depends_on=("S-01",)), ""),
    Defect("service-number-of-tier-1", "The text speaks of 31 services", "R46", reworded("plan/portfolio/text", ("The 32 services", "The 31 services"), ("Ke-32 layanan", "Ke-31 layanan")), ""),
    Defect("service-tier-1-in-text", "The text speaks of twelve tier 1 services", "R46", reworded("plan/portfolio/text", ("Eighteen of them are tier 1", "Twelve of them are tier 1"), ("Delapan belas di antaranya tier 1", "Dua belas di antaranya tier 1")), ""),
    Defect("service-arithmetic-in-text", "The text calculates with 99.90%, the SLA of the platform says 99.98%", "R42 R46", reworded("plan/portfolio/text", ("database platform at 99.98%", "database platform at 99.90%"), ("platform basis data pada 99,98%", "platform basis data pada 99,90%")), ""),
    Defect("service-no-document", "Section 6 does not refer to the portfolio", "R15 R59", fields("plan/portfolio", document=None), ""),
    Defect("sla-expired", "The SLA of regulatory reporting ended in September", "R42", fields(f"{SLA}/SLA-014", end=day("2026-09-30")), ""),
    Defect("sla-draft", "The SLA of QRIS is a draft", "R42", fields(f"{SLA}/SLA-033", status="draft"), ""),
    Defect("sla-not-yet-begun", "The SLA of QRIS begins next year", "R42", fields(f"{SLA}/SLA-033", start=day("2027-06-01")), ""),
    Defect("sla-above-supplier", "The SLA promises more than the supplier gives", "R42 R46", target(f"{CONTRACT}/SC-03", "availability", value=Decimal("99.5")), ""),
    Defect("sla-above-chain", "The SLA promises more than its components can give", "R42 R46", target(f"{SLA}/SLA-002", "availability", value=Decimal("99.99")), ""),
    Defect("sla-above-chain-middle", "The hosting beneath is promised at 99% only", "R42 R46", target(f"{SLA}/SLA-023", "availability", value=Decimal("99.0")), ""),
    Defect("sla-supplier-slower", "The supplier may take 6 hours, the SLA allows 4", "R42 R46", target(f"{CONTRACT}/SC-01", "p1", limit="6 h"), ""),
    Defect("sla-supplier-fewer", "The supplier promises 80% in time, the SLA 90%", "R42 R46", target(f"{CONTRACT}/SC-01", "p1", value=Decimal(80)), ""),
    Defect("sla-against-promise", "The SLA gives 8 hours for critical incidents, the plan promises 4", "R42 R46", target(f"{SLA}/SLA-001", "p1", limit="8 h"), ""),
    Defect("sla-against-promise-value", "The SLA of core banking is 99.5%, the plan promises 99.95%", "R42 R46", target(f"{SLA}/SLA-001", "availability", value=Decimal("99.5")), ""),
    Defect("sla-no-targets", "An SLA without targets", "R42", fields(f"{SLA}/SLA-010", targets=()), ""),
    Defect("sla-no-monitoring", "Nobody monitors the SLA", "R42", blank(f"{SLA}/SLA-010/monitored_by"), ""),
    Defect("sla-no-breach", "What follows a breach is not said", "R42", blank(f"{SLA}/SLA-010/breach"), ""),
    Defect("sla-no-workload", "The SLA states no workload limits", "R42", blank(f"{SLA}/SLA-010/workload"), ""),
    Defect("sla-not-reviewed", "The SLA was last reviewed in 2025", "R42", fields(f"{SLA}/SLA-010", reviewed=day("2025-09-01")), ""),
    Defect("sla-customer-missing", "A customer of the service is no party to the SLA", "R42 R46", fields(f"{SLA}/SLA-001", customers=("C-01", "C-02", "C-03", "C-11")), ""),
    Defect("sla-no-window", "The availability target has no measurement period", "R42 R53", target(f"{SLA}/SLA-010", "availability", window=None), ""),
    Defect("customer-no-contact", "A customer without contact", "R47", fields("registers/customers/C-07", contact=None), ""),
    Defect("customer-not-reviewed", "No service review with Treasury since 2025", "R47 R61", fields("registers/customers/C-04", reviewed=day("2025-10-01")), ""),
    Defect("customer-not-surveyed", "Satisfaction of branches was never asked", "R47 R61", fields("registers/customers/C-11", surveyed=None), ""),
    Defect("customer-former", "A former customer is still in the scope", "R10 R47", fields("registers/customers/C-10", status="former"), ""),
    Defect("contract-customer-ended", "The agreement with the open API partners ended", "R47", fields("registers/customer_contracts/CC-01", end=day("2026-10-31")), ""),
    Defect("contract-customer-promises-more", "The contract promises 99.9%, the SLA 99.5%", "R46 R47", target("registers/customer_contracts/CC-01", "availability", value=Decimal("99.9")), ""),
    Defect("contract-external-none", "The external customer has no contract", "R47", without("registers/customer_contracts/CC-01"), ""),
    Defect("supplier-no-contract", "No contract with the security supplier", "R16 R45 R76", together(without(f"{CONTRACT}/SC-05"), fields(f"{SUPPLIER}/SUP-05", contracts=())), ""),
    Defect("supplier-contract-expired", "The contract with the service desk supplier has expired", "R45 R76", fields(f"{CONTRACT}/SC-07", end=day("2026-06-30")), ""),
    Defect("supplier-contract-ending", "The contract ends before the planning period does", "R45", fields(f"{CONTRACT}/SC-07", end=day("2027-03-31")), ""),
    Defect("supplier-contract-draft", "The cloud contract is not signed", "R45 R76", fields(f"{CONTRACT}/SC-06", status="draft"), ""),
    Defect("supplier-contract-not-covering", "The switching contract does not cover QRIS", "R45 R46", fields(f"{CONTRACT}/SC-03", services=("S-04",)), ""),
    Defect("supplier-no-audit-right", "The contract gives no right of audit", "R45", fields(f"{CONTRACT}/SC-06", clauses=("regulator access", "data onshore", "exit", "subcontracting", "confidentiality", "termination")), ""),
    Defect("supplier-no-exit", "No exit clause with the data centre", "R45", fields(f"{CONTRACT}/SC-02", clauses=("audit right", "regulator access", "data onshore", "subcontracting", "confidentiality", "termination")), ""),
    Defect("supplier-no-targets", "The contract contains no service targets", "R45", fields(f"{CONTRACT}/SC-02", targets=()), ""),
    Defect("supplier-not-in-plan", "A key supplier is missing in section 7", "R16 R76", also("registers/suppliers", Supplier(id="SUP-09", name="Rantai Awan", key=True, services=("S-20",), owner="putri", review="quarterly", reviewed=day("2026-11-02"))), ""),
    Defect("supplier-dropped-from-plan", "Section 7 does not name Garda Siber", "R16 R76", without(f"{SUPPLIER}/SUP-05"), ""),
    Defect("supplier-unmanaged", "How the relationship with the switching supplier is managed is not said", "R16 R76", together(blank(f"{SUPPLIER}/SUP-03/management"), fields(f"{SUPPLIER}/SUP-03", review=None)), ""),
    Defect("supplier-role-missing", "What the supplier does is not said", "R16 R76", blank(f"{SUPPLIER}/SUP-03/role"), ""),
    Defect("supplier-not-reviewed", "Kirana Switching was last reviewed in February", "R16 R61", fields("registers/suppliers/SUP-03", reviewed=day("2026-02-10")), ""),
    Defect("supplier-other-services", "The plan and the register name different services of a supplier", "R46", fields(f"{SUPPLIER}/SUP-06", services=("S-02",)), ""),
    Defect("supplier-number-in-text", "Section 7 speaks of seven key suppliers", "R46", reworded("plan/suppliers/approach", ("The eight below are key suppliers", "The seven below are key suppliers"), ("Delapan pemasok di bawah ini", "Tujuh pemasok di bawah ini")), ""),
    Defect("supplier-accountability-missing", "That the bank stays accountable is not said", "R16 R21", blank("plan/suppliers/accountability"), ""),
    Defect("supplier-runs-the-practice", "The supplier is accountable for the service", "R16 R21", says("plan/suppliers/accountability", "Suppliers are accountable for the services that they run.", "Pemasok bertanggung jawab penuh atas layanan yang dijalankannya."), ""),
    Defect("supplier-internal-no-agreement", "No agreement with General Affairs", "R16 R21", fields("plan/suppliers/others/OP-1", agreement=None), ""),
    Defect("supplier-owner-none", "Nobody owns a contract", "R16 R54", together(fields(f"{SUPPLIER}/SUP-04", owner=None), fields("registers/suppliers/SUP-04", owner=None)), ""),
    Defect("supplier-no-others", "Other parties are not mentioned at all", "R16 R21", fields("plan/suppliers", others=()), ""),
    # The document register
    Defect("document-catalogue-without-qris", "The catalogue does not list QRIS", "R46", fields(f"{DOCUMENT}/BNS-SK-001/extract", services=WITHOUT_QRIS), ""),
    Defect("document-portfolio-without-qris", "The portfolio document does not list QRIS", "R41 R46", fields(f"{DOCUMENT}/BNS-SP-003/extract", services=WITHOUT_QRIS), ""),
    Defect("document-plan-version", "The document register holds version 1.2 of this plan", "R57 R58", fields(f"{DOCUMENT}/BNS-SMP-001", version="1.2"), ""),
    Defect("document-no-requirements", "No document holds the service requirements (7.5.4 f)", "R50 R51", without(f"{DOCUMENT}/BNS-RQ-001"), ""),
    Defect("document-no-owner", "A controlled document without owner", "R43", fields(f"{DOCUMENT}/BNS-RC-001", owner=None), ""),
    Defect("document-no-version", "A controlled document without version", "R43", fields(f"{DOCUMENT}/BNS-RC-001", version=""), ""),
    Defect("document-no-location", "Nobody knows where a document is kept", "R43", fields(f"{DOCUMENT}/BNS-RC-001", location=""), ""),
    Defect("document-policy-overdue", "The review of the information security policy is overdue", "R43", fields(f"{DOCUMENT}/IS-PO-001", next_review=day("2026-08-13")), ""),
    Defect("document-policy-superseded", "The change policy cited is superseded", "R43 R46", fields(f"{DOCUMENT}/BNS-PO-004", status="superseded"), ""),
    Defect("document-continuity-draft", "The continuity plans are in review", "R43 R46", fields(f"{DOCUMENT}/BNS-CP-001", status="in review"), ""),
    Defect("document-reference-dead", "The text cites a procedure that does not exist", "R26 R46", adds("plan/practices/practices/demand/governance", "Details stand in [[document:SM-DM-009]].", "Rinciannya ada dalam [[document:SM-DM-009]]."), ""),
    Defect("document-reference-kind", "A reference with a misspelt kind", "R26", adds("plan/practices/practices/demand/governance", "Details stand in [[dokument:SM-DM-001]].", "Rinciannya ada dalam [[dokument:SM-DM-001]]."), ""),
    Defect("document-approved-tomorrow", "A document approved on a day still to come", "R43", fields(f"{DOCUMENT}/BNS-RC-001", approved=day("2027-09-18")), ""),
    Defect("document-approved-without-date", "Approved, but nobody knows when", "R43", fields(f"{DOCUMENT}/BNS-RC-001", approved=None), ""),
    Defect("service-missing-everywhere", "The internet service vanished from scope and section 6 but customers still use it", "R10 R41", together(without(f"{LINE}/S-31"), fields("plan/scope", services=tuple(f"S-{n:02}" for n in range(1, 31)) + ("S-32",))), ""),
    Defect("supplier-approach-missing", "No approach to other parties", "R16 R21 R76", together(blank("plan/suppliers/approach")), ""),
    Defect("sla-name-in-text", "The text gives another level for core banking than its SLA", "R42 R46", reworded("plan/portfolio/text", ("is promised at 99.95%", "is promised at 99.99%"), ("dijanjikan pada 99,95%", "dijanjikan pada 99,99%")), ""),
)
