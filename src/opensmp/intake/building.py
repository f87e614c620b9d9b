"""Rows as values of the registers and the plan. A cell that cannot be read is a doubt, and its text is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from typing import Any

from opensmp.intake import guessing
from opensmp.intake.converting import Converter, Unclear
from opensmp.intake.gathering import Place, Row
from opensmp.intake.names import Names, is_id, is_person, slug
from opensmp.intake.objectives import facts_of_objective
from opensmp.intake.parsing import is_nothing
from opensmp.intake.placing import practice_named
from opensmp.intake.vocabulary import folded
from opensmp.lifecycle.history import Change, PlanReview, Version
from opensmp.plan import assurance, commitments, objectives, practices, resources, review, roles, scope, suppliers
from opensmp.plan.value import default_of, field_types
from opensmp.registers import assurance as performed
from opensmp.registers import configuration, documents, organisation, services
from opensmp.registers import suppliers as contracts

TYPES: Mapping[str, type] = {
    "Service": services.Service, "Sla": services.Sla, "Customer": services.Customer, "CustomerContract": services.CustomerContract,
    "Supplier": contracts.Supplier, "SupplierContract": contracts.SupplierContract, "Document": documents.Document,
    "ItemClass": configuration.ItemClass, "Audit": performed.Audit, "ManagementReview": performed.ManagementReview,
    "ImprovementItem": performed.ImprovementItem, "Exclusion": scope.Exclusion, "Issue": scope.Issue,
    "InterestedParty": scope.InterestedParty, "Risk": scope.Risk, "Limitation": scope.Limitation, "Obligation": scope.Obligation,
    "Objective": objectives.Objective, "PastObjective": objectives.PastObjective, "Role": roles.Role, "Duty": roles.Duty,
    "PeopleLine": resources.PeopleLine, "Technology": resources.Technology, "Information": resources.Information,
    "BudgetLine": resources.BudgetLine, "Training": resources.Training, "Practice": practices.Practice,
    "OtherParty": suppliers.OtherParty, "ServiceReport": assurance.ServiceReport, "Activity": assurance.Activity,
    "Trigger": review.Trigger, "CadenceStep": review.CadenceStep, "Deviation": review.Deviation,
    "Commitment": commitments.Commitment, "Claim": commitments.Claim, "Unit": organisation.Unit, "Site": organisation.Site,
    "Office": organisation.Office, "Person": organisation.Person, "Version": Version, "PlanReview": PlanReview, "Change": Change,
}  # fmt: skip
"""The type of each kind of row."""

NAMED: Mapping[str, tuple[str, str, str]] = {
    "Office": ("office", "title", ""), "Person": ("person", "name", ""), "Role": ("role", "title", ""), "Unit": ("unit", "name", ""),
    "Site": ("site", "name", ""), "Service": ("service", "name", "S"),
    "Sla": ("sla", "title", "SLA"), "Customer": ("customer", "name", "C"),
    "CustomerContract": ("customer-contract", "title", "CC"), "Supplier": ("supplier", "name", "V"),
    "SupplierContract": ("supplier-contract", "title", "VC"), "Document": ("document", "title", "DOC"),
    "ItemClass": ("class", "name", "CI"), "Audit": ("audit", "title", "IA"), "ManagementReview": ("review", "title", "MR"),
    "ImprovementItem": ("improvement", "title", "IMP"), "Objective": ("objective", "statement", "SMO"),
    "Commitment": ("commitment", "sentence", "CM"), "Claim": ("claim", "sentence", "CL"), "Exclusion": ("exclusion", "subject", "EX"),
    "Issue": ("issue", "text", "IS"), "InterestedParty": ("party", "name", "IP"), "Risk": ("risk", "text", "RK"),
    "Limitation": ("limitation", "text", "LIM"),
    "Obligation": ("obligation", "instrument", "OB"), "PastObjective": ("past", "statement", "PO"),
    "Duty": ("duty", "activity", "RC"), "PeopleLine": ("people", "purpose", "HR"), "Technology": ("technology", "name", "TEC"),
    "Information": ("information", "name", "INF"), "BudgetLine": ("budget", "purpose", "BUD"), "Training": ("training", "title", "TR"),
    "OtherParty": ("other", "name", "OP"), "ServiceReport": ("report", "title", "RP"), "Activity": ("activity", "title", "AC"),
    "Deviation": ("deviation", "reason", "DV"), "Change": ("change", "what", "EV"), "Practice": ("practice", "id", ""),
}  # fmt: skip
"""What ids of each kind name, the field that holds the name, and how ids begin that nobody gave."""


@dataclass(frozen=True)
class Doubt:
    """A cell or a row that could not be read as what its column means; ``text`` is kept aside."""

    place: Place
    kind: str
    name: str
    text: str


@dataclass
class Builder:
    """Makes values of rows; ids are known before the first value is made, so that rows may name each other."""

    names: Names
    language: str
    doubts: list[Doubt] = field(default_factory=list)
    keys: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.converter = Converter(self.names, self.language)

    def name(self, rows: Iterable[Row]) -> list[Row]:
        """Give every row its id, merge rows that are about the same thing, and make all names known."""
        merged: dict[tuple[str, str], Row] = {}
        loose: list[Row] = []
        for row in map(_named, rows):
            if row.kind not in NAMED:
                loose.append(row)
                continue
            key = row.kind, self._identity(row, merged)
            known = merged.get(key)
            merged[key] = row if known is None else _both(known, row)
        for (kind, identity), row in merged.items():
            what, title, _prefix = NAMED[kind]
            self.keys[id(row)] = identity
            self.names.add(what, identity, row.cells.get(title, ""), *_initials(row.cells.get(title, "")))
        return [*merged.values(), *loose]

    def _identity(self, row: Row, merged: Mapping[tuple[str, str], Row]) -> str:
        """Return the id of a row: its own, that of a row with the same name, or a new one."""
        what, title, prefix = NAMED[row.kind]
        name = row.cells.get(title, "")
        if row.kind == "Practice":
            return practice_named(name) or slug(name)
        given = " ".join(row.cells.get("id", "").split())
        if is_id(given) and not given.rstrip(".").isdecimal() and given != name:
            return given
        same = next(
            (
                key
                for (kind, key), other in merged.items()
                if kind == row.kind and name and folded(other.cells.get(title, "")) == folded(name)
            ),
            "",
        )
        if same and row.kind in _MERGED:
            return same
        base = f"{prefix}-{sum(kind == row.kind for kind, _key in merged) + 1}" if prefix else slug(name)
        taken = {key for kind, key in merged if kind == row.kind} | self.names.ids(what)
        identity, n = base, 2
        while identity in taken:
            identity, n = f"{base}-{n}", n + 1
        return identity

    def build(self, row: Row) -> Any:
        """Return the value of a row, or None where it lacks what its kind cannot do without: then it is a doubt as a whole."""
        made = self.fields(row.kind, TYPES[row.kind], row.cells, row.place)
        special = _SPECIAL.get(row.kind)
        if special is not None:
            made = {**made, **special(self, row, made)}
        if id(row) in self.keys and "id" in field_types(TYPES[row.kind]):
            made["id"] = self.keys[id(row)]
        missing = [
            each.name for each in fields(TYPES[row.kind]) if default_of(each) is MISSING and each.name not in made
        ]
        if missing:
            self.doubts.append(Doubt(row.place, row.kind, missing[0], "; ".join(filter(None, row.cells.values()))))
            return None
        return TYPES[row.kind](**made)

    def fields(self, kind: str, cls: type, cells: Mapping[str, str], place: Place) -> dict[str, Any]:
        """Return the values of those cells that are fields of a type and can be read."""
        made = {}
        types = field_types(cls)
        for name, text in cells.items():
            if name not in types or name == "id" or is_nothing(text):
                continue
            try:
                made[name] = self.converter.value(text, types[name])
            except Unclear:
                if name not in _OWN_WAY.get(kind, ()):
                    self.doubts.append(Doubt(place, kind, name, text))
        return made


_MERGED = frozenset(
    {"Service", "Supplier", "Customer", "Role", "Document", "Practice", "Unit", "Office", "Person", "Site"}
)
_OWN_WAY: Mapping[str, tuple[str, ...]] = {
    "Service": ("hours",), "Version": ("approvals", "start", "end"), "Duty": ("key",),
    "Obligation": ("kind",), "Role": ("kind", "limit", "reports_to"), "Document": ("kind", "practice"),
    "Commitment": ("target", "parameters", "practice"), "Objective": ("target", "kind", "unit", "window", "readings"), "Trigger": ("kind",),
    "ManagementReview": ("inputs",), "Activity": ("start",), "Exclusion": ("kind",),
    "Issue": ("kind",), "SupplierContract": (), "Claim": ("section",),
}  # fmt: skip
"""Fields that a special reading below takes care of, so that the plain one raises no doubt."""


def _named(row: Row) -> Row:
    """Return a row whose number is its name, as *SMS audit 2026*, with the name where names stand."""
    given, title = row.cells.get("id", ""), NAMED.get(row.kind, ("", "", ""))[1]
    if title == "id" or " " not in given.strip() or row.cells.get(title):
        return row
    return replace(row, cells={**{name: text for name, text in row.cells.items() if name != "id"}, title: given})


def _both(first: Row, second: Row) -> Row:
    """Return one row of two about the same thing; what the first says holds."""
    return replace(first, cells={**second.cells, **first.cells}, asked=first.asked | second.asked)


def _initials(name: str) -> tuple[str, ...]:
    """Return the short form of a name of several words, as people use it in tables: CIO for Chief Information Officer."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isupper()]
    short = "".join(word[0] for word in words)
    inside = name.partition("(")[2].partition(")")[0]
    return (*((short,) if len(short) > 2 else ()), *((inside, name.partition("(")[0]) if inside else ()))


