"""Taking a change that came back from Word: the same dossier with that one thing said otherwise, or the reason why not.

Words keep their references and marks (:mod:`opensmp.intake.home.wording`); a cell is read as the value that its field holds,
and only with names that the registers know. Nothing is guessed: what cannot be read stays a proposal with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import MISSING, dataclass, fields, replace
from typing import Any, NamedTuple, get_args, get_origin

from opensmp.dossier import Dossier
from opensmp.i18n import _, speak
from opensmp.intake.building import Builder
from opensmp.intake.converting import Converter, Unclear
from opensmp.intake.gathering import Place, Row
from opensmp.intake.home.wording import Overlap, changed, plain, reworded
from opensmp.intake.home.written import Writer
from opensmp.intake.names import slug
from opensmp.intake.returning import Proposal
from opensmp.intake.taking.known import Known, Nobody, meaning, names_of, parts_changed
from opensmp.intake.taking.lists import (
    LINES,
    Path,
    kinds_at,
    lists,
    prose_at,
    value_at,
    with_value,
    without_none,
)
from opensmp.intake.taking.standing import PAIRS, Found, NotTaken, Standing, not_here, spoken_by, types_of
from opensmp.intake.vocabulary import columns_of, homes
from opensmp.plan.plan import SECTIONS
from opensmp.plan.prose import PREVAILING, Prose
from opensmp.plan.section import Subsection
from opensmp.plan.value import default_of, key_of


class Taken(NamedTuple):
    """A dossier with a change in it: where it was made, and how the words were understood where that differs from them."""

    dossier: Dossier
    where: tuple[Path, ...]
    understood: str = ""


@dataclass(frozen=True)
class Taker(Standing):
    """Takes the changes of one document, written from ``base`` in ``language``, into any later state of the plan."""

    def take(self, dossier: Dossier, proposal: Proposal) -> Taken:
        """Return the dossier with the change. Raises NotTaken with the reason why it cannot be."""
        if not proposal.place:
            raise NotTaken(_("No part of the plan has this heading."))
        return _BY_PART[proposal.part](self, dossier, proposal)

    # Words ------------------------------------------------------------------------------------------------------------

    def words(self, dossier: Dossier, proposal: Proposal) -> Taken:
        """Take a paragraph, or the fact that it states (*Keeper: …*)."""
        fact = self._label(dossier, proposal)
        if fact is not None:
            label = f"{self._label_of(proposal)}: "
            before, after = (text.removeprefix(label) for text in (proposal.before, proposal.after))
            return self._set(dossier, fact, replace(proposal, before=before, after=after, text=after))
        path = prose_at(proposal.place)
        held = value_at(dossier, path)
        if not isinstance(held, Prose):
            raise NotTaken(_("No words of the plan stand below this heading."))
        spoken = spoken_by(Writer(dossier, self.language))
        try:
            after = proposal.text if proposal.after else ""
            text = changed(held.text(self.language), spoken, proposal.before, after, proposal.follows)
        except Overlap:
            raise NotTaken(_("The plan says something else here now.")) from None
        return Taken(with_value(dossier, path, self._said(dossier, held, text)), (path,))

    def title(self, dossier: Dossier, proposal: Proposal) -> Taken:
        """Take the new words of a heading that the organisation added."""
        section, slash, added = proposal.place.partition("/")
        path = ("plan", section, "subsections", added)
        held = value_at(dossier, path) if slash else None
        if held is None:
            raise NotTaken(_("This heading belongs to every plan and keeps its words."))
        title = self._said(dossier, held.title, proposal.after)
        return Taken(with_value(dossier, (*path, "title"), title), (path,))

    def passage(self, dossier: Dossier, proposal: Proposal) -> Taken:
        """Take out all words below a heading, or add a heading to a section."""
        section, slash, added = proposal.place.partition("/")
        if slash and not added:
            return self._headed(dossier, section, proposal)
        node = self._nodes.get(proposal.place)
        if proposal.after or node is None or proposal.place in SECTIONS:
            raise NotTaken(_("A heading of the plan itself is not added or taken out from Word."))
        if slash:
            path: Path = ("plan", section, "subsections")
            return Taken(_without(dossier, path, added), ((*path, added),))
        path = prose_at(proposal.place)
        held = value_at(dossier, path)
        if node.grids or not isinstance(held, Prose):
            raise NotTaken(_("The heading went with its table. Rows are taken out one by one."))
        return Taken(with_value(dossier, path, self._said(dossier, held, "")), (path,))

    def _headed(self, dossier: Dossier, section: str, proposal: Proposal) -> Taken:
        """Add a heading with its words to a section; one that the section keeps for such words is filled, not added."""
        if proposal.cells:
            raise NotTaken(_("A table stands below this heading. Write it where the section is written."))
        words = proposal.text if proposal.text != proposal.title else ""
        known = (home for home, label in homes().items() if home.partition(".")[0] == section and home != section)
        for home in (each for each in known if plain(homes()[each].text(self.language)) == plain(proposal.title)):
            held = value_at(dossier, prose_at(home))
            if isinstance(held, Prose) and not held and words:
                path = prose_at(home)
                return Taken(with_value(dossier, path, self._said(dossier, held, words)), (path,))
            raise NotTaken(_("The section has this heading already."))
        path = ("plan", section, "subsections")
        rows = value_at(dossier, path)
        wanted = slug(proposal.title)
        taken = {row.id for row in rows}
        key = next(each for each in (wanted, *(f"{wanted}-{n}" for n in range(2, len(taken) + 3))) if each not in taken)
        title, text = (self._said(dossier, Prose(), each) for each in (proposal.title, words))
        return Taken(with_value(dossier, path, (*rows, Subsection(id=key, title=title, text=text))), ((*path, key),))

    def order(self, _dossier: Dossier, _proposal: Proposal) -> Taken:
        """Refuse another order of paragraphs."""
        raise NotTaken(_("The paragraphs stand in another order. Their order is changed where the section is written."))

    def _said(self, dossier: Dossier, held: Prose, text: str) -> Prose:
        """Return a prose that says ``text`` where it was read. Its other language stays, unless nothing is left of what prevails."""
        spoken = dict(held.texts)
        if not held:
            prevails = self.language == dossier.plan.identity.language
            return Prose.of(text if prevails or not text else {self.language: text})
        read = (key for key in (self.language, PREVAILING, *spoken) if spoken.get(key))
        key = next(read, PREVAILING)
        if not text and key in (PREVAILING, dossier.plan.identity.language):
            return Prose()
        return Prose(tuple((each, text if each == key else words) for each, words in held.texts if text or each != key))

    # Facts and cells --------------------------------------------------------------------------------------------------

    def cell(self, dossier: Dossier, proposal: Proposal) -> Taken:
        """Take a cell of a table."""
        if proposal.place in PAIRS:
            return self._set(dossier, self._cell_at(dossier, proposal), proposal)
        kind, key = self._row(dossier, proposal)
        line = LINES.get(kind)
        if line is not None and self._name(kind, proposal.column) in line.names:
            dossier = _with_line(dossier, kind, key)
        return self._set(dossier, self._cell_at(dossier, proposal), proposal)

    def _set(self, dossier: Dossier, found: Found, proposal: Proposal) -> Taken:
        """Return the dossier with a field read anew."""
        if found.path[-1] == "cells":
            return self._duty(dossier, found, proposal)
        if found.name == "id":
            raise NotTaken(_("An id stays as it is, because other rows name it."))
        record = value_at(dossier, found.path)
        held = getattr(record, found.name)
        value = self._read(dossier, held, found, proposal)
        if value == held:
            raise NotTaken(_("These words are read as what the plan says already."))
        made = with_value(dossier, found.path, replace(record, **{found.name: value}))
        said = plain(Writer(made, self.language).text(value, found.declared))
        return Taken(made, (found.path,), "" if said == proposal.after else said)

    def _duty(self, dossier: Dossier, found: Found, proposal: Proposal) -> Taken:
        path = found.path[:-1]
        duty = value_at(dossier, path)
        cells = {role: letters for role, letters in duty.cells.items() if role != found.name}
        made = replace(duty, cells={**cells, **({found.name: proposal.after} if proposal.after else {})})
        return Taken(with_value(dossier, path, made), (path,))

    # Reading ----------------------------------------------------------------------------------------------------------

    def _read(self, dossier: Dossier, held: Any, found: Found, proposal: Proposal) -> Any:
        """Return what the words of a cell mean as the value of its field."""
        inner = without_none(found.declared)
        if inner is Prose:
            return self._prose(dossier, held, proposal)
        if not proposal.after:
            record = value_at(dossier, found.path)
            empty = default_of(next(each for each in fields(record) if each.name == found.name))
            if empty is MISSING:
                raise NotTaken(_("This cell cannot be empty."))
            return empty
        converter = Builder(names_of(dossier, self.language), self.language).converter
        try:
            if get_origin(inner) is tuple and hasattr(get_args(inner)[0], "__dataclass_fields__"):
                return self._lines(dossier, held, inner, proposal, converter)
            if found.declared is str and held and speak(held, self.language) != held:
                raise Unclear(proposal.after)  # a word of ours, shown in the document's language
            value = meaning(converter, proposal.text or proposal.after, found.declared)
            if hasattr(held, "__dataclass_fields__"):
                value = parts_changed(held, meaning(converter, proposal.before, found.declared), value)
        except Nobody as nobody:
            raise NotTaken(_("{name} stands in no register here.", name=str(nobody))) from None
        except Unclear:
            raise NotTaken(_("“{text}” cannot be read as what stands in this column.", text=proposal.after)) from None
        if value == ():
            raise NotTaken(_("“{text}” cannot be read as what stands in this column.", text=proposal.after))
        return value

    def _prose(self, dossier: Dossier, held: Prose, proposal: Proposal) -> Prose:
        said = held.text(self.language)
        if not (said.strip() and proposal.before and proposal.after):
            return self._said(dossier, held, proposal.text if proposal.after else "")
        spoken = spoken_by(Writer(dossier, self.language))
        try:
            return self._said(dossier, held, reworded(said, spoken, proposal.before, proposal.after))
        except Overlap:
            raise NotTaken(_("The plan says something else here now.")) from None

    def _lines(
        self, dossier: Dossier, held: Sequence[Any], inner: Any, proposal: Proposal, converter: Converter
    ) -> tuple[Any, ...]:
        """Return the members of a cell, a line each: a line that stays is the member that it was."""
        writer = Writer(dossier, self.language)
        declared = get_args(inner)[0]
        known = {plain(writer.text(each, declared)): each for each in held}
        made: list[Any] = []
        for line in filter(str.strip, proposal.text.split("\n")):
            if plain(line) in known:
                made.append(known[plain(line)])
                continue
            read = converter.value(line, inner)
            if len(read) != 1 or plain(writer.text(read[0], declared)) != plain(line):
                raise Unclear(line)
            made += read
        return tuple(made)

    # Rows -------------------------------------------------------------------------------------------------------------

    def row(self, dossier: Dossier, proposal: Proposal) -> Taken:
        """Take a row that came or went."""
        if proposal.place in PAIRS:
            text = dict(proposal.cells).get("", "")
            return self.cell(dossier, replace(proposal, part="cell", after=plain(text), text=text))
        if proposal.after:
            return self._come(dossier, proposal)
        kind, key = self._row(dossier, proposal)
        made = _without(dossier, lists()[kind], key)
        line = LINES.get(kind)
        if line is None or value_at(dossier, (*line.path, key)) is None:
            return Taken(made, ((*lists()[kind], key),))
        return Taken(_without(made, line.path, key), ((*lists()[kind], key), (*line.path, key)))

    def _come(self, dossier: Dossier, proposal: Proposal) -> Taken:
        """Add a row. Raises NotTaken where one of its cells cannot be read or something it needs is missing."""
        kinds = kinds_at(proposal.place)
        if not kinds:
            raise NotTaken(not_here(proposal.place))
        kind = max(kinds, key=lambda each: sum(bool(self._name(each, column)) for column, _text in proposal.cells))
        names, line = names_of(dossier, self.language), LINES.get(kind)
        cells = {self._name(kind, column) or f"cells:{column}": text for column, text in proposal.cells}
        further = [name for name in cells if line is not None and name in line.names]
        if kind != "Duty" and any(name.startswith("cells:") for name in cells):
            raise NotTaken(_("No field has this name."))
        builder = Builder(names, self.language)
        row = Row(kind, {name: text for name, text in cells.items() if name not in further}, Place())
        try:
            value = builder.build(*builder.name([row]))
        except Nobody as nobody:
            raise NotTaken(_("{name} stands in no register here.", name=str(nobody))) from None
        made = _complete(builder, names, value)
        path = lists()[kind]
        key = key_of(made, len(value_at(dossier, path)))
        if value_at(dossier, (*path, key)) is not None:
            raise NotTaken(_("“{id}” stands in this list already.", id=key))
        taken = Taken(with_value(dossier, path, (*value_at(dossier, path), made)), ((*path, key),))
        for column, text in proposal.cells:
            if self._name(kind, column) in further:
                cell = replace(proposal, part="cell", column=column, row=key, before="", after=plain(text), text=text)
                taken = Taken(*_both(taken, self.cell(taken.dossier, cell)))
        return taken


_BY_PART = {
    "words": Taker.words, "title": Taker.title, "cell": Taker.cell, "row": Taker.row, "passage": Taker.passage, "order": Taker.order,
}  # fmt: skip


def _both(first: Taken, second: Taken) -> Taken:
    return Taken(second.dossier, (*first.where, *second.where))


def _complete(builder: Builder, names: Known, value: Any) -> Any:
    """Return the value of a new row. Raises NotTaken where it lacks something, or names what nobody knows."""
    if builder.doubts:
        doubt = builder.doubts[0]
        label = columns_of(doubt.kind).get(doubt.name)
        column = label.text(builder.language) if label else doubt.name
        if value is None:
            raise NotTaken(_("The row cannot be added: it lacks {column}.", column=column))
        raise NotTaken(
            _("The row cannot be added: “{text}” cannot be read as {column}.", text=doubt.text, column=column)
        )
    unknown = [words for made in names.made.values() for words in made.values()]
    if unknown:
        raise NotTaken(_("{name} stands in no register here.", name=unknown[0]))
    return value


def _with_line(dossier: Dossier, kind: str, key: str) -> Dossier:
    """Return the dossier with a line of the section about a row of its register."""
    line = LINES[kind]
    rows = value_at(dossier, line.path)
    if value_at(dossier, (*line.path, key)) is not None:
        return dossier
    section: Any = value_at(dossier, line.path[:-1])
    declared = get_args(without_none(types_of(section)[line.path[-1]]))[0]
    made: Dossier = with_value(dossier, line.path, (*rows, declared(**{line.key: key})))
    return made


def _without(dossier: Dossier, path: Path, key: str) -> Dossier:
    rows = value_at(dossier, path)
    made: Dossier = with_value(dossier, path, tuple(row for n, row in enumerate(rows) if key_of(row, n) != key))
    return made
