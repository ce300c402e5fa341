"""What codes of votes, resolutions, dates and scopes mean in the data on the United Nations.

In: cells as the datasets write them. Out: options, symbols in the form of the UN Digital Library, EDTF dates. A code
that says less than it seems to is read as what it does say: see `find_resolution` and `read_date`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from kg.rows import VoteOption, VoteScope

# Voeten's codebook; 9 is "not a member".
NUMBERS: Final[dict[str, VoteOption | None]] = {
    "1": "yes", "2": "abstain", "3": "no", "8": "absent", "9": None,
}  # fmt: skip
# The UN Digital Library: X (earlier NV, or nothing) is a member that took no part.
LETTERS: Final[dict[str, VoteOption | None]] = {
    "Y": "yes", "A": "abstain", "N": "no", "X": "absent", "NV": "absent", "": "absent",
}  # fmt: skip
WORDS: Final[dict[str, VoteOption | None]] = {
    "yes": "yes", "y": "yes", "for": "yes", "in favour": "yes", "in favor": "yes",
    "no": "no", "n": "no", "against": "no", "veto": "no",
    "abstain": "abstain", "abstained": "abstain", "abstention": "abstain", "a": "abstain",
    "absent": "absent", "x": "absent", "nv": "absent", "non-voting": "absent", "not voting": "absent",
    "did not vote": "absent", "did not participate": "absent",
}  # fmt: skip

_CODE: Final = re.compile(r"(?:A/RES|R)/(\d{1,3})/(\d{1,4}) ?([A-Z]{0,2})(?:/(?:([A-D])|[IVX]+))?")
_SYMBOL: Final = re.compile(r"[AS]/RES/.*\d.*")
_SECTION: Final = re.compile(r"/[IVX]+$")
_MOTION: Final = re.compile(r"(?:TO \w+ )?(?:THE |AN? )?(?:[A-Z.'-]+ ){0,4}MOTION\b")
_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
# Resolutions were numbered on from session to session up to the thirtieth, which ended in 1976.
_LAST_ROMAN: Final = 30
_FIRST_NUMBERED, _FIRST_LETTERED, _FIRST_DATED = 18, 30, 60
_DAYS_OF_A_WEEK: Final = 7


def find_resolution(code: str) -> str | None:
    """The symbol of the resolution that a code of Voeten's data stands for; None where it stands for none.

    Up to session 17, and in the special sessions of that time (SS, ESS), the number in a code is a page of the official
    records, which can be seen from its size: the Assembly passed some hundred resolutions a session. Up to session 29
    the letters number the votes on one resolution as often as its parts, so that only its number counts.

    >>> find_resolution("R/26/2758G"), find_resolution("R/53/77Y"), find_resolution("R/14/465B")
    ('A/RES/2758(XXVI)', 'A/RES/53/77Y', None)
    """
    if match := _CODE.fullmatch(code):
        session, number, letter = int(match[1]), match[2], match[3] or match[4] or ""
        if session < _FIRST_NUMBERED:
            return None
        if session <= _LAST_ROMAN:
            return f"A/RES/{number}{letter if session >= _FIRST_LETTERED else ''}({_format_roman(session)})"
        return f"A/RES/{session}/{number}{letter}"
    return code if _SYMBOL.fullmatch(code) else None


def read_date(text: str, session: str = "") -> str | None:
    """The EDTF date of a vote. Raises ValueError for a day that there is not.

    Up to session 59 the days of Voeten's data are 1 to 7 for most votes, and count the day of the week: resolution
    50/10 was adopted on Thursday, 2 November 1995, and stands under 1995-11-05. There only the month is known.
    """
    if not text or text == "NA":
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"the date is {text!r}; expected a day like 2011-11-18") from None
    if session.isdigit() and int(session) < _FIRST_DATED and day.day <= _DAYS_OF_A_WEEK:
        return text[:7]
    return text


def find_scope(code: str, amend: str, paragraph: str, description: str) -> VoteScope:
    """What was voted on, by Voeten's marks and, for motions, by the first words of the description.

    An amendment to a paragraph is an amendment. A code with a section ("R/34/233/XII") is of a part.
    """
    if _MOTION.match(description):
        return "motion"
    if amend == "1":
        return "amendment"
    return "paragraph" if paragraph == "1" or _SECTION.search(code) else "whole"


def _format_roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        text += letters * (number // value)
        number %= value
    return text