def _service(builder: Builder, row: Row, _made: Mapping[str, Any]) -> dict[str, Any]:
    text = row.cells.get("hours", "")
    if is_nothing(text):
        return {}
    known = builder.names.find(("calendar",), text)
    if not known:
        name = text.partition("(")[0].strip() or text
        known = slug(name)
        builder.names.add("calendar", known, name, text)
        builder.names.made.setdefault("calendar", {})[known] = text
    return {"hours": known}


def _role(_builder: Builder, row: Row, made: Mapping[str, Any]) -> dict[str, Any]:
    return (
        {} if "kind" in made else {"kind": guessing.role_kind(row.cells.get("title", ""), row.cells.get("duties", ""))}
    )


def _office(_builder: Builder, row: Row, made: Mapping[str, Any]) -> dict[str, Any]:
    return (
        {} if "top_management" in made else {"top_management": guessing.is_top_management(row.cells.get("title", ""))}
    )


def _obligation(_builder: Builder, row: Row, made: Mapping[str, Any]) -> dict[str, Any]:
    return {} if "kind" in made else {"kind": guessing.obligation_kind(row.cells.get("instrument", ""))}


def _document(_builder: Builder, row: Row, made: Mapping[str, Any]) -> dict[str, Any]:
    title = row.cells.get("title", "")
    kind = made.get("kind") or guessing.document_kind(title)
    practice = practice_named(title) if kind in {"procedure", "process"} and "practice" not in made else ""
    return {"kind": kind, **({"practice": practice} if practice else {})}


