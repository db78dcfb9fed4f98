"""Write the description of the API to docs/openapi.json, or with --check say whether the kept one is out of date."""

import json
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "docs" / "openapi.json"


def described() -> str:
    """Return the description as the kept file holds it; no database is asked."""
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dunwell.settings")
    os.environ.setdefault("DUNWELL_SECRET_KEY", "only-for-the-description")
    if "DATABASE_URL" not in os.environ:
        os.environ["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/nothing"
    import django

    django.setup()
    from dunwell.api.urls import api

    return json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), indent=1, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> int:
    """Write, or check; 1 if the kept description is out of date."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DUNWELL_HOME", folder)
        made = described()
    if "--check" not in arguments:
        KEPT.write_text(made, "utf-8")
        print(f"{KEPT.relative_to(ROOT)}: {len(json.loads(made)['paths'])} addresses")
        return 0
    if KEPT.exists() and KEPT.read_text("utf-8") == made:
        print("openapi: in order")
        return 0
    print("docs/openapi.json is out of date: run python scripts/openapi.py, and look at what changed.")
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
