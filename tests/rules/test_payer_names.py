"""Names of payers as banks write them against names of customers as the book knows them."""

import re
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dunwell.cash.names.rules import (
    ALIKE,
    SAME,
    blocks_of,
    likeness,
    name_key,
)
from dunwell.cash.pairing.rules import candidate_pairs, frequent_blocks, likenesses
from dunwell.cash.spelling.rules import hong_kong_spellings, some_spellings, without_noise, words_of
from dunwell.runs.sample.names import HK_KIND, HK_WORDS

ONE_PARTY = [
    ("ACME LOGISTICS LLC", "Acme Logistics, L.L.C."),
    ("ACME LOGISTICS", "Acme Logistics, LLC"),
    ("Müller & Söhne GmbH", "MUELLER UND SOEHNE GMBH"),
    ("Siemens Aktiengesellschaft", "Siemens AG"),
    ("SiemensAG", "Siemens AG"),
    ("Transportes García S.A. de C.V.", "TRANSPORTES GARCIA SA DE CV"),
    ("Maju Perdana Sdn. Bhd.", "MAJU PERDANA SENDIRIAN BERHAD"),
    ("Keppel Harbour Pte Ltd", "KEPPEL HARBOUR PRIVATE LIMITED"),
    ("FABERLIC EUROPE", "Faberlic Europe Sp. z o.o."),
    ("OOO Romashka", "ООО «Ромашка»"),
    ("The Goodwill Company", "GOOD WILL CO"),
    ("First National Bank", "1ST NATL BANK"),
    ("Pacific Manufacturing Intl Ltd", "PACIFIC MFG INTERNATIONAL LIMITED"),
    ("Group Quitzon", "Quitzon Group"),
    ("Hansen Hoppe Tillman", "TILLMAN HANSEN HOPPE"),
    ("KKR Asian Fund III L.P.", "KKR ASIAN FUND 3 LP"),
    ("A.B.C. (H.K.) Co. Ltd", "ABC Hong Kong Company Limited"),
    ("ABC Imports DBA Blue Whale", "BLUE WHALE LLC"),
    ("Crystalord Ltd", "CRYSTALORD LIMITED"),
    ("Hil_pert-Gibson", "Hilpert-Gibson"),
    ("GOLINKEN SHAMONWIN FOODS GMBH & CO", "Golinken Shamonwin Foods GmbH & Co. KG"),
    ("WINWINMON CORTOLFAL TRDG SA DE", "Winwinmon Cortolfal Trading S.A. de C.V."),
    ("LUNG MAN FUNG TECHNOLOGY LT", "Lung Man Fung Technology Limited"),
    ("FROM KIN PO CHEUNG LOGISTICS LIMITED", "Kin Po Cheung Logistics Limited"),
    # What the bank wrote around it, and where it cut.
    ("ORIG CO NAME:ACME LOGISTICS LLC ORIG ID:1234567890", "Acme Logistics, LLC"),
    ("ACH CREDIT FROM ACME LOGISTICS 2026-03-01", "Acme Logistics LLC"),
    ("/GB29NWBK60161331926819 1/ACME LTD 2/1 HIGH STREET", "Acme Limited"),
    ("B/O MERIDIAN FOODS INC REF 20260301-8812", "Meridian Foods Inc"),
    ("SHENZHEN HUAQIANG ELECTRONICS TRADI", "Shenzhen Huaqiang Electronics Trading Co., Ltd."),
    ("NORTHERN LIGHTS SEAFOOD PRO", "Northern Lights Seafood Processing Limited"),
    # Chinese in both scripts, and in Latin letters.
    ("陳大文貿易有限公司", "陈大文贸易有限公司"),
    ("永興貿易有限公司 WING HING TRADING LTD", "Wing Hing Trading Limited"),
    ("永興貿易有限公司", "WING HING TRADING LTD"),
    ("深圳市华强电子有限公司", "Shenzhen Huaqiang Electronics Co., Ltd."),
    ("深圳市華強電子有限公司", "SHENZHEN HUA QIANG ELECTRONICS CO LTD"),
    ("张记餐厅", "CHEUNG KEE RESTAURANT"),
    ("阿里巴巴", "Alibaba"),
    ("トヨタ自動車株式会社", "Toyota Motor Corporation"),
    ("삼성전자주식회사", "삼성전자"),
]
WORTH_A_LOOK = [
    ("IBM Corp", "International Business Machines Corporation"),
    ("BMW AG", "Bayerische Motoren Werke AG"),
    ("J SMITH TRADING", "John Smith Trading Ltd"),
    ("CHAN TAI MAN", "陳大文"),
    ("TAI MAN CHAN", "Chan Tai Man"),
    ("Cristalord Ltd", "Crystalord Ltd"),
    ("Appel Inc", "Apple Inc"),
    ("Hessel-WaSlcwi", "Hessel-Waelchi"),
]
TWO_PARTIES = [
    ("North Star Freight", "South Star Freight"),
    ("Depot 1 Ltd", "Depot 2 Ltd"),
    ("Apollo Fund VIII L.P.", "Apollo Fund IX L.P."),
    ("Bowne Solutions (France) SARL", "Bowne Solutions (Germany) GmbH"),
    ("Bank of China (Hong Kong) Limited", "Bank of China (Australia) Limited"),
    ("BAE Systems, Inc.", "BAE Industries, Inc."),
    ("Blinq Holdings Pty Ltd", "Bailey Holdings Pty Ltd"),
    ("Pacific Trading Ltd", "Atlantic Trading Ltd"),
    ("Con Traffic SRL", "Pro Traffic SRL"),
    ("Management Company 23", "Management Company"),
    ("Kane Ltd", "Lane Ltd"),
    ("SING MAN WAH TRADING LTD", "Sing Wah Man Trading Limited"),
    ("GUANGZHOU CHENGXINGXING TECH", "Guangzhou Changxingming Technology Co., Ltd."),
    ("TIPELGAR ENFALMA SHIPPING (", "Tipelgar Enfalma Shipping B.V."),
    ("HUBRIKEN FROJUNPEL HARDWARE", "Hubriken Frojunpel Hardware (North) AG"),
    ("Wing Hing Trading Ltd", "Wing Shing Trading Ltd"),
    ("永興貿易有限公司", "WING SHING TRADING LTD"),
    ("永興貿易有限公司", "永盛貿易有限公司"),
    ("华强电子有限公司", "华为电子有限公司"),
    ("", "Acme Ltd"),
    ("Ltd", "Limited Foods"),
]


