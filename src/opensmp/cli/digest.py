"""``opensmp digest``: the fingerprint that approvals name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from opensmp.cli.speaking import today_option
from opensmp.exchange import load


@click.command("digest")
@click.argument("plan", type=click.Path(path_type=Path))
@today_option
def digest_command(plan: Path, today: date) -> None:
    """Print the SHA-256 of PLAN's canonical value: what an approval names.

    The digest covers the ten sections, the commitments and the register rows they rely on. It does not change with
    comments, the order of keys, history, measurements or the day.
    """
    click.echo(load(plan, today).digest)