def _duty(builder: Builder, row: Row, made: Mapping[str, Any]) -> dict[str, Any]:
    cells = {}
    for name, text in row.cells.items():
        if name.startswith("cells:"):
            title = name.removeprefix("cells:")
            role = builder.names.find(("role",), title)
            if not role:
                role = slug(title)
                builder.names.add("role", role, title, *_initials(title))
                builder.names.made.setdefault("role", {})[role] = title
            cells[role] = text
    words = row.cells.get("activity", "")
    key = made.get("key", False) or words.rstrip().endswith("*")
    practice = made.get("practice") or practice_named(words)
    group = (
        {"group": builder.converter.value(row.group, field_types(roles.Duty)["group"])}
        if row.group and "group" not in made
        else {}
    )
    return {"cells": cells, "key": key, "practice": practice or None, **group}


def _version(builder: Builder, row: Row, _made: Mapping[str, Any]) -> dict[str, Any]:
    text = row.cells.get("approvals", "")
    return {"approvals": () if is_nothing(text) else guessing.approvals(builder.names, text)}


def _default(name: str, value: Any) -> Callable[[Builder, Row, Mapping[str, Any]], dict[str, Any]]:
    return lambda _builder, _row, made: {} if name in made else {name: value}


def _issue(_builder: Builder, row: Row, made: Mapping[str, Any]) -> dict[str, Any]:
    return (
        {}
        if "kind" in made
        else {"kind": "external" if "extern" in f"{row.group} {row.cells.get('text', '')}".lower() else "internal"}
    )


