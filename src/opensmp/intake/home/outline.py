"""A plan as the outline of a document: a node for each heading, with its address in the plan, its words and its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Any

from opensmp.dossier import Dossier
from opensmp.intake.building import TYPES
from opensmp.intake.home.written import Writer
from opensmp.intake.vocabulary import columns_of, homes
from opensmp.plan.plan import SECTIONS
from opensmp.plan.practices import Approach, Practice
from opensmp.plan.prose import Prose
from opensmp.plan.value import default_of, field_types, key_of

_LONGEST_NAME = 40
"""Letters that Word allows in the name of a bookmark."""


@dataclass(frozen=True)
class Grid:
    """A table: its header, and its rows by the key that names them."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    pairs: bool = False


@dataclass(frozen=True)
class Node:
    """A heading with what stands below it, up to the next. ``address`` is where in the plan that is written down."""

    address: str
    level: int
    title: str
    words: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()

    @property
    def bookmark(self) -> str:
        """The stable id of the heading: the address in letters that Word keeps."""
        plain = "osmp_" + "".join(sign if sign.isalnum() and sign.isascii() else "_" for sign in self.address)
        if len(plain) <= _LONGEST_NAME and plain == f"osmp_{self.address.replace('/', '_')}":
            return plain
        return f"{plain[:27]}_{sha256(self.address.encode()).hexdigest()[:12]}"


def outline_of_plan(dossier: Dossier, language: str) -> tuple[Node, ...]:
    """Return the outline of a plan in one language."""
    return tuple(_Outliner(dossier, language).nodes())


