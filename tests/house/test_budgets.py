"""The house budgets: short files, short functions, every name explained, more test than code."""

from __future__ import annotations

import ast
import re
import tokenize
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from statistics import quantiles

ROOT = Path(__file__).parents[2]
SOURCE = sorted(path for path in (ROOT / "src").rglob("*.py") if path.name != "0001_initial.py")
"""All our code; the first migration is Django's."""
TESTS = sorted((ROOT / "tests").rglob("*.py"))

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, Function))


def length(function: Function) -> int:
    """Lines of the function's own text: decorators and docstring are its page, not its code."""
    first = function.body[0]
    documented = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    start = (first.end_lineno or first.lineno) + 1 if documented else function.lineno
    return (function.end_lineno or start) - start + 1


def test_no_file_is_longer_than_500_lines() -> None:
    long = {str(path.relative_to(ROOT)): n for path in SOURCE if (n := len(path.read_text("utf-8").splitlines())) > 500}
    assert long == {}


def test_functions_are_at_most_50_lines_and_nearly_all_at_most_30() -> None:
    lengths = {f"{path.name}:{each.name}": length(each) for path in SOURCE for each in functions(path)}
    assert {name: n for name, n in lengths.items() if n > 50} == {}
    assert quantiles(lengths.values(), n=20)[-1] <= 30


def test_test_functions_stay_readable() -> None:
    lengths = [length(each) for path in TESTS for each in functions(path) if each.name.startswith("test_")]
    assert quantiles(lengths, n=20)[-1] <= 25


def test_no_import_hides_inside_a_function() -> None:
    hidden = [
        f"{path.name}:{node.lineno}"
        for path in SOURCE
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT)) for path in SOURCE if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert silent == []


def test_there_is_one_place_at_each_edge_that_catches_everything() -> None:
    """The edges: the command line, and work beside the pages, which raises again. HTTP's edge is Django's own hook."""
    blind = [
        str(path.relative_to(ROOT))
        for path in SOURCE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in {"Exception", "BaseException"}))
    ]
    assert blind == ["src/opensmp/cli/program.py", "src/opensmp/web/evidence/tasks.py"]


def test_nothing_is_left_for_later() -> None:
    marks = {"TODO", "FIXME", "XXX", "HACK"}
    left = [
        f"{path.name}:{token.start[0]}"
        for path in SOURCE
        for token in tokenize.generate_tokens(StringIO(path.read_text("utf-8")).readline)
        if (token.type == tokenize.COMMENT and marks & set(re.findall(r"[A-Z]+", token.string)))
        or (token.type == tokenize.NAME and token.string in {"NotImplementedError", "breakpoint"})
    ]
    assert left == []


def lines_of_code(path: Path) -> tuple[int, int]:
    """Lines of logic, and lines of rule examples, which are tests; blank lines, comments and docstrings count as neither."""
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    told: set[int] = set()
    shown: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            told |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        elif isinstance(node, ast.keyword) and node.arg == "examples":
            shown |= set(range(node.value.lineno, (node.value.end_lineno or node.value.lineno) + 1))
    idle = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    tokens = (token for token in tokenize.generate_tokens(StringIO(source).readline) if token.type not in idle)
    used = {line for token in tokens for line in range(token.start[0], token.end[0] + 1)}
    return len(used - told - shown), len(used & shown)


def test_there_is_at_least_half_a_line_of_test_for_a_line_of_code() -> None:
    code = examples = 0
    for path in SOURCE:
        logic, shown = lines_of_code(path)
        in_examples = path.name == "_examples.py"
        code, examples = code + (0 if in_examples else logic), examples + shown + (logic if in_examples else 0)
    tests = sum(lines_of_code(path)[0] for path in TESTS)
    assert (tests + examples) / code >= 0.5


_MARK = re.compile(
    r"#\s*(?:noqa|type:\s*ignore)(?::?\s*[A-Z]+[0-9]+(?:,\s*[A-Z]+[0-9]+)*|\[[a-z-]+(?:,\s*[a-z-]+)*\])?(?P<reason>.*)$"
)


def test_no_mark_stands_without_its_reason() -> None:
    bare = [
        f"{path.name}:{token.start[0]}"
        for path in SOURCE
        for token in tokenize.generate_tokens(StringIO(path.read_text("utf-8")).readline)
        if token.type == tokenize.COMMENT
        and (mark := _MARK.search(token.string))
        and not re.search(r"[a-z]{3}", mark["reason"])
    ]
    assert bare == []
