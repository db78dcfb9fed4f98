"""One list of rooms: settings, menu, docs and folders agree with it."""

import importlib
import re
from pathlib import Path

from django.apps import apps
from housekeeping import code, names, tree

from dunwell.chapters import ROOMS, Kind, chapter, installed_apps, menu_keys

# Modules at the top of the package that are not rooms: what Django and Python start from, and the list itself.
NOT_ROOMS = {"__init__", "__main__", "chapters", "settings", "urls", "wsgi"}
CHAPTERS = [room.key for room in ROOMS if room.kind is Kind.CHAPTER]


def test_every_folder_and_module_is_a_room_and_every_room_is_there() -> None:
    found = {path.stem for path in tree.PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert found - NOT_ROOMS == {room.key for room in ROOMS}


def test_installed_apps_are_the_rooms_that_django_must_know_in_their_order() -> None:
    assert [config.name for config in apps.get_app_configs() if config.name.startswith("dunwell.")] == installed_apps()


def test_every_room_with_models_is_an_installed_app() -> None:
    with_models = {tree.module_name(path).split(".")[1] for path in tree.source_files() if path.stem == "models"}
    assert with_models <= {room.key for room in ROOMS if room.app}


def test_the_menu_has_the_entries_of_the_rooms() -> None:
    menu = importlib.import_module("dunwell.web.menu")
    assert sorted(entry.key for entry in menu.MENU) == sorted(menu_keys())


def test_the_map_names_every_room_in_order() -> None:
    rows = re.findall(
        r"^\| `(\w+)` .*\(chapters/", (tree.ROOT / "docs" / "map.md").read_text("utf-8"), flags=re.MULTILINE
    )
    assert rows == [room.key for room in ROOMS]


def test_every_room_says_what_it_answers() -> None:
    assert all(room.answers.endswith("?") for room in ROOMS)
    assert chapter("receivables").package == "dunwell.receivables"


def test_a_chapter_and_a_noun_hold_only_the_files_they_may() -> None:
    assert [line for folder in names.chapter_folders(CHAPTERS) for line in names.odd_files(folder)] == []


def test_the_models_of_a_chapter_with_nouns_are_only_its_table_of_contents() -> None:
    with_nouns = [folder for folder in names.chapter_folders(CHAPTERS) if list(folder.glob("*/models.py"))]
    found = [
        f"{folder.name}/models.py {line}"
        for folder in with_nouns
        if (folder / "models.py").exists()
        for line in code.reexport_classes((folder / "models.py").read_text("utf-8"))
    ]
    assert with_nouns
    assert found == []


def test_a_model_in_the_table_of_contents_is_caught() -> None:
    assert code.reexport_classes("from a import B\nclass C: ...\n") == ["line 2: class C"]


def test_a_file_with_another_name_is_caught(tmp_path) -> None:
    chapter_folder = tmp_path / "parties"
    (chapter_folder / "customers").mkdir(parents=True)
    for name in ("models.py", "apps.py", "customers/rules.py", "customers/merge.py", "signup.py"):
        (chapter_folder / name).touch()
    assert names.odd_files(chapter_folder) == [
        "parties/customers/merge.py: not a file that a noun has",
        "parties/signup.py: not a file that a chapter has",
    ]


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    inside = [path.relative_to(tree.PACKAGE) for path in tree.source_files()]
    assert names.forbidden_names(inside) == []


def test_a_name_that_says_nothing_is_caught() -> None:
    paths = [Path(name) for name in ("parties/utils.py", "common/days.py", "parties/rules.py")]
    assert [line.split(":")[0] for line in names.forbidden_names(paths)] == ["parties/utils.py", "common/days.py"]
