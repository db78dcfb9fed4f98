"""Write src/dunwell/platform/schema.sql, or with --check say whether it misses a migration.

    dunwell home run -- python scripts/schema.py

Run it when a migration was added. What is not in the file yet is migrated after it is loaded, so an old file is slower,
never wrong; `tests/chapters/platform/test_schema.py` proves that both ways lead to one schema.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "src" / "dunwell" / "platform" / "schema.sql"
HEAD = """-- Where the migrations lead: what an empty database is given. Written by scripts/schema.py; not to be edited.
"""
# What pg_dump says of the session and of itself, and what only newer servers know.
_NOISE = re.compile(r"^(?:--.*|SET [^;]*;|SELECT pg_catalog\.set_config\([^;]*;|\\(?:un)?restrict .*|)\n", re.MULTILINE)


def dumped(database: str) -> str:
    """Return the schema of a database of this server as SQL, without what differs from one server to another."""
    from django.db import connection

    from dunwell.platform.schema import as_owner

    with as_owner():
        told = connection.get_connection_params()
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}
    environment = {**os.environ, **{names[key]: str(told[key]) for key in names if told.get(key)}}
    words = ["pg_dump", "--schema-only", "--no-owner", "--no-privileges", "--no-password", f"--dbname={database}"]
    return _NOISE.sub("", subprocess.run(words, env=environment, check=True, capture_output=True, text=True).stdout)


def described() -> str:
    """Return what the kept file should hold: every migration's outcome, and that each has been applied."""
    from django.db import connection

    from dunwell.story.scratch import database_named, migrated_template

    with migrated_template(from_the_first=True) as name:
        schema = dumped(name)
        with database_named(name), connection.cursor() as cursor:
            cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
            applied = cursor.fetchall()
    rows = ",\n".join(f"    ('{app}', '{name}', now())" for app, name in applied)
    return f"{HEAD}{schema}INSERT INTO public.django_migrations (app, name, applied) VALUES\n{rows};\n"


def missing() -> list[str]:
    """Return the migrations of this version that the kept file does not name; no database is asked."""
    from django.db.migrations.loader import MigrationLoader

    kept = KEPT.read_text("utf-8") if KEPT.exists() else ""
    there = set(re.findall(r"^    \('(\w+)', '(\w+)', now\(\)\)", kept, re.MULTILINE))
    wanted = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    return sorted(f"{app}.{name}" for app, name in wanted ^ there)


def main(arguments: list[str]) -> int:
    """Write, or check; 1 if the kept file is out of date."""
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dunwell.settings")
    import django

    django.setup()
    if "--check" not in arguments:
        KEPT.write_text(described(), "utf-8")
        print(f"{KEPT.relative_to(ROOT)}: {KEPT.read_text('utf-8').count('CREATE TABLE')} tables")
        return 0
    if late := missing():
        print(f"src/dunwell/platform/schema.sql differs by {', '.join(late)}: run scripts/schema.py.")
        return 1
    print("schema: in order")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
