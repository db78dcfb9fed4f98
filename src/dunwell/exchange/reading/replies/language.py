"""Which of the desk's languages an answer is written in: English, Chinese (whichever characters), Filipino."""

import re
import unicodedata
from functools import cache
from typing import Any

ENGLISH, CHINESE, FILIPINO, UNKNOWN = "en", "zh-Hant", "fil", "und"
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_JAPANESE_OR_KOREAN = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_ORDER = re.compile(r"\bP\.?O\.?\b")
_WORD = re.compile(r"[a-zñ]+(?:['’-][a-zñ]+)*")
_FILIPINO_WORDS = """
po opo ho oho ang ng sa namin amin kami kayo ninyo niyo nyo natin tayo ako ko akin siya sila nila niya hindi di ito
iyan iyon yan yun yung ung lang lamang mga wala walang pwede puwede salamat bayad bukas kahapon noong nung ngayon bago
hanggang kasi dahil pero tapos muna rin din daw raw naman na nasa para kung bakit saan kailan paano sino ano magkano
huwag wag tama mali sige pasensya paumanhin magandang umaga hapon gabi araw linggo buwan katapusan nabayaran nagbayad
magbayad magbabayad babayaran bayaran mababayaran pambayad utang pera hulugan hulog kaya kayang gipit reklamo abogado
natanggap pakipadala paki pahingi pa-send kopya resibo tseke cheke singil halaga kulang sobra sira doble naka-attach
kalakip abiso trabaho opisina babalik tatawag tumawag tawagan mag-email maling doon dito kumpanya amo ba eh nga mo
mong ni nina kay kina may mayroon meron
"""
_FILIPINO = frozenset(_FILIPINO_WORDS.split())
_SHARED = frozenset(["na", "di", "may", "ho", "ba", "ni", "mo", "eh", "ano", "sa"])
_ENGLISH_WORDS = """
the is are was were we you i to and this of for will have has please our your it not be on in with as by at from can
could would if do does did my me us thank thanks payment invoice paid pay send sent check that there he she they but
or no yes what when who where why stop unsubscribe copy sorry okay ok hello hi dear regards received noted attached am
been an any all out office wrong number remove opt me off leave alone again only today tomorrow yesterday
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
# Characters that only simplified writing uses.
_SIMPLIFIED = frozenset(
    "们这请发货单转账确认对户时间开给说话过还没钱码银联办经结余额订购买实际价错误问题处谢东业务关总计电邮样产双无应该让讨论诉讼师员职财报销税"
)


def plain(text: str) -> str:
    """Return text with wide letters and digits made narrow and odd spaces made plain; lines stay."""
    wide = unicodedata.normalize("NFKC", text) if not text.isascii() else text
    return re.sub(
        r"[^\S\n]+", " ", wide.replace("\u200b", "").replace("\ufeff", "").replace("’", "'").replace("‘", "'")
    )


def languages_of(text: str) -> tuple[str, ...]:
    """Return the languages a text is written in, the leading one first; several where it mixes them."""
    han = len(_CHINESE.findall(text))
    if len(_JAPANESE_OR_KOREAN.findall(text)) * 3 > han:
        han = 0
    words = [word for word in _WORD.findall(_ORDER.sub(" ", text).casefold()) if len(word) > 1 or word == "i"]
    filipino = sum(1.0 if word not in _SHARED else 0.5 for word in words if _is_filipino(word))
    english = sum(word in _ENGLISH for word in words)
    shares = {CHINESE: han / 1.7, FILIPINO: filipino * 2.2, ENGLISH: float(english)}
    if filipino >= 1 and filipino * 2.2 >= english:
        shares[ENGLISH] = min(shares[ENGLISH], shares[FILIPINO] * 0.9)
    total = sum(shares.values())
    if not total:
        return (UNKNOWN,)
    leading = sorted(shares, key=lambda name: -shares[name])
    return tuple(name for name in leading if shares[name] >= max(0.2 * total, 0.5)) or (leading[0],)


def _is_filipino(word: str) -> bool:
    if word in _FILIPINO:
        return True
    return re.match(
        r"(?:naka|nag|mag|pina|ipina|paki|pinaka)-?[a-z]{3,}|na-[a-z]{3,}|pa-[a-z]{3,}|mag-[a-z]+", word
    ) is not None and not re.match(
        r"mag(?:ic|net|azine|nify|nitude|ellan|gie|nus|nolia)|nag(?:ging|oya|s$)|pinand", word
    )


def traditional(text: str) -> str:
    """Return Chinese text in traditional characters, so that one set of phrases reads both."""
    return str(_converter().convert(text)) if any(letter in _SIMPLIFIED for letter in text) else text


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("s2hk")
