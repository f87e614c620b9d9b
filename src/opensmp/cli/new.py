"""``opensmp new``: a plan to write in, with guidance beside every section."""

from __future__ import annotations

from pathlib import Path

import click

from opensmp.cli.speaking import spoken_language
from opensmp.exchange.template import TEMPLATES, write_template
from opensmp.i18n import LANGUAGES, _


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--template",
    type=click.Choice(TEMPLATES),
    default=TEMPLATES[0],
    show_default=True,
    help="Which plan to start from.",
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=spoken_language,
    show_default="en, or OPENSMP_LANGUAGE",
    help="Language of the plan and of the guidance in it.",
)
def new_command(folder: Path, template: str, language: str) -> None:
    """Start a plan in FOLDER: ten sections with guidance, and registers to fill.

    Nothing is overwritten: the folder must be new or empty. Write where a blank (___) stands, then run `opensmp check`.
    """
    write_template(folder, template=template, language=language)
    said = _("A plan to write in stands in {folder}. Next: opensmp check {folder}", folder=str(folder))
    click.echo(said.text(language))
