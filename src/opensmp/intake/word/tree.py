"""Elements of WordprocessingML by short names (``w:p``), whatever prefix a program wrote, with document types refused.

A part is parsed as it inflates, and only so much of it is held as one piece of the body needs; the number of elements is capped,
because a tree takes thirty times the memory of its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, TreeBuilder

from opensmp.tables.fault import Fault
from opensmp.tables.markup import feed, parser

_W = "w"
_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": _W,
    "http://purl.oclc.org/ooxml/wordprocessingml/main": _W,
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://purl.oclc.org/ooxml/drawingml/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/diagram": "dgm",
    "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
_SEPARATOR = "\x1f"
MOST_ELEMENTS = 600_000
DEEPEST = 200
"""Elements inside each other; tables in tables in content controls of real documents stay below sixty."""


class Trees:
    """Parses parts into trees; one object counts the elements of a whole document."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._seen = 0

    def whole(self, blocks: Iterable[bytes]) -> Element:
        """Return the root of a part."""
        return list(self._parsed(blocks, ""))[-1]

    def children(self, blocks: Iterable[bytes], of: str) -> Iterator[Element]:
        """Yield the children of each element named ``of`` as they end, and the emptied root at last."""
        yield from self._parsed(blocks, of)

    def _parsed(self, blocks: Iterable[bytes], of: str) -> Iterator[Element]:
        made = parser(_SEPARATOR)
        made.ordered_attributes = False
        builder = TreeBuilder()
        path: list[Element] = []
        ready: list[Element] = []

        def begun(name: str, attributes: dict[str, str]) -> None:
            self._seen += 1
            if self._seen > MOST_ELEMENTS:
                raise Fault("too-much-markup", cap=MOST_ELEMENTS)
            if len(path) >= DEEPEST:
                raise Fault("nested-too-deep")
            path.append(
                builder.start(self._short(name), {self._short(key): value for key, value in attributes.items()})
            )

        def ended(name: str) -> None:
            builder.end(self._short(name))
            done = path.pop()
            if path and path[-1].tag == of:
                ready.append(done)
                path[-1].remove(done)

        made.StartElementHandler, made.EndElementHandler, made.CharacterDataHandler = begun, ended, builder.data
        for block in blocks:
            feed(made, block)
            yield from ready
            ready.clear()
        feed(made, b"", final=True)
        yield from ready
        yield builder.close()

    def _short(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            space, _, local = name.rpartition(_SEPARATOR)
            known = self._names[name] = f"{_SPACES.get(space, '?' if space else '')}:{local}".lstrip(":")
        return known


def value_of(element: Element | None, default: str = "") -> str:
    """Return the ``w:val`` of an element, ``default`` where there is none."""
    return default if element is None else element.get("w:val", default)


def is_on(element: Element | None) -> bool:
    """Whether a switch such as ``w:b`` is on: there, and not turned off."""
    return element is not None and element.get("w:val", "true") not in {"false", "0", "off", "none"}


def inner(element: Element | None, *path: str) -> Element | None:
    """Return the first element along a path of children, None where a step is missing."""
    for step in path:
        if element is None:
            return None
        element = element.find(step)
    return element
