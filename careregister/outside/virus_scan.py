"""Asking ClamAV whether a file is known to do harm (CAREREGISTER_CLAMAV).

unix:///run/clamav/clamd.ctl        tcp://host:3310        empty: nobody is asked
"""

from typing import BinaryIO

from django.conf import settings

SILENCE_SECONDS = 20.0  # the longest clamd may say nothing: it looks only once it has the whole file


class Unavailable(Exception):
    """Nobody can know: it is away, too slow, or could not look at this file."""


def is_configured() -> bool:
    return bool(settings.CLAMAV)


def found_in(file: BinaryIO) -> str:
    """The name of what was found in the file, empty when nothing was. Read from the start; Unavailable.

    Empty as well where no scanner is set up, which `check --deploy` warns of.
    """
    if not is_configured():
        return ""
    # Its library reads every installed package as it loads: seconds that only the first file should wait.
    from . import clamav

    file.seek(0)
    try:
        verdict, name = clamav.scanner(settings.CLAMAV, SILENCE_SECONDS).instream(file)["stream"]
    except (clamav.ClamdError, OSError, LookupError, TypeError, ValueError) as problem:
        raise Unavailable(str(problem)) from problem
    finally:
        file.seek(0)
    if verdict == "FOUND":
        return name or "unnamed"
    if verdict != "OK":
        raise Unavailable(f"{verdict} {name}")
    return ""
