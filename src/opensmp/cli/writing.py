"""Putting a result where the person wants it: the terminal, a pipe, or a file that is complete or not there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from opensmp.i18n import Refused, _

Subject = TypeVar("Subject")


def deliver(render: Callable[[Subject, bool], str], subject: Subject, output: Path | None) -> None:
    """Render in colour for a terminal and plainly for a pipe or a file."""
    if output is not None:
        write_whole(output, render(subject, False))
        return
    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    click.echo(render(subject, colour), nl=False, color=colour or None)


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is either complete or as it was before.

    Raises Refused when the folder does not exist or cannot be written to.
    """
    try:
        draft = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
        with draft.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as trouble:
        raise Refused(
            _("{path} cannot be written: {reason}.", path=str(path), reason=trouble.strerror or str(trouble)),
            _("Choose a file in a folder that exists and that you may write to."),
        ) from trouble
