"""In production nothing of the demonstration is left, the doors are shut, and a wrong setting is told in a sentence.

Each test starts a process of its own: settings are read once, from the environment.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ADDRESS = "https://smp.example.org"

PROBE = """
import json, django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver
from opensmp.site.demo import seed
call_command("migrate", verbosity=0)
seed()

def patterns(resolver):
    for each in resolver.url_patterns:
        yield from patterns(each) if hasattr(each, "url_patterns") else [str(each.pattern)]

def told(client, path, **more):
    answer = client.get(path, SERVER_NAME="smp.example.org", **more)
    cookies = {name: dict(held) for name, held in answer.cookies.items()}
    text = answer.content.decode("utf-8", "replace")
    return {"status": answer.status_code, "headers": dict(answer.headers), "cookies": cookies, "text": text}

def signed_in():
    client = Client(raise_request_exception=False)
    sent = {"login": "maya@bns.example", "password": "plan-nusantara"}
    answer = client.post("/account/login/", sent, secure=True, SERVER_NAME="smp.example.org")
    return client, {name: dict(held) for name, held in answer.cookies.items()}

client, cookies = signed_in()
names = ("DEBUG", "DEMO", "ALLOWED_HOSTS", "SECURE_HSTS_SECONDS", "MEDIA_ROOT", "INSTALLED_APPS")
stranger = Client(raise_request_exception=False)
print(json.dumps({
    "settings": {name: getattr(settings, name) for name in names},
    "addresses": sorted(patterns(get_resolver())),
    "plain": told(stranger, "/account/login/"),
    "secure": told(stranger, "/account/login/", secure=True),
    "forged host": client.get("/", secure=True, SERVER_NAME="evil.example").status_code,
    "nothing here": told(stranger, "/no/such/thing", secure=True),
    "as": client.post("/account/as/", {"person": "maya"}, secure=True, SERVER_NAME="smp.example.org").status_code,
    "signed in": cookies,
    "home": told(client, "/o/bank-nusantara/p/smp/", secure=True),
}))
"""


def environment(home: Path, **said: str) -> dict[str, str]:
    """What a server of an organisation says, and nothing that this test was started with."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("OPENSMP_", "DJANGO_"))}
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "opensmp.site.settings",
        "OPENSMP_HOME": str(home),
        "OPENSMP_BASE_URL": ADDRESS,
        **said,
    }


def run(arguments: list[str], said: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], env=said, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a production server answers, to somebody signed in and to a stranger."""
    home = tmp_path_factory.mktemp("production")
    (home / "static").mkdir()
    done = run(["-c", PROBE], environment(home))
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.thorough
def test_the_deployment_check_of_django_has_nothing_to_say(tmp_path: Path) -> None:
    done = run(["-W", "error::RuntimeWarning", "-m", "django", "check", "--deploy"], environment(tmp_path))
    assert done.returncode == 0
    assert "no issues (0 silenced)" in done.stdout + done.stderr
    assert "WARNING" not in done.stderr


@pytest.mark.thorough
def test_production_shows_no_debugging_and_answers_only_to_its_own_name(production: dict[str, Any]) -> None:
    assert production["settings"]["DEBUG"] is False
    assert production["settings"]["DEMO"] is False
    assert production["settings"]["ALLOWED_HOSTS"] == ["smp.example.org"]
    assert production["forged host"] == 400
    assert production["nothing here"]["status"] == 404
    assert "Traceback" not in production["nothing here"]["text"]
    assert "urlpatterns" not in production["nothing here"]["text"]


@pytest.mark.thorough
def test_plain_http_is_sent_to_https_and_browsers_remember_it(production: dict[str, Any]) -> None:
    plain = production["plain"]
    assert plain["status"] == 301
    assert plain["headers"]["Location"] == f"{ADDRESS}/account/login/"
    assert plain["cookies"] == {}
    remembered = production["secure"]["headers"]["Strict-Transport-Security"]
    assert "max-age=63072000" in remembered
    assert "includeSubDomains" in remembered
    assert "Strict-Transport-Security" in production["home"]["headers"]


@pytest.mark.thorough
def test_cookies_travel_only_over_https_to_this_host_and_no_script_reads_them(production: dict[str, Any]) -> None:
    set_at_sign_in = production["signed in"]
    assert "__Host-session" in set_at_sign_in
    assert "__Host-csrf" in {**set_at_sign_in, **production["secure"]["cookies"]}
    for name, held in {**set_at_sign_in, **production["secure"]["cookies"]}.items():
        assert held["secure"], name
        assert held["httponly"], name
        assert held["samesite"] in ("Lax", "Strict"), name
        assert held["path"] == "/", name
        assert not held["domain"], name
    assert int(set_at_sign_in["__Host-session"]["max-age"]) <= 12 * 60 * 60


@pytest.mark.thorough
def test_the_strict_policy_stands_on_every_answer(production: dict[str, Any]) -> None:
    for asked in ("secure", "nothing here", "home"):
        policy = production[asked]["headers"]["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert production[asked]["headers"]["X-Content-Type-Options"] == "nosniff"


@pytest.mark.thorough
def test_the_demonstrations_door_is_shut_and_its_people_are_not_named(production: dict[str, Any]) -> None:
    assert production["as"] == 404
    assert "plan-nusantara" not in production["secure"]["text"]
    assert "Ratna" not in production["secure"]["text"]
    assert production["home"]["status"] == 200


@pytest.mark.thorough
def test_there_is_no_second_door(production: dict[str, Any]) -> None:
    """No uploads by address, no administration site, no toolbar: what an address shows passes the one gate."""
    addresses = production["addresses"]
    for word in ("admin", "media", "debug", "__", "silk", "jsi18n", "schema", "graphql", "api/"):
        assert not [each for each in addresses if word in each], word
    assert "django.contrib.admin" not in production["settings"]["INSTALLED_APPS"]
    assert production["settings"]["MEDIA_ROOT"] == ""


WRONG = {
    "OPENSMP_MODE": "prod",
    "OPENSMP_BASE_URL": "smp.example.org",
    "OPENSMP_SECRET_KEY": "short",
    "OPENSMP_DATABASE_URL": "mysql://db.example/plan",
    "OPENSMP_EMAIL_URL": "mail.example",
    "OPENSMP_OIDC_URL": "https://id.example",
}
SUBTLY_WRONG = (
    ("OPENSMP_BASE_URL", "https://[::1"),
    ("OPENSMP_BASE_URL", "https://smp.example.org:web"),
    ("OPENSMP_DATABASE_URL", "postgresql://db.example:port/plan"),
    ("OPENSMP_EMAIL_URL", "smtps://mail.example:port"),
)


@pytest.mark.thorough
@pytest.mark.parametrize(("name", "value"), [*WRONG.items(), *SUBTLY_WRONG])
def test_a_wrong_setting_is_told_in_a_sentence(tmp_path: Path, name: str, value: str) -> None:
    done = run(["-m", "opensmp", "serve"], environment(tmp_path, **{name: value}))
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert "went wrong" not in done.stderr
    assert name in done.stderr or "sign-in service" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2, "what is wrong, and what to do"


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("name", "value"),
    [("OPENSMP_HOME", os.devnull), ("OPENSMP_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")],
)
def test_what_cannot_be_reached_is_told_in_a_sentence(tmp_path: Path, name: str, value: str) -> None:
    done = run(["-m", "opensmp", "serve"], environment(tmp_path, **{name: value}))
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    assert "went wrong" not in done.stderr
    assert name in done.stderr
