"""What each field of a value is called on a form and on a page: one word for one thing, wherever it stands."""

from __future__ import annotations

from collections.abc import Mapping

from opensmp.i18n import Message, _

LABELS: Mapping[str, Message] = {
    "accountability": _("Who stays accountable"), "accuracy": _("Accuracy, %"), "actions": _("Actions"),
    "activity": _("Activity"), "actual": _("Actual"), "actual_fte": _("People today, full-time equivalents"),
    "agreement": _("Agreement"), "amount": _("Amount"), "applies": _("How it applies here"), "approach": _("Approach"),
    "approved": _("Approved on"), "approved_by": _("Approved by"), "approver": _("Approver"), "as_of": _("As of"),
    "audience": _("Audience"), "auditors": _("Auditors"), "authority": _("Authority"), "baseline": _("Baseline"),
    "benefit": _("Benefit"), "boundaries": _("Boundaries"), "breach": _("When a target is missed"), "cadence": _("How often"),
    "cause": _("Cause"), "certified": _("Certified since"), "chair": _("Chair"), "changes_plan": _("Changes the plan"),
    "city": _("City"), "classes": _("Classes"), "clauses": _("Clauses"), "clock": _("Clock"), "closes": _("Closes"),
    "commitment": _("Commitment"), "commitments": _("Commitments"), "comparator": _("Comparison"),
    "competence": _("Competence"), "competences": _("Competences"), "completed": _("Completed on"), "contact": _("Speaks for it"),
    "continued_as": _("Continued as"), "continued_in": _("Continued in"), "contracts": _("Contracts"), "control": _("Control"),
    "corrective": _("Corrective action on a nonconformity"), "cost": _("Cost"), "count": _("Count"), "country": _("Country"),
    "criteria": _("Criteria"), "criticality": _("Tier (1 is the highest)"), "currency": _("Currency"), "customer": _("Customer"),
    "customers": _("Customers"), "days": _("Days of the week"), "deadline": _("By when"), "decided_by": _("Decided by"),
    "decisions": _("Decisions"), "depends_on": _("Depends on"), "description": _("Description"), "document": _("Document"),
    "done": _("Done on"), "due": _("Due"), "duties": _("Duties"), "effect": _("Effect"), "effective": _("Found effective on"),
    "email": _("E-mail"), "end": _("Ends"), "evaluation": _("How the result is evaluated"),
    "evidence": _("Evidence of completion"), "exceptions": _("Exceptions"), "excluded": _("Excluded"),
    "extract": _("What it says"), "fictional": _("Fictional"), "frequency": _("How often"), "fte": _("Full-time equivalents"),
    "go_live": _("In operation since"), "group": _("Group"), "handling": _("How it is handled"), "holders": _("Held by"),
    "holidays": _("Holidays"), "hours": _("Hours"), "id": _("Id"), "in_scope": _("In the scope of the service management system"),
    "instrument": _("Instrument"), "it_staff": _("People in IT operations"), "joint_leave": _("Joint leave"),
    "joint_leave_worked": _("Open on joint leave"), "justification": _("Justification"), "keeper": _("Keeper"),
    "key": _("Key"), "kind": _("Kind"), "kinds": _("Items of 7.5.4 that it answers"), "lead": _("Lead auditor"),
    "left": _("Last day with the organisation"), "limit": _("Limit"), "location": _("Where it is kept"),
    "management": _("How it is managed"), "meets": _("Meets"), "method": _("How it is measured"), "metric": _("Measure"),
    "minutes": _("Minutes"), "monitored_by": _("How it is monitored"), "name": _("Name"), "needs": _("Needs and requirements"),
    "next_review": _("Next review"), "nonconformities": _("Nonconformities"), "objective": _("Objective"),
    "obtained": _("Obtained on"), "office": _("Office"), "offices": _("Offices held"), "on": _("Date"), "opens": _("Opens"),
    "outcome": _("How it ended"), "owner": _("Owner"), "parent": _("Part of"), "performed": _("Performed on"),
    "period": _("Planning period"), "planned": _("Planned"), "policy": _("Which policy it follows"),
    "population": _("Records it speaks of"), "practice": _("Practice"), "practices": _("Practices"), "priority": _("Priority"),
    "procedures": _("Procedures"), "provisional": _("Provisional, until its decree is known"), "purpose": _("Purpose"),
    "readings": _("Measured values"), "reason": _("Reason"), "report": _("Report"), "reports_to": _("Reports to"),
    "resources": _("Resources"), "result": _("Result"), "retention": _("Kept for"), "retired": _("Retired on"),
    "review": _("Reviewed how often"), "reviewed": _("Last review"), "role": _("What it contributes"), "runs": _("What it runs"),
    "satisfaction": _("Satisfaction asked how often"), "sector": _("Sector"), "sentence": _("Sentence"), "service": _("Service"),
    "services": _("Services"), "short": _("Short name"), "since": _("Since"), "slas": _("Service level agreements"),
    "source": _("Source"), "source_ref": _("Its number there"), "start": _("Starts"), "statement": _("Sentence"),
    "status": _("Status"), "subject": _("Subject"), "summary": _("Summary"), "supplier": _("Supplier"),
    "surveyed": _("Last survey"), "target": _("Target"), "targets": _("Targets"), "text": _("Text"), "title": _("Title"),
    "top_management": _("Top management: may approve the plan"), "treatment": _("Treatment"), "unit": _("Unit"),
    "units": _("Units"), "until": _("Until"), "use": _("Use"), "valid_until": _("Valid until"), "value": _("Value"),
    "verified": _("Verified on"), "version": _("Version"), "window": _("Measured over each"), "workload": _("Workload limits"),
    "yearly": _("Every year"), "zone": _("Time zone"),
}  # fmt: skip


def label_of(name: str) -> Message:
    """Return the label of a field; one that has none here shows its own name, and a test says so."""
    return LABELS.get(name) or Message(name.replace("_", " ").capitalize())
