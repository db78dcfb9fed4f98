"""What a text says, as far as law asks: how to opt out, no more than limited content, no suit on an old debt.

Reading is strict: a voicemail that is not known to be limited is not, a message in which no way out is found has none.
English, Chinese (both scripts) and Filipino are read.
"""

import re
import unicodedata

OPT_OUT_KEYWORDS = frozenset(
    {"stop", "stopall", "quit", "end", "revoke", "opt out", "optout", "cancel", "unsubscribe",
     "停", "停止", "退訂", "退订", "取消訂閱", "取消订阅", "取消", "itigil", "tigil", "huwag na", "ihinto"}
)  # fmt: skip
"""Words that by themselves end a channel (47 CFR 64.1200(a)(10), and the same in two more languages)."""

_OPT_OUT_SAID = re.compile(
    r"\b(unsubscribe|opt(ing)?[ -]?out)\b"
    r"|\b(stop|quit|cease|no more|do not|don'?t|please end)\b[^.!?]{0,40}"
    r"\b(text(s|ing)?|call(s|ing)?|e-?mail(s|ing)?|messag(e|es|ing)|contact(s|ing)?|sms|phon(e|ing)|writ(e|ing))\b"
    r"|(不要|停止|唔好|勿)再?(傳|发|發|打|寄|聯絡|联络|致電|电)|取消訂閱|取消订阅|退訂|退订"
    r"|\b(itigil|tigilan|huwag|wag)\b[^.!?]{0,40}\b(text|tawag|tumawag|email|mensahe|mag-?text|mag-?email|kontak)",
    re.IGNORECASE,
)
_WAY_OUT = re.compile(
    r"\breply(ing)?\b[^.!?\n]{0,40}\b(stop|unsubscribe|quit|cancel|end)\b"
    r"|\b(text|send)\b[^.!?\n]{0,20}\b(stop|quit|cancel|end)\b"
    r"|\b(click|tap|follow|use)\b[^.!?\n]{0,40}\b(opt out|unsubscribe|stop)\b"
    r"|\bto (opt out|unsubscribe|stop (further|these|receiving|e-?mails?|texts?))\b"
    r"|\bunsubscribe\s*:?\s*https?://"
    r"|(回覆|回复|傳送|发送)[^。\n]{0,12}(停止|stop|退訂|退订)|(取消訂閱|取消订阅|退訂|退订)[^。\n]{0,12}(連結|链接|按|點|点|https?://)"
    r"|\b(sagot|sumagot|tumugon|mag-?reply|i-?reply|i-?text|mag-?text)\w*\b[^.!?\n]{0,30}\b(stop|itigil|tigil)\b",
    re.IGNORECASE,
)
_COSTS = re.compile(r"\b(fee|charge|premium rate|call us to opt out|write to us to opt out)\b", re.IGNORECASE)
_SUIT = re.compile(
    r"\b(sue|sued|suing|lawsuit|suit|litigat\w*|court|judge?ment|legal (action|proceedings?|steps)|attorney|lawyer"
    r"|solicitor|summons|garnish\w*)\b"
    r"|訴訟|诉讼|起訴|起诉|法庭|法院|法律行動|法律行动|律師|律师"
    r"|\b(kaso|demanda|idedemanda|kakasuhan|hukuman|korte|abogado|legal na aksyon)\b",
    re.IGNORECASE,
)
_DEBT_NAME = re.compile(r"\b(collect\w*|debts?|recover\w*|credit|receivables?|arrears|bailiff\w*)\b", re.IGNORECASE)

_NAME = r"(?P<name>[A-Z][\w'’-]*( [A-Z][\w'’-]*\.?){0,3})"
_BUSINESS = r"(?P<business>[A-Z0-9][\w&'’.,-]*( [A-Z0-9&][\w&'’.,-]*){0,5}?)"
_PHONE = r"(?P<phone>\+?[\d(][\d() .-]{5,18}\d)"
_CLOCK = r"\d{1,2}([:.]\d{2})? ?([ap]\.?m\.?)?"
_WEEKDAY = r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = r"(January|February|March|April|May|June|July|August|September|October|November|December)"
_DAYPART = rf"today|tomorrow|any ?time|any weekday|any day|weekdays?|noon|{_WEEKDAY}s?|{_CLOCK}"
_WHEN = (
    rf"({_DAYPART}|on|from|until|between|to|and|or|through|at|(Eastern|Central|Mountain|Pacific|local)( time)?|[,;])"
)
_HELLO = r"(?i:(hi|hello|good (morning|afternoon|evening)|greetings)( there)?[,.!]? )?"
_CALLING = r"(?i:,? (and )?((i am|i'm) )?calling)?"
_WHO = rf"(?i:this is|my name is|it is|it's) {_NAME}{_CALLING} (?i:from|with|of|for) {_BUSINESS}"
_TOLD = rf"((?i:it is) {_CLOCK}( on)?( {_WEEKDAY})?(, {_MONTH} \d{{1,2}}(, \d{{4}})?)?\.? )?"
_VERBS = r"(contact|call|reach|return my call to|reply to|call back)"
_ASK = rf"(?i:(please|kindly|you may|you can|could you( please)?) {_VERBS})"
_OTHERS = r"(?i:any (other )?(representative|colleague)|any of (our|my) (representatives|colleagues|associates))"
_WHOM = rf"( (?i:me|us))?( (?i:back))?( (?i:or) ({_OTHERS}|[A-Z][\w'’-]*( [A-Z][\w'’-]*){{0,2}}))?"
_THANKS = r"( (?i:thank you|thanks|goodbye|bye)\.?)?"
LIMITED = re.compile(rf"^{_HELLO}{_WHO}\.? {_TOLD}{_ASK}{_WHOM} (?i:at|on) {_PHONE}(,? {_WHEN})*\.?{_THANKS}$")
LONGEST_VOICEMAIL = 600
"""Characters: a longer voicemail is none of limited content, and is not looked at further."""


def plain(text: str) -> str:
    """Return a text with its spaces, widths and quotes made plain."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def is_opt_out(text: str) -> bool:
    """Return whether a person's message asks not to be reached this way: one word by itself, or a plain request."""
    said = plain(text).strip(" .!?\"'“”。！，,").casefold()
    return said in OPT_OUT_KEYWORDS or _OPT_OUT_SAID.search(said) is not None


def tells_way_out(text: str) -> bool:
    """Return whether a message tells a simple way to opt out, without a fee (12 CFR 1006.6(e))."""
    said = plain(text)
    found = _WAY_OUT.search(said)
    if found is None:
        return False
    around = said[max(0, found.start() - 40) : found.end() + 60]
    return _COSTS.search(around) is None


def is_limited_content(text: str) -> bool:
    """Return whether a voicemail is a limited-content message and nothing more (12 CFR 1006.2(j)).

    It names a natural person and a business whose name does not show that it collects debts, asks to be called, and
    gives a number; it may greet, tell the time, suggest times to reply, and offer a colleague. Any other word ends it.
    Only English ones are known to be limited.
    """
    said = plain(text)
    found = LIMITED.match(said) if len(said) <= LONGEST_VOICEMAIL else None
    return found is not None and _DEBT_NAME.search(found.group("business")) is None


def speaks_of_suit(text: str) -> bool:
    """Return whether a text speaks of suing, of courts or of lawyers at all."""
    return _SUIT.search(plain(text)) is not None
