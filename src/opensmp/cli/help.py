"""The help of the commands in the language of the person who asks for it."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from opensmp.i18n.catalogue import translation


def translated(command: click.Command, language: str) -> click.Command:
    """Return the command with its help, its options' help and its examples in ``language``."""
    if language == "en":
        return command
    say = translation(language).gettext
    for each in _with_commands(command):
        each.help = say(_tidy(each.help))
        each.epilog = say(_tidy(each.epilog)) if each.epilog else None
        for option in each.params:
            if isinstance(option, click.Option) and option.help:
                option.help = say(option.help)
    return command


def help_texts(group: click.Group) -> Iterator[str]:
    """Yield every text of help in the program, as the key of its translation."""
    context = click.Context(group)
    own = (found for name in group.list_commands(context) if (found := group.get_command(context, name)))
    for command in (group, *(each for found in own for each in _with_commands(found))):
        yield from (_tidy(words) for words in (command.help, command.epilog) if words)
        for option in command.params:
            if isinstance(option, click.Option) and option.help:
                yield option.help


def _with_commands(command: click.Command) -> Iterator[click.Command]:
    """Yield a command and, where it is a group, the commands in it."""
    yield command
    if isinstance(command, click.Group):
        yield from command.commands.values()


def _tidy(words: str | None) -> str:
    return inspect.cleandoc(words or "")
