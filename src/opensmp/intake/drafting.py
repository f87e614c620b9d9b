"""From what one or several documents say to a draft of the plan: a dossier, what was kept aside, and what was doubted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from opensmp.dossier import Dossier
from opensmp.intake import guessing
from opensmp.intake.building import TYPES, Builder, Doubt
from opensmp.intake.gathering import Aside, Gathered, Place
from opensmp.intake.names import Names, slug
from opensmp.intake.parsing import cadence_in, span_in
from opensmp.intake.promises import procedures_in, promised
from opensmp.intake.referring import referring
from opensmp.intake.soundness import sound
from opensmp.intake.supply import made_of_suppliers, portfolio_of
from opensmp.lifecycle.history import History
from opensmp.plan.commitments import Commitment, Commitments
from opensmp.plan.identity import Identity
from opensmp.plan.plan import SECTIONS, Plan
from opensmp.plan.practices import Approach, Practice, Practices
from opensmp.plan.prose import Prose
from opensmp.plan.resources import Budget
from opensmp.plan.review import CadenceStep
from opensmp.plan.roles import Role
from opensmp.plan.scope import Climate
from opensmp.plan.section import Section, Subsection
from opensmp.plan.terms import Language, Period
from opensmp.plan.value import field_types
from opensmp.registers.configuration import Configuration
from opensmp.registers.organisation import Calendar, Office, Organisation, Person
from opensmp.registers.registers import Registers
from opensmp.registers.services import Customer

REGISTERS: Mapping[str, str] = {
    "slas": "Sla", "customers": "Customer", "customer_contracts": "CustomerContract", "documents": "Document", "audits": "Audit",
    "reviews": "ManagementReview", "improvements": "ImprovementItem",
}  # fmt: skip
"""The registers whose rows are exactly the rows of one kind of table."""

_LISTS: Mapping[str, Mapping[str, str]] = {
    "scope": {
        "exclusions": "Exclusion", "context": "Issue", "parties": "InterestedParty", "risks": "Risk", "limitations": "Limitation",
        "obligations": "Obligation",
    },
    "objectives": {"objectives": "Objective", "past": "PastObjective"}, "roles": {"raci": "Duty"},
    "resources": {"people": "PeopleLine", "technology": "Technology", "information": "Information", "training": "Training"},
    "suppliers": {"others": "OtherParty"}, "assurance": {"reporting": "ServiceReport", "timeline": "Activity"},
    "review": {"triggers": "Trigger", "cadence": "CadenceStep", "deviations": "Deviation"},
}  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """A draft of the plan. ``sections`` are those that the documents name themselves; ``is_plan`` whether they look like a plan."""

    dossier: Dossier
    aside: tuple[Aside, ...]
    doubts: tuple[Doubt, ...]
    sections: frozenset[str]
    is_plan: bool


def drafted(
    found: Sequence[Gathered], language: Language, today: date, sections: frozenset[str], is_plan: bool
) -> Draft:
    """Make one draft of everything that was gathered."""
    drafter = _Drafter(found, language)
    dossier = sound(referring(drafter.dossier(today)))
    aside = tuple(each for one in found for each in one.aside)
    return Draft(dossier, aside, tuple(drafter.builder.doubts), sections, is_plan)


class _Drafter:
    """Holds the rows, words and facts of all documents while the draft is put together."""

    def __init__(self, found: Sequence[Gathered], language: Language) -> None:
        self.language = language
        self.names = Names()
        self.builder = Builder(self.names, language)
        self.words: dict[str, list[str]] = {}
        self.titles: dict[str, str] = {}
        self.facts: dict[tuple[str, str], str] = {}
        for number, each in enumerate(found):
            self.words |= {
                self._key(key, number): [*self.words.get(key, ()), *texts] for key, texts in each.words.items()
            }
            self.titles |= {self._key(key, number): title for key, title in each.titles.items()}
            self.facts = {**each.facts, **self.facts}
        self.signatures = [text for each in found for text in each.signatures]
        self.title = next((each.title for each in found if each.title), "")
        early = {"Office": -3, "Person": -2, "Role": -1}
        rows = sorted((row for each in found for row in each.rows), key=lambda row: early.get(row.kind, 0))
        self.rows = self.builder.name(rows)
        self._practices_by_heading()

    @staticmethod
    def _key(address: str, number: int) -> str:
        return f"{address}.{number}" if "#" in address else address

    def _practices_by_heading(self) -> None:
        for address in (*self.words, *(owner for owner, _name in self.facts)):
            practice = address.partition("practice:")[2].partition(".")[0]
            if practice:
                self.names.add("practice", practice)

    def dossier(self, today: date) -> Dossier:
        """Put everything together; people and offices come last, because others may name new ones."""
        values = {kind: self._values(kind) for kind in TYPES}
        plan = self._plan(values)
        registers = self._registers(values)
        values["Version"] = self._approved(values["Version"])
        history = History(versions=values["Version"], reviews=values["PlanReview"], changes=values["Change"])
        identity = self._identity(values["Version"])
        plan = replace(plan, identity=identity)
        plan = replace(plan, roles=replace(plan.roles, roles=(*values["Role"], *self._made_roles())))
        organisation = self._organisation(values)
        return Dossier(today=today, plan=plan, registers=registers, history=history, organisation=organisation)

    def _approved(self, versions: tuple[Any, ...]) -> tuple[Any, ...]:
        """Give the latest version the approvals of the signature page, where its own row names none."""
        if not versions or not self.signatures or versions[-1].approvals:
            return versions
        approvals = guessing.approvals(self.names, "\n".join(self.signatures))
        return (*versions[:-1], replace(versions[-1], approvals=approvals))

    def _values(self, kind: str) -> tuple[Any, ...]:
        made = (self.builder.build(row) for row in self.rows if row.kind == kind and kind not in {"BudgetLine"})
        return tuple(each for each in made if each is not None)

    def _made_roles(self) -> tuple[Role, ...]:
        made = self.names.made.get("role", {})
        return tuple(Role(id=key, title=Prose.of(title), kind=guessing.role_kind(title)) for key, title in made.items())

    def _made_customers(self) -> tuple[Customer, ...]:
        made = self.names.made.get("customer", {})
        return tuple(Customer(id=key, name=Prose.of(name), reviewed=None, surveyed=None) for key, name in made.items())

    # The organisation and the registers -------------------------------------------------------------------------------

    def _organisation(self, values: Mapping[str, tuple[Any, ...]]) -> Organisation:
        made = self._facts("organisation", Organisation)
        name = made.get("name", "")
        offices = tuple(
            Office(id=key, title=Prose.of(title), top_management=guessing.is_top_management(title))
            for key, title in self.names.made["office"].items()
        )
        people = tuple(Person(id=key, name=title) for key, title in self.names.made["person"].items())
        calendars = tuple(
            Calendar(id=key, name=Prose.of(text), hours=guessing.hours_in(text) or ())
            for key, text in self.names.made.get("calendar", {}).items()
        )
        own = {"sector": guessing.sector_of(name), "id": slug(name) if name else "", **made}
        return Organisation(
            **own, units=values["Unit"], sites=values["Site"], offices=(*values["Office"], *offices), people=(*values["Person"], *people),
            calendars=calendars,
        )  # fmt: skip

    def _registers(self, values: Mapping[str, tuple[Any, ...]]) -> Registers:
        held: dict[str, Any] = {name: values[kind] for name, kind in REGISTERS.items()}
        held["customers"] = (*held["customers"], *self._made_customers())
        suppliers = [row for row in self.rows if row.kind == "Supplier"]
        _lines, extra = made_of_suppliers(self.builder, suppliers)
        _services, slas = portfolio_of(self.builder, [row for row in self.rows if row.kind == "Service"], held["slas"])
        held["slas"] = (*held["slas"], *slas)
        facts = self._facts("portfolio.configuration", Configuration)
        configuration = Configuration(**facts, classes=values["ItemClass"])
        contracts = (
            *values["SupplierContract"],
            *(each for each in extra if each.id not in {row.id for row in values["SupplierContract"]}),
        )
        return Registers(
            **held,
            services=values["Service"],
            suppliers=values["Supplier"],
            supplier_contracts=contracts,
            configuration=configuration,
        )

    # The plan ---------------------------------------------------------------------------------------------------------

    def _identity(self, versions: Sequence[Any]) -> Identity:
        made = self._facts("identity", Identity, leave=("period", "language", "second_language"))
        text = self.facts.get(("identity", "period"), "")
        span = span_in(text)
        if span:
            made["period"] = Period(name=_period_name(text, span), start=span[0], end=span[1])
        if not made.get("version") and versions:
            made["version"] = versions[-1].number
        title = {"title": Prose.of(self.title)} if self.title and not made.get("title") else {}
        return Identity(
            **{**made, **title, "precedence": self._prose("identity.precedence"), "language": self.language}
        )

    def _plan(self, values: Mapping[str, tuple[Any, ...]]) -> Plan:
        sections: dict[str, Any] = {key: self._section(key, values) for key in SECTIONS}
        held = Commitments(
            commitments=(*values["Commitment"], *self._promises(sections["practices"], values)), claims=values["Claim"]
        )
        return Plan(**sections, commitments=held)

    def _promises(self, practices: Practices, values: Mapping[str, tuple[Any, ...]]) -> tuple[Commitment, ...]:
        """Return the promises that stand in the words about practices and in no table."""
        known = {" ".join(str(each.sentence).split()) for each in values["Commitment"]}
        return promised(practices.practices, known, self.language, self.names) if not known else ()

    def _section(self, key: str, values: Mapping[str, tuple[Any, ...]]) -> Section:
        """Return a section: its facts, its words, its rows, and a subsection for each further heading."""
        cls: type = type(Plan().section(key))
        made: dict[str, Any] = {name: values[rows] for name, rows in _LISTS.get(key, {}).items()}
        made |= self._facts(key, cls, leave=("cadence",)) | self._facts(key, Section)
        for name in field_types(cls):
            words = self._prose(f"{key}.{name}")
            if words and field_types(cls)[name] is Prose:
                made[name] = words
        made |= _FURTHER[key](self, values) if key in _FURTHER else {}
        subsections = tuple(self._subsections(key))
        section: Section = cls(**made, subsections=subsections)
        return section

    def _subsections(self, key: str) -> Iterable[Subsection]:
        seen: set[str] = set()
        for address, texts in self.words.items():
            if address.startswith(f"{key}#"):
                title = self.titles.get(address) or "—"
                identity = slug(title)
                while identity in seen:
                    identity += "-2"
                seen.add(identity)
                yield Subsection(id=identity, title=Prose.of(title), text=Prose.of("\n\n".join(texts)))

    def _prose(self, address: str) -> Prose:
        return Prose.of("\n\n".join(self.words.get(address, ())))

    def _facts(self, owner: str, cls: type, leave: tuple[str, ...] = ()) -> dict[str, Any]:
        cells = {name: text for (whose, name), text in self.facts.items() if whose == owner and name not in leave}
        return self.builder.fields(cls.__name__, cls, cells, Place())

    def scope(self, values: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
        """Return what section 1 names: everything that the tables list, unless it lists its own."""
        made = self._facts("scope", type(Plan().scope))
        named: dict[str, Any] = {
            "services": tuple(row.id for row in values["Service"] if row.in_scope and row.status not in {"proposed", "retired"}),
            "customers": (
                *(row.id for row in values["Customer"] if row.status == "active"), *self.names.made.get("customer", {}),
            ),
            "units": tuple(row.id for row in values["Unit"]), "sites": tuple(row.id for row in values["Site"]),
        }  # fmt: skip
        climate = self._facts("scope.climate", Climate)
        words = self._prose("scope.climate")
        if "relevant" in climate:
            named["climate"] = Climate(**{"reason": words, **climate})
        return {**named, **{name: made[name] for name in named if made.get(name)}}

    def resources(self, values: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
        """Return the budget of section 4, where a table of amounts stands."""
        rows = tuple(each for row in self.rows if row.kind == "BudgetLine" and (each := self.builder.build(row)))
        facts = self._facts("resources.budget", Budget, leave=("header",))
        if not rows and not facts.get("total"):
            return {}
        currency = facts.pop("currency", "") or guessing.currency_of(
            " ".join(self.facts.values()), self._budget_words()
        )
        return {"budget": Budget(**{"period": "", **facts, "currency": currency, "lines": rows})}

    def _budget_words(self) -> str:
        cells = [text for row in self.rows if row.kind == "BudgetLine" for text in row.cells.values()]
        return " ".join(
            (*cells, *(text for key, texts in self.words.items() if key.startswith("resources") for text in texts))
        )

    def practices(self, values: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
        """Return the practices: those of tables, and those that have headings of their own."""
        held = {row.id: row for row in values["Practice"]}
        for identity in dict.fromkeys(self._headed_practices()):
            address = f"practices.practice:{identity}"
            facts = self._facts(address, Practice)
            said = {
                name: words
                for name in ("approach", "governance", "activity")
                if (words := self._prose(f"{address}.{name}"))
            }
            made = replace(held.get(identity, Practice(id=identity)), **{**facts, **said})
            held[identity] = made if made.procedures else replace(made, procedures=procedures_in(said.values()))
        approach = {name: self._prose(f"practices.approach.{name}") for name in field_types(Approach)}
        return {"practices": tuple(held.values()), "approach": Approach(**approach)}

    def _headed_practices(self) -> Iterable[str]:
        for address in (*self.titles, *self.words, *(owner for owner, _name in self.facts)):
            practice = address.partition("practice:")[2].partition(".")[0]
            if practice:
                yield practice

    def portfolio(self, values: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
        """Return the lines of section 6, one for each service in scope."""
        services, _slas = portfolio_of(self.builder, [row for row in self.rows if row.kind == "Service"], values["Sla"])
        return {"services": services}

    def suppliers(self, values: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
        """Return the lines of section 7, one for each supplier that a table lists."""
        lines, _contracts = made_of_suppliers(self.builder, [row for row in self.rows if row.kind == "Supplier"])
        return {"suppliers": lines}

    def assurance(self, values: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
        """Return the audit programme and the plan of management reviews."""
        plan = type(Plan().assurance)()
        told = self._with_words(
            "assurance.programme", plan.programme, ("approach", "competence", "independence", "follow_up")
        )
        reviews = self._with_words("assurance.management_review", plan.management_review, ("topics_text", "decides"))
        programme = replace(told, audits=tuple(row.id for row in values["Audit"]))
        if programme.frequency is None:
            programme = replace(programme, frequency=cadence_in(str(programme.approach)))
        review = replace(reviews, reviews=tuple(row.id for row in values["ManagementReview"]))
        if review.frequency is None:
            review = replace(review, frequency=cadence_in(f"{review.topics_text} {review.decides}"))
        return {"programme": programme, "management_review": review}

    def _with_words(self, address: str, value: Any, names: tuple[str, ...]) -> Any:
        said = {name: words for name in names if (words := self._prose(f"{address}.{name}"))}
        return replace(value, **{**self._facts(address, type(value)), **said})

    def improvement(self, values: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
        """Return the initiatives that section 9 names."""
        return {"initiatives": tuple(row.id for row in values["ImprovementItem"])}

    def review(self, values: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
        """Return how often the plan is reviewed, from a label or the words about it, since its latest version."""
        if values["CadenceStep"]:
            return {}
        words = self.facts.get(("review", "cadence"), "") or " ".join(
            self.words.get("review.cadence", self.words.get("review.mechanism", ()))
        )
        cadence = cadence_in(words)
        starts = [row.start for row in values["Version"] if row.start]
        return {"cadence": (CadenceStep(cadence=cadence, start=max(starts)),)} if cadence and starts else {}


def _period_name(text: str, span: tuple[date, date]) -> str:
    """Return what a period is called: the words before its days, else its year, else its days."""
    name = text.partition("(")[0].strip() if "(" in text else ""
    whole_year = span == (date(span[0].year, 1, 1), date(span[0].year, 12, 31))
    return name or (str(span[0].year) if whole_year else " ".join(text.split())[:60])


_FURTHER = {
    "scope": _Drafter.scope, "resources": _Drafter.resources, "practices": _Drafter.practices, "portfolio": _Drafter.portfolio,
    "suppliers": _Drafter.suppliers, "assurance": _Drafter.assurance, "improvement": _Drafter.improvement, "review": _Drafter.review,
}  # fmt: skip
