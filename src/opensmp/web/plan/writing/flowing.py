"""Text as it flows in a field: lines that a file broke at a column are joined, and what nobody touched is stored as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from opensmp.plan.prose import Prose
from opensmp.web.markup import flowing


def flown(value: Any) -> Any:
    """Return a value whose texts flow."""
    return _mapped(value, lambda held, _stored: held.mapped(flowing), value)


def as_stored(value: Any, stored: Any) -> Any:
    """Return a value in which each text that says what was stored is written as it was stored."""
    return _mapped(value, _kept, stored)


def _kept(held: Prose, stored: Any) -> Prose:
    before = {flowing(words): words for _language, words in stored.texts} if isinstance(stored, Prose) else {}
    return held.mapped(lambda words: before.get(words, words))


def _mapped(value: Any, change: Callable[[Prose, Any], Prose], stored: Any) -> Any:
    """Return a value with ``change`` applied to each text of it and of the records in it, beside what was stored there."""
    if isinstance(value, Prose):
        return change(value, stored)
    if not hasattr(value, "__dataclass_fields__"):
        return value
    changed = {name: _mapped(held, change, getattr(stored, name, None)) for name, held in vars(value).items()}
    return replace(value, **changed) if changed != vars(value) else value