def _trigger(builder: Builder, row: Row, made: Mapping[str, Any]) -> dict[str, Any]:
    if "kind" in made:
        return {}
    kind = guessing.trigger_kind(row.cells.get("kind", ""))
    if not kind:
        builder.doubts.append(Doubt(row.place, row.kind, "kind", row.cells.get("kind", "")))
    return {"kind": kind} if kind else {}


def _review(builder: Builder, row: Row, _made: Mapping[str, Any]) -> dict[str, Any]:
    inputs = {}
    for line in row.cells.get("inputs", "").split("\n"):
        letter, _, words = line.partition(":")
        if len(letter.strip(" ().")) == 1 and words.strip():
            inputs[letter.strip(" ().").lower()] = builder.converter.value(
                words.strip(), field_types(review.Trigger)["response"]
            )
    return {"inputs": inputs} if inputs else {}


def _report(_builder: Builder, row: Row, made: Mapping[str, Any]) -> dict[str, Any]:
    words = " ".join(row.cells.values()).lower()
    return {} if "trends" in made else {"trends": "trend" in words or "tren" in words.split()}


def _activity(_builder: Builder, row: Row, made: Mapping[str, Any]) -> dict[str, Any]:
    return guessing.when(row.cells.get("start", ""), made)


def _person(builder: Builder, row: Row, made: Mapping[str, Any]) -> dict[str, Any]:
    if not made.get("offices") and row.cells.get("offices") and not is_person(row.cells["offices"]):
        builder.names.holder(("office",), row.cells["offices"])
    return {}


def _commitment(builder: Builder, row: Row, made: Mapping[str, Any]) -> dict[str, Any]:
    """Return the target of a commitment, from its own cell or from its sentence."""
    words = " ".join(filter(None, (row.cells.get("metric"), row.cells.get("target"))))
    found = builder.converter.targets(words.replace(";", ",")) or builder.converter.targets(
        " ".join(filter(None, (row.cells.get("sentence"), row.cells.get("target"))))
        .replace(";", ",")
        .replace("\n", " ")
    )
    practice = made.get("practice") or practice_named(row.cells.get("practice", "") or row.group) or None
    target = {"target": type(found[0])(**{**vars(found[0]), "id": ""})} if found else {}
    pairs = [part.partition("=") for part in row.cells.get("parameters", "").split(";") if "=" in part]
    parameters = {name.strip(): value.strip() for name, _sign, value in pairs}
    section = made.get("section") or "practices"
    return {**target, "practice": practice, "section": section, **({"parameters": parameters} if parameters else {})}


_SPECIAL: Mapping[str, Callable[[Builder, Row, Mapping[str, Any]], dict[str, Any]]] = {
    "Service": _service, "Role": _role, "Office": _office, "Obligation": _obligation, "Document": _document, "Duty": _duty,
    "Version": _version, "Issue": _issue, "Exclusion": _default("kind", "service"), "Trigger": _trigger, "ManagementReview": _review,
    "OtherParty": _default("kind", "internal supplier"), "PastObjective": _default("outcome", "not measured"), "Person": _person,
    "ServiceReport": _report, "Activity": _activity, "Commitment": _commitment, "Claim": _default("kind", "control"),
    "Objective": lambda builder, row, made: facts_of_objective(row.cells, made, builder.language),
    "ItemClass": _default("count", 0), "PlanReview": _default("outcome", "no change"),
}  # fmt: skip
