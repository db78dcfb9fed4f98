"""What no linter sees in the code: sizes, floors between nouns, the clock, saving, signals, orderings, docstrings."""

from housekeeping import code, names, sizes, tree

from dunwell.chapters import ROOMS

# Where the clock may be read outside faces and runs, each with its reason.
CLOCK_READERS = {
    "dunwell.platform.events.tasks": "an event is stamped with when it was delivered: plumbing, not business",
    "dunwell.platform.webhooks.tasks": "a try is stamped with when it was made: plumbing, not business",
}
ROOMS_IN_ORDER = [room.key for room in ROOMS]
FACES_AND_RUNS = ("dunwell.web", "dunwell.api", "dunwell.cli", "dunwell.story", "dunwell.runs")


def _each(check, paths=None) -> list[str]:
    """Apply a check of source text to every file, with the file's name before each complaint."""
    return [
        f"{tree.shown(path)} {line}"
        for path in (tree.source_files() if paths is None else paths)
        for line in check(path.read_text("utf-8"))
    ]


def test_no_file_is_longer_than_the_hard_limit() -> None:
    assert sizes.long_files(tree.source_files(), limit=sizes.FILE_HARD) == []


def test_no_function_is_longer_than_the_hard_limit() -> None:
    found = [line for path in tree.source_files() for line in sizes.long_functions(path, limit=sizes.FUNCTION_HARD)]
    assert found == []


def test_no_function_takes_more_than_six_by_position() -> None:
    assert [line for path in tree.source_files() for line in sizes.crowded_signatures(path)] == []


def test_long_files_long_functions_and_crowded_signatures_are_caught(tmp_path) -> None:
    path = tmp_path / "long.py"
    path.write_text("def crowded(a, b, c, d, e, f, g):\n" + "    print(1)\n" * 80)
    assert len(sizes.long_files([path], limit=80)) == 1
    assert len(sizes.long_functions(path, limit=sizes.FUNCTION_HARD)) == 1
    assert len(sizes.crowded_signatures(path)) == 1
    path.write_text("def told():\n    '''" + "words\n" * 90 + "'''\n    return 1\n")
    assert sizes.long_functions(path, limit=sizes.FUNCTION_HARD) == []


def test_the_clock_is_read_only_in_faces_and_runs() -> None:
    elsewhere = [
        path
        for path in tree.source_files()
        if not tree.module_name(path).startswith(FACES_AND_RUNS) and tree.module_name(path) not in CLOCK_READERS
    ]
    assert _each(code.clock_reads, elsewhere) == []


def test_every_exempt_clock_reader_still_reads_it() -> None:
    sources = {tree.module_name(path): path for path in tree.source_files()}
    assert [name for name in CLOCK_READERS if name not in sources] == []
    assert [name for name in CLOCK_READERS if not code.clock_reads(sources[name].read_text("utf-8"))] == []


def test_reading_the_clock_is_caught_however_it_is_spelled() -> None:
    planted = """
import datetime, time
from datetime import date
from django.utils import timezone
from django.utils.timezone import now
today = date.today()
instant = datetime.datetime.now(datetime.UTC)
default = dict(default=timezone.now)
seconds = time.time()
"""
    assert len(code.clock_reads(planted)) == 5
    assert code.clock_reads("entry.now\ndef f(as_of): return as_of.today_count") == []


def test_no_model_writes_by_overriding_save_or_delete() -> None:
    assert _each(code.save_overrides) == []


def test_an_overridden_save_is_caught() -> None:
    assert code.save_overrides("class Item:\n    def save(self): ...\n") == ["line 2: Item.save"]
    assert code.save_overrides("def save(): ...\n") == []


def test_no_signals_are_used() -> None:
    assert _each(code.signal_uses) == []


def test_a_signal_is_caught() -> None:
    assert len(code.signal_uses("from django.db.models.signals import post_save")) == 1
    assert len(code.signal_uses("from django.dispatch import receiver")) == 1
    assert len(code.signal_uses("from django.db.models import signals\nsignals.post_save.connect(f)")) == 1
    assert code.signal_uses("import signal\nsignal.signal(signal.SIGTERM, stop)") == []


