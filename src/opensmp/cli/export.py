"""``opensmp export``: the plan as a Word document that can come back."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click

from opensmp.cli.speaking import spoken_language, today_option
from opensmp.exchange import load
from opensmp.i18n import LANGUAGES, Refused, _
from opensmp.intake.home.document import document
from opensmp.intake.home.outline import outline_of_plan


@click.command("export")
@click.argument("plan", type=click.Path(path_type=Path))
@click.option(
    "--to", "target", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The Word document to write."
)
@click.option(
    "--language", type=click.Choice(LANGUAGES), show_default="that of the plan", help="Language of the document."
)
@today_option
def export_command(plan: Path, target: Path, language: str | None, today: date) -> None:
    """Write PLAN, a plan's folder, as a Word document with its registers.

    Headings carry stable ids: edit the document in Word, with or without tracked changes, and read it back with
    `opensmp read plan.docx --against PLAN` to see every change by section with its author.
    """
    spoken = spoken_language()
    if target.suffix.lower() != ".docx":
        raise Refused(_("{name} is no name of a Word document.", name=target.name), _("Let it end in .docx."))
    dossier = load(plan, today)
    chosen = language or dossier.plan.identity.language
    title = dossier.plan.identity.title.text(chosen) or _("Service management plan").text(chosen)
    raw = document(title, dossier.organisation.name, outline_of_plan(dossier, chosen), chosen)
    _write(target, raw)
    click.echo(
        _(
            "{path} holds the plan. Changes come back with: opensmp read {path} --against {plan}",
            path=str(target),
            plan=str(plan),
        ).text(spoken)
    )


def _write(target: Path, raw: bytes) -> None:
    """Write the file so that it is either complete or as it was before."""
    draft = target.with_name(f".{target.name}.{os.urandom(6).hex()}")
    try:
        with draft.open("xb") as file:
            file.write(raw)
        draft.replace(target)
    except OSError as trouble:
        draft.unlink(missing_ok=True)
        raise Refused(
            _("{path} cannot be written: {reason}.", path=str(target), reason=trouble.strerror or str(trouble)),
            _("Choose a file in a folder that exists and that you may write to."),
        ) from trouble
