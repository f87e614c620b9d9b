"""The ``opensmp`` program: finds its commands, and turns every error into words for people."""

from __future__ import annotations

import gc
import hashlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from opensmp.cli.help import translated
from opensmp.cli.modules import together
from opensmp.cli.patterns import prepared
from opensmp.cli.speaking import spoken_language
from opensmp.i18n import Refusal, _

_HERE = Path(__file__).parent
_COMMANDS = (
    "new",
    "check",
    "read",
    "export",
    "explain",
    "rules",
    "objective",
    "diff",
    "digest",
    "schema",
    "records",
    "measure",
    "sample",
)
_LONG = ("records", "measure", "sample")
"""Commands that may work for minutes, with the garbage collector on."""


class Program(click.Group):
    """A group whose commands are loaded only when they run.

    Folder commands are modules beside this one; commands of other packages (the workspace, records, publishing) come in
    through the entry-point group ``opensmp.commands``, which is read only when a name is not found here.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*_COMMANDS, *sorted(_plugged_in())]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in _LONG:
            gc.enable()
        if cmd_name in _COMMANDS:
            command: click.Command = getattr(import_module(f"opensmp.cli.{cmd_name}"), f"{cmd_name}_command")
            return translated(command, spoken_language())
        plugged = _plugged_in().get(cmd_name)
        gc.enable()  # a command of another package may serve for days
        return plugged.load() if plugged else None


def _plugged_in() -> dict[str, Any]:
    metadata = import_module("importlib.metadata")
    return {entry.name: entry for entry in metadata.entry_points(group="opensmp.commands")}


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with:  opensmp new my-plan   then:  opensmp check my-plan",
)
@click.version_option(package_name="opensmp", message="%(prog)s %(version)s")
def opensmp() -> None:
    """Write, check, approve, prove and keep a service management plan (ISO/IEC 20000-1).

    A plan is a folder of YAML files. These commands work on that folder alone: no server, no account, no network.
    """


@contextmanager
def _without_collection() -> Iterator[None]:
    """A command makes many values and no cycles, then ends: looking for cycles costs a tenth of its time, also at the end."""
    gc.disable()
    try:
        yield
    finally:
        together.keep()
        prepared.keep()
        gc.freeze()
        gc.enable()


@_without_collection()
def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program. The one place where an error becomes words and an exit code.

    Exit codes: 0 clean; 1 findings, or a refusal; 2 unreadable input or a wrong call; 3 something is not available.
    """
    try:
        code = opensmp.main(args=arguments, prog_name="opensmp", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(2)
    except click.Abort:
        click.echo(_("Stopped.").text(spoken_language()), err=True)
        sys.exit(130)
    except Refusal as refusal:
        click.echo(refusal.text(spoken_language()), err=True)
        sys.exit(refusal.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception:  # noqa: BLE001  # the one edge of the command line: no traceback reaches a user
        sys.exit(_unexpected(import_module("traceback").format_exc()))


def _unexpected(trace: str) -> int:
    """Tell a person that this is our mistake, with an id that names it, and return the exit code.

    The trace itself is printed only when ``OPENSMP_LOG=debug`` asks for it.
    """
    name = hashlib.sha256(trace.encode()).hexdigest()[:8]
    if os.environ.get("OPENSMP_LOG") == "debug":
        click.echo(trace, err=True)
    click.echo(
        _(
            "Something went wrong inside OpenSMP (error {name}); your files were not changed. "
            "Run the command again with OPENSMP_LOG=debug and send us what it prints.",
            name=name,
        ).text(spoken_language()),
        err=True,
    )
    return 3