def test_no_model_has_a_default_ordering() -> None:
    assert _each(code.default_orderings) == []


def test_a_default_ordering_is_caught() -> None:
    assert code.default_orderings("class A:\n    class Meta:\n        ordering = ['x']\n") == ["line 3: Meta.ordering"]


def test_every_public_function_says_what_it_does() -> None:
    assert [line for path in tree.source_files() for line in code.undocumented(path)] == []


def test_a_public_function_without_a_docstring_is_caught(tmp_path) -> None:
    path = tmp_path / "quiet.py"
    path.write_text(
        "def said():\n    'It says.'\n\ndef quiet(): ...\n\ndef _own(): ...\n\n"
        "class A:\n    def quiet_too(self): ...\n    @property\n    def name(self): ...\n"
    )
    assert [line.split(": ")[1] for line in code.undocumented(path)] == [
        "quiet has no docstring",
        "quiet_too has no docstring",
    ]


def test_no_noun_file_imports_a_floor_above_its_own() -> None:
    found = [
        line
        for path in tree.source_files()
        for line in code.upward_imports(tree.module_name(path), path.read_text("utf-8"))
    ]
    assert found == []


def test_climbing_a_floor_into_another_noun_is_caught() -> None:
    climbing = "from dunwell.receivables.holds.commands import place_hold\n"
    assert len(code.upward_imports("dunwell.receivables.entries.queries", climbing)) == 1
    assert len(code.upward_imports("dunwell.work.rules", "from dunwell.parties import models\n")) == 1
    assert code.upward_imports("dunwell.work.commands", climbing) == []


def test_every_code_is_a_path_from_its_room_or_an_earlier_one() -> None:
    found = [
        f"{tree.shown(path)} {line}"
        for path in tree.source_files()
        for line in code.odd_codes(tree.module_name(path), path.read_text("utf-8"), ROOMS_IN_ORDER)
    ]
    assert found == []


def test_every_refusal_problem_and_reason_can_be_translated() -> None:
    assert _each(code.bare_sayings) == []


def test_odd_codes_and_bare_words_are_caught() -> None:
    planted = "raise Refusal('already_done', 'It is done.')\nProblem(code='work.item.late', text=f'{n} is late')\n"
    assert code.odd_codes("dunwell.work.items.rules", planted, ROOMS_IN_ORDER) == ["line 1: already_done"]
    assert code.odd_codes("dunwell.parties.rules", planted, ROOMS_IN_ORDER) == [
        "line 1: already_done",
        "line 2: work.item.late",
    ]
    assert len(code.bare_sayings(planted)) == 2
    assert code.bare_sayings("Refusal('work.item.done', gettext_noop('It is done.'))\nReason(code, text)\n") == []


def test_nothing_is_left_undone_in_the_text() -> None:
    found = [
        f"{tree.shown(p)} {line}" for p in tree.kept_files() if (text := tree.text_of(p)) for line in names.marks(text)
    ]
    assert found == []


def test_no_machine_path_or_registry_address_is_kept() -> None:
    found = [
        f"{tree.shown(path)} {line}"
        for path in tree.kept_files()
        if (text := tree.text_of(path))
        for line in (*names.machine_paths(text), *names.registry_addresses(text))
    ]
    assert found == []


def test_marks_machine_paths_and_registry_addresses_are_caught() -> None:
    assert names.marks("x = 1  # TO" + "DO later") == ["line 1: TO" + "DO"]
    assert names.marks("the todo list") == []
    assert names.machine_paths("cd /ro" + "ot/desk") == ["line 1: /ro" + "ot/"]
    assert names.machine_paths("open('/wo" + "rk/main/x')") == ["line 1: /wo" + "rk/main/"]
    assert names.machine_paths("https://example.org/home/page and {% url 'work' %}/work/items/") == []
    assert names.registry_addresses("--index-" + "url=https://example.org/simple") != []
    assert names.registry_addresses("https://files.python" + "hosted.org/x") != []
