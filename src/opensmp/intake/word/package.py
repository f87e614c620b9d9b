"""The package around a document: its parts, what they are for, and what leads out of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple
from xml.etree.ElementTree import Element

from opensmp.intake.word.tree import Trees
from opensmp.tables.archive import Archive
from opensmp.tables.fault import Fault
from opensmp.tables.limits import Limits

_MACROS = ("vbaproject.bin", "vbadata.xml")
_DOCUMENT = "officeDocument"
_READ = {
    _DOCUMENT, "styles", "numbering", "header", "footer", "footnotes", "endnotes", "comments", "core-properties", "image", "hyperlink",
    "theme", "settings", "webSettings", "fontTable", "extended-properties", "custom-properties", "customXml", "customXmlProps",
    "glossaryDocument", "commentsExtended", "commentsIds", "commentsExtensible", "people", "thumbnail", "stylesWithEffects",
}  # fmt: skip


class Relation(NamedTuple):
    """A line of a relationships part: what for (the last word of its type), where to, and whether that is outside."""

    id: str
    purpose: str
    target: str
    outside: bool


class Package:
    """The parts of a document by what they are for. Macros are refused; what leads outside is listed, never followed."""

    def __init__(self, source: BinaryIO, limits: Limits) -> None:
        self._archive = Archive(source, limits)
        self.trees = Trees()
        names = self._archive.names
        if any(name.endswith(_MACROS) for name in names):
            raise Fault("document-macro")
        if "[content_types].xml" not in names:
            raise Fault("no-document")
        main = [each for each in self._relations("_rels/.rels") if each.purpose == _DOCUMENT and not each.outside]
        if not main or main[0].target.lower() not in names:
            raise Fault("no-document")
        self.main = main[0].target
        self.relations = tuple(self._relations(_rels_of(self.main), self.main))
        self._root_relations = tuple(self._relations("_rels/.rels"))

    @property
    def outside(self) -> tuple[Relation, ...]:
        """What leads out of the file."""
        return tuple(each for each in self.relations if each.outside)

    @property
    def unread(self) -> tuple[Relation, ...]:
        """Parts of the document that nobody reads here: charts, embedded files, diagrams, other contents."""
        return tuple(each for each in self.relations if not each.outside and each.purpose not in _READ)

    def body(self) -> Iterator[Element]:
        """Yield the children of the document's body one after another."""
        children = self.trees.children(self._archive.blocks(self.main), "w:body")
        last = None
        for element in children:
            if last is not None:
                yield last
            last = element
        if last is None or last.tag != "w:document":
            raise Fault("no-document")

    def parts(self, purpose: str) -> Iterator[tuple[str, Element]]:
        """Yield the name and root of each part that the document uses for ``purpose``."""
        seen = set()
        for each in (*self.relations, *self._root_relations):
            name = each.target.lower()
            if each.purpose == purpose and not each.outside and name in self._archive.names and name not in seen:
                seen.add(name)
                yield each.target, self.trees.whole(self._archive.blocks(name))

    def _relations(self, name: str, base: str = "") -> Iterator[Relation]:
        if name.lower() not in self._archive.names:
            return
        for each in self.trees.whole(self._archive.blocks(name)):
            target, outside = each.get("Target", ""), each.get("TargetMode") == "External"
            place = target if outside else _resolved(base, target)
            yield Relation(each.get("Id", ""), each.get("Type", "").rpartition("/")[2], place, outside)


def _rels_of(name: str) -> str:
    folder, _, file = name.rpartition("/")
    return f"{folder}/_rels/{file}.rels".lstrip("/")


def _resolved(base: str, target: str) -> str:
    """Return the name of a part from what a relationship says, which counts from the folder of its own part."""
    if target.startswith("/"):
        return target.lstrip("/")
    steps = base.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in {"", "."}:
            steps.append(step)
    return "/".join(steps)
