"""A real workspace in a process of its own, and editors that write in it as browsers do."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from html import unescape
from pathlib import Path
from threading import Lock, Thread
from typing import Any, NamedTuple
from urllib.parse import urlencode

BASE = "/o/bank-nusantara/p/smp/"
READY = 60
"""Seconds within which a workspace must answer."""


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Workspace:
    """`opensmp demo` with its own data, on SQLite or on the PostgreSQL of ``database``; it can be killed and started again."""

    def __init__(self, home: Path, database: str = "") -> None:
        self.port = free_port()
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("OPENSMP_", "DJANGO_"))}
        self.environment = {**kept, "OPENSMP_HOME": str(home), "OPENSMP_MODE": "demo"}
        if database:
            self.environment["OPENSMP_DATABASE_URL"] = database
        self.log = home.with_suffix(".log")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "opensmp", "demo", "--no-browser", "--port", str(self.port)],
                env=self.environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        until = time.monotonic() + READY
        while time.monotonic() < until:
            assert self.process.poll() is None, self.log.read_text()
            with suppress(OSError), closing(Browser(self.port)) as browser:
                if browser.ask("GET", "/healthz").status == 200:
                    return
            time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def kill(self) -> None:
        """End the server and what it started as a power cut does: at once, in the middle of whatever it does."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def verify(self) -> dict[str, Any]:
        """Return what stands in the database, read by a process that never served."""
        script = Path(__file__).with_name("standing.py")
        said = {**self.environment, "DJANGO_SETTINGS_MODULE": "opensmp.site.settings"}
        told = subprocess.run([sys.executable, str(script)], env=said, capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stderr
        found: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
        return found


class Answer(NamedTuple):
    """What came back."""

    status: int
    text: str
    location: str


class Browser:
    """As much of a browser as an editor needs: a connection that is kept, and cookies."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self.line: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, sent: Mapping[str, Any] | None = None) -> Answer:
        """Ask once. Raises OSError where the server is not there, or went away before it had answered."""
        self.line = self.line or http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = urlencode(sent, doseq=True) if sent is not None else None
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            self.line.request(method, path, body, headers)
            response = self.line.getresponse()
            text = response.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException) as gone:
            self.close()
            raise OSError(str(gone)) from gone
        for given in response.headers.get_all("Set-Cookie") or ():
            name, _equals, value = given.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, text, response.headers.get("Location", ""))

    def close(self) -> None:
        """Hang up; the cookies stay."""
        if self.line is not None:
            self.line.close()
            self.line = None

    def sign_in(self, person: str) -> None:
        """Sign in through the demonstration's page."""
        page = self.ask("GET", "/account/login/")
        sent = {"csrfmiddlewaretoken": hidden(page.text, "csrfmiddlewaretoken"), "person": person}
        assert self.ask("POST", "/account/as/", sent).status == 302


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, f"no field {name} in {html[:500]}"
    return unescape(found[1])


class Form(NamedTuple):
    """The fields of an editing page, as they would be sent back."""

    fields: dict[str, list[str]]

    @classmethod
    def of(cls, html: str) -> Form:
        """Read the form that holds ``seen``: enough of HTML for our own pages."""
        form = next(each for each in re.findall(r"<form\b.*?</form>", html, re.DOTALL) if 'name="seen"' in each)
        found: dict[str, list[str]] = {}
        for tag in re.findall(r"<input\b[^>]*>", form):
            name, value, kind = (re.search(rf' {each}="([^"]*)"', tag) for each in ("name", "value", "type"))
            chosen = kind is None or kind[1] not in ("radio", "checkbox") or " checked" in tag
            if name and chosen:
                found.setdefault(unescape(name[1]), []).append(unescape(value[1]) if value else "")
        for name, text in re.findall(r'<textarea\b[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
            found[name] = [unescape(text)]
        for name, options in re.findall(r'<select\b[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
            found[name] = [unescape(each) for each in re.findall(r'<option value="([^"]*)" selected', options)] or [""]
        return cls(found)


class Deskwork(NamedTuple):
    """Where somebody writes: the address of the form, and the field whose text they add to."""

    person: str
    path: str
    field: str


class Ledger:
    """What the server acknowledged, what it answered otherwise, and what was wrong with an answer."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.saved: dict[str, list[str]] = {}
        self.conflicts = 0
        self.cut_off = 0
        self.wrong: list[str] = []

    def note(self, path: str, mark: str, answer: Answer, before: str) -> None:
        """Write down one answer to a save."""
        with self.lock:
            if answer.status in (302, 303):
                self.saved.setdefault(path, []).append(mark)
            elif answer.status == 409:
                self.conflicts += 1
                theirs = set(MARK.findall(answer.text)) - set(MARK.findall(before)) - {mark}
                if mark not in answer.text or not theirs:
                    self.wrong.append(f"{path}: a conflict that does not show both texts")
            else:
                self.wrong.append(f"{path}: {answer.status} {answer.text[:300]}")

    @property
    def count(self) -> int:
        return sum(map(len, self.saved.values()))


MARK = re.compile(r"mark-\d+-\d+-end")


class Editor(Thread):
    """Opens a page, adds a sentence to its text, saves, and begins again; a conflict begins again as well."""

    def __init__(self, number: int, port: int, work: Deskwork, ledger: Ledger, until: float) -> None:
        super().__init__(daemon=True)
        self.number, self.work, self.ledger, self.until = number, work, ledger, until
        self.browser = Browser(port)
        self.turns = 0

    def run(self) -> None:
        while time.monotonic() < self.until:
            try:
                self.turn()
            except OSError:
                self.ledger.cut_off += 1
                time.sleep(0.2)
            except (AssertionError, StopIteration) as wrong:
                self.ledger.wrong.append(f"{self.work.path}: {wrong!r}")
        self.browser.close()

    def turn(self) -> None:
        if not self.browser.cookies:
            self.browser.sign_in(self.work.person)
        page = self.browser.ask("GET", BASE + self.work.path)
        if page.status != 200:
            self.ledger.wrong.append(f"GET {self.work.path}: {page.status} {page.text[:300]}")
            return
        sent = Form.of(page.text).fields
        self.turns += 1
        mark = f"mark-{self.number}-{self.turns}-end"
        before = sent[self.work.field][0]
        sent[self.work.field] = [f"{before} {mark}"]
        self.ledger.note(self.work.path, mark, self.browser.ask("POST", BASE + self.work.path, sent), before)


def start_editors(
    count: int, workspace: Workspace, works: tuple[Deskwork, ...], ledger: Ledger, seconds: float
) -> list[Editor]:
    """Start ``count`` editors, several at each of the texts, for that long."""
    until = time.monotonic() + seconds
    editors = [Editor(number, workspace.port, works[number % len(works)], ledger, until) for number in range(count)]
    for each in editors:
        each.start()
    return editors
