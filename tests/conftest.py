"""What all tests share: the example organisations, the real data, and the table requirement → tests."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from opensmp.dossier import Dossier
from opensmp.exchange import load

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)

settings.register_profile("default", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("nightly", deadline=None, max_examples=5_000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def examples() -> Path:
    """The folder of the example organisations."""
    return ROOT / "examples"


@pytest.fixture(scope="session")
def bank(examples: Path) -> Dossier:
    """The complete fictional bank, on the day of its checks."""
    return load(examples / "bank", TODAY)


@pytest.fixture(scope="session")
def provider(examples: Path) -> Dossier:
    """The small fictional managed-service provider."""
    return load(examples / "provider", TODAY)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data with reference figures; the test is skipped, loudly, where it is absent."""
    place = os.environ.get("OPENSMP_TEST_DATA")
    if not place or not Path(place).is_dir():
        pytest.skip("REAL DATA ABSENT: set OPENSMP_TEST_DATA to the folder of test data")
    return Path(place)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, one for all tests of a process; where there is none they are skipped, loudly, and in CI they fail."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        assert "OPENSMP_CI" not in os.environ, "CI must have a Chromium"
        pytest.skip("NO BROWSER: install chromium (apt-get install chromium) to test the pages")
    with sync_playwright() as player:
        opened = player.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


# Requirement → tests -------------------------------------------------------------------------------------------------

_BLOCKS = ((1, 6), (10, 21), (25, 28), (30, 47), (50, 61), (65, 83))
REQUIREMENTS = {f"R{number:02}" for first, last in _BLOCKS for number in range(first, last + 1)}
_proved: dict[str, set[str]] = defaultdict(set)


THOROUGH = (
    "cli/test_read", "evidence/measuring/", "exchange/test_hostile", "intake/hostile", "intake/test_fuzz", "intake/test_home",
    "intake/test_mutations", "intake/test_story", "site/", "stories/", "tables/hostile", "tables/test_fuzz", "web/",
)  # fmt: skip
"""What the fast lane leaves to `make test`, as if each test there were marked: whole pages, hostile files, stories."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.nodeid.removeprefix("tests/").startswith(THOROUGH):
            item.add_marker(pytest.mark.thorough)
        for mark in item.iter_markers("requirement"):
            for requirement in mark.args:
                assert requirement in REQUIREMENTS, f"{item.nodeid}: {requirement!r} is not a requirement id"
                item.user_properties.append(("requirement", requirement))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call" and report.passed:
        for name, value in report.user_properties:
            if name == "requirement":
                _proved[str(value)].add(report.nodeid.split("[")[0])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not _proved:
        return
    terminalreporter.section("requirement → tests that passed")
    for requirement in sorted(_proved):
        tests = sorted(_proved[requirement])
        shown = ", ".join(test.removeprefix("tests/") for test in tests[:3])
        more = f" and {len(tests) - 3} more" if len(tests) > 3 else ""
        terminalreporter.write_line(f"{requirement}  {len(tests):>3}  {shown}{more}")
    holes = sorted(REQUIREMENTS - _proved.keys())
    if 0 < len(holes) < len(_proved):  # a run of a few tests is no news
        terminalreporter.write_line(f"no test in this run: {', '.join(holes)}")


@pytest.fixture
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh folder that is also the working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path
