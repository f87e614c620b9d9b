"""What the product imports is declared: a fresh environment holds all that it needs (promise of the two commands)."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def distribution(requirement: str) -> str:
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def test_every_library_that_the_product_imports_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {distribution(each) for each in project["dependencies"]}
    providers = packages_distributions()
    undeclared = {
        f"{name} in {file.relative_to(ROOT)}"
        for file in sorted((ROOT / "src").rglob("*.py"))
        for name in imported(file)
        if name not in sys.stdlib_module_names and name != "opensmp"
        if not declared & {each.lower().replace("_", "-") for each in providers.get(name, [name])}
    }
    assert not undeclared, "add to dependencies in pyproject.toml: " + "; ".join(sorted(undeclared))
