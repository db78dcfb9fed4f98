"""The shelf of jurisdictions. To add one: a YAML document beside this file, and a line here.

What stands on the shelf is a function that reads the document, once, when it is first asked for. A document that cannot
be read stops whoever asks: a law that is half read is worse than none. Installed packages add theirs through the
entry-point group `dunwell.jurisdictions`, each a function without arguments that returns a `Jurisdiction`.
"""

from collections.abc import Callable
from functools import cache, partial
from importlib.resources import files

from dunwell.base.shelf import Shelf
from dunwell.compliance.document.rules import Jurisdiction, read_jurisdiction


def on_shelf(name: str) -> Callable[[], Jurisdiction]:
    """Return the function that reads the document of this name beside this file, once."""
    return cache(partial(_read, name))


def _read(name: str) -> Jurisdiction:
    found, problems = read_jurisdiction(files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8"))
    if found is None or found.key != name:
        told = "; ".join(f"line {problem.row}: {problem.sentence()}" for problem in problems)
        raise ValueError(f"{name}.yaml: {told or 'is kept under another name'}")
    return found


JURISDICTIONS: Shelf[Callable[[], Jurisdiction]] = Shelf("jurisdiction")
JURISDICTIONS.register("house", on_shelf("house"))
JURISDICTIONS.register("us", on_shelf("us"))
JURISDICTIONS.register("us_ma", on_shelf("us_ma"))
JURISDICTIONS.register("us_nyc", on_shelf("us_nyc"))
JURISDICTIONS.register("us_ny", on_shelf("us_ny"))
JURISDICTIONS.register("us_dc", on_shelf("us_dc"))
JURISDICTIONS.register("us_ca", on_shelf("us_ca"))
JURISDICTIONS.register("us_wa", on_shelf("us_wa"))
JURISDICTIONS.register("us_fl", on_shelf("us_fl"))
JURISDICTIONS.register("us_tx", on_shelf("us_tx"))
JURISDICTIONS.register("us_nc", on_shelf("us_nc"))
JURISDICTIONS.register("us_wv", on_shelf("us_wv"))
JURISDICTIONS.register("gb", on_shelf("gb"))
JURISDICTIONS.register("eu", on_shelf("eu"))
JURISDICTIONS.register("ph", on_shelf("ph"))
JURISDICTIONS.register("hk", on_shelf("hk"))
JURISDICTIONS.register("ca_on", on_shelf("ca_on"))
JURISDICTIONS.register("ca_bc", on_shelf("ca_bc"))
JURISDICTIONS.register("ca_nb", on_shelf("ca_nb"))
JURISDICTIONS.register("ca_qc", on_shelf("ca_qc"))
JURISDICTIONS.register("au", on_shelf("au"))
JURISDICTIONS.load_entry_points("dunwell.jurisdictions")
