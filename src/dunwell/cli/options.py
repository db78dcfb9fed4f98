"""Kinds of values that several commands take on the command line."""

from decimal import Decimal, InvalidOperation

import click


class Pair(click.ParamType):
    """Two words with an equals sign between them, as `form` shows."""

    def __init__(self, form: str) -> None:
        self.name = form

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Return what stands left and right of the first equals sign."""
        left, mark, right = value.partition("=")
        if not mark or not left.strip():
            self.fail(f"write it as {self.name}", param, ctx)
        return left.strip(), right.strip()


class Amount(click.ParamType):
    """A plain decimal number."""

    name = "AMOUNT"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """Return the number; grouping commas and underscores are allowed."""
        try:
            number = Decimal(value.replace(",", "").replace("_", ""))
        except InvalidOperation:
            self.fail(f"{value} is not an amount; write it as 1234.56", param, ctx)
        if not number.is_finite():
            self.fail(f"{value} is not an amount; write it as 1234.56", param, ctx)
        return number
