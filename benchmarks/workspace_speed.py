"""How fast the workspace answers: Home and Read of the example bank beside a bare Django page, in one run.

50 connections that each ask again as soon as they are answered, one server process each on the same machine; what counts is
the ratio of the 95th percentiles. Then: how long the findings take after a save, and the size of a first page.

    python -m benchmarks.workspace_speed [seconds]
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

CONNECTIONS = 50
SERVE = """
import django; django.setup()
from importlib import import_module
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.test import Client
from waitress import serve
call_command("migrate", verbosity=0)
from opensmp.site.demo import seed
from opensmp.store.models import Account
seed()
client = Client(); client.force_login(Account.objects.get(email="ratna@bns.example"))
print(client.cookies[settings.SESSION_COOKIE_NAME].value, flush=True)
serve(get_wsgi_application(), host="127.0.0.1", port={port}, threads=8)
"""


class Served(NamedTuple):
    """A server under test: its process, port and the cookie that signs in."""

    process: subprocess.Popen[str]
    port: int
    cookie: str


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def start(arguments: list[str], environment: dict[str, str], name: str, port: int) -> Served:
    process = subprocess.Popen(arguments, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    cookie = process.stdout.readline().strip()
    for _try in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            break
        except OSError:
            time.sleep(0.1)
    return Served(process, port, f"{name}={cookie}")


def load(served: Served, path: str, seconds: float) -> list[float]:
    """Ask over and over from 50 connections; return how long each answer took, in seconds."""
    took: list[float] = []
    until = time.perf_counter() + seconds

    def ask() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
        own = []
        while time.perf_counter() < until:
            begun = time.perf_counter()
            connection.request("GET", path, headers={"Cookie": served.cookie})
            response = connection.getresponse()
            response.read()
            assert response.status == 200, (path, response.status)
            own.append(time.perf_counter() - begun)
        took.extend(own)

    threads = [threading.Thread(target=ask) for _each in range(CONNECTIONS)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return took


SAVES = 20


def refreshed(served: Served) -> list[float]:
    """Save the text of a practice again and again; return how long each save took until its new findings were on the page.

    Measured over the network as a person has it: the form is sent, the answer leads back to the page, the page shows the
    findings of the text as it is now. What the page itself costs without a save is taken off.
    """
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    path = "/o/bank-nusantara/p/smp/plan/practices/incident/edit/"

    def ask(method: str, sent: dict[str, list[str]] | None = None) -> str:
        headers = {"Cookie": f"{served.cookie}; {token}"} | (
            {"Content-Type": "application/x-www-form-urlencoded"} if sent else {}
        )
        connection.request(method, path, urlencode(sent, doseq=True) if sent else None, headers)
        response = connection.getresponse()
        kept.extend(
            given.partition(";")[0]
            for given in response.headers.get_all("Set-Cookie") or ()
            if given.startswith("csrf=")
        )
        assert response.status in (200, 302, 303), response.status
        return response.read().decode()

    token, kept = "", []
    page = ask("GET")
    token, took = kept[0], []
    for number in range(SAVES):
        sent = fields_of(page)
        sent["governance-en"] = [f"The incident manager decides; {number} decisions were recorded."]
        plain = time.perf_counter()
        ask("GET")
        begun = time.perf_counter()
        ask("POST", sent)
        page = ask("GET")
        took.append(time.perf_counter() - begun - (begun - plain))
    connection.close()
    return took


def fields_of(html: str) -> dict[str, list[str]]:
    """Return what a browser would send of the form with the text: enough of HTML for our own pages."""
    form = html.split('id="editor"', 1)[1].split("</form>", 1)[0]
    found: dict[str, list[str]] = {}
    for tag in re.findall(r"<input\b[^>]*>", form):
        name, value, kind = (re.search(rf' {each}="([^"]*)"', tag) for each in ("name", "value", "type"))
        if name and (kind is None or kind[1] not in ("radio", "checkbox") or " checked" in tag):
            found.setdefault(unescape(name[1]), []).append(unescape(value[1]) if value else "")
    for name, text in re.findall(r'<textarea\b[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        found[name] = [unescape(text)]
    for name, options in re.findall(r'<select\b[^>]* name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        found[name] = [unescape(each) for each in re.findall(r'<option value="([^"]*)" selected', options)] or [""]
    return found


def p95(took: list[float]) -> float:
    return statistics.quantiles(took, n=20)[-1]


def main(seconds: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        ports = free_port(), free_port()
        home = Path(folder) / "home"
        (home / "static").mkdir(parents=True)
        environment = {
            "OPENSMP_HOME": str(home),
            "OPENSMP_MODE": "demo",
            "DJANGO_SETTINGS_MODULE": "opensmp.site.settings",
        }
        bare = start([sys.executable, "-m", "benchmarks.bare_page", folder, str(ports[0])], {}, "sessionid", ports[0])
        ours = start([sys.executable, "-c", SERVE.format(port=ports[1])], environment, "session", ports[1])
        try:
            plan = "/o/bank-nusantara/p/smp/"
            pages = {"a bare Django page": (bare, "/"), "Home": (ours, plan), "Read": (ours, f"{plan}plan/")}
            for served, path in pages.values():
                load(served, path, 1)
            found = {name: load(served, path, seconds) for name, (served, path) in pages.items()}
            saved = refreshed(ours)
        finally:
            bare.process.kill()
            ours.process.kill()
    yardstick = p95(found["a bare Django page"])
    for name, took in found.items():
        print(
            f"{name:<20} {len(took) / seconds:7.0f} answers/s   p95 {p95(took) * 1000:7.1f} ms   {p95(took) / yardstick:5.2f} × bare"
        )
    print(
        f"findings after a save: median {statistics.median(saved) * 1000:.0f} ms, slowest {max(saved) * 1000:.0f} ms (at most 150)"
    )


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10)