@pytest.mark.parametrize(("payer", "customer"), ONE_PARTY)
def test_one_party_is_the_same_and_shares_a_block(payer: str, customer: str) -> None:
    assert likeness(payer, customer) >= SAME
    assert blocks_of(payer) & blocks_of(customer)


@pytest.mark.parametrize(("payer", "customer"), WORTH_A_LOOK)
def test_what_may_be_one_party_is_worth_a_look_but_not_certain(payer: str, customer: str) -> None:
    assert ALIKE <= likeness(payer, customer) < SAME
    assert blocks_of(payer) & blocks_of(customer)


@pytest.mark.parametrize(("payer", "customer"), TWO_PARTIES)
def test_two_parties_are_not_alike(payer: str, customer: str) -> None:
    assert likeness(payer, customer) < ALIKE


def test_another_legal_form_is_never_the_same() -> None:
    assert likeness("Deutsche Kabel AG", "Deutsche Kabel GmbH") < SAME
    assert likeness("Deutsche Kabel", "Deutsche Kabel GmbH") >= SAME


def test_every_hong_kong_shop_is_found_by_its_english_name_and_no_other() -> None:
    shops = [
        (one[0] + two[0] + kind[0], f"{one[1]} {two[1]} {kind[1]}")
        for (one, two), kind in zip(combinations(HK_WORDS[:12], 2), list(HK_KIND) * 6, strict=False)
    ]
    assert len(shops) == 66
    for (place, (chinese, _)), (other, (_, english)) in product(enumerate(shops), enumerate(shops)):
        alike = likeness(chinese, english)
        assert (alike >= SAME) == (place == other), (chinese, english, alike)


