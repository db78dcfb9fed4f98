"""Who is on the other side of a transaction: name, account and bank, whichever version wrote them."""

from typing import NamedTuple

from dunwell.exchange.formats.camt.tree import Element, Tree

_NAME = ("Pty/Nm", "Nm", "Agt/FinInstnId/Nm", "Pty/Id/OrgId/Nm")
_ACCOUNT = ("Id/IBAN", "Id/Othr/Id", "Id/PrtryAcct/Id", "Id/BBAN", "Id/UPIC", "Prxy/Id")
_BANK = (
    "FinInstnId/BICFI", "FinInstnId/BIC", "FinInstnId/CmbndId/BIC", "FinInstnId/ClrSysMmbId/MmbId",
    "FinInstnId/ClrSysMmbId/Id", "FinInstnId/PrtryId/Id", "FinInstnId/Othr/Id", "FinInstnId/Nm",
    "FinInstnId/NmAndAdr/Nm", "FinInstnId/CmbndId/Nm",
)  # fmt: skip


class Party(NamedTuple):
    """The other side; `ultimate` is on whose behalf it paid or was paid, where that is another name."""

    name: str = ""
    account: str = ""
    bank: str = ""
    ultimate: str = ""


def account_of(tree: Tree, account: Element | None) -> str:
    """Return an account's number: its IBAN, or whatever number it has."""
    return tree.text(account, *_ACCOUNT)


def bank_of(tree: Tree, agent: Element | None) -> str:
    """Return a bank's BIC, else its number in a clearing system, else its name."""
    return tree.text(agent, *_BANK)


def other_party(tree: Tree, part: Element | None, own_account: str, *, is_credit: bool) -> Party:
    """Return the debtor of money that came and the creditor of money that went.

    Where one of the two accounts is the statement's own, the other side is meant whatever the direction: returns keep
    the roles of what they return.
    """
    parties = tree.find(part, "RltdPties")
    accounts = {role: account_of(tree, tree.find(parties, f"{role}Acct")) for role in ("Dbtr", "Cdtr")}
    role = "Dbtr" if is_credit else "Cdtr"
    if own_account and accounts["Dbtr"] != accounts["Cdtr"]:
        if accounts["Dbtr"] == own_account:
            role = "Cdtr"
        elif accounts["Cdtr"] == own_account:
            role = "Dbtr"
    other = "Cdtr" if role == "Dbtr" else "Dbtr"
    name = _name(tree, tree.find(parties, role))
    if not (name or accounts[role]) and accounts[other] not in ("", own_account):
        role, name = other, _name(tree, tree.find(parties, other))
    ultimate = _name(tree, tree.find(parties, f"Ultmt{role}"))
    bank = bank_of(tree, tree.find(part, f"RltdAgts/{role}Agt"))
    return Party(name or ultimate, accounts[role], bank, ultimate if name and ultimate != name else "")


def _name(tree: Tree, party: Element | None) -> str:
    return tree.text(party, *_NAME)
