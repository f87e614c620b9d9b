"""Changing one value in a file that a person wrote: every byte elsewhere stays, comments and order included.

Only the text of the value itself is cut out and written anew, at the place where the parser saw it. The result is then
read as a plan, and must be exactly the old value with the one change; otherwise the file is left as it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from yaml.error import YAMLError
from yaml.events import CollectionEndEvent, CollectionStartEvent, MappingStartEvent, NodeEvent, ScalarEvent

from opensmp.exchange.dumping import write_together
from opensmp.exchange.faults import Faults
from opensmp.exchange.layout import Part, parts
from opensmp.exchange.reading import content
from opensmp.exchange.shape import NOTHING_WRITTEN
from opensmp.exchange.source import Source, Stop, parse
from opensmp.exchange.writing import entry_lines, flow, key_text, row_lines
from opensmp.i18n import Refused, _
from opensmp.plan.prose import Prose
from opensmp.plan.value import ROW_KEYS, key_of

_BOM = "\ufeff"


def edit(file: Path, address: str, new_value: Any) -> None:
    """Set what stands at ``address`` (``plan/objectives/objectives/SMO-9/target``) in one file of a folder.

    ``new_value`` is a value of the field's type; None takes the key or the row away; a row with a new key is added to
    its list. Raises Refused where the file or the address is not there, or the change cannot be made in place.
    """
    part = _part_of(file)
    inner = tuple(address.split("/"))
    if inner[: len(part.address)] != part.address or len(inner) == len(part.address):
        raise Refused(_("{address} does not stand in {file}.", address=address, file=part.file), _hint())
    raw = file.read_bytes().decode()
    text = raw.removeprefix(_BOM)
    before, steps = _value(part, text), inner[len(part.address) :]
    after = changed(before, steps, new_value)
    result = _rewritten(text, steps, after, taken_away=new_value is None)
    if _value(part, result) != after:
        raise Refused(_("{address} cannot be changed in place.", address=address), _("Change it with an editor."))
    write_together({file.resolve(): raw[: len(raw) - len(text)] + result})


def _hint() -> Any:
    return _("The first parts of an address name the file, the next ones the keys and the ids of rows in it.")


def _part_of(file: Path) -> Part:
    found = next((part for part in parts() if file.as_posix().endswith(part.file)), None)
    if found is None or not file.is_file():
        raise Refused(_("{file} is not a file of a plan.", file=str(file)), _hint())
    return found


def _value(part: Part, text: str) -> Any:
    """Return what a text holds, or raise Refused where it cannot be read without a fault."""
    faults = Faults()
    source = Source(part.file, text, faults)
    try:
        value = content(source, part.type)
    except YAMLError as error:
        source.broken(error)
    except Stop:
        pass  # the fault is noted
    if faults:
        raise Refused(faults.held[0].says, faults.held[0].remedy)
    if value is NOTHING_WRITTEN:
        return part.type() if isinstance(part.type, type) else ()
    return value


# The change as a value -----------------------------------------------------------------------------------------------


def changed(held: Any, steps: tuple[str, ...], new: Any) -> Any:
    """Return a copy of ``held`` in which the value at ``steps`` is ``new``; raise Refused where there is no such place."""
    if not steps:
        return Prose.of(new) if isinstance(held, Prose) and isinstance(new, str | dict) else new
    if isinstance(held, tuple):
        return _changed_rows(held, steps, new)
    if isinstance(held, Prose):
        words = held.raw()
        return Prose.of({**(words if isinstance(words, dict) else {}), steps[0]: new})
    if isinstance(held, Mapping):
        rest = {key: each for key, each in held.items() if key != steps[0] or new is not None}
        return rest if new is None else {**rest, steps[0]: changed(held.get(steps[0]), steps[1:], new)}
    if steps[0] not in getattr(held, "__dataclass_fields__", {}):
        raise Refused(_("There is no {name} here.", name="/".join(steps)), _hint())
    return replace(held, **{steps[0]: changed(getattr(held, steps[0]), steps[1:], new)})


def _changed_rows(rows: tuple[Any, ...], steps: tuple[str, ...], new: Any) -> tuple[Any, ...]:
    keys = [key_of(row, number) for number, row in enumerate(rows)]
    for taken in range(1, len(steps) + 1):
        name, rest = "/".join(steps[:taken]), steps[taken:]
        if name in keys:
            here = keys.index(name)
            kept = (changed(rows[here], rest, new),) if rest or new is not None else ()
            return (*rows[:here], *kept, *rows[here + 1 :])
    if new is None or key_of(new, len(rows)) != "/".join(steps):
        raise Refused(_("There is no row {name} here.", name="/".join(steps)), _hint())
    return (*rows, new)


def _held_at(value: Any, name: str) -> Any:
    """Return what a value holds under one name of an address, or None."""
    if isinstance(value, tuple):
        return next((row for number, row in enumerate(value) if key_of(row, number) == name), None)
    if isinstance(value, Prose):
        words = value.raw()
        return words.get(name) if isinstance(words, dict) else None
    return value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)


# The change as text --------------------------------------------------------------------------------------------------


@dataclass
class _Node:
    """A value in the text: where it begins and ends, under which key, and what stands in it."""

    event: Any
    key: Any = None
    end: int = 0
    inside: list[_Node] = field(default_factory=list)

    @property
    def start(self) -> int:
        return int(self.event.start_mark.index)

    @property
    def begins(self) -> int:
        """Where its key begins, or the value itself in a list."""
        return int(self.key.start_mark.index) if self.key else self.start

    @property
    def is_flow(self) -> bool:
        return isinstance(self.event, CollectionStartEvent) and bool(self.event.flow_style)

    @property
    def is_list(self) -> bool:
        return isinstance(self.event, CollectionStartEvent) and not isinstance(self.event, MappingStartEvent)

    def name(self, number: int) -> str:
        if self.key:
            return str(self.key.value)
        if isinstance(self.event, ScalarEvent):
            return str(self.event.value)
        ids = {
            each.key.value: each.event.value for each in self.inside if each.key and isinstance(each.event, ScalarEvent)
        }
        return next((ids[key] for key in ROW_KEYS if ids.get(key)), str(number + 1))

    def child(self, name: str) -> _Node | None:
        return next((each for number, each in enumerate(self.inside) if each.name(number) == name), None)


def _rewritten(text: str, steps: tuple[str, ...], after: Any, taken_away: bool) -> str:
    """Return the text with the value at ``steps`` as it is in ``after``; what the text lacks on the way is added whole."""
    root = next(_nodes(parse(text)), None)
    if root is None or not root.inside:
        name, held = steps[0], _held_at(after, steps[0])
        lines = row_lines(held, "") if isinstance(after, tuple) else entry_lines(name, held, "")
        return (text if root is None else text[: root.start]) + "".join(f"{line}\n" for line in lines)
    node, value, left = root, after, steps
    while True:
        name, left = _first(node, value, left)
        child, held = node.child(name), _held_at(value, name)
        if child is None or not left or held is None or not child.inside:
            break
        node, value = child, held
    if child is not None and taken_away and not left:
        return _removed(text, node, child)
    if held is None:
        return text
    return _added(text, node, name, held) if child is None else _replaced(text, node, child, held)


def _first(node: _Node, value: Any, steps: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Split the first name off an address; an id may itself hold slashes."""
    for taken in range(1, len(steps) + 1):
        name = "/".join(steps[:taken])
        if node.child(name) is not None or _held_at(value, name) is not None:
            return name, steps[taken:]
    return steps[0], steps[1:]


