"""One YAML file as a stream of events: guarded, positioned, never held as a tree.

Events go straight into values, so memory holds the values and not a second copy of the file as nodes, and reading takes
a third of the time that composing nodes takes (``docs/decisions/0004``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from yaml.error import YAMLError
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent, ScalarEvent
from yaml.reader import ReaderError

from opensmp.exchange.faults import ENOUGH, Faults
from opensmp.i18n import Message, _

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # PyYAML was built without libyaml: the same events, some twenty times slower
    from opensmp.exchange.pure import PureParser as _Parser  # type: ignore[assignment]  # the same two methods

DEEPEST = 32
"""Levels of nesting; the deepest value of a plan stands at seven."""


_DECORATING = "&*!"
"""The signs with which anchors, aliases and tags begin. Few texts hold any, and the others need no look at each event."""


def parse(text: str) -> Iterator[Any]:
    """Yield the bare events of a text, unguarded; raises YAMLError where it is not YAML."""
    parser = _Parser(text)
    while (event := parser.get_event()) is not None:
        yield event


class Stop(Exception):
    """The rest of this file cannot be read; the fault is already noted."""


class Source:
    """The events of one file, and the way its faults are noted."""

    def __init__(self, file: str, text: str, faults: Faults) -> None:
        self.file = file
        self.text = text
        self.faults = faults
        self.references: list[tuple[tuple[str, ...], str, Any]] = []
        self._next: Callable[[], Any] = _Parser(text).get_event
        self.take = self._guarded if any(sign in text for sign in _DECORATING) else self._next
        """Returns the next event. Anchors and tags are noted and left out; an alias is read as nothing."""

    def _guarded(self) -> Any:
        event = self._next()
        kind = event.__class__
        if kind is ScalarEvent:
            if event.anchor is None and event.tag is None:
                return event
        elif kind is AliasEvent:
            return self._alias(event)
        elif not isinstance(event, CollectionStartEvent) or (event.anchor is None and event.tag is None):
            return event
        self._decorated(event)
        return event

    def _alias(self, event: Any) -> ScalarEvent:
        self.fault(
            event,
            _("An alias (*{name}) repeats another part of the file.", name=shown(event.anchor)),
            _("Write the text here in full, or put it in quotes if it begins with *."),
        )
        return ScalarEvent(None, None, (True, False), "", event.start_mark, event.end_mark)

    def _decorated(self, event: Any) -> None:
        if event.anchor is not None:
            says, remedy = _("An anchor (&{name}) is not used in a plan.", name=shown(event.anchor)), _("Remove it.")
        else:
            says, remedy = (
                _("A YAML tag ({name}) is not used in a plan.", name=shown(event.tag)),
                _("Remove it, or put the text in quotes if it begins with !."),
            )
        self.fault(event, says, remedy)

    def fault(self, event: Any, says: Message, remedy: Message) -> None:
        """Note what is wrong at the beginning of ``event``."""
        if self.faults.count >= ENOUGH:
            raise Stop
        mark = event.start_mark
        self.faults.add(self.file, says, remedy, mark.line + 1, mark.column + 1, isinstance(event, ScalarEvent))

    def skip(self, event: Any) -> None:
        """Pass over the value that begins with ``event``, however deep."""
        depth = 0
        while True:
            if isinstance(event, CollectionStartEvent):
                depth += 1
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
            if not depth:
                return
            if depth > DEEPEST:
                self.fault(
                    event,
                    _("The text is nested deeper than {n} levels.", n=DEEPEST),
                    _("Nothing in a plan goes that deep; look for brackets that are never closed."),
                )
                raise Stop
            event = self.take()

    def broken(self, error: YAMLError) -> None:
        """Note that the file is not YAML at all from some place on."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        if isinstance(error, ReaderError):
            says = _("The file holds a character that no text may hold.")
            self.faults.add(self.file, says, _("Remove it; an editor can show invisible characters."), line, column)
            return
        problem = str(getattr(error, "problem", None) or error)
        says = _("This is not valid YAML: {problem}.", problem=problem)
        told = f"{getattr(error, 'context', None)} {problem}"
        self.faults.add(self.file, says, self._remedy(told, line, column), line, column)

    def _remedy(self, problem: str, line: int, column: int) -> Message:
        """Return what to do about a fault that the parser describes in its own words."""
        rows = self.text.split("\n", line)[line - 1 : line] if line else []
        if "\t" in "".join(rows)[: column + 1]:
            return _("Indent with spaces, not with tabs.")
        return next(remedy for part, remedy in _remedies() if part in problem)


@cache
def _remedies() -> tuple[tuple[str, Message], ...]:
    """Return parts of the parser's own words, each with what a person should do; the last fits all."""
    quotes = _("Put the text in quotes, or write it below the key as a block that begins with |.")
    return (
        ("mapping values are not allowed", quotes),
        ("cannot start any token", quotes),
        ("could not find expected ':'", _("Every key ends with a colon and a space.")),
        ("did not find expected ',' or", _("Close the bracket, or put a comma between the entries.")),
        ("quoted scalar", _("Close the quotation mark.")),
        ("", _("Look at the indentation: keys of one level, or hyphens of one list, begin in the same column.")),
    )


def shown(written: str) -> str:
    """Return a person's words for a message: on one line and not long."""
    line = harmless(" ".join(written[:400].split()))
    return line if len(line) <= 60 else line[:59] + "…"


def harmless(written: str) -> str:
    """Return words without anything that a terminal would obey."""
    return "".join(sign if sign.isprintable() else "\N{MIDDLE DOT}" for sign in written[:400])
