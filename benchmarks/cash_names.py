"""Invented customers of the cash benchmark, and how a bank writes their names; nothing of the matcher is used here."""

from itertools import product
from random import Random


def _words(text: str, separator: str | None = None) -> list[str]:
    return text.split(separator)


SYLLABLES = _words(
    "ba ter mon lin go ra ves tol ken dar hu pel ster cor ni al en sha win fro gar ti ma lo bri dex fal jun qua"
)
KINDS = _words(
    "Trading|Foods|Logistics|Freight|Electronics|Hardware|Textiles|Packaging|Machinery|Chemicals|Shipping|Furniture|"
    "Pharmaceuticals|Imports|Transport|Printing|Plastics|Seafood|Building Materials|Office Supplies|Medical Supplies",
    "|",
)
FORMS = {
    "US": ("LLC", "Inc.", "Corporation", "Co."),
    "GB": ("Ltd", "Limited", "PLC"),
    "DE": ("GmbH", "AG", "GmbH & Co. KG"),
    "NL": ("B.V.",),
    "SG": ("Pte. Ltd.",),
    "MX": ("S.A. de C.V.",),
    "PH": ("Inc.", "Corporation"),
}
PLACES = _words(
    "Singapore Manila Dubai Rotterdam Hamburg Texas Ohio Canada Vietnam Shenzhen Macau Thailand North South West"
)

# Traditional and simplified character, Hong Kong's spelling, Mandarin's.
CHARACTERS = [
    _words(one, ":")
    for one in _words(
        "永:永:Wing:Yong 昌:昌:Cheong:Chang 興:兴:Hing:Xing 隆:隆:Lung:Long 盛:盛:Shing:Sheng 泰:泰:Tai:Tai "
        "利:利:Lee:Li 德:德:Tak:De 金:金:Kam:Jin 華:华:Wah:Hua 豐:丰:Fung:Feng 源:源:Yuen:Yuan 恒:恒:Hang:Heng "
        "裕:裕:Yue:Yu 誠:诚:Shing:Cheng 信:信:Shun:Xin 達:达:Tat:Da 嘉:嘉:Ka:Jia 美:美:Mei:Mei 寶:宝:Po:Bao "
        "富:富:Fu:Fu 國:国:Kwok:Guo 海:海:Hoi:Hai 星:星:Sing:Xing 明:明:Ming:Ming 強:强:Keung:Qiang 偉:伟:Wai:Wei "
        "榮:荣:Wing:Rong 建:建:Kin:Jian 志:志:Chi:Zhi 文:文:Man:Wen 龍:龙:Lung:Long 鴻:鸿:Hung:Hong 祥:祥:Cheung:Xiang"
    )
]
CHINESE_KINDS = [
    _words(one, ":")
    for one in _words(
        "貿易:贸易:Trading|電子:电子:Electronics|物流:物流:Logistics|食品:食品:Foods|五金:五金:Hardware|家具:家具:Furniture|"
        "印刷:印刷:Printing|建材:建材:Building Materials|科技:科技:Technology|國際:国际:International|"
        "實業:实业:Industries|紡織:纺织:Textiles",
        "|",
    )
]
CITIES = [
    _words(one, ":") for one in ("::", "::", "香港:香港:Hong Kong", "深圳市:深圳市:Shenzhen", "廣州:广州:Guangzhou")
]

SHORTER = {
    "Limited": "LTD",
    "Corporation": "CORP",
    "International": "INTL",
    "Building Materials": "BLDG MATERIALS",
    "Machinery": "MACH",
    "Pharmaceuticals": "PHARMA",
    "Electronics": "ELEC",
    "Trading": "TRDG",
    "Industries": "IND",
}
WIDTHS = (27, 35, 35, 35, 70)
LABELS = ("ORIG CO NAME:{}", "ORIG CO NAME:{} ORIG ID:9{:09d}", "B/O {}", "FROM {}", "1/{}", "ACH CREDIT FROM {}")


def english_names(rng: Random, count: int) -> list[tuple[str, str]]:
    """Return so many different names of companies, each with its country."""
    brands = ["".join(parts).capitalize() for parts in product(SYLLABLES, SYLLABLES, SYLLABLES)]
    rng.shuffle(brands)
    found: list[tuple[str, str]] = []
    countries = list(FORMS)
    for number in range(count):
        brand = brands[number % len(brands)]
        again = number // len(brands)
        second = f" {brands[(number * 7 + again) % len(brands)]}" if again or rng.random() < 0.3 else ""
        country = rng.choice(countries)
        found.append((f"{brand}{second} {rng.choice(KINDS)} {rng.choice(FORMS[country])}", country))
    return found


def chinese_names(rng: Random, count: int) -> list[tuple[str, str, str]]:
    """Return so many different companies: traditional, simplified, and English by Hong Kong's or Mandarin's sound."""
    found: dict[str, tuple[str, str, str]] = {}
    spoken: set[str] = set()
    while len(found) < count:
        own = rng.sample(CHARACTERS, 2 if rng.random() < 0.3 and len(found) < 3000 else 3)
        kind, city = rng.choice(CHINESE_KINDS), rng.choice(CITIES)
        mainland = city[2] in {"Shenzhen", "Guangzhou"}
        sound = "".join(one[3] for one in own).capitalize() if mainland else " ".join(one[2] for one in own)
        traditional = f"{city[0]}{''.join(one[0] for one in own)}{kind[0]}有限公司"
        simplified = f"{city[1]}{''.join(one[1] for one in own)}{kind[1]}有限公司"
        place = f"{city[2]} " if mainland else ""
        form = "Co., Ltd." if mainland else "(HK) Limited" if city[2] else "Limited"
        english = f"{place}{sound} {kind[2]} {form}"
        # Two companies that sound alike in Latin letters could not be told apart by anyone.
        both = {" ".join(one[2] for one in own) + kind[2], "".join(one[3] for one in own) + kind[2]}
        if not both & spoken:
            spoken |= both
            found[traditional] = (traditional, simplified, english)
    return list(found.values())


def as_banks_write(rng: Random, name: str, *, slips: float = 0.03) -> str:
    """Return a name in capitals as it stands on a statement: shortened, relabeled, cut at a field's width."""
    written = name
    if name.isascii():
        if rng.random() < 0.35:
            for long, short in SHORTER.items():
                written = written.replace(long, short)
        if rng.random() < 0.5:
            written = written.replace(".", "").replace(",", "")
        if rng.random() < 0.15 and " " in written:
            written = written.rsplit(" ", 1)[0] if written.count(" ") > 1 else written
        written = written.upper()
        if rng.random() < slips and len(written) > 8:
            place = rng.randrange(2, 7)
            written = written[:place] + written[place + 1] + written[place] + written[place + 2 :]
    if rng.random() < 0.15 and name.isascii():
        written = rng.choice(LABELS).format(written, rng.randrange(10**9))
        return written[:70].rstrip()
    return written[: rng.choice(WIDTHS)].rstrip()


def branch_name(name: str, place: str) -> str:
    """Return the name of a company's branch: the place in brackets before the legal form."""
    form = max((form for forms in FORMS.values() for form in forms if name.endswith(f" {form}")), key=len)
    return f"{name.removesuffix(form)}({place}) {form}"


def account_of(customer_id: int, country: str) -> str:
    """Return a customer's bank account, always the same and no other customer's."""
    number = customer_id * 7_919 + 10_000_000
    if country in {"DE", "NL", "GB"}:
        return f"{country}{number % 89 + 10}BANK{number:012d}"
    return f"{number % 900 + 100}-{number:09d}"
