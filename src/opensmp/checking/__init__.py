"""What a rule, a finding, an example and a profile are; running them over a dossier and explaining them."""

from opensmp.checking.changes import add, both, drop, edit, in_force_since, put
from opensmp.checking.counts import Count, Row, by_clause, checklist_rows, planning_items
from opensmp.checking.finding import Address, Correction, Finding, Severity, Speech, at
from opensmp.checking.rule import PROFILES, Example, Profile, Rule, fails, passes, rule
from opensmp.checking.run import Accepted, Report, chosen, run

BLOCKS = Severity.BLOCKS
ADVICE = Severity.ADVICE

__all__ = [
    "ADVICE", "BLOCKS", "PROFILES", "Accepted", "Address", "Correction", "Count", "Example", "Finding", "Profile", "Report",
    "Row", "Rule", "Severity", "Speech", "add", "at", "both", "by_clause", "checklist_rows", "chosen", "drop", "edit", "fails",
    "in_force_since",
    "passes", "planning_items", "put", "rule", "run",
]  # fmt: skip
