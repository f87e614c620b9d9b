"""The dossier: everything a rule may look at, frozen, with the look-ups that rules share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from opensmp.dossier.digests import digest_of, sealed_value
from opensmp.dossier.length import Extent, extent_of_section
from opensmp.dossier.people import People
from opensmp.dossier.texts import Text, texts_of
from opensmp.dossier.wording import Wording
from opensmp.lifecycle.cadence import next_due
from opensmp.lifecycle.history import Acceptance, History, Version
from opensmp.measures.observation import Observation
from opensmp.measures.verdict import Verdict
from opensmp.plan.commitments import Claim, Commitment
from opensmp.plan.objectives import Objective
from opensmp.plan.plan import SECTIONS, Plan
from opensmp.plan.practices import Practice
from opensmp.plan.section import Section
from opensmp.plan.terms import Cadence
from opensmp.registers.assurance import Audit, ImprovementItem, ManagementReview
from opensmp.registers.documents import Document
from opensmp.registers.organisation import Organisation
from opensmp.registers.registers import Registers
from opensmp.registers.services import Customer, Service, Sla
from opensmp.registers.suppliers import Supplier, SupplierContract
from opensmp.standard import Standard, standard


@dataclass(frozen=True, kw_only=True, repr=False)
class Dossier:
    """The frozen case file. ``today`` is a field, so that a check is a function of its input alone.

    ``sealed`` holds the canonical value of each sealed version by its number, as read from ``versions/``;
    ``sealed_digests`` the SHA-256 of those files as they were read.
    """

    today: date
    plan: Plan = Plan()
    organisation: Organisation = Organisation()
    registers: Registers = Registers()
    history: History = History()
    verdicts: tuple[Verdict, ...] = ()
    observations: tuple[Observation, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    sealed: Mapping[str, Any] = field(default_factory=dict)
    sealed_digests: Mapping[str, str] = field(default_factory=dict, compare=False)
    standard: Standard = field(default_factory=standard)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages the plan must speak, the prevailing one first."""
        identity = self.plan.identity
        second = identity.second_language
        return (identity.language, second) if second and second != identity.language else (identity.language,)

    @cached_property
    def people(self) -> People:
        """Who is who: people, offices and roles behind the ids."""
        return People(self.organisation, self.plan.roles.roles, self.today)

    def seal(self) -> dict[str, Any]:
        """Return what a version pins, as ``versions/<number>.json`` stores it: the plan and the rows it relies on."""
        return sealed_value(self.plan, self.organisation, self.registers)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the sealed value, as the text stands now: what an approval names."""
        return digest_of(self.seal())

    def is_sealed_as(self, version: Version) -> bool | None:
        """Whether the sealed text of a version is the one that its digest names; None where no text is kept."""
        if version.number not in self.sealed:
            return None
        if self.sealed_digests.get(version.number) == version.digest:
            return True
        return digest_of(self.sealed[version.number]) == version.digest

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the plan, visited once for all rules."""
        return texts_of(self.plan)

    @cached_property
    def wording(self) -> Wording:
        """The same texts, searchable at once for the words that a rule looks for."""
        return Wording(self.texts, self.plan.identity.language)

    @cached_property
    def extents(self) -> Mapping[str, Extent]:
        """How long each section is, by its key."""
        return {key: extent_of_section(self.plan, key) for key in SECTIONS}

    @cached_property
    def extent(self) -> Extent:
        """How long all sections are together."""
        parts = self.extents.values()
        words, rows = sum(part.words for part in parts), sum(part.rows for part in parts)
        return self.extents[SECTIONS[0]]._replace(words=words, rows=rows)

    @cached_property
    def stated(self) -> frozenset[str]:
        """The keys of the sections that hold anything. An empty section is one finding, not one for each field."""
        return frozenset(key for key in SECTIONS if not _blank(self.plan.section(key)))

    @cached_property
    def services(self) -> Mapping[str, Service]:
        return {row.id: row for row in self.registers.services}

    @cached_property
    def services_in_scope(self) -> tuple[Service, ...]:
        """Services of the register that the SMS covers and that are neither proposed nor retired."""
        return tuple(
            row for row in self.registers.services if row.in_scope and row.status not in {"proposed", "retired"}
        )

    @cached_property
    def slas(self) -> Mapping[str, Sla]:
        return {row.id: row for row in self.registers.slas}

    @cached_property
    def slas_of(self) -> Mapping[str, tuple[Sla, ...]]:
        """SLAs by the service they cover."""
        return _grouped((service, row) for row in self.registers.slas for service in row.services)

    @cached_property
    def customers(self) -> Mapping[str, Customer]:
        return {row.id: row for row in self.registers.customers}

    @cached_property
    def suppliers(self) -> Mapping[str, Supplier]:
        return {row.id: row for row in self.registers.suppliers}

    @cached_property
    def contracts_of(self) -> Mapping[str, tuple[SupplierContract, ...]]:
        """Supplier contracts by supplier."""
        return _grouped((row.supplier, row) for row in self.registers.supplier_contracts)

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        return {row.id: row for row in self.registers.documents}

    @cached_property
    def audits(self) -> Mapping[str, Audit]:
        return {row.id: row for row in self.registers.audits}

    @cached_property
    def reviews(self) -> Mapping[str, ManagementReview]:
        return {row.id: row for row in self.registers.reviews}

    @cached_property
    def improvements(self) -> Mapping[str, ImprovementItem]:
        return {row.id: row for row in self.registers.improvements}

    @cached_property
    def practices(self) -> Mapping[str, Practice]:
        """What the plan says of each practice, by its key."""
        return {row.id: row for row in self.plan.practices.practices}

    @cached_property
    def objectives(self) -> Mapping[str, Objective]:
        return {row.id: row for row in self.plan.objectives.objectives}

    @cached_property
    def commitments(self) -> Mapping[str, Commitment]:
        return {row.id: row for row in self.plan.commitments.commitments}

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        return {row.id: row for row in self.plan.commitments.claims}

    @cached_property
    def cadence(self) -> Cadence | None:
        """How often the plan is reviewed today, as it says itself; before the first step of its cadence, that step."""
        steps = sorted(self.plan.review.cadence, key=lambda step: step.start)
        begun = [step for step in steps if step.start <= self.today and (step.end is None or step.end >= self.today)]
        return begun[-1].cadence if begun else steps[0].cadence if steps else None

    @cached_property
    def last_review(self) -> date | None:
        """The day the plan was last reviewed: a recorded review, or the beginning of a version."""
        days = [review.on for review in self.history.reviews]
        days += [version.start for version in self.history.versions if version.start]
        return max((day for day in days if day <= self.today), default=None)

    @cached_property
    def review_due(self) -> date | None:
        """The day by which the plan's next review is due by its own cadence."""
        return next_due(self.last_review, self.cadence) if self.last_review and self.cadence else None

    @cached_property
    def in_force(self) -> Version | None:
        """The version in force today: approved, begun and not ended."""
        begun = [
            version
            for version in self.history.versions
            if version.start and version.start <= self.today and (version.end is None or version.end >= self.today)
        ]
        return max(begun, key=lambda version: version.start or date.min, default=None)


def _blank(section: Section) -> bool:
    """Whether a section holds nothing but its keeper and the day it was read."""
    return replace(section, keeper=None, reviewed=None) == type(section)()


def _grouped(pairs: Any) -> dict[str, tuple[Any, ...]]:
    groups: dict[str, list[Any]] = {}
    for key, row in pairs:
        groups.setdefault(key, []).append(row)
    return {key: tuple(rows) for key, rows in groups.items()}
