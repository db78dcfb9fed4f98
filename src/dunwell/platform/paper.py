"""Paper: HTML to a tagged PDF, with nothing loaded from anywhere and the same bytes for the same page."""

import hashlib
from functools import lru_cache
from html import escape
from typing import Any

from dunwell.base.refusals import Refusal
from dunwell.base.words import gettext_noop

LANGUAGES = {"en": "en", "zh-hant": "zh-Hant-HK", "fil": "fil"}
FONTS = (
    '"Public Sans", "Noto Sans", "DejaVu Sans", "Noto Sans CJK TC", "Noto Sans CJK HK", "Noto Sans CJK JP", sans-serif'
)
"""Latin first, then Traditional Chinese: an unnamed fallback would take the Japanese forms."""

# Boxes in the margin of a page do not inherit the body's font, so that it is named on the page as well.
_CSS = """
@page { font-family: %(fonts)s; font-size: 8pt; color: #333;
        @bottom-right { content: counter(page) " / " counter(pages); } }
html { font-family: %(fonts)s; font-size: 10pt; line-height: 1.45; color: #111; }
h1 { font-size: 15pt; margin: 0 0 4mm; } h2 { font-size: 11pt; margin: 5mm 0 2mm; }
p { margin: 0 0 3mm; white-space: pre-line; } table { border-collapse: collapse; width: 100%%; margin: 2mm 0 4mm; }
th, td { text-align: left; padding: 1mm 2mm 1mm 0; border-bottom: 0.2mm solid #bbb; vertical-align: top; }
thead { display: table-header-group; } tr { break-inside: avoid; }
.amount { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; padding-right: 0; }
.quiet { color: #444; font-size: 8.5pt; }
"""


def page_of(title: str, body: str, *, language: str, css: str = "") -> str:
    """Return a whole HTML page around a body that is safe already."""
    told = {"title": escape(title), "lang": LANGUAGES.get(language, "en"), "css": _CSS % {"fonts": FONTS} + css}
    head = '<meta charset="utf-8"><title>{title}</title><style>{css}</style>'.format(**told)
    return f'<!doctype html><html lang="{told["lang"]}"><head>{head}</head><body>{body}</body></html>'


def pdf_of(html: str) -> bytes:
    """Return a page as a PDF for people and screen readers alike (PDF/UA); the same page makes the same bytes."""
    HTML = _typesetter()  # noqa: N806 - it is a class
    identity = hashlib.sha256(html.encode()).hexdigest().encode()
    made: bytes = HTML(string=html, url_fetcher=_nothing).write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=identity, font_config=_fonts()
    )
    return made


def _typesetter() -> Any:
    try:
        from weasyprint import HTML
    except OSError:  # the system's Pango is looked for when it is imported
        raise Refusal(
            "platform.paper.not_possible",
            gettext_noop("This machine makes no PDF files: Pango is missing. Install it (Debian: libpango-1.0-0)."),
        ) from None
    return HTML


def _nothing(url: str, *_: Any, **__: Any) -> dict[str, Any]:
    raise ValueError(f"paper loads nothing, not even {url[:80]}")


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """Return the fonts of the machine, looked up once."""
    from weasyprint.text.fonts import FontConfiguration

    return FontConfiguration()
