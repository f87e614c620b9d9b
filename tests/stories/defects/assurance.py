"""Defects of sections 8 and 9: audits, management reviews, reports, the calendar, improvement."""

from __future__ import annotations

from tests.stories.making import (
    Defect, adds, blank, day, every, fields, only, reworded, says, together, without,
)  # fmt: skip

from opensmp.checking import edit
from opensmp.plan.prose import Prose
from opensmp.registers.organisation import Competence

PROGRAMME = "plan/assurance/programme"
MEETING = "plan/assurance/management_review"
AUDIT = "registers/audits"
REVIEW = "registers/reviews"
ITEM = "registers/improvements"

DEFECTS = (
    Defect("audit-own-practice", "The lead auditor audits the practice she owns", "R17 R54", fields("plan/practices/practices/knowledge", owner="intan"), ""),
    Defect("audit-own-work", "The SMS owner leads an internal audit", "R17", fields(f"{AUDIT}/IA-2027-1", lead="ratna"), ""),
    Defect("audit-practice-owner-in-team", "The change manager audits change management", "R17", fields(f"{AUDIT}/IA-2027-3", auditors=("lukman", "sari")), ""),
    Defect("audit-competence-expired", "The lead auditor's certificate has expired", "R17 R77", fields("organisation/people/intan", competences=(Competence(title="ISO/IEC 20000-1 lead auditor", obtained=day("2023-05-16"), valid_until=day("2026-05-15")),)), ""),
    Defect("audit-no-competence", "An auditor without any training", "R17 R77", fields("organisation/people/lukman", competences=()), ""),
    Defect("audit-competence-unplanned", "The plan does not say which competence auditors need", "R17 R77", blank(f"{PROGRAMME}/competence"), ""),
    Defect("audit-independence-missing", "Independence of auditors is not described", "R17 R77", blank(f"{PROGRAMME}/independence"), ""),
    Defect("audit-no-approach", "The audit approach is not described", "R17 R77", blank(f"{PROGRAMME}/approach"), ""),
    Defect("audit-no-follow-up", "What follows a finding is not said", "R17", blank(f"{PROGRAMME}/follow_up"), ""),
    Defect("audit-clause-10-forgotten", "Nobody audits clause 10 in 2027", "R17 R77", fields(f"{AUDIT}/IA-2027-4", clauses=("7", "9")), ""),
    Defect("audit-incident-forgotten", "Incident management is left out of the audit of clause 8.6", "R17 R77", fields(f"{AUDIT}/IA-2027-3", practices=("operation", "change", "design-transition", "release", "request", "problem", "availability", "continuity", "security")), ""),
    Defect("audit-none", "No audits are planned", "R17 R77", fields(PROGRAMME, audits=()), ""),
    Defect("audit-never-performed", "Internal audits were planned in 2026, none was held", "R17 R58", lambda dossier: edit(dossier, AUDIT, lambda rows: tuple(type(row)(**{**{name: getattr(row, name) for name in type(row).__dataclass_fields__}, "performed": None, "report": None, "nonconformities": None}) for row in rows)), ""),
    Defect("audit-one-not-performed", "The audit of November was not held", "R17 R61", fields(f"{AUDIT}/IA-2026-4", performed=None, report=None, nonconformities=None), ""),
    Defect("audit-without-report", "An audit was held, but there is no report", "R17", fields(f"{AUDIT}/IA-2026-4", report=None), ""),
    Defect("audit-without-corrective-action", "A nonconformity has no corrective action", "R17 R18", fields(f"{AUDIT}/IA-2026-4", nonconformities=1), ""),
    Defect("audit-frequency", "Audits are quarterly in the text, only one is planned for 2027", "R17 R46", together(fields(PROGRAMME, audits=("IA-2026-1", "IA-2026-2", "IA-2026-3", "IA-2026-4", "IA-2027-4", "CA-2027-1", "CA-2027-2")), fields(f"{AUDIT}/IA-2027-4", clauses=("4", "5", "6", "7", "8", "9", "10"), practices=())), ""),
    Defect("audit-frequency-undefined", "How often audits are held is not said", "R17 R77", fields(PROGRAMME, frequency=None), ""),
    Defect("audit-no-criteria", "An audit without criteria", "R17", blank(f"{AUDIT}/IA-2027-2/criteria"), ""),
    Defect("audit-no-lead", "An audit without auditors", "R17", fields(f"{AUDIT}/IA-2027-2", lead=None, auditors=()), ""),
    Defect("audit-lead-left", "The lead auditor has left", "R17", fields(f"{AUDIT}/IA-2027-2", lead="andreas"), ""),
    Defect("review-no-customer-feedback", "The minutes leave out customer feedback", "R17 R78", lambda dossier: edit(dossier, f"{REVIEW}/MR-2026-2/inputs", lambda held: {key: said for key, said in held.items() if key != "e"}), ""),
    Defect("review-feedback-empty", "Customer feedback is a heading without content", "R17 R78", lambda dossier: edit(dossier, f"{REVIEW}/MR-2026-2/inputs", lambda held: {**held, "e": Prose()}), ""),
    Defect("review-topics-without-objectives", "The achievement of objectives is not on the agenda", "R17 R78", fields(MEETING, topics=tuple("abcdefhijkl")), ""),
    Defect("review-no-topics", "What is reviewed is not said", "R17 R78", together(fields(MEETING, topics=()), blank(f"{MEETING}/topics_text")), ""),
    Defect("review-decision-unowned", "A decision without owner", "R17", fields(f"{REVIEW}/MR-2026-2/decisions/D-2026-08", owner=None), ""),
    Defect("review-decision-undated", "A decision without date", "R17", fields(f"{REVIEW}/MR-2026-2/decisions/D-2026-08", due=None), ""),
    Defect("review-decision-overdue", "A decision was due in October and is not carried out", "R17", fields(f"{REVIEW}/MR-2026-2/decisions/D-2026-08", due=day("2026-10-30")), ""),
    Defect("review-no-decisions", "A management review that decided nothing", "R17", fields(f"{REVIEW}/MR-2026-2", decisions=()), ""),
    Defect("review-frequency-undefined", "How often management reviews is not defined", "R17 R78", fields(MEETING, frequency=None), ""),
    Defect("review-frequency-in-text", "The text says yearly, the plan quarterly", "R17 R46", adds(f"{MEETING}/decides", "The management review is held once a year.", "Tinjauan manajemen dilaksanakan sekali setahun."), ""),
    Defect("review-authority-unclear", "Who decides in the management review is not said", "R17 R78", together(fields(MEETING, authority=None), blank(f"{MEETING}/decides")), ""),
    Defect("review-authority-low", "The SMS owner decides in the management review", "R17 R78", fields(MEETING, authority="sms-owner"), ""),
    Defect("review-chaired-low", "The service level manager chairs the management review", "R17", fields(f"{REVIEW}/MR-2027-1", chair="gita"), ""),
    Defect("review-not-held", "The review of October was not held", "R17 R61", fields(f"{REVIEW}/MR-2026-2", performed=None, minutes=None, inputs={}, decisions=()), ""),
    Defect("review-none-held", "No management review was ever held", "R17 R58", every(REVIEW, performed=None, minutes=None, inputs={}, decisions=()), ""),
    Defect("review-none-planned", "No review is planned for 2027", "R17 R78", fields(MEETING, reviews=("MR-2026-1", "MR-2026-2")), ""),
    Defect("review-too-few", "Quarterly reviews, but only one is planned", "R17 R46", fields(MEETING, reviews=("MR-2026-1", "MR-2026-2", "MR-2027-1")), ""),
    Defect("review-no-minutes", "A management review without minutes", "R17", fields(f"{REVIEW}/MR-2026-2", minutes=None), ""),
    Defect("review-no-top-management", "No top manager takes part", "R17", together(fields(MEETING, participants=("sms-owner", "service-level-owner", "supplier-owner"))), ""),
    Defect("report-no-trend", "The service report shows no trend", "R21", fields("plan/assurance/reporting/RP-1", trends=False), ""),
    Defect("report-no-audience", "A report nobody receives", "R21", blank("plan/assurance/reporting/RP-3/audience"), ""),
    Defect("report-none", "Service reporting is not planned (9.4)", "R21 R51", fields("plan/assurance", reporting=()), ""),
    Defect("report-cadence", "The text promises monthly reports to customers, the table says quarterly", "R46 R61", fields("plan/assurance/reporting/RP-1", frequency="quarterly"), ""),
    Defect("timeline-none", "There is no calendar of activities", "R20", fields("plan/assurance", timeline=()), ""),
    Defect("timeline-outside", "An activity lies outside the planning period", "R20", fields("plan/assurance/timeline/ACT-16", start=day("2028-07-12")), ""),
    Defect("timeline-unowned", "An activity without owner", "R20", fields("plan/assurance/timeline/ACT-16", owner=None), ""),
    Defect("timeline-undated", "An activity without date", "R20", fields("plan/assurance/timeline/ACT-16", start=None), ""),
    Defect("timeline-audit-date", "The calendar and the audit register give different days for Stage 1", "R20 R46", fields("plan/assurance/timeline/ACT-05", start=day("2027-03-18")), ""),
    Defect("evaluation-missing", "How effectiveness is measured is not said (6.3 h)", "R21 R51", blank("plan/assurance/evaluation"), ""),
    # Section 9
    Defect("improvement-none", "No improvement is named", "R18 R79", fields("plan/improvement", initiatives=()), ""),
    Defect("improvement-no-status", "The status of an initiative is unknown", "R18 R79", fields(f"{ITEM}/IMP-29", status=""), ""),
    Defect("improvement-no-owner", "Nobody owns an initiative", "R18 R79", fields(f"{ITEM}/IMP-31", owner=None), ""),
    Defect("improvement-no-date", "An initiative without dates", "R18 R79", fields(f"{ITEM}/IMP-31", due=None, start=None), ""),
    Defect("improvement-overdue", "An initiative should have ended in September", "R18", fields(f"{ITEM}/IMP-27", due=day("2026-09-30")), ""),
    Defect("improvement-no-effect", "Closed without checking whether it worked", "R18", fields(f"{ITEM}/IMP-15", effective=None, benefit=Prose()), ""),
    Defect("improvement-target-vague", "The target is “fewer calls”", "R18", says(f"{ITEM}/IMP-36/target", "Fewer calls to the service desk", "Lebih sedikit panggilan ke meja layanan"), ""),
    Defect("improvement-no-target", "An initiative without target", "R18", blank(f"{ITEM}/IMP-36/target"), ""),
    Defect("improvement-no-priority", "An initiative without priority", "R18", fields(f"{ITEM}/IMP-36", priority=None), ""),
    Defect("improvement-no-cause", "A corrective action without cause", "R18", blank(f"{ITEM}/IMP-26/cause"), ""),
    Defect("improvement-no-source", "Where an initiative comes from is not said", "R18", fields(f"{ITEM}/IMP-31", source_ref=""), ""),
    Defect("improvement-not-in-plan", "An open initiative is missing in section 9", "R18 R46", fields("plan/improvement", initiatives=("IMP-15", "IMP-18", "IMP-22", "IMP-24", "IMP-25", "IMP-26", "IMP-27", "IMP-28", "IMP-31", "IMP-35", "IMP-36")), ""),
    Defect("improvement-no-criteria", "How opportunities are judged is not said", "R18", blank("plan/improvement/criteria"), ""),
    Defect("improvement-no-approver", "Nobody approves initiatives", "R18", fields("plan/improvement", approver=None), ""),
    Defect("improvement-owner-left", "The owner of an initiative has left", "R18", fields(f"{ITEM}/IMP-31", owner="andreas"), ""),
    Defect("improvement-after-objective", "The initiative ends after the objective it serves", "R18 R52", fields(f"{ITEM}/IMP-31", due=day("2027-11-30")), ""),
    Defect("improvement-all-proposed", "Nothing was ever finished", "R18 R59", every(ITEM, status="proposed", effective=None, benefit=Prose()), ""),
    Defect("improvement-numbers", "The text counts eight items in progress, the register six", "R18 R46", reworded("plan/improvement/text", ("six are in progress", "eight are in progress"), ("enam sedang berjalan", "delapan sedang berjalan")), ""),
    Defect("audit-findings-in-text", "The text speaks of two nonconformities, the register of four", "R17 R46", reworded("plan/assurance/text", ("four nonconformities", "two nonconformities"), ("empat ketidaksesuaian", "dua ketidaksesuaian")), ""),
    Defect("audit-every-three-years", "Audits only every three years", "R17", fields(PROGRAMME, frequency="three-yearly"), ""),
    Defect("improvement-corrective-dropped", "The corrective action on the continuity test was deleted", "R17 R18", together(without(f"{ITEM}/IMP-28"), fields("plan/improvement", initiatives=("IMP-15", "IMP-18", "IMP-22", "IMP-24", "IMP-25", "IMP-26", "IMP-27", "IMP-29", "IMP-31", "IMP-35", "IMP-36")), reworded("plan/improvement/text", (" and [[improvement:IMP-28]] answer findings", " answers a finding"), (" dan [[improvement:IMP-28]]", ""))), ""),
    Defect("improvement-only-dead", "All initiatives are done; nothing is being improved now", "R18 R79", lambda dossier: only(ITEM, lambda row: row.status == "done")(fields("plan/improvement", initiatives=("IMP-15", "IMP-18", "IMP-24", "IMP-25"))(dossier)), ""),
)
