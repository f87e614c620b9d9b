"""Styles and automatic numbers: what a paragraph looks like, and the number that Word shows before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from opensmp.intake.word.tree import inner, is_on, value_of

_HEADING = re.compile(r"(?:heading|judul|überschrift|titre|kop|rubrik)\s*([1-9])$", re.IGNORECASE)
_DEEP = 40
"""Styles based on one another at most so deep: a circle ends here."""


@dataclass(frozen=True)
class Look:
    """How letters and paragraphs look, as far as it is declared: None is undeclared and comes from the style below."""

    bold: bool | None = None
    caps: bool | None = None
    underlined: bool | None = None
    hidden: bool | None = None
    size: float | None = None
    centred: bool | None = None
    level: int | None = None
    list_id: str | None = None
    list_level: int | None = None

    def over(self, below: Look) -> Look:
        """Return this look with what it leaves open taken from ``below``."""
        own = {name: held for name, held in vars(self).items() if held is not None}
        return replace(below, **own)


def run_look(properties: Element | None) -> Look:
    """Read ``w:rPr``."""
    if properties is None:
        return Look()
    found = {each.tag: each for each in properties}
    size = value_of(found.get("w:sz"))
    return Look(
        bold=is_on(found["w:b"]) if "w:b" in found else None,
        caps=is_on(found["w:caps"]) if "w:caps" in found else None,
        underlined=is_on(found["w:u"]) if "w:u" in found else None,
        hidden=is_on(found["w:vanish"]) if "w:vanish" in found else None,
        size=float(size) / 2 if size.isdecimal() and len(size) < 5 else None,
    )


def paragraph_look(properties: Element | None) -> Look:
    """Read what ``w:pPr`` says of the paragraph itself; the letters of its mark are not its text."""
    if properties is None:
        return Look()
    found = {each.tag: each for each in properties}
    level = value_of(found.get("w:outlineLvl"))
    numbered = found.get("w:numPr")
    list_level = value_of(numbered.find("w:ilvl")) if numbered is not None else ""
    return Look(
        centred=value_of(found["w:jc"]) == "center" if "w:jc" in found else None,
        level=(int(level) + 1) % 10 if level.isdecimal() and len(level) == 1 else None,
        list_id=value_of(numbered.find("w:numId")) or None if numbered is not None else None,
        list_level=int(list_level) if list_level.isdecimal() and len(list_level) == 1 else None,
    )


@dataclass(frozen=True)
class Style:
    """A style by its id: the name a person sees, what it looks like by itself, and the style it is based on."""

    name: str
    look: Look
    base: str = ""


class Styles:
    """The styles of a document."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._resolved: dict[str, Look] = {}
        self.default = ""
        self._floor = Look()
        for each in root if root is not None else ():
            if each.tag == "w:docDefaults":
                self._floor = run_look(inner(each, "w:rPrDefault", "w:rPr"))
            elif each.tag == "w:style":
                self._add(each)

    def _add(self, each: Element) -> None:
        key = each.get("w:styleId", "")
        name = value_of(each.find("w:name"), key)
        look = run_look(each.find("w:rPr")).over(paragraph_look(each.find("w:pPr")))
        heading = _HEADING.match(name.strip()) or _HEADING.match(key)
        if heading and look.level is None:
            look = replace(look, level=int(heading[1]))
        self._styles[key] = Style(name, look, value_of(each.find("w:basedOn")))
        if each.get("w:type") == "paragraph" and each.get("w:default") in {"1", "true", "on"}:
            self.default = key

    def name(self, key: str) -> str:
        """Return the name of a style, as a person sees it."""
        return self._styles[key].name if key in self._styles else key

    def look(self, key: str) -> Look:
        """Return what text in a style looks like, with everything that the style is based on."""
        if key not in self._resolved:
            look, at = Look(), key
            for _step in range(_DEEP):
                if at not in self._styles:
                    break
                look, at = look.over(self._styles[at].look), self._styles[at].base
            self._resolved[key] = look.over(self._floor)
        return self._resolved[key]


@dataclass(frozen=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass
class _List:
    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """The automatic numbers of a document, counted as its paragraphs go by."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        patterns: dict[str, _List] = {}
        for each in root if root is not None else ():
            if each.tag == "w:abstractNum":
                patterns[each.get("w:abstractNumId", "")] = _List(_levels(each))
            elif each.tag == "w:num":
                self._use(each, patterns)

    def _use(self, each: Element, patterns: dict[str, _List]) -> None:
        pattern = patterns.get(value_of(each.find("w:abstractNumId")))
        if pattern is None:
            return
        changed = {
            int(over.get("w:ilvl", "0")): int(value_of(over.find("w:startOverride")))
            for over in each.iter("w:lvlOverride")
            if value_of(over.find("w:startOverride")).isdecimal() and over.get("w:ilvl", "0").isdecimal()
        }
        used = pattern
        if changed:
            levels = {n: replace(level, start=changed.get(n, level.start)) for n, level in pattern.levels.items()}
            used = _List(levels)
        self._lists[each.get("w:numId", "")] = used

    def next(self, list_id: str, level: int) -> tuple[str, bool]:
        """Return the label of the next item of a list (empty for a bullet), and whether it is a bullet."""
        held = self._lists.get(list_id)
        if held is None:
            return "", True
        form = held.levels.get(level, _Level())
        held.counts[level] = held.counts.get(level, form.start - 1) + 1
        for deeper in [n for n in held.counts if n > level]:
            del held.counts[deeper]
        if form.form in {"bullet", "none"}:
            return "", form.form == "bullet"
        return _label(held, form, level), False


def _label(held: _List, form: _Level, level: int) -> str:
    def shown(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        inner = held.levels.get(at, _Level())
        return _number(held.counts.get(at, inner.start), inner.form)

    return re.sub(r"%([1-9])", shown, form.text or f"%{level + 1}.").strip()


def _levels(each: Element) -> dict[int, _Level]:
    found = {}
    for level in each.iter("w:lvl"):
        number, start = level.get("w:ilvl", "0"), value_of(level.find("w:start"), "1")
        if number.isdecimal():
            form, text = value_of(level.find("w:numFmt"), "decimal"), value_of(level.find("w:lvlText"))
            found[int(number)] = _Level(form, text[:40], int(start) if start.isdecimal() and len(start) < 6 else 1)
    return found


def _number(count: int, form: str) -> str:
    if form in {"upperRoman", "lowerRoman"}:
        roman = _roman(count)
        return roman if form == "upperRoman" else roman.lower()
    if form in {"upperLetter", "lowerLetter"} and 0 < count < 1000:
        letter = chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "upperLetter" else letter.lower()
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    signs = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"),
        (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    written = ""
    for worth, sign in signs:
        written, count = written + sign * (count // worth), count % worth
    return written
