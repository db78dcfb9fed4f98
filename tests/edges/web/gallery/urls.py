"""The gallery: every screen with sample shapes at the addresses that the real screens have."""

import json
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path

from dunwell.web.answers import done, fragment, is_fragment
from dunwell.web.customers.shapes import CustomersPage, Gate
from dunwell.web.intake.shapes import ColumnLine, DeliveryPage, IntakePage, MapPage, PreviewPage
from dunwell.web.people.forms import ROLE_LABELS, ROLE_WORDS
from dunwell.web.people.shapes import PeoplePage, PersonLine
from dunwell.web.shapes import Choice
from gallery import books, sample

OUTCOMES = [
    "Will pay",
    "Disputes",
    "Will check, call back",
    "No answer",
    "Voicemail",
    "Wrong contact",
    "Refused",
    "Paid already",
]


class CallForm(forms.Form):
    outcome = forms.ChoiceField(widget=forms.RadioSelect, choices=[(str(n), word) for n, word in enumerate(OUTCOMES)])
    direction = forms.ChoiceField(choices=[("out", "We called"), ("in", "They called")])
    minutes = forms.IntegerField(initial=1, widget=forms.NumberInput(attrs={"data-minutes": "", "min": 0}))
    note = forms.CharField(widget=forms.Textarea(attrs={"rows": 3, "data-draft": "call-1"}), required=False)

    @property
    def pairs(self) -> list[Any]:
        return [self["direction"], self["minutes"]]


class NoteForm(forms.Form):
    text = forms.CharField(label="Note", widget=forms.Textarea(attrs={"rows": 2}))


class SnoozeForm(forms.Form):
    until_text = forms.CharField(label="Or until", required=False, help_text="A date, or words such as “next friday”.")


class FileForm(forms.Form):
    file = forms.FileField(label="File")
    mode = forms.ChoiceField(
        choices=[("delta", "These items are added or changed"), ("snapshot", "This is the whole book")]
    )
    control_total = forms.CharField(required=False, label="Control total")
    control_currency = forms.CharField(required=False, label="Its currency")
    profile = forms.ChoiceField(choices=[("", "Work them out")], required=False, label="Columns")
    source = forms.CharField(initial="open_items", label="Source")
    repairs = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ColumnForm(forms.Form):
    a = forms.ChoiceField(choices=[("customer_number", "Customer number"), ("", "Leave out")])
    b = forms.ChoiceField(choices=[("amount", "Amount"), ("", "Leave out")])


class StyleForm(forms.Form):
    date_format = forms.ChoiceField(choices=[("m/d/Y", "12/31/2026")], label="Dates look like")
    numbers = forms.ChoiceField(choices=[("1,234.56", "1,234.56")], label="Numbers look like")


class DayForm(forms.Form):
    as_of = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), initial="2026-11-22")


def show(request: HttpRequest, template: str, page: Any, section: str) -> HttpResponse:
    choices = {name: request.COOKIES[name] for name in ("theme", "density") if name in request.COOKIES}
    if request.COOKIES.get("single_keys") == "off":
        choices["single_keys"] = False  # type: ignore[assignment]
    language = {"zh-hant": "zh-Hant-HK", "fil": "fil"}.get(getattr(request, "LANGUAGE_CODE", "en"), "en")
    request.shell = sample.shell(section, language_tag=language, **choices)  # type: ignore[attr-defined]
    if "tie" in request.COOKIES:
        request.shell = replace(request.shell, tie=None)  # type: ignore[attr-defined]
    return render(request, f"web/{template}.html", page if isinstance(page, dict) else {"page": page})


def worklist(request: HttpRequest, creditor: str = "") -> HttpResponse:
    at = request.GET.get("item")
    view = request.GET.get("view", "call")
    page = sample.worklist(int(at) if at else None, "play" in request.GET, view, rows=view != "broken")
    if is_fragment(request, "pane"):
        return fragment(request, "web/worklist/_pane.html", {"page": page})
    return show(request, "worklist/page", page, "worklist")


