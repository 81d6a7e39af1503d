"""The demo's members: most registrants are one, with what they paid; some are behind, paused, let off; one employer pays for
twelve. Told backwards from the day of loading, in few statements, and without asking the provider for anything.

`shares` is who becomes what, `named` are those whom docs/demo.md names, `writing` writes it all.
"""

from .named import EMPLOYER, NAMED
from .writing import load

__all__ = ["EMPLOYER", "NAMED", "load"]
