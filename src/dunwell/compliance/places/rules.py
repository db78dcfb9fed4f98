"""Signs of where a customer is, and the time zones and places of law that each allows.

A sign never outweighs another: an area code may be far from where its owner lives, an address may be old. What signs
allow is put together, and the gate asks for an hour that is right in all of them.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.core import get_global

from dunwell.compliance.hours.rules import zone_of
from dunwell.compliance.jurisdictions.rules import Where

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

EASTERN, CENTRAL, MOUNTAIN = "America/New_York", "America/Chicago", "America/Denver"
PACIFIC, ALASKA, HAWAII = "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu"
ARIZONA = "America/Phoenix"
NORTH_AMERICA = 1

_UNITED_STATES = {
    (EASTERN,): "CT DC DE GA MA MD ME NC NH NJ NY OH PA RI SC VA VT WV",
    (CENTRAL,): "AL AR IA IL LA MN MO MS OK WI",
    (MOUNTAIN,): "CO MT NM UT WY",
    (PACIFIC,): "CA NV WA",
    (EASTERN, CENTRAL): "FL IN KY MI TN",
    (CENTRAL, MOUNTAIN): "KS ND NE SD TX",
    (MOUNTAIN, PACIFIC): "ID OR",
    (ARIZONA, MOUNTAIN): "AZ",
    (ALASKA, "America/Adak"): "AK",
    (HAWAII,): "HI",
    ("America/Puerto_Rico",): "PR VI",
    ("Pacific/Guam",): "GU MP",
    ("Pacific/Pago_Pago",): "AS",
}
_CANADA = {
    ("America/St_Johns", "America/Halifax"): "NL",
    ("America/Halifax",): "NS PE NB",
    ("America/Toronto", "America/Halifax"): "QC",
    ("America/Toronto", "America/Winnipeg"): "ON",
    ("America/Winnipeg",): "MB",
    ("America/Regina", "America/Edmonton"): "SK",
    ("America/Edmonton",): "AB",
    ("America/Vancouver", "America/Edmonton", "America/Dawson_Creek"): "BC",
    ("America/Whitehorse",): "YT",
    ("America/Yellowknife",): "NT",
    ("America/Iqaluit", "America/Winnipeg", "America/Edmonton"): "NU",
}
_AUSTRALIA = {
    ("Australia/Sydney",): "ACT VIC",
    ("Australia/Sydney", "Australia/Adelaide"): "NSW",
    ("Australia/Hobart",): "TAS",
    ("Australia/Brisbane",): "QLD",
    ("Australia/Adelaide",): "SA",
    ("Australia/Darwin",): "NT",
    ("Australia/Perth",): "WA",
}


def _by_part(table: Mapping[tuple[str, ...], str]) -> dict[str, tuple[str, ...]]:
    return {part: zones for zones, parts in table.items() for part in parts.split()}


PARTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "US": _by_part(_UNITED_STATES),
    "CA": _by_part(_CANADA),
    "AU": _by_part(_AUSTRALIA),
}
"""The zones of each part of the countries whose parts differ; where a part has two, both count."""

_US_AREA_CODES = {
    "AK": "907",
    "AL": "205 251 256 334 659 938",
    "AR": "327 479 501 870",
    "AZ": "480 520 602 623 928",
    "CA": "209 213 279 310 323 341 350 369 408 415 424 442 510 530 559 562 "
    "619 626 628 650 657 661 669 707 714 738 747 760 805 818 820 831 840 858 909 916 925 949 951",
    "CO": "303 719 720 748 970 983",
    "CT": "203 475 860 959",
    "DC": "202 771",
    "DE": "302",
    "FL": "239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954",
    "GA": "229 404 470 478 678 706 762 770 912 943",
    "HI": "808",
    "IA": "319 515 563 641 712",
    "ID": "208 986",
    "IL": "217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 872",
    "IN": "219 260 317 463 574 765 812 930",
    "KS": "316 620 785 913",
    "KY": "270 364 502 606 859",
    "LA": "225 318 337 504 985",
    "MA": "339 351 413 508 617 774 781 857 978",
    "MD": "227 240 301 410 443 667",
    "ME": "207",
    "MI": "231 248 269 313 517 586 616 734 810 906 947 989",
    "MN": "218 320 507 612 651 763 952",
    "MO": "235 314 417 557 573 636 660 816 975",
    "MS": "228 601 662 769",
    "MT": "406",
    "NC": "252 336 472 704 743 828 910 919 980 984",
    "ND": "701",
    "NE": "308 402 531",
    "NH": "603",
    "NJ": "201 551 609 640 732 848 856 862 908 973",
    "NM": "505 575",
    "NV": "702 725 775",
    "NY": "212 315 329 332 347 363 516 518 585 607 631 646 680 716 718 838 845 914 917 929 934",
    "OH": "216 220 234 283 326 330 380 419 440 513 567 614 740 937",
    "OK": "405 539 572 580 918",
    "OR": "458 503 541 971",
    "PA": "215 223 267 272 412 445 484 570 582 610 717 724 814 835 878",
    "RI": "401",
    "SC": "803 821 839 843 854 864",
    "SD": "605",
    "TN": "423 615 629 731 865 901 931",
    "TX": "210 214 254 281 325 346 361 409 430 432 469 512 682 713 726 "
    "737 806 817 830 832 903 915 936 940 945 956 972 979",
    "UT": "385 435 801",
    "VA": "276 434 540 571 686 703 757 804 826 948",
    "VI": "340",
    "VT": "802",
    "WA": "206 253 360 425 509",
    "WI": "262 274 353 414 534 608 715 920",
    "WV": "304 681",
    "WY": "307",
}
_CA_AREA_CODES = {
    "AB": "368 403 587 780 825",
    "BC": "236 250 604 672 778",
    "MB": "204 431 584",
    "NB": "428 506",
    "NL": "709 879",
    "NS": "902",
    "NT": "867",
    "ON": "226 249 289 343 365 382 416 437 519 548 613 647 683 705 742 753 807 905 942",
    "QC": "263 273 354 367 418 438 450 468 514 579 581 819 873",
    "SK": "306 474 639",
    "YT": "867",
}
_NEW_YORK_CITY = frozenset(["212", "332", "347", "646", "718", "917", "929"])
AREA_CODES: Mapping[str, tuple[str, str]] = {
    code: (country, part)
    for country, table in (("US", _US_AREA_CODES), ("CA", _CA_AREA_CODES))
    for part, codes in table.items()
    for code in codes.split()
}
"""Country and part of each area code of the North American plan; a code of no part is not here."""


@lru_cache(maxsize=4096)
def zones_of_place(country: str, subdivision: str = "") -> tuple[str, ...]:
    """Return every zone that a place may be in: of its part where that is known, else of the whole country; maybe none.

    Codes are ISO 3166 (`US`, `MA`). Zones whose clocks agree all year are told once.
    """
    country, subdivision = country.upper(), subdivision.upper()
    known = PARTS.get(country, {})
    if subdivision in known:
        return known[subdivision]
    if known:
        return distinct_zones(zone for zones in known.values() for zone in zones)
    found = (zone for zone, territory in get_global("zone_territories").items() if territory == country)
    return distinct_zones(found)


def distinct_zones(zones: Iterable[str]) -> tuple[str, ...]:
    """Return the zones without those whose clock agrees with an earlier one in every month of a year."""
    kept: dict[tuple[object, ...], str] = {}
    for zone in zones:
        clock = tuple(datetime(2026, month, 15, tzinfo=zone_of(zone)).utcoffset() for month in range(1, 13))
        kept.setdefault(clock, zone)
    return tuple(kept.values())


@lru_cache(maxsize=65536)
def zones_of_number(number: str) -> tuple[str, ...]:
    """Return the zones of a number's area code (`+12125550123`); none where the number says nothing of a place."""
    parsed = _placed(number)
    if parsed is None:
        return ()
    from phonenumbers import timezone

    known = timezone.time_zones_for_number(parsed)
    return distinct_zones(zone for zone in known if zone != "Etc/Unknown")


@lru_cache(maxsize=65536)
def where_of_number(number: str) -> Where | None:
    """Return where a number's area code lies, with its part in the United States and Canada; None for nowhere."""
    parsed = _placed(number)
    if parsed is None:
        return None
    from phonenumbers import region_code_for_number

    if parsed.country_code == NORTH_AMERICA:
        code = str(parsed.national_number)[:3]
        if code in AREA_CODES:
            return Where(*AREA_CODES[code], city="New York" if code in _NEW_YORK_CITY else "")
    country = region_code_for_number(parsed)
    return Where(country) if country else None


def _placed(number: str) -> "PhoneNumber | None":
    """Return a number that belongs to a place or to a person; None for one that anybody can answer from anywhere."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return None
    anywhere = {phonenumbers.PhoneNumberType.TOLL_FREE, phonenumbers.PhoneNumberType.VOIP}
    return None if phonenumbers.number_type(parsed) in anywhere else parsed
