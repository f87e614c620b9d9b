"""Defects of sections 3 and 4: roles, the RACI matrix, people, money, tools, training."""

from __future__ import annotations

from decimal import Decimal

from tests.stories.making import (
    Defect, adds, blank, cells, day, every, fields, reworded, says, together, without,
)  # fmt: skip

ROLES = "plan/roles/roles"
MEANS = "plan/resources"

DEFECTS = (
    Defect("roles-cab-approves", "The CAB approves changes, but nobody is accountable", "R12 R54 R72", cells("RACI-14", change_owner="R", change_board="C (approves)"), ""),
    Defect("roles-cab-accountable", "A board is accountable instead of a person", "R12 R54 R72", cells("RACI-14", change_owner="R", change_board="A"), ""),
    Defect("roles-two-accountable", "Two are accountable for problems", "R12 R54 R72", cells("RACI-13", incident_owner="A"), ""),
    Defect("roles-nobody-works", "Somebody answers for capacity, nobody does the work", "R12 R54 R72", cells("RACI-27", operations_owner="A", technical_teams="C"), ""),
    Defect("roles-audit-does-the-work", "Internal audit takes part in problem management", "R12 R17", cells("RACI-13", internal_audit="R"), ""),
    Defect("roles-audit-reports-to-cio", "Internal audit reports to the CIO", "R12 R17", together(fields(f"{ROLES}/internal-audit", reports_to="sponsor"), fields("plan/roles", audit_reports_to="sponsor")), ""),
    Defect("roles-audit-reports-to-sms-owner", "Audit results go to the SMS owner", "R12 R17", fields("plan/roles", audit_reports_to="sms-owner"), ""),
    Defect("roles-holder-left", "The continuity role is held by somebody who left", "R12 R54", fields(f"{ROLES}/continuity-owner", holders=("andreas",)), ""),
    Defect("roles-holder-none", "The capacity and availability role has no holder", "R12 R54", fields(f"{ROLES}/operations-owner", holders=()), ""),
    Defect("roles-no-authority", "The sponsor's authority and limit are not stated", "R12", together(blank(f"{ROLES}/sponsor/authority"), fields(f"{ROLES}/sponsor", limit=None)), ""),
    Defect("roles-no-matrix", "There is no RACI matrix", "R12 R72", fields("plan/roles", raci=()), ""),
    Defect("roles-practice-not-in-matrix", "The matrix forgets continuity", "R12 R72", without("plan/roles/raci/RACI-29"), ""),
    Defect("roles-overall-not-top", "The SMS owner, not top management, answers for the SMS", "R12 R54", fields("plan/roles", overall="sms-owner"), ""),
    Defect("roles-overall-nobody", "Nobody answers for the SMS as a whole", "R12 R54", fields("plan/roles", overall=None), ""),
    Defect(
        "roles-former-cio-in-text", "The text calls Andreas Wibowo the CIO, though Maya holds the office", "R12 R35 R54",
        reworded("plan/roles/structure", ("The **Chief Information Officer**, a director,", "The **Chief Information Officer**, Andreas Wibowo,"), ("**Direktur Teknologi Informasi**, anggota Direksi,", "**Direktur Teknologi Informasi**, Andreas Wibowo,")),
        "",
    ),
    Defect(
        "roles-former-cio-elsewhere", "In the continuity section the former CIO still declares disasters", "R12 R35",
        adds("plan/practices/practices/continuity/governance", "Andreas Wibowo names the deputy of the crisis leader.", "Andreas Wibowo menunjuk wakil pemimpin krisis."),
        "",
    ),
    Defect(
        "roles-wrong-office-in-text", "The text gives Dimas the office of the change manager", "R12 R54",
        adds("plan/roles/structure", "Dimas Prasetyo, Change and Release Manager, keeps the calendar of changes.", "Dimas Prasetyo, Manajer Perubahan dan Rilis, memelihara kalender perubahan."),
        "",
    ),
    Defect("roles-circle", "The sponsor reports to the SMS owner, who reports to the sponsor", "R12 R54", fields(f"{ROLES}/sponsor", reports_to="sms-owner"), ""),
    Defect("roles-owner-differs", "Section 3 names another problem manager than section 5", "R12 R46 R54", fields("plan/practices/practices/problem", owner="dimas"), ""),
    Defect("roles-practice-unowned", "Capacity management has no owner", "R14 R54", fields("plan/practices/practices/capacity", owner=None), ""),
    Defect("roles-service-unowned", "A service without owner", "R12 R15", together(fields("plan/portfolio/services/S-12", owner=None), fields("registers/services/S-12", owner=None)), ""),
    Defect("roles-one-man-show", "Ratna owns nearly every practice", "R52 R54", every("plan/practices/practices", owner="ratna"), ""),
    Defect("roles-body-never-meets", "Nobody says how often the IT Steering Committee meets", "R12", fields(f"{ROLES}/steering-committee", meets=None), ""),
    Defect("roles-vague", "Responsibilities are “shared by all parties concerned”", "R12 R54 R72", says("plan/roles/raci/RACI-11/activity", "Major incidents, by all parties concerned", "Insiden besar, oleh semua pihak terkait"), ""),
    Defect("roles-structure-missing", "The structure of the SMS is not described", "R12 R72", blank("plan/roles/structure"), ""),
    Defect("roles-sms-owner-two", "The SMS owner is named by committee: two holders", "R04 R12", fields(f"{ROLES}/sms-owner", holders=("head-itsm", "gita")), ""),
    Defect("roles-no-audit-role", "No role for internal audit in the matrix", "R12 R72", cells("RACI-40", internal_audit=None, sms_owner="R/A"), ""),
    # Section 4
    Defect("means-budget-in-prose", "The text commits Rp 16.9 billion, the table holds 18.4", "R13 R46 R52", reworded(f"{MEANS}/commitment", ("Rp 18.4 billion", "Rp 16.9 billion"), ("Rp 18,4 miliar", "Rp 16,9 miliar")), ""),
    Defect("means-sum", "The budget lines do not add up to the total", "R13 R52", fields(f"{MEANS}/budget/lines/B-03", planned=Decimal(5400)), ""),
    Defect("means-split", "Operation and improvement do not add up to the total", "R13 R52", fields(f"{MEANS}/budget", improvement=Decimal(2400)), ""),
    Defect("means-people-sum", "The table adds up to 112 people, the total says 120", "R13 R52", fields(f"{MEANS}/people/P-06", fte=Decimal(16)), ""),
    Defect("means-people-in-prose", "The text commits 130 people", "R13 R46", reworded(f"{MEANS}/commitment", ("120 full-time", "130 full-time"), ("120 tenaga", "130 tenaga")), ""),
    Defect("means-no-improvement", "No money for improvement", "R13 R73", together(every(f"{MEANS}/budget/lines", use="operation"), fields(f"{MEANS}/budget", operation=Decimal(18400), improvement=Decimal(0))), ""),
    Defect("means-no-budget", "There is no budget", "R13 R73", fields(MEANS, budget=None), ""),
    Defect("means-nobody-commits", "Nobody commits the resources", "R13 R73", fields(MEANS, committed_by=None), ""),
    Defect("means-committed-low", "The SMS owner commits the budget", "R13 R73", fields(MEANS, committed_by="head-itsm"), ""),
    Defect("means-last-years-budget", "The budget is that of 2026", "R13 R52", fields(f"{MEANS}/budget", period="2026"), ""),
    Defect("means-no-training", "No training is planned", "R13 R73", fields(MEANS, training=()), ""),
    Defect("means-training-not-held", "The training on this plan was planned for March and never held", "R13", fields(f"{MEANS}/training/TR-06", planned=day("2026-03-18"), performed=None), ""),
    Defect("means-no-information", "Information resources are missing (6.3 e)", "R13 R21", fields(MEANS, information=()), ""),
    Defect("means-no-tools", "The tools of the SMS are missing (6.3 g)", "R13 R21", fields(MEANS, technology=()), ""),
    Defect("means-no-cmdb-tool", "No tool supports configuration management", "R13 R21", without(f"{MEANS}/technology/T-02", f"{MEANS}/technology/T-04"), ""),
    Defect("means-one-fte", "One person runs 22 practices and 32 services", "R52", together(fields(MEANS, total_fte=Decimal(1)), lambda dossier: every(f"{MEANS}/people", fte=Decimal("0.1"))(dossier), reworded(f"{MEANS}/commitment", ("120 full-time equivalents", "1 full-time equivalent"), ("120 tenaga", "1 tenaga"))), ""),
    Defect("means-unit-elsewhere", "People of the subsidiary are counted", "R13 R46", fields(f"{MEANS}/people/P-10", unit="finance"), ""),
    Defect("means-currency", "The budget has no currency", "R13", fields(f"{MEANS}/budget", currency=""), ""),
    Defect("means-unclear-funding", "Funding “will be decided as needed”", "R13 R73", says(f"{MEANS}/commitment", "Funds will be made available as needed during the year.", "Dana akan disediakan sesuai kebutuhan sepanjang tahun."), ""),
    Defect("means-actual-over-plan", "People cost twice the plan and nobody says so", "R13", fields(f"{MEANS}/budget/lines/B-01", actual=Decimal(19400)), ""),
    Defect("roles-titles-generic", "The role description is generic", "R12 R55", says(f"{ROLES}/problem-owner/duties", "[Describe the duties of the role]", "[Uraikan tugas peran]"), ""),
)
