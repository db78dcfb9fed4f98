"""What the codes of returns and notifications of change mean, in words.

Source: NACHA Operating Rules, appendix four (returns) and five (notifications of change).
"""

RETURNS = {
    "R01": "insufficient funds", "R02": "account closed", "R03": "no account or unable to locate it",
    "R04": "invalid account number", "R05": "unauthorized debit to a consumer account",
    "R06": "returned at the ODFI's request",
    "R07": "authorization revoked", "R08": "payment stopped", "R09": "uncollected funds",
    "R10": "not authorized by the receiver", "R11": "not in accordance with the authorization",
    "R12": "account sold to another bank", "R13": "invalid routing number", "R14": "representative payee deceased",
    "R15": "beneficiary or account holder deceased", "R16": "account frozen", "R17": "file record edit criteria",

    "R18": "improper effective entry date", "R19": "amount field error", "R20": "non-transaction account",
    "R21": "invalid company identification", "R22": "invalid individual number",
    "R23": "credit refused by the receiver",
    "R24": "duplicate entry", "R25": "addenda error", "R26": "mandatory field error", "R27": "trace number error",
    "R28": "routing number check digit error", "R29": "corporate customer advises not authorized",
    "R30": "not a participant in truncation", "R31": "permissible return", "R32": "bank does not settle",
    "R33": "return of an XCK entry",
    "R34": "limited participation", "R35": "return of an improper debit",
    "R36": "return of an improper credit", "R37": "source document presented for payment",
    "R38": "stop payment on source",
    "R39": "improper source document", "R40": "ENR: returned", "R41": "invalid transaction code",
    "R42": "routing number or check digit error", "R43": "invalid account number", "R44": "invalid individual number",
    "R45": "invalid name", "R46": "invalid representative payee", "R47": "duplicate enrollment",
    "R50": "state law affecting acceptance", "R51": "item ineligible or not authorized", "R52": "stop payment on item",
    "R53": "item and entry presented", "R61": "misrouted return", "R62": "return of an erroneous debit",
    "R63": "incorrect amount", "R64": "incorrect individual identification", "R65": "incorrect transaction code",
    "R66": "incorrect company identification", "R67": "duplicate return", "R68": "untimely return",
    "R69": "field errors",
    "R70": "permissible return not accepted", "R71": "misrouted dishonored return", "R72": "untimely dishonored return",
    "R73": "timely original return", "R74": "corrected return", "R75": "return not a duplicate",
    "R76": "no errors found", "R77": "not accepted", "R80": "IAT coding error",
    "R81": "not a participant in IAT", "R82": "invalid foreign bank", "R83": "unable to settle abroad",
    "R84": "not processed by the gateway", "R85": "incorrectly coded outbound international payment",
}  # fmt: skip
DISHONORED = frozenset({"R61", "R62", "R63", "R64", "R65", "R66", "R67", "R68", "R69", "R70"})
CONTESTED = frozenset({"R71", "R72", "R73", "R74", "R75", "R76", "R77"})
CHANGES = frozenset({f"C{number:02}" for number in (*range(1, 10), 13, 14, *range(61, 70))})
# What kind of payment an IAT entry is, in its first addenda.
IAT_TYPES = frozenset({
    "ANN", "ARC", "BOC", "BUS", "DEP", "IAT", "LOA", "MIS", "MOR", "MTE", "PEN", "POP", "POS", "RCK", "REM", "RLS",
    "SAL", "SHR", "TAX", "TEL", "WEB",
})  # fmt: skip
ENTRY_CLASSES = frozenset({
    "ACK", "ADV", "ARC", "ATX", "BOC", "CCD", "CIE", "COR", "CTX", "DNE", "ENR", "IAT", "MTE", "POP", "POS", "PPD",
    "RCK", "SHR", "TEL", "TRC", "TRX", "WEB", "XCK",
})  # fmt: skip
# Entries of these classes tell or acknowledge and move nothing.
TELLING = frozenset({"ACK", "ATX", "DNE", "ENR", "COR"})
