"""Running rules over a dossier: open findings, accepted ones, and what stopped counting as accepted."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from opensmp.checking.finding import Finding, Severity
from opensmp.checking.rule import Profile, Rule
from opensmp.dossier import Dossier
from opensmp.lifecycle.history import Acceptance
from opensmp.plan.plan import SECTIONS
from opensmp.plan.value import value

_ORDER = {key: place for place, key in enumerate(("identity", *SECTIONS, "commitments"))}


class Accepted(NamedTuple):
    """A finding that somebody accepted with a reason; still listed, no longer counted."""

    finding: Finding
    acceptance: Acceptance


@value
class Report:
    """The result of a check. ``findings`` are open, the blocking ones first, then in the plan's order."""

    dossier: Dossier
    rules: tuple[Rule, ...]
    findings: tuple[Finding, ...]
    accepted: tuple[Accepted, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    def rule_of(self, finding: Finding) -> Rule:
        return self.by_id[finding.rule]

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The open findings of one severity."""
        return tuple(found for found in self.findings if self.rule_of(found).severity is severity)


def chosen(rules: Iterable[Rule], profile: Profile | str) -> tuple[Rule, ...]:
    """Return the rules of a profile, by id; ``all`` is the union."""
    return tuple(sorted((rule for rule in rules if profile in ("all", *rule.profiles)), key=lambda rule: rule.id))


def run(dossier: Dossier, rules: Iterable[Rule]) -> Report:
    """Run every rule to its end and sort the findings; the same dossier always gives the same report."""
    rules = tuple(rules)
    severity = {rule.id: rule.severity for rule in rules}
    found = sorted(
        {replace(finding, rule=rule.id) for rule in rules for finding in rule.findings(dossier)},
        key=lambda finding: (severity[finding.rule] is not Severity.BLOCKS, *_place(finding)),
    )
    accepted = {(given.rule, given.where): given for given in dossier.acceptances if _counts(given, dossier)}
    return Report(
        dossier=dossier,
        rules=rules,
        findings=tuple(each for each in found if (each.rule, str(each.where)) not in accepted),
        accepted=tuple(
            Accepted(each, accepted[each.rule, str(each.where)])
            for each in found
            if (each.rule, str(each.where)) in accepted
        ),
    )


def _counts(given: Acceptance, dossier: Dossier) -> bool:
    """An acceptance counts while somebody stands behind it, it says why, and its day has not passed."""
    return bool(given.reason) and given.by is not None and (given.until is None or given.until >= dossier.today)


def _place(finding: Finding) -> tuple[int, str, str, str]:
    section = finding.where.section
    return (_ORDER.get(section or "", len(_ORDER)), str(finding.where), finding.rule, str(finding.says))
