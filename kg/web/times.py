"""Dates as people read them: an EDTF date in words, and nothing more exact than its source gave it.

In: EDTF. Out: text. What has no plain words stays as it is written.
"""

from __future__ import annotations

import re
from typing import Final

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_ABOUT: Final = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}


def tell_date(edtf: str) -> str:
    """An EDTF date in words; "undated" for an unknown one.

    >>> tell_date("2015-12-18"), tell_date("2015-12~"), tell_date("2001/2003"), tell_date("XXXX")
    ('18 December 2015', 'about December 2015', '2001 – 2003', 'undated')
    """
    if not edtf.strip("X-/."):
        return "undated"
    start, slash, end = edtf.partition("/")
    if not slash:
        return _single(edtf)
    if end in ("", ".."):
        return f"since {_single(start)}"
    return f"until {_single(end)}" if start in ("", "..") else f"{_single(start)} – {_single(end)}"


def _single(text: str) -> str:
    found = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)", text)
    if found is None or not 0 < int(found[2] or 1) <= len(_MONTHS):
        decade = re.fullmatch(r"(\d{3})X", text)
        return f"the {decade[1]}0s" if decade else text
    parts = [str(int(found[3])) if found[3] else "", _MONTHS[int(found[2]) - 1] if found[2] else "", found[1]]
    return _ABOUT.get(found[4], "") + " ".join(filter(None, parts))
