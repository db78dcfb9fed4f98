"""What a BAI2 type code means: which way the money moved and how, or that it is no movement at all.

Source: Cash Management Balance Reporting Specifications, version 2, appendix A (uniform type codes); X9.121 BTRS. Codes
that the appendix does not list are a bank's own and go by their range.
"""

from functools import lru_cache
from typing import NamedTuple

from dunwell.exchange.reading.statements import LineKind


class Meaning(NamedTuple):
    """One type code: `sign` is 1 for credits, -1 for debits, 0 where nothing moved; then `skipped` says what it is."""

    sign: int
    kind: LineKind = LineKind.OTHER
    is_reversal: bool = False
    skipped: str = ""


def _codes(text: str) -> frozenset[int]:
    return frozenset(map(int, text.split()))


# Sums over what is listed besides; a transaction never has them, but some banks send them as one.
_SUMMARIES = _codes(
    "100 101 102 103 104 105 106 107 109 110 120 130 131 140 146 150 160 162 163 167 170 178 180 182 185 186 188 190 "
    "200 205 207 210 215 230 231 239 245 250 251 256 260 270 271 280 285 294 302 303 304 305 307 309 310 315 316 318 "
    "319 320 321 324 325 326 327 328 329 330 332 336 338 340 341 343 350 352 355 356 360 361 370 385 389 390 400 401 "
    "402 403 404 405 406 410 412 416 420 430 446 450 463 465 467 470 471 478 480 482 486 490 500 505 507 510 515 530 "
    "532 534 536 537 539 550 551 556 560 570 580 583 584 585 586 587 588 590 594 596 601 602 610 611 612 613 614 615 "
    "617 618 621 623 625 626 628 630 632 640 646 650 655 665 670 685 689 690 720 760"
)
_KINDS = {
    LineKind.CHECK: _codes("115 116 118 170 171 172 173 174 175 176 184 187 189 221 222 301 415 472 474 475 "
                           "476 479 484 487 489 522"),
    LineKind.TRANSFER: _codes("121 122 135 136 142 143 145 156 164 165 166 169 191 195 196 198 201 206 208 216 227 275 "
                              "277 278 421 422 445 447 462 464 466 491 493 495 496 498 501 506 508 516 527 575 577 "
                              "578"),
    LineKind.DIRECT_DEBIT: _codes("155 435 451 452 455 469"),
    LineKind.CARD: _codes("147"),
    LineKind.CASH: _codes("295 353 366 595 629 666"),
    LineKind.FEE: _codes("224 398 524 564 567 661 698"),
    LineKind.INTEREST: _codes("242 244 346 354 359 544 654 659"),
    LineKind.RETURN: _codes("123 168 252 255 257 258 261 266 268 395 423 468 552 555 557 558 561 566 568 694"),
}  # fmt: skip
# What a deposit or batch is made of, by the code of the whole.
ITEMS_OF = {"115": "116", "135": "136", "142": "143", "145": "143", "155": "156", "342": "345", "445": "452",
            "447": "452", "451": "452"}  # fmt: skip


@lru_cache(maxsize=1000)
def meaning(code: str) -> Meaning | None:
    """Return what a type code of three digits means, or None where it is no code or nothing is known of its range."""
    if len(code) != 3 or not code.isdigit():
        return None
    number = int(code)
    if number == 890:
        return Meaning(0, skipped="non_monetary")
    if number < 100 or 700 <= number < 720 or 900 <= number < 920:
        return Meaning(0, skipped="status")
    if number in _SUMMARIES:
        return Meaning(0, skipped="summary")
    if 800 <= number < 900:
        return None
    is_credit = number < 400 or 720 <= number < 760 or 920 <= number < 960
    kind = next((kind for kind, codes in _KINDS.items() if number in codes), LineKind.OTHER)
    return Meaning(1 if is_credit else -1, kind, kind == LineKind.RETURN)
