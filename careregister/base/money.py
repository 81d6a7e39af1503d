"""Money: integer pence, written as people read it."""

from decimal import ROUND_HALF_UP, Decimal


def pounds(pence: int) -> str:
    """ "£3", "£36", "£2.50", "−£0.24": whole pounds without pence, a true minus sign, commas from a thousand."""
    whole, rest = divmod(abs(pence), 100)
    sign = "\N{MINUS SIGN}" if pence < 0 else ""
    return f"{sign}£{whole:,}" + (f".{rest:02d}" if rest else "")


def share(pence: int, percent: Decimal | str) -> int:
    """So many per cent of an amount, to the nearest penny, halves up."""
    return int((Decimal(pence) * Decimal(percent) / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
