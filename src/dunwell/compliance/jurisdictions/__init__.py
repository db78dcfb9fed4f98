"""The shelf of jurisdictions. To add one: a YAML document beside this file, and a line here.

Installed packages add theirs through the entry-point group `dunwell.jurisdictions`. A document that cannot be read
stops whoever asks for it: a law that is half read is worse than none.
"""

from importlib.resources import files

from dunwell.base.shelf import Shelf
from dunwell.compliance.document.rules import Jurisdiction, read_jurisdiction


def on_shelf(name: str) -> Jurisdiction:
    """Return the jurisdiction of a document beside this file, with everything about it checked."""
    found, problems = read_jurisdiction(files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8"))
    if found is None or found.key != name:
        told = "; ".join(f"line {problem.row}: {problem.sentence()}" for problem in problems)
        raise ValueError(f"{name}.yaml: {told or 'is kept under another name'}")
    return found


JURISDICTIONS: Shelf[Jurisdiction] = Shelf("jurisdiction")
JURISDICTIONS.register("house", on_shelf("house"))
JURISDICTIONS.register("us", on_shelf("us"))
JURISDICTIONS.load_entry_points("dunwell.jurisdictions")
