"""Where a customer may be: zones and law of an address and of an area code."""

import pytest

from dunwell.compliance.jurisdictions.rules import Where, jurisdictions_of
from dunwell.compliance.places.rules import PARTS, where_of_number, zones_of_number, zones_of_place


@pytest.mark.parametrize(
    ("country", "part", "zones"),
    [
        ("US", "MA", ("America/New_York",)),
        ("US", "IN", ("America/New_York", "America/Chicago")),
        ("US", "AZ", ("America/Phoenix", "America/Denver")),
        ("us", "tx", ("America/Chicago", "America/Denver")),
        ("AU", "QLD", ("Australia/Brisbane",)),
        ("HK", "", ("Asia/Hong_Kong",)),
        ("PH", "", ("Asia/Manila",)),
        ("GB", "SCT", ("Europe/London",)),
        ("", "", ()),
    ],
)
def test_a_place_has_every_zone_it_may_be_in(country, part, zones) -> None:
    assert zones_of_place(country, part) == zones


def test_an_unknown_part_of_a_country_is_any_part() -> None:
    assert set(zones_of_place("AU", "")) == set(zones_of_place("AU", "nowhere"))
    assert len(zones_of_place("AU", "")) >= 5
    assert "Pacific/Honolulu" in zones_of_place("US", "")


def test_every_state_and_province_has_a_zone() -> None:
    assert len(PARTS["US"]) == 56  # fifty states, the District and five territories
    assert len(PARTS["CA"]) == 13
    assert all(zones_of_place(country, part) for country, parts in PARTS.items() for part in parts)


@pytest.mark.parametrize(
    ("number", "where", "zones"),
    [
        ("+12125550123", Where("US", "NY", "New York"), ("America/New_York",)),
        ("+16175550123", Where("US", "MA"), ("America/New_York",)),
        ("+13125550123", Where("US", "IL"), ("America/Chicago",)),
        ("+12025550123", Where("US", "DC"), ("America/New_York",)),
        ("+14165550123", Where("CA", "ON"), ("America/Toronto",)),
        ("+639171234567", Where("PH"), ("Asia/Manila",)),
        ("+85223456789", Where("HK"), ("Asia/Hong_Kong",)),
        ("+61731234567", Where("AU"), ("Australia/Brisbane",)),
        ("+18005550123", None, ()),
        ("five", None, ()),
        ("", None, ()),
    ],
)
def test_an_area_code_says_where_its_number_was_given_out(number, where, zones) -> None:
    assert where_of_number(number) == where
    assert zones_of_number(number) == zones


@pytest.mark.parametrize(
    ("signs", "keys"),
    [
        ((), ("house",)),
        ((Where("US", "MA"),), ("house", "us", "us_ma")),
        ((Where("US", "NY", "Albany", "12207"),), ("house", "us", "us_ny")),
        ((Where("US", "NY", "", "10013-1234"),), ("house", "us", "us_ny", "us_nyc")),
        ((Where("US", "NY", "new york"), Where("US", "CA")), ("house", "us", "us_ca", "us_ny", "us_nyc")),
        ((Where("IE"), Where("GB")), ("house", "eu", "gb")),
        ((Where("CA", "ON"),), ("house", "ca_on")),
        ((Where("CA", "AB"),), ("house",)),
        ((Where("ph"), Where("HK"), Where("AU", "QLD")), ("house", "au", "hk", "ph")),
    ],
)
def test_every_sign_brings_its_law(signs, keys) -> None:
    assert jurisdictions_of(signs) == keys
