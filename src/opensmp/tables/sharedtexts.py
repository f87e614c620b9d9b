"""The texts that the cells of a workbook share: runs joined, phonetic hints left out."""

from __future__ import annotations

from collections.abc import Iterable

from opensmp.tables.cells import plain_text
from opensmp.tables.fault import Fault
from opensmp.tables.limits import Limits
from opensmp.tables.markup import Attributes, Depth, feed, local, parser


def shared_texts(blocks: Iterable[bytes], limits: Limits) -> list[str]:
    """Return the texts in their order; a cell refers to one by its place."""
    reader = _Texts(limits)
    made = parser()
    made.StartElementHandler, made.EndElementHandler, made.CharacterDataHandler = reader.start, reader.end, reader.words
    for block in blocks:
        feed(made, block)
    feed(made, b"", final=True)
    return reader.texts


class _Texts:
    """Handlers for the elements of the part."""

    def __init__(self, limits: Limits) -> None:
        self.texts: list[str] = []
        self._limits = limits
        self._depth = Depth(limits.depth)
        self._heard: list[str] = []
        self._length = 0
        self._hearing = False
        self._silent = False

    def start(self, name: str, _attributes: Attributes) -> None:
        self._depth.enter()
        name = local(name)
        if name == "si":
            self._heard.clear()
            self._length = 0
        elif name == "rPh":
            self._silent = True
        elif name == "t":
            self._hearing = not self._silent

    def words(self, text: str) -> None:
        if self._hearing:
            self._length += len(text)
            if self._length > self._limits.cell:
                raise Fault("cell-too-long", cap=self._limits.cell)
            self._heard.append(text)

    def end(self, name: str) -> None:
        self._depth.now -= 1
        name = local(name)
        if name == "si":
            self.texts.append(plain_text("".join(self._heard)))
            if len(self.texts) > self._limits.cells:
                raise Fault("too-many-cells", cap=self._limits.cells)
        elif name == "rPh":
            self._silent = False
        elif name == "t":
            self._hearing = False