def test_a_name_is_read_without_what_the_bank_wrote_around_it() -> None:
    assert without_noise("WIRE TRANSFER FROM: ACME LTD VALUE DATE: 2026-03-01") == "ACME LTD"
    assert without_noise("12345678") == "12345678"
    assert without_noise("匯款人：陳大文") == "陳大文"
    assert without_noise("Reference Data Holdings Ltd") == "Reference Data Holdings Ltd"


def test_words_are_unified_and_legal_forms_taken_off() -> None:
    words = words_of("The Forty-Four Intl. Bros & Co., Ltd.")
    assert (words.tokens, words.legal) == (("44", "international", "brothers"), {"ltd"})
    assert words_of("Ltd").tokens == ("ltd",)


def test_cantonese_syllables_are_written_as_hong_kong_writes_them() -> None:
    expected = {"zoeng": "cheung", "can": "chan", "wong": "wong", "hing": "hing", "gwok": "kwok", "jyun": "yuen"}
    assert {one: name for one, name in expected.items() if name not in hong_kong_spellings(one)} == {}
    assert {"chanwing", "chenyong"} <= set(some_spellings("陈永"))


NAMES = st.text(
    alphabet=st.sampled_from("abc defg NORTH south 12 LtdGmbH.,&-/陳永興貿易有限公司ÄéжОカ한"), min_size=0, max_size=30
) | st.sampled_from([name for pair in ONE_PARTY + TWO_PARTIES for name in pair])


@given(NAMES, NAMES)
@settings(max_examples=300, deadline=None)
def test_likeness_is_the_same_both_ways_and_between_nought_and_one(one: str, other: str) -> None:
    found = likeness(one, other)
    assert found == likeness(other, one)
    assert 0.0 <= found <= 1.0


@given(NAMES)
@settings(max_examples=200, deadline=None)
def test_a_name_is_like_itself_however_it_is_cased(name: str) -> None:
    key = name_key(name)
    if key.forms and key.forms[0].full:
        assert likeness(name, f" {name} ") >= SAME


def _crowd(count: int) -> list[str]:
    syllables = re.findall("..", "baterimolinogoravestokedahupesacorinialenshawifroga")[:24]
    kinds = ["Trading", "Group", "Logistics", "Freight", "Foods", "Supply", "Electronics", "International"]
    return [
        f"{syllables[n % 24]}{syllables[n // 24 % 24]}{syllables[n // 576 % 24]} {kinds[n % 8]} Ltd".title()
        for n in range(count)
    ]


def test_blocks_spare_nearly_all_comparisons_and_lose_no_true_pair() -> None:
    customers = [name_key(name) for name in _crowd(4000)]
    payers = [name_key(name.upper().replace("LTD", "LIMITED")) for name in _crowd(4000)]
    pairs = set(candidate_pairs(payers, customers))
    assert {(place, place) for place in range(4000)} <= pairs
    assert len(pairs) < 4000 * 120


def test_a_block_that_hundreds_share_is_named() -> None:
    keys = [name_key(name) for name in _crowd(600)]
    frequent = frequent_blocks(keys, above=20)
    assert frequent
    assert all(count == sum(block in key.blocks for key in keys) > 20 for block, count in frequent.items())


def test_many_pairs_at_once_are_scored_as_one_by_one() -> None:
    pairs = ONE_PARTY + WORTH_A_LOOK + TWO_PARTIES
    found = likenesses([name_key(one) for one, _ in pairs], [name_key(other) for _, other in pairs], floor=0.0)
    expected = [likeness(one, other) for one, other in pairs]
    near = [place for place, score in enumerate(expected) if score >= ALIKE]
    assert np.array_equal(found[near], np.array(expected)[near])
    assert (found <= np.array(expected)).all()
