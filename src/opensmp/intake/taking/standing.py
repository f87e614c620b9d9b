"""What a plan says now where a change from Word would be made, and whether it says already what the change would make it say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

from opensmp.dossier import Dossier
from opensmp.i18n import Message, _
from opensmp.intake.home.outline import Node, outline_of_plan
from opensmp.intake.home.wording import Spoken, plain, standing
from opensmp.intake.home.written import Writer
from opensmp.intake.returning import Proposal
from opensmp.intake.taking.lists import LINES, Path, kinds_at, lists, prose_at, record_at, value_at
from opensmp.intake.vocabulary import columns_of
from opensmp.plan.prose import Prose
from opensmp.plan.section import Subsection
from opensmp.plan.value import field_types, key_of

PAIRS = ("identity", "organisation")
"""Headings whose table has a label and a value in each row."""


class NotTaken(Exception):
    """A change that cannot be taken from the document; ``says`` tells a person why."""

    def __init__(self, says: Message) -> None:
        super().__init__(says.text("en"))
        self.says = says


class Found(NamedTuple):
    """A field of a record: where the record stands, the name of the field, its declared type."""

    path: Path
    name: str
    declared: Any


@dataclass(frozen=True)
class Standing:
    """Finds in any later state of a plan what a document shows that was written from ``base`` in ``language``."""

    base: Dossier
    language: str

    @cached_property
    def _nodes(self) -> Mapping[str, Node]:
        return {node.address: node for node in outline_of_plan(self.base, self.language)}

    def stands(self, dossier: Dossier, proposal: Proposal) -> str:
        """Return what a plan says where the change would be made, on one line; empty for nothing."""
        if proposal.part == "words":
            fact = self._label(dossier, proposal)
            if fact is None:
                return self._paragraph(dossier, proposal, proposal.before) if proposal.before else ""
            said = self._text(dossier, fact)
            return f"{self._label_of(proposal)}: {said}" if said else ""
        try:
            if proposal.part == "cell" or proposal.place in PAIRS:
                return self._text(dossier, self._cell_at(dossier, proposal))
            return self._row_text(dossier, proposal) if proposal.part == "row" else proposal.before
        except NotTaken:
            return ""

    def is_so(self, dossier: Dossier, proposal: Proposal) -> bool:
        """Whether a plan says already what the change would make it say."""
        if proposal.part == "words" and self._label(dossier, proposal) is None:
            if proposal.after:
                return self._paragraph(dossier, proposal, proposal.after) == proposal.after
            return self._paragraph(dossier, proposal, proposal.before) == ""
        if proposal.part in ("words", "cell") or proposal.place in PAIRS:
            return self.stands(dossier, proposal) == proposal.after
        if proposal.part == "row":
            return self._has_row(dossier, proposal)
        return proposal.part == "passage" and self._has_passage(dossier, proposal)

    def _has_row(self, dossier: Dossier, proposal: Proposal) -> bool:
        """Whether a row that came is there with all its cells, or one that went is gone."""
        kinds = kinds_at(proposal.place)
        if not proposal.after:
            return bool(kinds) and not self._row_text(dossier, proposal)
        for kind in kinds:
            for n, row in enumerate(value_at(dossier, lists()[kind])):
                same = replace(proposal, part="cell", row=key_of(row, n))
                if all(
                    self.stands(dossier, replace(same, column=each)) == plain(text) for each, text in proposal.cells
                ):
                    return True
        return False

    def _has_passage(self, dossier: Dossier, proposal: Proposal) -> bool:
        """Whether a heading that came is there with its words, or what went is gone."""
        section, slash, added = proposal.place.partition("/")
        if slash and not added:
            rows = value_at(dossier, ("plan", section, "subsections"))
            return any(self._same_words(each, proposal) for each in rows)
        node = self._nodes.get(proposal.place)
        held = value_at(dossier, prose_at(proposal.place))
        return not proposal.after and node is not None and not node.grids and (held is None or held == Prose())

    def _same_words(self, added: Subsection, proposal: Proposal) -> bool:
        said = (added.title.text(self.language), added.text.text(self.language))
        return said == (proposal.title, proposal.text if proposal.text != proposal.title else "")

    def _paragraph(self, dossier: Dossier, proposal: Proposal, words: str) -> str:
        """Return the paragraph that the plan has in place of some words; empty where it has none like it."""
        held = value_at(dossier, prose_at(proposal.place))
        said = held.text(self.language) if isinstance(held, Prose) else ""
        return standing(said, spoken_by(Writer(dossier, self.language)), words)

    def _text(self, dossier: Dossier, found: Found) -> str:
        held = value_at(dossier, (*found.path, found.name))
        return plain(Writer(dossier, self.language).text(held, found.declared))

    def _row_text(self, dossier: Dossier, proposal: Proposal) -> str:
        """Return a row as a proposal writes one; empty where it is not there."""
        node = self._nodes.get(proposal.place)
        grids = [grid for grid in (node.grids if node else ()) for row in grid.rows if plain(row[1][0]) == proposal.row]
        said = []
        try:
            for column in grids[0].header if grids else ():
                text = self._text(dossier, self._cell_at(dossier, replace(proposal, part="cell", column=column)))
                said.append(f"{column}: {text}" if text else "")
        except NotTaken:
            return ""
        return "; ".join(filter(None, said))

    def _label_of(self, proposal: Proposal) -> str:
        return (proposal.after or proposal.before).partition(": ")[0]

    def _label(self, dossier: Dossier, proposal: Proposal) -> Found | None:
        """Return the field that a line *Label: value* states; None for other words."""
        label = self._label_of(proposal)
        path, kind = record_at(dossier, proposal.place)
        if not path or any(text and not text.startswith(f"{label}: ") for text in (proposal.before, proposal.after)):
            return None
        return self._field(path, {**columns_of("Section"), **columns_of(kind)}, label, value_at(dossier, path))

    def _field(self, path: Path, labels: Mapping[str, Any], label: str, record: Any) -> Found | None:
        types = types_of(record)
        named = (name for name, words in labels.items() if name in types and words.text(self.language) == label)
        name = next(named, "")
        return Found(path, name, types[name]) if name else None

    def _name(self, kind: str, column: str) -> str:
        words = {plain(label.text(self.language)): name for name, label in reversed([*columns_of(kind).items()])}
        return words.get(plain(column), "")

    def _cell_at(self, dossier: Dossier, proposal: Proposal) -> Found:
        """Return the field that a cell shows. Raises NotTaken where no field does."""
        if proposal.place in PAIRS:
            path, kind = record_at(dossier, proposal.place)
            found = self._field(path, columns_of(kind), proposal.row, value_at(dossier, path))
            if found is None:
                raise NotTaken(_("No field has this name."))
            return found
        kind, key = self._row(dossier, proposal)
        name = self._name(kind, proposal.column)
        line = LINES.get(kind)
        path = (*(line.path if line and name in line.names else lists()[kind]), key)
        record = value_at(dossier, path)
        types = types_of(record) if record is not None else {}
        if kind == "Duty" and name not in types:
            return Found((*path, "cells"), self._role(dossier, proposal.column), str)
        if name not in types:
            raise NotTaken(_("No field has this name."))
        return Found(path, name, types[name])

    def _role(self, dossier: Dossier, title: str) -> str:
        writer = Writer(dossier, self.language)
        for role in dossier.plan.roles.roles:
            if plain(writer.name(("role",), role.id)) == plain(title):
                return str(role.id)
        raise NotTaken(_("{name} stands in no register here.", name=title))

    def _row(self, dossier: Dossier, proposal: Proposal) -> tuple[str, str]:
        """Return the kind and the key of a row. Raises NotTaken where the plan has no such row now."""
        node = self._nodes.get(proposal.place)
        written = (row for grid in (node.grids if node else ()) for row in grid.rows)
        key = next((key for key, cells in written if cells and plain(cells[0]) == proposal.row), proposal.row)
        kinds = kinds_at(proposal.place)
        if not kinds:
            raise NotTaken(not_here(proposal.place))
        for kind in kinds:
            if value_at(dossier, (*lists()[kind], key)) is not None:
                return kind, key
        raise NotTaken(_("This row is no longer in the plan."))


def types_of(held: object) -> Mapping[str, Any]:
    """Return the declared types of the fields of a value."""
    cls: type = type(held)
    return field_types(cls)


def not_here(place: str) -> Message:
    """Return why a table below a heading is not changed from Word."""
    if place.startswith(("identity.", "history.")):
        return _("What was decided about versions is a record and is not changed from Word.")
    return _("A table inside words is changed where the section is written.")


def spoken_by(writer: Writer) -> Spoken:
    """Return how a writer says Markdown aloud: with names for its references."""
    return lambda words: writer.prose(Prose.of(words)) if "[[" in words else words
