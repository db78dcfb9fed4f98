"""Fetch the third-party files the desk serves, by package name and pinned version, and write their manifest.

Run it to renew them (npm must be on the PATH); run it with ``--check`` to prove that the committed files are the ones
in the manifest. Nothing here is needed at run time.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "src/dunwell/web/static/web/vendor"
MANIFEST = VENDOR / "manifest.json"

PACKAGES: dict[tuple[str, str], tuple[str, ...]] = {
    ("htmx.org", "2.0.11"): ("dist/htmx.min.js", "LICENSE"),
    ("@fontsource-variable/public-sans", "5.3.0"): ("files/public-sans-latin-wght-normal.woff2", "LICENSE"),
    ("@fontsource-variable/source-serif-4", "5.3.1"): ("files/source-serif-4-latin-wght-normal.woff2", "LICENSE"),
}


def folder_of(name: str, version: str) -> Path:
    """Return the folder one package is kept in: its last name part and version."""
    return VENDOR / f"{name.rsplit('/', 1)[-1]}@{version}"


def digest_of(path: Path) -> str:
    """Return the subresource digest of one file, as browsers write it."""
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()


def fetch(name: str, version: str, files: tuple[str, ...]) -> None:
    """Pack one package in a scratch folder and copy the named files into ours."""
    target = folder_of(name, version)
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        command = ["npm", "pack", f"{name}@{version}", "--silent"]
        packed = subprocess.run(command, cwd=scratch, check=True, capture_output=True, text=True).stdout.split()[-1]
        with tarfile.open(Path(scratch) / packed) as archive:
            for file in files:
                member = archive.extractfile(f"package/{file}")
                if member is None:
                    raise SystemExit(f"{name}@{version} holds no {file}")
                (target / Path(file).name).write_bytes(member.read())


def listing() -> dict[str, str]:
    """Return every vendored file with its digest, in a fixed order."""
    files = sorted(path for path in VENDOR.rglob("*") if path.is_file() and path != MANIFEST)
    return {path.relative_to(VENDOR).as_posix(): digest_of(path) for path in files}


def main(arguments: list[str]) -> int:
    """Renew or check; exit 1 when a file differs from the manifest."""
    if "--check" in arguments:
        if listing() == json.loads(MANIFEST.read_text()):
            return 0
        print("Vendored files differ from manifest.json: run scripts/vendor_static.py", file=sys.stderr)
        return 1
    for (name, version), files in PACKAGES.items():
        fetch(name, version, files)
    MANIFEST.write_text(json.dumps(listing(), indent=1) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
