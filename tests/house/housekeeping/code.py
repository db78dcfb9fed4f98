"""What code may say, read from its syntax tree."""

import ast
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from housekeeping.tree import shown

CLOCKS = frozenset(
    {
        "date.today",
        "datetime.now",
        "datetime.today",
        "datetime.utcnow",
        "timezone.now",
        "timezone.localdate",
        "timezone.localtime",
        "time.time",
        "time.time_ns",
    }
)
CLOCK_NAMES = frozenset({"now", "localdate", "localtime", "time", "time_ns"})
CLOCK_MODULES = frozenset({"django.utils.timezone", "time"})
# Called by a framework under its own name; the framework's pages say what they do.
FRAMEWORK_METHODS = frozenset(
    [
        "ready",
        "handle",
        "clean",
        "get",
        "post",
        "dispatch",
        "form_valid",
        "form_invalid",
        "get_queryset",
        "get_context_data",
        "get_form_kwargs",
        "database_forwards",
        "database_backwards",
        "state_forwards",
        "describe",
        "deconstruct",
        "has_permission",
        "find_spec",
    ]
)
CODE = re.compile(r"[a-z]+(\.[a-z0-9_]+)+")
FLOORS = {"tables": 0, "rules": 0, "sets": 1, "models": 2, "queries": 3, "commands": 4, "tasks": 5}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def clock_reads(source: str) -> list[str]:
    """Lines that ask what time it is: business code takes the day or the instant as an argument."""
    tree = ast.parse(source)
    lines = [f"line {node.lineno}: {name}" for node in ast.walk(tree) if (name := _dotted(node)) in CLOCKS]
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in CLOCK_MODULES:
            lines += [
                f"line {node.lineno}: {node.module}.{alias.name}" for alias in node.names if alias.name in CLOCK_NAMES
            ]
    return lines


def save_overrides(source: str) -> list[str]:
    """Classes that write by overriding save or delete, instead of in a command."""
    return [
        f"line {node.lineno}: {owner.name}.{node.name}"
        for owner in ast.walk(ast.parse(source))
        if isinstance(owner, ast.ClassDef)
        for node in owner.body
        if isinstance(node, Function) and node.name in {"save", "delete"}
    ]


def signal_uses(source: str) -> list[str]:
    """Uses of Django's signals: what follows from a command is written in the command, or in an event."""
    tree = ast.parse(source)
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and _is_signal_module(node.module or ""):
            found.append(f"line {node.lineno}: from {node.module}")
        if isinstance(node, ast.Attribute) and _dotted(node).startswith("signals."):
            found.append(f"line {node.lineno}: {_dotted(node)}")
    return found


def _is_signal_module(name: str) -> bool:
    return name == "django.dispatch" or (name.startswith("django.") and name.endswith(".signals"))


def default_orderings(source: str) -> list[str]:
    """Meta classes with a default ordering: a list says its order where it is asked for."""
    return [
        f"line {line.lineno}: Meta.ordering"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef) and node.name == "Meta"
        for line in node.body
        if isinstance(line, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "ordering" for t in line.targets)
    ]


def undocumented(path: Path) -> list[str]:
    """Public functions and methods without a docstring; properties are nouns and may go without."""
    tree = ast.parse(path.read_text("utf-8"))
    return [
        f"{shown(path)}:{node.lineno}: {node.name} has no docstring"
        for node in _public_functions(tree)
        if ast.get_docstring(node) is None
    ]


def positional_commands(path: Path) -> list[str]:
    """Public commands that take anything by position: a call must say what each value is."""
    tree = ast.parse(path.read_text("utf-8"))
    return [
        f"{shown(path)}:{node.lineno}: {node.name} takes positional parameters"
        for node in tree.body
        if isinstance(node, Function) and not node.name.startswith("_") and (node.args.posonlyargs or node.args.args)
    ]


def upward_imports(module: str, source: str) -> list[str]:
    """Imports between noun files that climb a floor, in this noun or any other."""
    floor = FLOORS.get(module.rpartition(".")[2])
    if floor is None:
        return []
    climbing = []
    for line, imported in _imports(source):
        other = FLOORS.get(imported.rpartition(".")[2]) if _is_noun_file(imported) else None
        if other is not None and other > floor:
            climbing.append(f"{module} line {line}: imports {imported}")
    return climbing


def odd_codes(module: str, source: str, rooms: Sequence[str]) -> list[str]:
    """Codes of refusals, problems and reasons that are not paths from the room that says them or an earlier one."""
    room = module.split(".")[1] if "." in module else module
    known = rooms[: rooms.index(room) + 1] if room in rooms else rooms
    return [
        f"line {call.lineno}: {code.value}"
        for call, code, _ in _sayings(source)
        if isinstance(code, ast.Constant)
        and isinstance(code.value, str)
        and not (CODE.fullmatch(code.value) and code.value.split(".")[0] in known)
    ]


def bare_sayings(source: str) -> list[str]:
    """Refusals, problems and reasons whose words are a plain string: no catalog would ever find them."""
    return [
        f"line {call.lineno}: {ast.unparse(text)[:60]}"
        for call, _, text in _sayings(source)
        if isinstance(text, ast.JoinedStr) or (isinstance(text, ast.Constant) and text.value)
    ]


def _sayings(source: str) -> Iterator[tuple[ast.Call, ast.expr, ast.expr | None]]:
    """Every `Refusal(code, text)`, `Problem(…)` and `Reason(…)` with its code and its words."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and _dotted(call.func) in {"Refusal", "Problem", "Reason"}:
            named = {keyword.arg: keyword.value for keyword in call.keywords}
            given = [*call.args, *([named["code"]] if "code" in named else [])]
            if given:
                yield call, given[0], call.args[1] if len(call.args) > 1 else named.get("text")


def reexport_classes(source: str) -> list[str]:
    """Classes in the models.py of a chapter with nouns, which is only its table of contents."""
    return [
        f"line {node.lineno}: class {node.name}" for node in ast.parse(source).body if isinstance(node, ast.ClassDef)
    ]


def _is_noun_file(name: str) -> bool:
    """Base has a file of set arithmetic too, but base is below every floor."""
    return name.startswith("dunwell.") and not name.startswith("dunwell.base.")


def _imports(source: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _public_functions(tree: ast.Module) -> Iterator[Function]:
    for node in tree.body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            yield node
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from _public_methods(node.body)


def _public_methods(body: Iterable[ast.stmt]) -> Iterator[Function]:
    for node in body:
        if not isinstance(node, Function) or node.name.startswith(("_", "clean_")) or node.name in FRAMEWORK_METHODS:
            continue
        marks = {_dotted(mark).rpartition(".")[2] for mark in node.decorator_list}
        if not marks & {"property", "cached_property", "overload", "override", "setter"}:
            yield node


def _dotted(node: ast.AST) -> str:
    """The last two parts of a dotted name, so that `datetime.datetime.now` and `datetime.now` read the same."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Name):
        parts.append(node.id)
    return ".".join(reversed(parts[:2]))
