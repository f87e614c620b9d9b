"""``opensmp schema``: JSON Schemas of the plan's files, for editors and other programs."""

from __future__ import annotations

import json
from pathlib import Path

import click

from opensmp.cli.writing import write_whole
from opensmp.exchange.schemas import schemas
from opensmp.i18n import Unreadable, _


@click.command("schema")
@click.argument("name", required=False)
@click.option(
    "--into", type=click.Path(path_type=Path, file_okay=False, exists=True), help="Write all schemas into this folder."
)
def schema_command(name: str | None, into: Path | None) -> None:
    """Print the JSON Schema of the file NAME (such as 02-objectives); without NAME, list them.

    An editor that knows a file's schema completes its keys and marks mistakes while somebody writes.
    """
    known = schemas()
    if into is not None:
        for key, schema in known.items():
            write_whole(into / f"{key}.schema.json", _text(schema))
        click.echo(str(len(known)))
    elif name is None:
        click.echo("\n".join(known))
    elif name not in known:
        raise Unreadable(
            _("There is no schema “{name}”.", name=name), _("The schemas are: {names}.", names=tuple(known))
        )
    else:
        click.echo(_text(known[name]), nl=False)


def _text(schema: object) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
