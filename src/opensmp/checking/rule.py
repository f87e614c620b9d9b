"""What a rule is: a function over the dossier, with its page, its examples and its place in the standard."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from opensmp.checking.finding import Finding, Severity
from opensmp.dossier import Dossier
from opensmp.i18n import Message

Check: TypeAlias = Callable[[Dossier], Iterable[Finding]]
Change: TypeAlias = Callable[[Dossier], Dossier]
Profile: TypeAlias = Literal["stage1", "stage2", "ojk"]

PROFILES: tuple[Profile, ...] = ("stage1", "stage2", "ojk")


class Example(NamedTuple):
    """A plan that fails the rule or passes it, made from a sound dossier by one change.

    ``shows`` is what a reader sees on the rule's page: the sentence or the YAML that fails, or that passes.
    """

    fails: bool
    shows: str
    change: Change


def fails(shows: str, change: Change) -> Example:
    """An example that the rule must find, and no other rule."""
    return Example(True, shows, change)


def passes(shows: str, change: Change) -> Example:
    """An example close to the flaw that the rule must leave alone."""
    return Example(False, shows, change)


class UndocumentedRule(Exception):
    """A rule without a title, a Why or a Fix; raised when its page is asked for, so that a test sees it."""


@dataclass(frozen=True, eq=False, repr=False)
class Rule:
    """A check with its identity. ``id`` never changes and is never reused.

    ``requirements`` are ids of ``requirements.md``; ``detects`` are keys of failure modes of the content checklist;
    ``items`` are letters of clause 6.3 whose inclusion the rule decides.
    """

    id: str
    clause: str
    severity: Severity
    check: Check
    group: str
    profiles: tuple[Profile, ...]
    requirements: tuple[str, ...]
    detects: tuple[str, ...]
    items: tuple[str, ...]
    examples: tuple[Example, ...]

    @property
    def name(self) -> str:
        """The human name, which is the function's: ``objective-states-a-target``."""
        return self.check.__name__.replace("_", "-")

    @property
    def title(self) -> Message:
        return Message(self._page[0])

    @property
    def why(self) -> Message:
        return Message(self._page[1])

    @property
    def fix(self) -> Message:
        return Message(self._page[2])

    @cached_property
    def _page(self) -> tuple[str, str, str]:
        return page(self.id, self.check.__doc__)

    def findings(self, dossier: Dossier) -> Iterator[Finding]:
        """Run the check on a dossier, without stamping."""
        yield from self.check(dossier)


def page(rule_id: str, docstring: str | None) -> tuple[str, str, str]:
    """Split a rule's docstring into title, why and fix, each as one line of text.

    Raises UndocumentedRule when one of the three is missing.
    """
    paragraphs = [" ".join(part.split()) for part in inspect.cleandoc(docstring or "").split("\n\n")]
    why = next((part[len("Why: ") :] for part in paragraphs if part.startswith("Why: ")), "")
    fix = next((part[len("Fix: ") :] for part in paragraphs if part.startswith("Fix: ")), "")
    if not (paragraphs[0] and why and fix):
        raise UndocumentedRule(f"{rule_id} needs a title, a paragraph “Why: …” and a paragraph “Fix: …”")
    return paragraphs[0], _sentence(why), _sentence(fix)


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]


def rule(
    id: str,  # the word every reader expects here
    *,
    clause: str,
    severity: Severity,
    examples: tuple[Example, ...],
    requirements: tuple[str, ...] = (),
    detects: tuple[str, ...] = (),
    items: tuple[str, ...] = (),
    profiles: tuple[Profile, ...] = ("stage1",),
) -> Callable[[Check], Rule]:
    """Turn a check into a rule. The decorated name is the :class:`Rule` itself, found by the registry by being there."""

    def made(check: Check) -> Rule:
        group = check.__module__.split(".")[-2]
        return Rule(id, clause, severity, check, group, profiles, requirements, detects, items, examples)

    return made
