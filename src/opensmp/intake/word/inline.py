"""What stands inside a paragraph: runs, fields, tracked changes, pictures, text boxes; each read or reported, none skipped unseen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from opensmp.intake.source import Mark, MarkKind, letters
from opensmp.intake.word.line import Line
from opensmp.intake.word.styles import Look, Styles, run_look
from opensmp.intake.word.tree import value_of

SHOWN = 300
"""Letters of a mark's text that are kept for the report."""
_SKIPPED = frozenset(
    {"w:pPr", "w:rPr", "w:tblPr", "w:tcPr", "w:trPr", "w:sectPr", "w:sdtPr", "w:sdtEndPr", "w:tblGrid", "mc:Fallback"}
)
_CONTENTS = ("TOC", "INDEX", "TOA", "TABLE OF")
_PLAIN_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "HYPERLINK", "TOC", "SEQ"})


def kept_letters(element: Element) -> int:
    """Count the characters that a part of the document holds, deleted ones included, without the doubles kept for old programs."""
    if element.tag in {"w:t", "w:delText", "m:t"}:
        return letters(element.text or "")
    if element.tag in {"mc:Fallback"}:
        return 0
    if element.tag == "mc:AlternateContent" and element.find("mc:Choice") is None:
        return sum(kept_letters(inner) for each in element for inner in each)
    return sum(map(kept_letters, element))


def words_of(element: Element) -> str:
    """Return the words inside an element as one line, for a report."""
    found = (each.text or "" for each in element.iter() if each.tag in {"w:t", "w:delText", "m:t"})
    return " ".join("".join(found).split())[:SHOWN]


@dataclass
class _Field:
    code: str = ""
    shows: bool = False


@dataclass
class State:
    """What the reading of a document carries from one paragraph to the next.

    ``accept`` keeps tracked insertions and drops deletions; false does the reverse. ``anchors`` maps the ids of notes and
    comments to the paragraph that they belong to.
    """

    styles: Styles
    accept: bool
    links: Mapping[str, str] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    anchors: dict[tuple[str, str], int] = field(default_factory=dict)
    fields: list[_Field] = field(default_factory=list)
    paragraph: int = 0
    changes: int = 0

    def mark(self, kind: MarkKind, text: str = "", element: Element | None = None, dropped: int = 0) -> None:
        """Note something found, with the author and day that ``element`` names."""
        who, when = ("", "") if element is None else (element.get("w:author", ""), element.get("w:date", "")[:10])
        self.marks.append(Mark(kind, self.paragraph, text[:SHOWN], who, when, dropped))

    @property
    def in_contents(self) -> bool:
        """Whether what is read now is made by a contents table."""
        return any(each.code.startswith(_CONTENTS) for each in self.fields)


