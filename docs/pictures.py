"""Takes the pictures of the workspace for the documentation, from a fresh `opensmp demo` in a browser.

python docs/pictures.py                 the few that the documentation shows, into docs/images
python docs/pictures.py --all FOLDER    every screen on a desktop (light, dark, Indonesian) and a phone, to look at
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).parent / "images"
PLAN = "/o/bank-nusantara/p/smp/"
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
PATIENCE = 300
"""Seconds within which the demonstration must have made and measured its year of records."""


class Picture(NamedTuple):
    """A screen: the name of its file, who looks, and where."""

    name: str
    person: str
    path: str


SHOWN = (
    (Picture("workspace-home", "Ratna", ""), "desktop"),
    (Picture("workspace-read", "Ratna", "plan/#incident"), "desktop"),
    (Picture("workspace-write", "Dimas", "plan/practices/incident/edit/"), "desktop"),
    (Picture("workspace-approval-phone", "Maya", "approval/decide/"), "phone"),
    (Picture("workspace-evidence", "Intan", "evidence/?commitment=CM-IM-2"), "desktop"),
)
"""The pictures that are kept with the documentation."""

SCREENS = (
    Picture("home", "Ratna", ""), Picture("read", "Ratna", "plan/"), Picture("edit", "Dimas", "plan/practices/incident/edit/"),
    Picture("raci", "Ratna", "raci/"), Picture("objectives", "Ratna", "objectives/"), Picture("services", "Ratna", "services/"),
    Picture("customers", "Ratna", "customers/"), Picture("suppliers", "Ratna", "suppliers/"), Picture("documents", "Ratna", "documents/"),
    Picture("people", "Ratna", "people/"), Picture("findings", "Ratna", "readiness/"),
    Picture("evidence", "Intan", "evidence/?commitment=CM-IM-2"), Picture("improvement", "Ratna", "improvement/"),
    Picture("versions", "Ratna", "timeline/"), Picture("redline", "Ratna", "timeline/?older=2.0&newer=draft"),
    Picture("approval", "Ratna", "approval/"), Picture("cio", "Maya", "approval/decide/"), Picture("settings", "Ratna", "settings/"),
    Picture("search", "Ratna", "search/?q=incident"), Picture("signin", "", "/account/login/"), Picture("welcome", "Ratna", "/welcome/"),
)  # fmt: skip
"""Every screen that has a picture in the design."""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def demonstration() -> Iterator[str]:
    """Run `opensmp demo` with data of its own; give its address."""
    port = free_port()
    with tempfile.TemporaryDirectory() as home:
        command = [sys.executable, "-m", "opensmp", "demo", "--no-browser", "--port", str(port)]
        process = subprocess.Popen(command, env={**os.environ, "OPENSMP_HOME": home})
        try:
            address = f"http://127.0.0.1:{port}"
            until_it_answers(address)
            yield address
        finally:
            process.terminate()
            process.wait()


def until_it_answers(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urlopen(f"{address}/healthz").close()  # noqa: S310  # our own process, on this machine
        except URLError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The demonstration did not start.")


def opened(browser: Browser, address: str, person: str, size: str, *, dark: bool = False, language: str = "en") -> Page:
    """Return a page in which somebody is signed in, in their language."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{address}/account/login/")
    if person:
        page.get_by_role("button", name=person).first.click()
        page.goto(f"{address}/account/")
        page.locator(f"main input[name=language][value={language}]").check()
        page.locator("main form button.btn--primary").first.click()
    return page


def prepared(browser: Browser, address: str) -> None:
    """Wait until the example's records are made and measured."""
    page = opened(browser, address, "Intan", "desktop")
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        page.goto(f"{address}{PLAN}evidence/?commitment=CM-IM-2")
        if page.locator("figure.picture").count():
            break
        time.sleep(2)
    page.context.close()


def submitted(browser: Browser, address: str) -> None:
    page = opened(browser, address, "Ratna", "desktop")
    page.goto(f"{address}{PLAN}approval/")
    page.locator("#id_what").fill("Nine objectives for 2027, and the promise for critical incidents from January.")
    page.locator("#id_why").fill("Management review of 22 October 2026, decision D-2026-09.")
    page.locator("#submit button.btn--primary").click()
    page.context.close()


def take(page: Page, address: str, picture: Picture, target: Path) -> None:
    page.goto(address + (picture.path if picture.path.startswith("/") else PLAN + picture.path))
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(150)
    page.screenshot(path=target)


def take_shown(browser: Browser, address: str) -> None:
    submitted(browser, address)
    for picture, size in SHOWN:
        page = opened(browser, address, picture.person, size)
        take(page, address, picture, IMAGES / f"{picture.name}.png")
        page.context.close()


VARIANTS = (
    ("desktop-light", "desktop", False, "en"), ("desktop-dark", "desktop", True, "en"), ("mobile-light", "phone", False, "en"),
    ("desktop-light-id", "desktop", False, "id"),
)  # fmt: skip


def take_all(browser: Browser, address: str, folder: Path) -> None:
    """Take every screen in every variant; the one who signs looks last, when something waits."""
    folder.mkdir(parents=True, exist_ok=True)
    people = sorted({picture.person for picture in SCREENS})
    waits = [picture for picture in SCREENS if picture.name == "cio"]
    for pictures in ([picture for picture in SCREENS if picture not in waits], waits):
        if pictures == waits:
            submitted(browser, address)
        for name, size, dark, language in VARIANTS:
            pages = {
                person: opened(browser, address, person, size, dark=dark, language=language)
                for person in people
                if any(picture.person == person for picture in pictures)
            }
            for picture in pictures:
                take(pages[picture.person], address, picture, folder / f"{picture.name}--{name}.png")
            for page in pages.values():
                page.context.close()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--all", type=Path, metavar="FOLDER")
    folder = arguments.parse_args().all
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with demonstration() as address, sync_playwright() as player:
        browser = player.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        prepared(browser, address)
        if folder:
            take_all(browser, address, folder)
        else:
            take_shown(browser, address)
        browser.close()


if __name__ == "__main__":
    main()
