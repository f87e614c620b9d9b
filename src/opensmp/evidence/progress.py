"""Telling a person how far long work has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from opensmp.i18n import Message


@dataclass(frozen=True)
class Step:
    """The work has reached its step ``done`` of ``total``, and ``says`` what it does now."""

    says: Message
    done: int
    total: int


Progress: TypeAlias = Callable[[Step], None]


def silent(step: Step) -> None:
    """Tell nobody."""