class Inline:
    """Reads the children of one paragraph into a :class:`Line`."""

    def __init__(self, state: State, line: Line, look: Look) -> None:
        self._state = state
        self._line = line
        self._look = look
        self._run_look = look

    def read(self, element: Element) -> None:
        """Read everything inside ``element``."""
        for child in element:
            tag = child.tag
            if tag in _SKIPPED:
                continue
            reader = _READERS.get(tag)
            if reader is not None:
                reader(self, child)
            else:
                self.read(child)

    def run(self, run: Element) -> None:
        properties = run.find("w:rPr")
        look = self._look
        if properties is not None:
            style = value_of(properties.find("w:rStyle"))
            below = self._state.styles.look(style).over(look) if style else look
            look = run_look(properties).over(below)
            if properties.find("w:rPrChange") is not None:
                self._state.mark("format change", words_of(run), properties.find("w:rPrChange"))
        before, self._run_look = self._run_look, look
        self.read(run)
        if look.hidden:
            self._state.mark("hidden text", words_of(run))
        self._run_look = before

    def text(self, element: Element) -> None:
        self._line.add(element.text or "", self._run_look)

    def line_break(self, element: Element) -> None:
        if element.get("w:type") == "page":
            self._line.starts_page = not self._line.text or self._line.starts_page
        self._line.add("\n", self._run_look)

    def sign(self, element: Element) -> None:
        self._line.add({"w:tab": "\t", "w:noBreakHyphen": "-"}.get(element.tag, ""), self._run_look)

    def symbol(self, element: Element) -> None:
        """A sign of a symbol font has no meaning outside the font; it is reported, as ticks and bullets often are."""
        self._state.mark("symbol", f"{element.get('w:font', '')} {element.get('w:char', '')}".strip())

    def kept_change(self, element: Element) -> None:
        self._change(element, kept=self._state.accept)

    def dropped_change(self, element: Element) -> None:
        self._change(element, kept=not self._state.accept)

    def _change(self, element: Element, kept: bool) -> None:
        kind: MarkKind = _CHANGES[element.tag]
        self._state.changes += 1
        self._line.author = self._line.author or element.get("w:author", "")
        self._state.mark(kind, words_of(element), element, 0 if kept else kept_letters(element))
        if kept:
            self.read(element)

    def field_part(self, element: Element) -> None:
        fields = self._state.fields
        kind = element.get("w:fldCharType")
        if kind == "begin":
            fields.append(_Field())
        elif kind == "separate" and fields:
            fields[-1].shows = True
            self._named(fields[-1].code)
        elif kind == "end" and fields:
            self._line.contents = self._line.contents or self._state.in_contents
            ended = fields.pop()
            if not ended.shows:
                self._named(ended.code)

    def field_code(self, element: Element) -> None:
        if self._state.fields:
            held = self._state.fields[-1]
            held.code = (held.code + (element.text or "")).strip()[:SHOWN].upper()

    def simple_field(self, element: Element) -> None:
        self._named(element.get("w:instr", "").strip().upper())
        self.read(element)

    def _named(self, code: str) -> None:
        word = code.partition(" ")[0]
        self._state.mark("contents" if code.startswith(_CONTENTS) else "field", word)

    def link(self, element: Element) -> None:
        target = self._state.links.get(element.get("r:id", ""))
        if target:
            self._state.mark("link", f"{words_of(element)} → {target}")
        self.read(element)

    def control(self, element: Element) -> None:
        noted(self._state, self._line, element)
        content = element.find("w:sdtContent")
        if content is not None:
            self.read(content)

    def bookmark(self, element: Element) -> None:
        name = element.get("w:name", "")
        if name and not name.startswith("_"):
            self._line.ids.append(name)

    def picture(self, element: Element) -> None:
        self._state.boxes += element.iter("w:txbxContent")
        inside = {each.tag: each for each in element.iter() if each.tag in _PICTURED}
        described = inside.get("wp:docPr")
        words = (
            "" if described is None else described.get("descr") or described.get("title") or described.get("name") or ""
        )
        for tag, kind in _PICTURED.items():
            if tag in inside and kind is not None:
                self._state.mark(kind, words)
                break

    def embedded(self, element: Element) -> None:
        inner = next(element.iter("o:OLEObject"), None)
        self._state.mark("embedded object", "" if inner is None else inner.get("ProgID", ""))
        self._state.boxes += element.iter("w:txbxContent")

    def equation(self, element: Element) -> None:
        self._state.mark("equation", words_of(element))
        self.read(element)

    def alternative(self, element: Element) -> None:
        choice = element.find("mc:Choice")
        chosen = choice if choice is not None else element.find("mc:Fallback")
        if chosen is not None:
            self.read(chosen)

    def anchor(self, element: Element) -> None:
        kind = _ANCHORS[element.tag]
        self._state.anchors.setdefault((kind, element.get("w:id", "")), self._state.paragraph)


def noted(state: State, line: Line, control: Element) -> None:
    """Note a content control and keep its tag as an id of the paragraph."""
    properties = control.find("w:sdtPr")
    tag = "" if properties is None else value_of(properties.find("w:tag"))
    name = "" if properties is None else value_of(properties.find("w:alias"))
    if tag:
        line.ids.append(tag)
    state.mark("content control", name or tag or words_of(control))


_CHANGES: Mapping[str, MarkKind] = {"w:ins": "insertion", "w:del": "deletion", "w:moveFrom": "move", "w:moveTo": "move"}
_PICTURED: Mapping[str, MarkKind | None] = {
    "c:chart": "chart", "dgm:relIds": "chart", "a:blip": "image", "v:imagedata": "image", "wp:docPr": None,
}  # fmt: skip
_ANCHORS = {
    "w:commentRangeStart": "comment", "w:commentReference": "comment", "w:footnoteReference": "footnote", "w:endnoteReference": "endnote",
}  # fmt: skip
_READERS: Mapping[str, Callable[[Inline, Element], None]] = {
    "w:r": Inline.run, "w:t": Inline.text, "w:delText": Inline.text,
    "m:t": Inline.text, "w:br": Inline.line_break, "w:cr": Inline.line_break,
    "w:tab": Inline.sign, "w:noBreakHyphen": Inline.sign, "w:softHyphen": Inline.sign, "w:sym": Inline.symbol,
    "w:ins": Inline.kept_change, "w:moveTo": Inline.kept_change, "w:del": Inline.dropped_change, "w:moveFrom": Inline.dropped_change,
    "w:fldChar": Inline.field_part, "w:instrText": Inline.field_code, "w:delInstrText": Inline.field_code,
    "w:fldSimple": Inline.simple_field, "w:hyperlink": Inline.link, "w:sdt": Inline.control, "w:bookmarkStart": Inline.bookmark,
    "w:drawing": Inline.picture, "w:pict": Inline.picture, "w:object": Inline.embedded, "m:oMath": Inline.equation,
    "mc:AlternateContent": Inline.alternative, **dict.fromkeys(_ANCHORS, Inline.anchor),
}  # fmt: skip
