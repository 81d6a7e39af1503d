"""How the product says no: always with a named reason, never by a message somebody has to read to decide."""


class Refused(Exception):
    """A lawful "no". `reason` is a code; fronts have the words for it. `detail` holds codes, dates or numbers only."""

    def __init__(self, reason: str, **detail: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.reason} {self.detail}" if self.detail else self.reason


class NotAllowed(Refused):
    """This actor may not do this, or not now."""


class Unlawful(Refused):
    """The record would contradict its own rules: nothing was written."""


class Busy(Refused):
    """Somebody else was working on the same record for longer than three seconds: try again."""

    def __init__(self, reason: str = "busy", **detail: object) -> None:
        super().__init__(reason, **detail)


class LimitReached(Refused):
    """Tried too often. `seconds` until it may be tried again."""

    def __init__(self, reason: str, *, seconds: int, **detail: object) -> None:
        super().__init__(reason, **detail)
        self.seconds = seconds
