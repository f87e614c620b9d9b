"""How fast `opensmp check` is: as a cold process, and from 10 to 100,000 services (`make bench`).

Every figure is a ratio within one run: to a bare interpreter that imports pydantic (what any such tool pays before it starts),
to reading the same bytes with libyaml alone (the physical limit of the format), and to compliance-trestle validating an OSCAL
catalogue of the same size (what somebody would use instead to check a governed document from a command line).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

import yaml

from opensmp.checking import chosen, run
from opensmp.exchange import load
from opensmp.rules import all_rules

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
SIZES = (10, 100, 1_000, 10_000, 100_000)
ROUNDS = 7
TURNS = 15
EXAMPLES = ("provider", "bank", "bank-draft")
SURROUNDINGS = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""As on a person's machine, where Python keeps what it has compiled."""


def best(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the best of several runs, in seconds: what the work costs when nothing else disturbs it."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def spent(*arguments: str, cwd: Path | None = None) -> float:
    """Return the CPU seconds of a whole process: what other work on the machine disturbs least."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(arguments, cwd=cwd, env=SURROUNDINGS, capture_output=True, check=False)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def in_turns(processes: Mapping[str, Sequence[str]], turns: int = TURNS) -> dict[str, list[float]]:
    """Return the CPU seconds of each process, run one after the other and again, so that a busy minute falls on all.

    The first turn is not counted: it may leave compiled modules behind.
    """
    times: dict[str, list[float]] = {name: [] for name in processes}
    for _turn in range(turns + 1):
        for name, arguments in processes.items():
            times[name].append(spent(*arguments))
    return {name: each[1:] for name, each in times.items()}


def cold() -> None:
    """The whole process, with everything that Python and the program do before and after."""
    check = (sys.executable, "-m", "opensmp", "check", "--today", str(TODAY))
    bare = "import pydantic (the bound is 5 times this)"
    processes = {
        bare: (sys.executable, "-c", "import pydantic"),
        "from pydantic import TypeAdapter": (sys.executable, "-c", "from pydantic import TypeAdapter"),
        **{f"opensmp check examples/{name}": (*check, str(ROOT / "examples" / name)) for name in EXAMPLES},
    }
    print(f"{'process':<45} {'best ms':>8} {'median':>7} {'× best':>7} {'× median':>9}")
    times = in_turns(processes)
    for name, each in times.items():
        ratios = (min(each) / min(times[bare]), median(each) / median(times[bare]))
        print(f"{name:<45} {min(each) * 1000:>8.0f} {median(each) * 1000:>7.0f} {ratios[0]:>7.2f} {ratios[1]:>9.2f}")
    peer(min(times[bare]))


def peer(bare: float) -> None:
    """compliance-trestle on an OSCAL catalogue with as many bytes as the bank's files."""
    program = shutil.which("trestle", path=str(Path(sys.executable).parent)) or shutil.which("trestle")
    if not program:
        print("compliance-trestle is not installed (pip install -e '.[bench]'): peer not measured")
        return
    size = sum(path.stat().st_size for path in (ROOT / "examples/bank").rglob("*.yaml"))
    with tempfile.TemporaryDirectory() as name:
        space = Path(name)
        subprocess.run([program, "init", "--local"], cwd=space, capture_output=True, check=True)
        file = space / "catalogs/plan/catalog.json"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps({"catalog": catalogue(size)}), "utf-8")
        took = min(spent(program, "validate", "-f", str(file), cwd=space) for _ in range(3))
        print(
            f"trestle validate, {file.stat().st_size // 1000} kB of OSCAL          {took * 1000:7.0f} ms {took / bare:6.1f}"
        )


def catalogue(size: int) -> dict[str, object]:
    """An OSCAL catalogue of about ``size`` bytes."""
    controls = [
        {
            "id": f"c-{n}",
            "title": f"Control {n}",
            "parts": [{"id": f"p-{n}", "name": "statement", "prose": "The bank governs this. " * 12}],
        }
        for n in range(size // 400)
    ]
    metadata = {"title": "Plan", "last-modified": "2026-11-22T00:00:00+00:00", "version": "1", "oscal-version": "1.1.2"}
    return {"uuid": "11111111-2222-4333-8444-555555555555", "metadata": metadata, "controls": controls}


def curve(sizes: Sequence[int] = SIZES) -> None:
    """Load and check with ever more services, each with its SLA: per service the cost must stay the same."""
    rules = chosen(all_rules(), "all")
    print(
        f"\n{'services':>9} {'MB':>6} {'load s':>8} {'rules s':>8} {'all s':>8} {'µs/service':>11} {'libyaml alone':>14} {'ratio':>6}"
    )
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = grown(Path(name) / "plan", size)
            rounds = 3 if size <= 1_000 else 1
            read = best(lambda folder=folder: load(folder, TODAY), rounds)  # type: ignore[misc]  # bound per size
            dossier = load(folder, TODAY)
            asked = best(lambda dossier=dossier: run(dossier, rules), 1)  # type: ignore[misc]  # look-ups are built once
            limit = best(lambda folder=folder: parsed(folder), rounds)  # type: ignore[misc]
            bytes_ = sum(path.stat().st_size for path in folder.rglob("*.yaml")) / 1e6
            each = (read + asked) / size * 1e6
            print(
                f"{size:>9,} {bytes_:>6.1f} {read:>8.2f} {asked:>8.2f} {read + asked:>8.2f} {each:>11.0f} {limit:>14.2f} "
                f"{(read + asked) / limit:>6.1f}"
            )


def parsed(folder: Path) -> int:
    """Let libyaml read every file to its events, and nothing more."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return sum(1 for path in folder.rglob("*.yaml") for _event in yaml.parse(path.read_text("utf-8"), loader))


def grown(folder: Path, services: int) -> Path:
    """Write the small provider's plan grown to ``services`` services; an SLA covers ten of the added ones."""
    shutil.copytree(ROOT / "examples/provider", folder)
    more = {
        "registers/services.yaml": (
            "- id: X-{n}\n  name: Service {n}\n  description: Runs workload {n} for customers in Java.\n  kind: service\n"
            "  status: active\n  criticality: 2\n  owner: {owner}\n  customers: [{customer}]\n"
        ),
        "registers/slas.yaml": (
            "- id: SLA-X-{n}\n  services: [{ten}]\n  customers: [{customer}]\n  status: approved\n"
            "  owner: {owner}\n  start: 2026-01-01\n  end: 2028-12-31\n  targets:\n    - metric: availability.share\n"
            "      comparator: at least\n      value: 99.5\n      window: month\n      clock: 24x7\n  workload: Up to 900 requests a day.\n"
            "  exceptions: Announced maintenance.\n  monitored_by: Zabbix\n  breach: Improvement within a month.\n"
        ),
    }
    dossier = load(folder, TODAY)
    owner, customer = dossier.plan.identity.owner, dossier.registers.customers[0].id
    for file, row in more.items():
        path = folder / file
        step = 10 if "{ten}" in row else 1
        rows = "".join(
            row.replace("{n}", str(n))
            .replace("{ten}", ", ".join(f"X-{n + each}" for each in range(step)))
            .replace("{owner}", str(owner))
            .replace("{customer}", customer)
            for n in range(0, services - len(dossier.registers.services), step)
        )
        path.write_text(path.read_text("utf-8").rstrip() + "\n" + rows, "utf-8")
    return folder


if __name__ == "__main__":
    cold()
    curve([int(each) for each in sys.argv[1:]] or SIZES)
