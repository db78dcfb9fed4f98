"""Documents say what is there: pages, links, dependencies, decisions, and commands that the command line has."""

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import click
import pytest
from housekeeping import tree

from dunwell.chapters import ROOMS
from dunwell.exchange.formats.open_items.rules import FIELDS
from dunwell.strategy.expression.rules import FUNCTIONS
from dunwell.strategy.facts.tables import FACTS


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("check_docs", tree.ROOT / "scripts" / "check_docs.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


check_docs = _load()
CONSOLE = re.compile(r"^```(?:console|sh|bash)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def quoted_commands(text: str) -> list[list[str]]:
    """The arguments of every `dunwell` command in a page's console blocks; a backslash carries a line on."""
    lines = [line for block in CONSOLE.findall(text) for line in block.replace("\\\n", " ").splitlines()]
    commands = [line.removeprefix("$ ") for line in lines if re.match(r"(\$ )?(\w+=\S+ )*dunwell\b", line)]
    return [shlex.split(re.sub(r"^(\w+=\S+ )*dunwell ?", "", command), comments=True) for command in commands]


def unknown_words(command: click.Command, arguments: list[str]) -> list[str]:
    """Subcommands and options that the command line does not have."""
    if "--" in arguments:  # what follows is another program's
        arguments = arguments[: arguments.index("--")]
    context = click.Context(command)
    while isinstance(command, click.Group):
        words = [word for word in arguments if not word.startswith("-")]
        if not words:
            return []
        found = command.get_command(context, words[0])
        if found is None:
            return [words[0]]
        command, arguments = found, arguments[arguments.index(words[0]) + 1 :]
    known = {name for option in command.params for name in (*option.opts, *option.secondary_opts)} | {"--help"}
    return [word for word in arguments if re.match(r"--\w", word) and word.split("=")[0] not in known]


def test_the_documents_are_in_order() -> None:
    assert check_docs.complaints_of(tree.ROOT, [room.key for room in ROOMS]) == []


def test_every_command_in_the_documents_is_one_that_dunwell_has() -> None:
    from dunwell.cli.main import cli

    found = [
        f"{tree.shown(page)}: {' '.join(arguments)}: {word}"
        for page in check_docs.documents(tree.ROOT)
        for arguments in quoted_commands(page.read_text("utf-8"))
        for word in unknown_words(cli, arguments)
    ]
    assert found == []


def _first_column(page: str) -> set[str]:
    return set(re.findall(r"^\| `(\w+)`", (tree.ROOT / "docs" / page).read_text("utf-8"), flags=re.MULTILINE))


def test_the_page_of_policies_tells_of_every_fact_that_may_be_asked() -> None:
    askable = {name for name, fact in FACTS.items() if fact.askable}
    assert _first_column("shelves/policies.md") == askable | {"segment"} | set(FUNCTIONS)


def test_the_page_of_formats_tells_of_every_format_and_field() -> None:
    formats = {path.parent.name for path in (tree.PACKAGE / "exchange" / "formats").glob("*/__init__.py")}
    assert _first_column("shelves/formats.md") == formats | set(FIELDS)


def test_a_command_that_is_not_there_is_caught() -> None:
    @click.group()
    def desk() -> None: ...

    @desk.command()
    @click.option("--as-of")
    def day(as_of: str) -> None: ...

    page = (
        "```console\n$ DUNWELL_HOME=x dunwell day --as-of D \\\n    --wet-run  # a remark\n$ dunwell night\n$ ls\n```\n"
    )
    assert quoted_commands(page) == [["day", "--as-of", "D", "--wet-run"], ["night"]]
    assert [unknown_words(desk, words) for words in quoted_commands(page)] == [["--wet-run"], ["night"]]


@pytest.fixture
def bad_repository(tmp_path: Path) -> Path:
    """A repository whose documents are all out of date."""
    for folder in ("docs/chapters", "docs/decisions", "requirements", "src/dunwell/exchange/formats"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text(
        '[project]\ndependencies = ["Django>=5", "click"]\n[project.optional-dependencies]\ndev = ["pytest"]\n'
    )
    (tmp_path / "README.md").write_text("# Desk\n[a](docs/gone.md) [b](#nowhere) [c](#desk) `src/gone.py`\n")
    (tmp_path / "docs/dependencies.md").write_text("| `click` | |\n| `left-pad` | |\n")
    (tmp_path / "docs/chapters/attic.md").write_text("# Attic\n")
    (tmp_path / "docs/decisions/0002-late.md").write_text("# Late\n")
    return tmp_path


def test_documents_that_are_out_of_date_are_caught(bad_repository: Path) -> None:
    assert check_docs.broken_links(bad_repository) == [
        "README.md: no file at docs/gone.md",
        "README.md: no heading for #nowhere",
        "README.md: no file at src/gone.py",
    ]
    assert check_docs.missing_pages(bad_repository, ["exchange"]) == [
        "docs/chapters/exchange.md is missing",
        "docs/shelves/formats.md is missing",
        "docs/chapters/attic.md tells of a room that is not there",
    ]
    assert check_docs.untold_dependencies(bad_repository) == [
        "docs/dependencies.md has no row for django",
        "docs/dependencies.md has no row for pytest",
        "docs/dependencies.md tells of left-pad, which is not declared",
    ]
    assert len(check_docs.odd_decisions(bad_repository)) == 4
