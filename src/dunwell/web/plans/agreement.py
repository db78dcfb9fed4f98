"""The agreement of a payment plan as a PDF: what is owed, the installments, what happens when one is missed."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import override

from dunwell.base.money import Money, round_amount
from dunwell.outcomes.plans.queries import PlanRow
from dunwell.web.context import LANGUAGE_TAGS

STYLE = """
@page { size: A4; margin: 22mm 20mm 24mm;
  @bottom-left { content: string(footer); font: 8pt "Noto Sans", sans-serif; color: #555 }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt "Noto Sans", sans-serif; color: #555 } }
body { font: 10.5pt/1.5 "Noto Sans", "Noto Sans CJK HK", "Noto Sans CJK TC", "DejaVu Sans", sans-serif; color: #111 }
h1 { font-size: 18pt; margin: 0 0 2mm } h2 { font-size: 12pt; margin: 7mm 0 2mm } li { margin: 1mm 0 }
.footer { string-set: footer content(); color: #555; margin: 0 0 4mm }
table { width: 100%; border-collapse: collapse }
th, td { text-align: left; padding: 1.6mm 2mm; border-bottom: .3mm solid #ccc }
.amount { text-align: right; font-variant-numeric: tabular-nums }
tfoot td, tfoot th { font-weight: 600; border-bottom: 0 } tr { break-inside: avoid }
.sign { display: flex; gap: 14mm; margin-top: 18mm; break-inside: avoid }
.sign p { flex: 1; border-top: .3mm solid #111; padding-top: 1.5mm }
"""


def agreement_language(row: PlanRow, asked: str = "") -> str:
    """The language of an agreement: the one asked for where we write it, else the customer's, else English."""
    known = dict(settings.LANGUAGES)
    for wanted in (asked, row.language):
        if wanted in known:
            return wanted
        if wanted.lower().startswith("zh"):
            return "zh-hant"
    return "en"


def agreement_html(row: PlanRow, language: str = "") -> str:
    """The agreement as HTML, which the PDF is made of."""
    code = agreement_language(row, language)

    def money(amount: object) -> Money:
        return Money(round_amount(amount, row.currency), row.currency)  # type: ignore[arg-type]

    with override(code):
        context = {
            "plan": row,
            "language_tag": LANGUAGE_TAGS.get(code, code),
            "total": money(row.total_amount),
            "principal": money(row.principal_amount),
            "interest": money(row.interest_amount),
            "parts": [
                (part.position, part.due_date, money(part.amount), money(part.interest_amount))
                for part in row.installments
            ],
        }
        return render_to_string("web/plans/agreement.html", context)


def agreement_pdf(row: PlanRow, language: str = "") -> bytes:
    """The agreement as a tagged PDF; nothing is fetched to make it."""
    from weasyprint import CSS, HTML
    from weasyprint.urls import URLFetchingError

    def nothing(url: str, *_args: object, **_more: object) -> object:
        raise URLFetchingError(url)

    html = HTML(string=agreement_html(row, language), url_fetcher=nothing)
    made: bytes = html.write_pdf(stylesheets=[CSS(string=STYLE)], pdf_variant="pdf/ua-1")
    return made
