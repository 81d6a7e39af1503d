"""Three thousand invented registrants with their histories, the same every time: for the demo and for stories.

Everything is as on `ANCHOR`. `cast` are the staff who decide, `story` writes one life, `lives` invents lives by share,
`famous` are the entries that docs/demo.md names, `queue` is what waits for staff, `loading` writes it all.
"""

from .loading import ANCHOR, FAMOUS, SIZE, load

__all__ = ["ANCHOR", "FAMOUS", "SIZE", "load"]
