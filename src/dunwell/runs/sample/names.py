"""Names for the sample book: invented, composed from ordinary words, and none meant to be anyone.

Mail addresses end in `.example`. Phone numbers cannot ring: United States ones lie in the 555-0100 to 555-0199 range
kept for fiction; Hong Kong and Philippine ones use leading digits that no operator has.
"""

import re
from collections.abc import Iterator
from random import Random


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(text.split("|"))


BROKER_FIRST = _words(
    "Alder Ash Birch Cedar Copper Cotton Elder Fern Flint Granite Hawk Heron Iron Juniper Lark Maple Marsh Oak Otter "
    "Pine Quarry Raven River Sage Silver Stone Sumac Timber Walnut Willow"
)
BROKER_SECOND = _words("brook dale field ford gate grove haven line mark mill port ridge run side vale way wood")
BROKER_KIND = _phrases(
    "Logistics LLC|Freight Brokers Inc|Brokerage LLC|Transport Partners LLC|Lane Services Inc|Supply Chain LLC|"
    "Freight Solutions Inc|Load Services LLC|Transportation Group Inc|Shipping Co"
)

US_GIVEN = _words(
    "Alicia Andre Angela Brian Carla Carmen Craig Dana Darnell Denise Derek Diego Erin Frank Gloria Hannah Ivan "
    "Jasmine Jerome Joan Karen Keith Latoya Leah Luis Maria Martin Megan Nadia Neil Olga Paula Pedro Priya Quentin "
    "Rachel Raymond Renee Sandra Scott Sofia Steven Tamara Terrence Tina Victor Wanda Wesley Yolanda"
)
US_FAMILY = _words(
    "Abbott Alvarez Bauer Becker Bishop Boyd Brennan Castillo Chavez Coleman Cortez Dalton Delgado Dixon Farrell "
    "Fischer Fuentes Gallagher Garrett Hanson Hardin Hobbs Holloway Jennings Kowalski Lambert Larsen Lindgren Mercer "
    "Molina Moran Nolan Novak Okafor Olsen Padilla Pruitt Quinn Ramsey Ritter Salazar Shah Soto Tran Vance Velez "
    "Wagner Whitaker Yates"
)

# Characters with a Cantonese romanization as a Hong Kong company would register it.
HK_WORDS = tuple(
    (pair[0], pair[1:])
    for pair in _words(
        "永Wing 昌Cheong 興Hing 隆Lung 盛Shing 泰Tai 利Lee 和Wo 德Tak 金Kam 華Wah 豐Fung 源Yuen 祥Cheung 恒Hang 裕Yue "
        "新Sun 大Tai 誠Shing 信Shun 達Tat 康Hong 嘉Ka 美Mei 寶Po 富Fu 國Kwok 東Tung 南Nam 海Hoi 星Sing 明Ming"
    )
)
HK_KIND = (
    ("貿易有限公司", "Trading Limited"),
    ("五金有限公司", "Hardware Limited"),
    ("餐廳", "Restaurant"),
    ("茶餐廳", "Cafe"),
    ("超級市場有限公司", "Supermarket Limited"),
    ("電子有限公司", "Electronics Limited"),
    ("家品有限公司", "Homeware Limited"),
    ("文具公司", "Stationery Company"),
    ("建材有限公司", "Building Materials Limited"),
    ("酒店用品有限公司", "Hotel Supplies Limited"),
    ("藥房", "Dispensary"),
    ("餅店", "Bakery"),
)
HK_FAMILY = tuple(
    (pair[0], pair[1:])
    for pair in _words(
        "陳Chan 李Lee 黃Wong 張Cheung 林Lam 何Ho 梁Leung 吳Ng 鄭Cheng 劉Lau 馮Fung 葉Yip 鄧Tang 謝Tse "
        "許Hui 郭Kwok 曾Tsang 余Yu 潘Poon 羅Law"
    )
)
HK_GIVEN = tuple(
    (pair[:2], pair[2:].replace("-", " "))
    for pair in _words(
        "美玲Mei-Ling 志強Chi-Keung 嘉慧Ka-Wai 家明Ka-Ming 詠詩Wing-Sze 偉文Wai-Man 淑芬Shuk-Fan 國雄Kwok-Hung "
        "佩珊Pui-Shan 子健Tsz-Kin 麗華Lai-Wah 俊傑Chun-Kit 慧敏Wai-Man 建國Kin-Kwok 曉彤Hiu-Tung 兆基Siu-Kei"
    )
)
HK_DISTRICTS = (
    ("中環", "Central"),
    ("銅鑼灣", "Causeway Bay"),
    ("旺角", "Mong Kok"),
    ("尖沙咀", "Tsim Sha Tsui"),
    ("沙田", "Sha Tin"),
    ("荃灣", "Tsuen Wan"),
    ("元朗", "Yuen Long"),
    ("觀塘", "Kwun Tong"),
    ("北角", "North Point"),
    ("屯門", "Tuen Mun"),
    ("大埔", "Tai Po"),
    ("將軍澳", "Tseung Kwan O"),
    ("香港仔", "Aberdeen"),
    ("深水埗", "Sham Shui Po"),
)

