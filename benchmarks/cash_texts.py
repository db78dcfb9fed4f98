"""What payers and banks write beside a payment: references in many spellings, and the words around them."""

from random import Random

SINGLE = (
    "PAYMENT FOR INVOICE {}",
    "INV {}",
    "/RFB/{}",
    "/ROC/{}//",
    "PYMT OF INV# {}",
    "{}",
    "RMR*IV*{}*PI*\\",
    "Rechnung {} dankend",
    "FACTURA {}",
    "REF: {} THANK YOU",
    "SETTLEMENT {}",
    "貨款 發票 {}",
    "TRN*1*{}*1\\",
    "CTX PMT {}",
    "/INV/{} /CHGS/SHA",
)
SEVERAL = (
    "INVOICES {}",
    "PAYMENT {}",
    "/RFB/{}",
    "INV {}",
    "RMR*IV*{}\\",
    "Rechnungen {}",
    "YOUR INV NOS {}",
    "發票 {}",
    "SETTLEMENT OF {}",
)
BARE = (
    "PAYMENT",
    "WIRE TRANSFER",
    "ACH CREDIT",
    "VENDOR PAYMENT",
    "貨款",
    "",
    "SUPPLIER PMT RUN",
    "AP PAYMENT",
    "TT IN",
    "ACCOUNT SETTLEMENT",
    "/NOTPROVIDED/",
)
AROUND = ("", "", "", "", " TRACE# {:015d}", " {:%d/%m/%y}", " VALUE {:%Y-%m-%d}", " OBI:GOODS", " EREF:NOTPROVIDED")
JOINS = (", ", " ", "; ", "/", " + ", "\n")
REASONS = ("LESS 06 QTY SHORT", "DED DAMAGED GOODS", "PRICE DIFF", "SHORT DELIVERY", "", "")


def without_zeros(number: str) -> str:
    """Return a number as typed by someone who leaves out prefix and leading zeros: INV-0104730 is 104730."""
    digits = "".join(letter for letter in number.replace("/", "-").rsplit("-", 1)[-1] if letter.isdigit())
    return digits.lstrip("0")


def respelled(rng: Random, number: str) -> str:
    """Return a document number as a payer may type it; every digit that matters is there."""
    draw = rng.random()
    if draw < 0.55:
        return number
    if draw < 0.70:
        return number.replace("-", " ").replace("/", " ")
    if draw < 0.80:
        return number.replace("-", "").replace("/", "")
    return without_zeros(number) if draw < 0.93 else number.lower()


def listed(rng: Random, numbers: list[str]) -> str:
    """Return several numbers in one text: each in full, or a run as FIRST-LAST digits where they are neighbors."""
    tails = [without_zeros(number) for number in numbers]
    neighbors = all(tail.isdigit() for tail in tails) and [int(tail) for tail in tails] == list(
        range(int(tails[0]), int(tails[0]) + len(tails))
    )
    if neighbors and len(numbers) > 2 and rng.random() < 0.5 and numbers[0][-1].isdigit():
        return f"{numbers[0]} {rng.choice(('TO', '-', 'THRU'))} {numbers[-1]}"
    if neighbors and rng.random() < 0.3 and numbers[0][-1].isdigit():
        return "/".join([numbers[0], *(number[-3:] for number in numbers[1:])])
    join = rng.choice(JOINS[:5])
    spell = rng.random()
    return join.join(number if spell < 0.7 else respelled(rng, number) for number in numbers)


def with_typo(rng: Random, number: str) -> str:
    """Return a number with one digit wrong, missing or doubled, or a letter that looks like it."""
    places = [place for place, letter in enumerate(number) if letter.isdigit()][-5:]
    place = rng.choice(places)
    draw, digit = rng.random(), number[place]
    if draw < 0.4:
        return number[:place] + str((int(digit) + rng.randrange(1, 10)) % 10) + number[place + 1 :]
    if draw < 0.6:
        return number[:place] + number[place + 1 :]
    if draw < 0.8:
        return number[:place] + digit + number[place:]
    like = {"0": "O", "1": "I", "5": "S", "8": "B"}.get(digit, str((int(digit) + 1) % 10))
    return number[:place] + like + number[place + 1 :]


def transposed(rng: Random, number: str) -> str:
    """Return a number with two neighboring, different digits exchanged; unchanged if it has none."""
    places = [
        place
        for place in range(len(number) - 1)
        if number[place : place + 2].isdigit() and number[place] != number[place + 1]
    ]
    if not places:
        return number
    place = rng.choice(places[-4:])
    return number[:place] + number[place + 1] + number[place] + number[place + 2 :]