def snooze(request: HttpRequest, creditor: str, place: int) -> HttpResponse:
    if request.method == "POST":
        return done(
            request,
            "Snoozed until tomorrow",
            next_url=f"{sample.DESK}/worklist/?item={place + 1}",
            undo_url=f"{sample.DESK}/undo/",
        )
    choices = [
        Choice("tomorrow", "Tomorrow, Mon 23 Nov"),
        Choice("monday", "Next Monday, 30 Nov"),
        Choice("week", "In a week"),
    ]
    context = {
        "fragment": is_fragment(request),
        "name": "Harbor Logistics LLC",
        "action": request.path,
        "choices": choices,
        "form": SnoozeForm(),
        "back_url": f"{sample.DESK}/worklist/",
    }
    return show(request, "worklist/snooze", context, "worklist")


def form_page(request: HttpRequest, creditor: str, place: int, verb: str) -> HttpResponse:
    if request.method == "POST":
        return done(
            request,
            f"{verb}: kept",
            next_url=f"{sample.DESK}/worklist/?item={place + 1}",
            undo_url=f"{sample.DESK}/undo/",
        )
    context = {
        "fragment": is_fragment(request),
        "title": verb,
        "action": request.path,
        "form": NoteForm(),
        "submit": "Keep",
        "back_url": f"{sample.DESK}/worklist/",
    }
    return show(request, "parts/form_page", context, "worklist")


def call(request: HttpRequest, creditor: str, place: int) -> HttpResponse:
    form = CallForm(request.POST or None)
    if form.is_valid():
        return done(
            request,
            "Call kept: will pay",
            next_url=f"{sample.DESK}/worklist/?item={place}",
            undo_url=f"{sample.DESK}/undo/",
        )
    return panel(request, place, form, sample.gate(place))


def start(request: HttpRequest, creditor: str, place: int) -> HttpResponse:
    gate = replace(sample.gate(place), granted_until=sample.MORNING, phone="+1 312 555 0142", dial="+13125550142")
    return panel(request, place, CallForm(), gate)


def panel(request: HttpRequest, place: int, form: CallForm, gate: Gate) -> HttpResponse:
    page = sample.customer_page(place)
    context = {
        "fragment": is_fragment(request),
        "name": page.summary.name,
        "form": form,
        "summary": page.summary,
        "gate": gate,
        "contacts": page.contacts,
        "call_url": f"{sample.DESK}/customers/{place}/call/",
        "back_url": page.summary.url,
    }
    response = show(request, "customers/call", context, "customers")
    response.status_code = 422 if form.errors else 200
    return response


def undo(request: HttpRequest, **_: Any) -> HttpResponse:
    return done(request, "Undone", next_url=f"{sample.DESK}/worklist/?item=1")


def customer(request: HttpRequest, creditor: str, place: int) -> HttpResponse:
    return show(request, "customers/page", replace(sample.customer_page(place), note_form=NoteForm()), "customers")


def customers(request: HttpRequest, creditor: str) -> HttpResponse:
    page: CustomersPage = sample.customers()
    return show(request, "customers/list", page, "customers")


def aging(request: HttpRequest, creditor: str) -> HttpResponse:
    return show(request, "aging/page", books.aging(), "aging")


def intake(request: HttpRequest, creditor: str) -> HttpResponse:
    page = IntakePage("6,012 open items came in at 06:10; 2 rows wait for repair", FileForm(), "?", [books.DELIVERY])
    return show(request, "intake/page", page, "intake")


def intake_step(request: HttpRequest, creditor: str, step: str) -> HttpResponse:
    base = f"{sample.DESK}/intake/"
    columns = ColumnForm()
    if step == "map":
        lines = [
            ColumnLine("Cust. No.", ["C-1001", "C-1002"], columns["a"], "as in SAP FBL5N"),
            ColumnLine("Amt LC", ["2,500.00", "100.00-"], columns["b"]),
        ]
        return show(
            request,
            "intake/map",
            MapPage("2 columns to look at, 9 were recognized", "fbl5n.xlsx", lines, StyleForm(), "?", base),
            "intake",
        )
    if step == "preview":
        counts = [("new", 41), ("changed", 120), ("unchanged", 5837), ("closed", 12), ("set aside", 2)]
        page = PreviewPage(
            "41 new and 120 changed; 2 rows would be set aside",
            "fbl5n.xlsx",
            counts,
            [("open after", "1,341,246.34 USD")],
            books.PROBLEMS,
            2,
            "?",
            base,
            base,
            "?",
            [("INV-20611", "2,500.00", "2,150.00")],
        )
        return show(request, "intake/preview", page, "intake")
    page = DeliveryPage(
        "6,010 rows are in the book, 2 wait for repair",
        books.DELIVERY,
        [("profile", "SAP FBL5N"), ("sha256", "9f3c…")],
        books.PROBLEMS,
        base,
        "?",
        "?",
    )
    return show(request, "intake/delivery", page, "intake")