def _nodes(events: Iterator[Any]) -> Iterator[_Node]:
    """Yield the values of one level; a collection ends where the last thing in it ends."""
    for event in events:
        if isinstance(event, CollectionEndEvent):
            yield _Node(event, end=_index(event.end_mark))
            return
        if isinstance(event, NodeEvent):
            yield _filled(_Node(event, end=_index(event.end_mark)), events)


def _index(mark: Any) -> int:
    return int(mark.index)


def _filled(node: _Node, events: Iterator[Any]) -> _Node:
    if not isinstance(node.event, CollectionStartEvent):
        return node
    *inside, close = _nodes(events)
    if isinstance(node.event, MappingStartEvent):
        inside = [replace(held, key=key.event) for key, held in zip(inside[::2], inside[1::2], strict=True)]
    node.inside = inside
    node.end = close.end if node.is_flow or not inside else inside[-1].end
    return node


def _content_end(text: str, node: _Node) -> int:
    """Return where the words of a value end, without the empty lines after a block."""
    return node.begins + len(text[node.begins : node.end].rstrip())


def _replaced(text: str, parent: _Node, child: _Node, held: Any) -> str:
    end = max(_content_end(text, child), child.begins)
    if parent.is_flow:
        return text[: child.start] + flow(held) + text[end:]
    if parent.is_list:
        column = child.event.start_mark.column
        first, *rest = row_lines(held, " " * (column - 2))
        first = first.lstrip().removeprefix("- ")
    else:
        column = child.key.start_mark.column
        first, *rest = entry_lines(child.key.value, held, " " * column)
    rest_of_line = _line_end(text, end)
    head = text[child.key.end_mark.index : child.start].split("\n", 1)[0] if child.key else ""
    comment = _comment(head) or _comment(text[end:rest_of_line])
    note = f"  {comment}" if comment else ""
    return text[: child.begins] + _joined(text, [first.lstrip() + note, *rest]) + text[rest_of_line:]


