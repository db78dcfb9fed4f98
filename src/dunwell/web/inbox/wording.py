"""What answers want, and where they stand, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

INTENTS: dict[str, str | Promise] = {
    "promise": _("Promises to pay"),
    "paid_already": _("Has paid already"),
    "dispute": _("Disputes the bill"),
    "asks_for_document": _("Asks for a document"),
    "asks_for_plan": _("Asks for a plan or more time"),
    "hardship": _("Cannot pay"),
    "wrong_contact": _("Not the right person"),
    "out_of_office": _("Out of office"),
    "remittance_advice": _("Says what a payment is for"),
    "stop": _("Wants no more messages"),
    "attorney_or_legal_threat": _("Attorney, or a legal threat"),
    "complaint": _("Complains"),
    "other": _("Something else"),
}
STATES: dict[str, str | Promise] = {
    "open": _("To do"),
    "unread": _("Unread"),
    "confirmed": _("Read, to be done"),
    "handled": _("Handled"),
    "dismissed": _("Needs nothing"),
    "all": _("All"),
}
ACTS: dict[str, str | Promise] = {
    "handle": _("That is done"), "dismiss": _("Needs nothing"), "reopen": _("Back to unread"),
}  # fmt: skip
