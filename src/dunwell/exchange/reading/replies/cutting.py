"""What of a mail is new: not what it quotes, not how it is signed, not what the mail system adds."""

import re
from typing import Any

_ATTRIBUTIONS = re.compile(
    r"(?i)^\W{0,3}(?:on\s.{4,200}\b(?:wrote|writes)\s*:|.{2,120}\bwrote:|am\s.{4,160}\bschrieb.{0,80}:"
    r"|le\s.{4,160}\ba écrit\s*:"
    r"|el\s.{4,160}\bescribió\s*:|noong\s.{4,160}\b(?:sumulat|isinulat|nagsulat).{0,80}:|(?:在|於"
    r"|于)?.{4,120}(?:寫道|写道|撰寫)\s*[:：])\s*$"
)
_STARTS_ATTRIBUTION = re.compile(r"(?i)^\s*(?:on|noong|在|於)\s?.{4,160}$")
_OLDER = re.compile(
    r"(?i)^\W*(?:-{2,}\s*(?:original message|original appointment|原始郵件|原郵件|原始邮件|forwarded message"
    r"|forwarded by|轉寄郵件)"
    r"|begin forwarded message|original message\s*[:：]?\s*$)"
)
_HEADERS = re.compile(
    r"(?i)^\W{0,4}\*?(from|sent|to|cc|date|subject|寄件者|寄件人|發件人|发件人|傳送日期|寄件日期|日期|收件者"
    r"|收件人|主旨|主題|主题"
    r"|von|gesendet|an|betreff|de|para|mula kay|petsa|paksa)\*?\s*[:：]"
)
_DEVICE = re.compile(
    r"(?i)^\s*(?:sent from my \w[\w ]{0,30}|sent (?:from|via|with) (?:outlook|yahoo|gmail|mail|samsung|proton"
    r"|my).{0,60}"
    r"|get outlook for .{1,20}|從我的\s*\w+\s*(?:傳送|發送)|从我的\s*\w+\s*发送|發自我的.{1,20}"
    r"|ipinadala mula sa aking .{1,20})\s*\.?\s*$"
)
_CLOSING = re.compile(
    r"(?i)^\s*(?:(?:with\s+)?(?:best|kind|kindest|warm|warmest|many)?\s*(?:regards|wishes|thanks)(?:\s+and\s+regards)?"
    r"|thank you(?: very much)?|thanks(?: again| a lot| in advance)?|cheers|(?:yours\s+)?(?:sincerely|truly"
    r"|faithfully)(?:\s+yours)?"
    r"|respectfully(?: yours)?|br|rgds|best|maraming salamat(?: po)?|salamat(?: po)?|lubos na gumagalang|gumagalang"
    r"|mit freundlichen grüßen|謝謝|多謝|感謝|此致|敬上|謹啟|謹上|順頌商祺|順祝商祺|敬祝商祺|祝好"
    r"|敬禮)\s*[,，。.!！]?\s*$"
)
_SMALL_PRINT = re.compile(
    r"(?i)(?:this (?:e-?mail|message|communication)(?: and any (?:attachments?|files))?.{0,60}(?:confidential"
    r"|privileged|intended)"
    r"|confidentiality (?:notice|note)|if you (?:are not|have received this).{0,60}(?:recipient|error)"
    r"|please consider the environment"
    r"|本(?:電郵|電子郵件|郵件|訊息).{0,40}(?:機密|保密|專用)|ang email na ito ay.{0,40}(?:kumpidensyal|confidential))"
)
_BANNER = re.compile(
    r"(?i)^\W*(?:\[?(?:external|ext)\]?(?: e?-?mail| sender)?\W*$|(?:caution|warning"
    r"|notice)\W.{0,40}(?:external|outside|originated)"
    r"|this (?:e-?mail|message) (?:originated|came) from outside|外部郵件|外來郵件|you don't often get email from)"
)
_QUOTING = re.compile(
    r"gmail_quote|gmail_attr|yahoo_quoted|moz-cite-prefix|protonmail_quote|zmail_extra|quoted-text", re.IGNORECASE
)
_QUOTING_IDS = frozenset(("appendonsend", "divRplyFwdMsg", "mail-editor-reference-message-container", "isReplyContent"))
_LONGEST_SIGNATURE = 10
_LONGEST_LINE = 90


def is_quotation(node: Any) -> bool:
    """Return whether a node of a page holds what the mail quotes, as the common mail programs mark it."""
    if node.tag == "blockquote" or node.get("id") in _QUOTING_IDS:
        return True
    return bool(_QUOTING.search(node.get("class") or ""))


def newest_words(text: str) -> str:
    """Return the sender's newest words; empty where a mail only quotes."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return "\n".join(_unsigned(_without_banner(_unquoted(lines)))).strip()


def _unquoted(lines: list[str]) -> list[str]:
    """Return lines without quoted ones; words between or below quoted lines stay, for some answer there."""
    kept: list[str] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        height = _attribution_height(lines, place)
        if _OLDER.match(line) or _is_header_block(lines, place) or re.fullmatch(r"\s*_{10,}\s*", line):
            break
        if height:
            rest = [one for one in lines[place + height :] if one.strip()]
            if not any(one.lstrip().startswith((">", "|")) for one in rest[:3]):
                break
            place += height
            continue
        if not line.lstrip().startswith(">"):
            kept.append(line)
        place += 1
    return kept


def _attribution_height(lines: list[str], place: int) -> int:
    """Return how many lines say who wrote what follows: none, one, or up to three that mail programs wrapped."""
    if _ATTRIBUTIONS.match(lines[place]):
        return 1
    if not _STARTS_ATTRIBUTION.match(lines[place]):
        return 0
    for height in (2, 3):
        if _ATTRIBUTIONS.match(" ".join(line.strip() for line in lines[place : place + height])):
            return height
    return 0


def _is_header_block(lines: list[str], place: int) -> bool:
    """Return whether an older mail's headers begin here: three in four lines."""
    return (
        bool(_HEADERS.match(lines[place]))
        and sum(bool(_HEADERS.match(line)) for line in [one for one in lines[place : place + 6] if one.strip()][:4])
        >= 3
    )


def _without_banner(lines: list[str]) -> list[str]:
    return [line for line in lines if not _BANNER.match(line)]


def _unsigned(lines: list[str]) -> list[str]:
    for place, line in enumerate(lines):
        if re.fullmatch(r"\s*--\s*", line) or _DEVICE.match(line) or _SMALL_PRINT.search(line):
            before = [one for one in lines[:place] if one.strip()]
            if before or not _DEVICE.match(line):
                return _unclosed(lines[:place])
    return _unclosed(lines)


def _unclosed(lines: list[str]) -> list[str]:
    """Return lines up to the closing words, where nothing but a short signature follows them."""
    for place, line in enumerate(lines):
        below = [one for one in lines[place + 1 :] if one.strip()]
        above = any(one.strip() for one in lines[:place])
        is_short = len(below) <= _LONGEST_SIGNATURE and all(len(one) <= _LONGEST_LINE for one in below)
        if above and is_short and _CLOSING.match(line):
            return lines[: place + 1]
    return lines