class _Outliner:
    def __init__(self, dossier: Dossier, language: str) -> None:
        self._dossier = dossier
        self._language = language
        self._writer = Writer(dossier, language)

    def nodes(self) -> Iterator[Node]:
        """Yield the nodes in the order of the document."""
        yield from self._front()
        for number, key in enumerate(SECTIONS, 1):
            yield from self._section(number, key)
        plan = self._dossier.plan
        grids = (*self._grid("Commitment", plan.commitments.commitments), *self._grid("Claim", plan.commitments.claims))
        yield from self._if_any("commitments", 1, grids)
        organisation = self._dossier.organisation
        yield self._node("organisation", 1, grids=self._pairs("Organisation", organisation))
        yield from self._if_any(
            "organisation.units", 2, (*self._grid("Unit", organisation.units), *self._grid("Site", organisation.sites))
        )
        yield from self._if_any(
            "organisation.people",
            2,
            (*self._grid("Office", organisation.offices), *self._grid("Person", organisation.people)),
        )
        yield from self._if_any("history.changes", 1, self._grid("Change", self._dossier.history.changes))

    def _front(self) -> Iterator[Node]:
        history = self._dossier.history
        yield self._node("identity", 1, grids=self._pairs("Identity", self._dossier.plan.identity))
        yield from self._worded("identity.precedence", 2, self._dossier.plan.identity.precedence)
        yield from self._if_any("identity.versions", 2, self._grid("Version", history.versions))
        yield from self._if_any("identity.reviews", 2, self._grid("PlanReview", history.reviews))

    def _section(self, number: int, key: str) -> Iterator[Node]:
        section = self._dossier.plan.section(key)
        title = f"{number} {self._dossier.standard.sections[key].title.text(self._language)}"
        yield Node(key, 1, title, (*self._labels(key, section), *self._paragraphs(section.text)))
        yield from _BODIES[key](self, section)
        for each in section.subsections:
            yield Node(f"{key}/{each.id}", 2, self._writer.prose(each.title), tuple(self._paragraphs(each.text)))

    # The ten sections -------------------------------------------------------------------------------------------------

    def scope(self, section: Any) -> Iterator[Node]:
        """Yield what stands below section 1."""
        yield from self._worded("scope.statement", 2, section.statement)
        yield from self._worded("scope.boundaries", 2, section.boundaries)
        yield from self._rows("scope", section, {"exclusions": "Exclusion", "context": "Issue"})
        if section.climate is not None:
            labels = self._labels("scope.climate", section.climate, "Climate", skip=("reason",))
            yield self._node("scope.climate", 2, (*labels, *self._paragraphs(section.climate.reason)))
        rows = {"parties": "InterestedParty", "risks": "Risk", "limitations": "Limitation", "obligations": "Obligation"}
        yield from self._rows("scope", section, rows)

    def objectives(self, section: Any) -> Iterator[Node]:
        """Yield what stands below section 2."""
        yield from self._rows("objectives", section, {"objectives": "Objective", "past": "PastObjective"})

    def roles(self, section: Any) -> Iterator[Node]:
        """Yield what stands below section 3."""
        yield from self._worded("roles.structure", 2, section.structure)
        yield from self._rows("roles", section, {"roles": "Role"})
        if section.raci:
            yield self._node("roles.raci", 2, grids=(self._raci(section),))

    def resources(self, section: Any) -> Iterator[Node]:
        """Yield what stands below section 4."""
        yield from self._worded("resources.commitment", 2, section.commitment)
        yield from self._rows(
            "resources", section, {"people": "PeopleLine", "technology": "Technology", "information": "Information"}
        )
        if section.budget is not None:
            labels = self._labels("resources.budget", section.budget, "Budget")
            yield self._node("resources.budget", 2, labels, self._grid("BudgetLine", section.budget.lines))
        yield from self._rows("resources", section, {"training": "Training"})

    def practices(self, section: Any) -> Iterator[Node]:
        """Yield what stands below section 5: the approach, then a heading for each practice."""
        steps = [(name, getattr(section.approach, name)) for name in field_types(Approach)]
        if any(words for _name, words in steps):
            yield self._node("practices.approach", 2)
            for name, words in steps:
                yield from self._worded(f"practices.approach.{name}", 3, words)
        for practice in section.practices:
            yield from self._practice(practice)

    def _practice(self, practice: Practice) -> Iterator[Node]:
        address = f"practices.practice:{practice.id}"
        said = ("approach", "governance", "activity")
        title = self._writer.name(("practice",), practice.id)
        labels = self._labels(address, practice, "Practice", skip=(*said, "id"))
        yield Node(address, 2, title, (*labels, *self._paragraphs(practice.approach)))
        for name in said[1:]:
            words = getattr(practice, name)
            if words:
                label = columns_of("Practice")[name].text(self._language)
                yield Node(f"{address}.{name}", 3, label, tuple(self._paragraphs(words)))

    def portfolio(self, section: Any) -> Iterator[Node]:
        """Yield what stands below section 6, with the registers that belong there."""
        registers = self._dossier.registers
        services = self._services(section)
        title = homes()["scope.services"].text(self._language)
        yield Node("portfolio.services", 2, title, (), (services,) if services.rows else ())
        yield from self._if_any("portfolio.slas", 2, self._grid("Sla", registers.slas))
        yield from self._if_any("portfolio.customers", 2, self._grid("Customer", registers.customers))
        yield from self._if_any("portfolio.contracts", 2, self._grid("CustomerContract", registers.customer_contracts))
        grids = self._grid("ItemClass", registers.configuration.classes)
        if grids:
            labels = self._labels(
                "portfolio.configuration", registers.configuration, "Configuration", skip=("classes",)
            )
            yield self._node("portfolio.configuration", 2, labels, grids)

    def suppliers(self, section: Any) -> Iterator[Node]:
        """Yield what stands below section 7."""
        yield from self._worded("suppliers.approach", 2, section.approach)
        yield from self._worded("suppliers.accountability", 2, section.accountability)
        yield from self._if_any("suppliers.suppliers", 2, (self._suppliers(section),))
        yield from self._if_any(
            "suppliers.contracts", 2, self._grid("SupplierContract", self._dossier.registers.supplier_contracts)
        )
        yield from self._rows("suppliers", section, {"others": "OtherParty"})

    def assurance(self, section: Any) -> Iterator[Node]:
        """Yield what stands below section 8."""
        registers = self._dossier.registers
        yield from self._worded("assurance.evaluation", 2, section.evaluation)
        yield self._node(
            "assurance.programme", 2, self._labels("assurance.programme", section.programme, "AuditProgramme")
        )
        for name in ("approach", "competence", "independence", "follow_up"):
            yield from self._worded(f"assurance.programme.{name}", 3, getattr(section.programme, name))
        yield from self._if_any("assurance.programme.audits", 3, self._grid("Audit", registers.audits))
        plan = section.management_review
        yield self._node(
            "assurance.management_review", 2, self._labels("assurance.management_review", plan, "ReviewPlan")
        )
        yield from self._worded("assurance.management_review.topics_text", 3, plan.topics_text)
        yield from self._worded("assurance.management_review.decides", 3, plan.decides)
        yield from self._if_any(
            "assurance.management_review.reviews", 3, self._grid("ManagementReview", registers.reviews)
        )
        yield from self._rows("assurance", section, {"reporting": "ServiceReport", "timeline": "Activity"})

    def improvement(self, section: Any) -> Iterator[Node]:
        """Yield what stands below section 9."""
        yield from self._worded("improvement.approach", 2, section.approach)
        yield from self._worded("improvement.criteria", 2, section.criteria)
        yield from self._if_any(
            "improvement.initiatives", 2, self._grid("ImprovementItem", self._dossier.registers.improvements)
        )

    def review(self, section: Any) -> Iterator[Node]:
        """Yield what stands below section 10, and the register of documents."""
        yield from self._worded("review.mechanism", 2, section.mechanism)
        yield from self._rows("review", section, {"cadence": "CadenceStep", "triggers": "Trigger"})
        for name in ("distribution", "retention", "author_may_approve"):
            yield from self._worded(f"review.{name}", 2, getattr(section, name))
        yield from self._rows("review", section, {"deviations": "Deviation"})
        yield from self._if_any("review.documents", 2, self._grid("Document", self._dossier.registers.documents))

    # Parts of a node --------------------------------------------------------------------------------------------------

    def _node(self, address: str, level: int, words: Iterable[str] = (), grids: Iterable[Grid] = ()) -> Node:
        return Node(address, level, homes()[address].text(self._language), tuple(words), tuple(grids))

    def _if_any(self, address: str, level: int, grids: Sequence[Grid]) -> Iterator[Node]:
        kept = [grid for grid in grids if grid.rows]
        if kept:
            yield self._node(address, level, grids=kept)

    def _worded(self, address: str, level: int, words: Prose) -> Iterator[Node]:
        if words:
            yield self._node(address, level, self._paragraphs(words))

    def _rows(self, key: str, section: Any, lists: Mapping[str, str]) -> Iterator[Node]:
        for name, kind in lists.items():
            yield from self._if_any(f"{key}.{name}", 2, self._grid(kind, getattr(section, name)))

    def _paragraphs(self, words: Prose) -> Iterator[str]:
        yield from (part for part in self._writer.prose(words).split("\n\n") if part.strip())

    def _labels(self, _address: str, value: Any, kind: str = "", skip: Sequence[str] = ()) -> Iterator[str]:
        """Yield *Label: value* for the plain fields of a value that have a label."""
        known = {**columns_of(kind or "Section"), **columns_of(kind or type(value).__name__)}
        types = _types(value)
        for name, label in known.items():
            if name in types and name not in skip:
                text = self._writer.text(getattr(value, name), types[name])
                if text and "\n" not in text:
                    yield f"{label.text(self._language)}: {text}"

    def _pairs(self, kind: str, value: Any) -> tuple[Grid, ...]:
        rows = []
        types = _types(value)
        for name, label in columns_of(kind).items():
            held = getattr(value, name, None)
            if name == "period" and held is not None:
                text = (
                    f"{held.name} ({' – '.join(self._writer.text(day, type(day)) for day in (held.start, held.end))})"
                )
            elif name == "precedence" or held == default_of(next(each for each in fields(value) if each.name == name)):
                text = ""
            else:
                text = self._writer.text(held, types[name])
            if text:
                rows.append((name, (label.text(self._language), text)))
        return (Grid((), tuple(rows), pairs=True),) if rows else ()

    def _grid(self, kind: str, rows: Sequence[Any]) -> tuple[Grid, ...]:
        """Return the table of rows of one kind; columns that nobody filled are left out."""
        types = field_types(TYPES[kind])
        names = [name for name in columns_of(kind) if name in types]
        texts = [
            (key_of(row, n), [self._cell(kind, name, row, types[name]) for name in names]) for n, row in enumerate(rows)
        ]
        kept = [at for at in range(len(names)) if any(cells[at] for _key, cells in texts)]
        header = tuple(columns_of(kind)[names[at]].text(self._language) for at in kept)
        return (Grid(header, tuple((key, tuple(cells[at] for at in kept)) for key, cells in texts)),) if texts else ()

    def _cell(self, kind: str, name: str, row: Any, declared: Any) -> str:
        if kind == "ManagementReview" and name == "inputs":
            return "\n".join(
                f"{letter}: {' '.join(self._writer.prose(words).split())}" for letter, words in row.inputs.items()
            )
        return (
            " ".join(text.split())
            if (text := self._writer.text(getattr(row, name), declared)) and "\n" not in text
            else text
        )

    def _services(self, section: Any) -> Grid:
        """Return the table of services: the register, with what section 6 says of each."""
        lines = {line.service: line for line in section.services}
        (grid,) = self._grid("Service", self._dossier.registers.services) or (Grid((), ()),)
        cited = tuple("; ".join(lines[key].slas) if key in lines else "" for key, _cells in grid.rows)
        header = (*grid.header, columns_of("Service")["slas"].text(self._language))
        return Grid(header, tuple((key, (*cells, sla)) for (key, cells), sla in zip(grid.rows, cited, strict=True)))

    def _suppliers(self, section: Any) -> Grid:
        """Return the table of suppliers: the register, with what section 7 says of each."""
        lines = {line.supplier: line for line in section.suppliers}
        (grid,) = self._grid("Supplier", self._dossier.registers.suppliers) or (Grid((), ()),)
        rows, further = [], ("role", "contracts", "management")
        for key, cells in grid.rows:
            line = lines.get(key)
            types = _types(line) if line else {}
            said = [self._writer.text(getattr(line, name), types[name]) if line else "" for name in further]
            rows.append((key, (*cells, *(" ".join(text.split()) for text in said))))
        labels = columns_of("Supplier")
        return Grid((*grid.header, *(labels[name].text(self._language) for name in further)), tuple(rows))

    def _raci(self, section: Any) -> Grid:
        """Return the matrix: a column for each role that any row names."""
        roles = list(dict.fromkeys(role for row in section.raci for role in row.cells))
        labels = columns_of("Duty")
        header = (
            *(labels[name].text(self._language) for name in _RACI),
            *(self._writer.name(("role",), role) for role in roles),
        )
        types = _types(section.raci[0])
        told = {row.id: [self._writer.text(getattr(row, name), types[name]) for name in _RACI] for row in section.raci}
        rows = ((row.id, (*told[row.id], *(row.cells.get(role, "") for role in roles))) for row in section.raci)
        return Grid(header, tuple(rows))


def _types(value: object) -> Mapping[str, Any]:
    cls: type = type(value)
    return field_types(cls)


_RACI = ("id", "activity", "practice", "key")
_BODIES: Mapping[str, Callable[[_Outliner, Any], Iterator[Node]]] = {key: getattr(_Outliner, key) for key in SECTIONS}