def simple(template: str, page: Any, section: str) -> Any:
    def view(request: HttpRequest, **_: Any) -> HttpResponse:
        return show(request, template, page, section)

    return view


def runs(request: HttpRequest, creditor: str) -> HttpResponse:
    return show(request, "runs/page", replace(books.RUNS, form=DayForm()), "runs")


def people(request: HttpRequest, creditor: str) -> HttpResponse:
    rows = [
        PersonLine(
            1,
            "Ana Reyes",
            "ana@dunwell.example",
            "lead",
            "Lead",
            240,
            sample.MORNING,
            True,
            "/c/northline/worklist/1/Change/",
        ),
        PersonLine(2, "Mei Chan 陳美", "mei@dunwell.example", "collector", "Collector", 420),
    ]
    roles = [(str(ROLE_LABELS[role]), str(words)) for role, words in ROLE_WORDS.items()]
    return show(
        request,
        "people/page",
        PeoplePage("2 people work at Northline Freight", rows, "/c/northline/worklist/1/Add/", roles),
        "people",
    )


def palette(request: HttpRequest, creditor: str) -> HttpResponse:
    wanted = request.GET.get("q", "").lower()
    found = [
        {
            "group": "Customers",
            "label": line.name,
            "detail": f"{line.amount.amount} {line.amount.currency}",
            "url": line.open_url,
        }
        for line in sample.lines()
        if wanted in line.name.lower()
    ]
    return JsonResponse({"answers": found[:6]})


def nothing(request: HttpRequest, **_: Any) -> HttpResponse:
    return HttpResponse(json.dumps({}), status=204)


desk = [
    path("", worklist, name="home_of"),
    path("worklist/", worklist, name="worklist"),
    path("worklist/<int:place>/snooze/", snooze),
    path("worklist/bulk/", simple("worklist/bulk", books.BULK, "worklist")),
    path("worklist/<int:place>/<str:verb>/", form_page),
    path("undo/", undo),
    path("customers/", customers, name="customers"),
    path("customers/<int:place>/", customer, name="customer"),
    path("customers/<int:place>/call/", call),
    path("customers/<int:place>/call/start/", start),
    path("customers/<int:place>/<str:verb>/", form_page),
    path("aging/", aging, name="aging"),
    path(
        "aging/items/",
        simple(
            "aging/items",
            {
                "page": {
                    "title": "INV items of 31-60",
                    "items": books.AGED,
                    "totals": [sample.usd("5300")],
                    "back_url": "..",
                }
            },
            "aging",
        ),
    ),
    path("intake/", intake, name="intake"),
    path("intake/<str:step>/", intake_step),
    path("policies/", simple("policies/page", books.POLICIES, "policies"), name="policies"),
    path("policies/<str:key>/", simple("policies/edit", books.POLICY, "policies")),
    path("runs/", runs, name="runs"),
    path("runs/12/", simple("runs/detail", books.RUN_PAGE, "runs")),
    path("people/", people, name="people"),
    path("creditors/", people, name="creditors"),
    path("palette/", palette, name="palette"),
]
web = [
    path("", worklist, name="home"),
    path("preferences/", nothing, name="preferences"),
    path("c/<slug:creditor>/", include(desk)),
]
urlpatterns = [
    path("account/2fa/", include("allauth.mfa.urls")),
    path("account/", include("allauth.account.urls")),
    path("", include((web, "web"))),
]
