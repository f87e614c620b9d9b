"""Commands that need the database: `opensmp demo | serve | migrate | user`. They are found by entry point.

Settings are read when Django starts, so whatever an option decides is put into the environment first; for that reason
what touches models is imported by :mod:`opensmp.site.demo` and its siblings, loaded once Django runs.
"""

from __future__ import annotations

import os
import threading
import webbrowser
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from opensmp.cli.speaking import spoken_language
from opensmp.i18n import _
from opensmp.site import serving


def loaded(name: str) -> Any:
    """Start Django and return a module of this package that knows models."""
    serving.start_django()
    return import_module(f"opensmp.site.{name}")


@click.command("demo")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port on this machine."
)
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
def demo(port: int, no_browser: bool) -> None:
    """Open a complete example organisation in the browser, with five people to sign in as.

    Everything stays on this machine, under OPENSMP_HOME or in a folder of your own.
    """
    if "OPENSMP_HOME" not in os.environ:
        os.environ["OPENSMP_HOME"] = str(
            Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser() / "opensmp-demo"
        )
    os.environ["OPENSMP_MODE"], os.environ["OPENSMP_COLLECTED"] = "demo", "1"
    os.environ["OPENSMP_BASE_URL"] = address = f"http://127.0.0.1:{port}"
    seeding = loaded("demo")
    serving.bring_up_to_date()
    serving.collect()
    serving.check_database()
    serving.sweep()
    seeding.seed()
    seeding.bring_records()
    if not no_browser:
        threading.Timer(1.0, webbrowser.open, [address]).start()
    click.echo(_("The example organisation is at {address}.", address=address).text(spoken_language()))
    serving.serve("127.0.0.1", port)


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port to listen at.")
@click.option(
    "--threads", type=click.IntRange(1, 64), default=8, show_default=True, help="Requests answered at a time."
)
def serve(host: str, port: int, threads: int) -> None:
    """Serve the workspace, with the work that runs beside it."""
    os.environ.setdefault("OPENSMP_BASE_URL", f"http://{host}:{port}")
    os.environ["OPENSMP_COLLECTED"] = "1"
    serving.start_django()
    serving.bring_up_to_date()
    serving.collect()
    serving.check_database()
    serving.sweep()
    serving.serve(host, port, threads)


@click.command("migrate")
def migrate() -> None:
    """Bring the database to this version of OpenSMP."""
    serving.start_django()
    serving.bring_up_to_date()
    serving.check_database()
    click.echo(_("The database is up to date.").text(spoken_language()))


@click.command("user")
@click.argument("email")
@click.option("--name", default="", help="The person's name.")
@click.option("--organisation", default="", help="The short name of an organisation to be a member of.")
@click.option("--role", default="sms_owner", show_default=True, help="What the person is there.")
@click.option("--person", default="", help="The person's id in the register of people.")
@click.option(
    "--until", type=click.DateTime(["%Y-%m-%d"]), help="The last day it counts; an external auditor needs one."
)
@click.password_option(help="Asked for when left out.")
def user(
    email: str, name: str, organisation: str, role: str, person: str, until: datetime | None, password: str
) -> None:  # fmt: skip
    """Make an account, or set the password of one, and make it a member of an organisation."""
    day = until.date() if until else None
    told = loaded("accounts").store_account(email, name, password, organisation, role, person, day)
    click.echo(told.text(spoken_language()))


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--verify", is_flag=True, help="Check an existing backup instead of making one.")
def backup(file: Path, verify: bool) -> None:
    """Write everything into one FILE: every row, every imported file, each with its SHA-256.

    People go on working meanwhile. With --verify the file is read back and checked, to the last byte.
    """
    module = loaded("backup")
    click.echo((module.verify(file) if verify else module.back_up(file)).text(spoken_language()))


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def restore(file: Path) -> None:
    """Fill an empty place from the backup FILE, SQLite or PostgreSQL, whichever it came from."""
    module = loaded("backup")
    serving.bring_up_to_date()
    click.echo(module.restore(file).text(spoken_language()))


@click.command("pull")
@click.argument("plan")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def pull(plan: str, folder: Path) -> None:
    """Write the PLAN (organisation/plan) of the database as a FOLDER, for git, for a check, for anybody."""
    click.echo(loaded("folders").pull(plan, folder).text(spoken_language()))


@click.command("push")
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@click.argument("plan")
@click.option("--as", "email", required=True, help="The member who proposes it.")
def push(folder: Path, plan: str, email: str) -> None:
    """Propose the text of a FOLDER as the draft of a PLAN (organisation/plan). It never approves."""
    click.echo(loaded("folders").push(folder, plan, email).text(spoken_language()))