PH_GIVEN = _words(
    "Adelaida Andres Angelica Arnel Beatriz Benjie Carlo Cecilia Corazon Danilo Divina Edgar Eduardo Elena Emilio "
    "Fernando Gemma Gilbert Glenda Herminia Isagani Jerico Jocelyn Joel Josefina Kristine Leandro Liza Lorna "
    "Luzviminda Marivic Mateo Melchor Milagros Nestor Noel Norma Pilar Ramil Remedios Rodel Rowena Ruben Salvador "
    "Teresita Vicente"
)
PH_FAMILY = _words(
    "Abad Alcantara Aquino Bautista Belmonte Bernardo Cabrera Castro Cordero Cruz Dizon Domingo Enriquez Escobar "
    "Evangelista Fajardo Ferrer Galang Gatchalian Ilagan Javier Lacson Lim Macaraeg Magbanua Manalo Marasigan Mendoza "
    "Mercado Navarro Ocampo Panganiban Pascual Quiambao Ramos Reyes Rosales Salonga Santos Sarmiento Tolentino "
    "Umali Valdez Villareal Yap Zamora"
)
PH_PLACE = _phrases(
    "Amihan|Bayani|Dalisay|Habagat|Kalayaan|Ligaya|Liwayway|Luntian|Maharlika|Malaya|Mayon|Molave|Narra|Sampaguita|"
    "San Isidro|San Roque|Santa Clara|Santo Nino"
)
PH_SHOP = _phrases(
    "Bakery|Print Shop|Dental Clinic|Hardware|Travel Services|Accounting Services|Auto Supply|Learning Center|"
    "Water Station|Laundry|Pharmacy|Law Office|Internet Cafe|Hardware and Lumber|Catering Services|Veterinary Clinic"
)


def broker_names(rng: Random) -> Iterator[str]:
    """Yield distinct freight broker names, such as Alderbrook Logistics LLC."""
    firsts = [first + second for first in BROKER_FIRST for second in BROKER_SECOND if first[-1] != second[0]]
    rng.shuffle(firsts)
    for first in firsts:
        yield f"{first} {rng.choice(BROKER_KIND)}"


def trader_names(rng: Random) -> Iterator[tuple[str, str]]:
    """Yield distinct Hong Kong firms as (Chinese, English)."""
    pairs = [(a, b) for a in HK_WORDS for b in HK_WORDS if a[0] != b[0] and (a[0], b[0]) != ("永", "昌")]
    rng.shuffle(pairs)
    for first, second in pairs:
        chinese, english = rng.choice(HK_KIND)
        yield f"{first[0]}{second[0]}{chinese}", f"{first[1]} {second[1]} {english}"


def shop_names(rng: Random) -> Iterator[str]:
    """Yield distinct small Philippine firms, such as Santa Clara Dental Clinic."""
    names = [f"{place} {shop}" for place in PH_PLACE for shop in PH_SHOP]
    rng.shuffle(names)
    yield from names


def filipino_names(rng: Random) -> Iterator[str]:
    """Yield distinct Filipino personal names."""
    names = [f"{given} {family}" for given in PH_GIVEN for family in PH_FAMILY]
    rng.shuffle(names)
    yield from names


def us_person(rng: Random) -> str:
    """Return a personal name from the United States."""
    return f"{rng.choice(US_GIVEN)} {rng.choice(US_FAMILY)}"


def hk_person(rng: Random) -> tuple[str, str]:
    """Return a Hong Kong personal name as (Chinese, English)."""
    family, given = rng.choice(HK_FAMILY), rng.choice(HK_GIVEN)
    return family[0] + given[0], f"{family[1]} {given[1]}"


def slug(name: str) -> str:
    """Return the plain letters of a name, for a mail domain."""
    words = re.sub(r"\b(LLC|Inc|Co|Limited|Company)\b", "", name)
    return re.sub(r"[^a-z0-9]+", "", words.lower()) or "office"


def us_phone(rng: Random) -> str:
    """Return a United States number from the range kept for fiction."""
    area = rng.choice((202, 214, 303, 312, 404, 414, 503, 614, 615, 713, 816, 904))
    return f"+1{area}5550{rng.randint(100, 199)}"


def hk_phone(rng: Random) -> str:
    """Return a Hong Kong number that no operator has (no local number starts with 0)."""
    return f"+8520{rng.randint(0, 9_999_999):07d}"


def ph_phone(rng: Random) -> str:
    """Return a Manila number that no operator has (no local number starts with 0)."""
    return f"+6320{rng.randint(0, 9_999_999):07d}"
