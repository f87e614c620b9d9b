"""XML as expat reads it, with everything refused that a workbook does not need: document types, entities, deep nesting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from xml.parsers import expat

from opensmp.tables.fault import Fault

Attributes = dict[str, str]
_OUT_OF_MEMORY = 1
_BUFFER = 1 << 16


def parser(separator: str | None = None) -> Any:
    """Return a parser that refuses a DOCTYPE as soon as it is parsed, whatever the encoding hides it in.

    With a ``separator`` names are ``namespace + separator + name``; without, they are as they stand.
    """
    made = expat.ParserCreate(None, separator)
    made.buffer_text = True
    made.buffer_size = _BUFFER
    made.StartDoctypeDeclHandler = _refuse_doctype
    made.EntityDeclHandler = _refuse_doctype
    made.ExternalEntityRefHandler = _refuse_doctype
    return made


def _refuse_doctype(*_declared: object) -> Any:
    raise Fault("doctype")


def feed(made: Any, block: bytes, final: bool = False) -> None:
    """Parse a block of a part.

    Raises:
        Fault: what the bytes are not, or what the handlers refuse.
    """
    try:
        made.Parse(block, final)
    except expat.ExpatError as trouble:
        raise MemoryError if trouble.code == _OUT_OF_MEMORY else Fault("damaged-xml", line=trouble.lineno) from trouble
    except (ValueError, LookupError, OSError) as trouble:
        raise Fault("damaged-xml", line=made.CurrentLineNumber) from trouble


def local(name: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


class Depth:
    """Counts how deep elements are nested."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.now = 0

    def enter(self) -> None:
        """Go one element deeper."""
        self.now += 1
        if self.now > self._most:
            raise Fault("nested-too-deep")


def each(blocks: Iterable[bytes], start: Callable[[str, Attributes], None], depth: int) -> None:
    """Parse a part for its elements alone: ``start`` hears the local name of each, and its attributes by their local names."""
    made = parser()
    nested = Depth(depth)

    def begun(name: str, attributes: Attributes) -> None:
        nested.enter()
        start(local(name), {local(key): value for key, value in attributes.items()})

    def ended(_name: str) -> None:
        nested.now -= 1

    made.StartElementHandler = begun
    made.EndElementHandler = ended
    for block in blocks:
        feed(made, block)
    feed(made, b"", final=True)