def _added(text: str, parent: _Node, name: str, held: Any) -> str:
    if parent.is_flow:
        close = parent.end - 1
        entry = flow(held) if parent.is_list else f"{key_text(name)}: {flow(held)}"
        return text[:close].rstrip().removesuffix(",") + (", " if parent.inside else "") + entry + text[close:]
    indent = " " * parent.event.start_mark.column
    lines = list(row_lines(held, indent) if parent.is_list else entry_lines(name, held, indent))
    end = _line_end(text, _content_end(text, parent))
    gap = [""] if parent.is_list and _is_airy(text, parent) else []
    return text[:end] + _joined(text, ["", *gap, *lines]) + text[end:]


def _is_airy(text: str, rows: _Node) -> bool:
    """Whether a person left an empty line between the rows of a list."""
    between = (text[one.end - 1 : two.start] for one, two in zip(rows.inside, rows.inside[1:], strict=False))
    return any(gap.count("\n") > 1 for gap in between)


def _removed(text: str, parent: _Node, child: _Node) -> str:
    end = _content_end(text, child)
    if parent.is_flow:
        after = re.match(r"\s*,\s*", text[end:])
        before = re.search(r",\s*$", text[: child.begins])
        if after:
            return text[: child.begins] + text[end + after.end() :]
        return (text[: before.start()] if before else text[: child.begins]) + text[end:]
    begins = text.rindex("-", 0, child.start) if parent.is_list else child.begins
    line = text.rfind("\n", 0, begins) + 1
    if not text[line:begins].strip():
        return text[:line] + text[_line_end(text, end) :].removeprefix("\r").removeprefix("\n")
    following = next((each.begins for each in parent.inside if each.begins > child.begins), None)
    return text if following is None else text[: child.begins] + text[following:]


def _line_end(text: str, start: int) -> int:
    """Return where the line of ``start`` ends, before its end-of-line marks."""
    found = text.find("\n", start)
    end = len(text) if found < 0 else found
    return end - 1 if end > start and text[end - 1] == "\r" else end


def _comment(rest: str) -> str:
    found = _comment_mark().search(rest)
    return found[0].strip() if found else ""


@cache
def _comment_mark() -> re.Pattern[str]:
    return re.compile(r"(?:^|\s)#.*")


def _joined(text: str, lines: list[str]) -> str:
    return ("\r\n" if "\r\n" in text else "\n").join(lines)
