"""Forms about people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dunwell.platform.people.rules import Role

ROLE_LABELS = {
    Role.COLLECTOR: _("Collector"),
    Role.LEAD: _("Lead"),
    Role.CASH_CLERK: _("Cash clerk"),
    Role.BILLING_CLERK: _("Billing clerk"),
    Role.CREDIT_ANALYST: _("Credit analyst"),
    Role.MANAGER: _("Manager"),
    Role.ADMIN: _("Admin"),
}
ROLE_WORDS = {
    Role.COLLECTOR: _("reads the book, works a worklist, places holds"),
    Role.LEAD: _("also assigns work, takes files in, edits policies, starts runs, reads the audit trail"),
    Role.CASH_CLERK: _("reads the book, takes files in, posts to the ledger"),
    Role.BILLING_CLERK: _("reads the book, takes files in, posts to the ledger"),
    Role.CREDIT_ANALYST: _("reads the book, places holds, edits policies"),
    Role.MANAGER: _("as a lead; also publishes policies and posts to the ledger"),
    Role.ADMIN: _("everything, with people and the creditor's own settings"),
}


class RoleForm(forms.Form):
    """What a member is, and how many minutes a day their worklist may fill."""

    role = forms.ChoiceField(label=_("Role"), choices=[(role.value, ROLE_LABELS[role]) for role in Role])
    capacity_minutes = forms.IntegerField(label=_("Minutes a day"), min_value=0, max_value=1440, initial=240)


class MemberForm(RoleForm):
    """A new member; somebody new gets a link to set their password."""

    full_name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"))
    field_order = ("full_name", "email", "role", "capacity_minutes")
