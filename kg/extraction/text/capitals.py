"""Names in capitals, as records of meetings set whom they give the floor to: "the representative of RWANDA".

In: a text. Out: a text of the same length in which such names are written as elsewhere, for a tagger takes words in
capitals for anything. Abbreviations by themselves stay as they are.
"""

from __future__ import annotations

import re

_NAME = r"[^\W\d_a-z]{2,}(?:[ .’'-]+[^\W\d_a-z]{2,})"
_DELEGATES = ("representative", "representatives", "delegate", "delegates", "delegation")
_AFTER = "|".join(rf"(?<=\b{word} of )|(?<=\b{word} of the )" for word in _DELEGATES)
# One of these stands beside every such name, and in few paragraphs.
_SIGNS = ("representative", "delegate", "delegation", " (")
_FLOOR = re.compile(rf"(?:{_AFTER}){_NAME}{{0,5}}|(?<![^\W_] )\b{_NAME}{{1,5}}(?= \()")

# "MS. REYES: Good afternoon", "SPOKESPERSON ADA LINDT: …": who speaks, in a transcript.
_TITLE = (
    "MR|MS|MRS|DR|SIR|LORD|LADY|AMBASSADOR|MINISTER|PRESIDENT|PRIME MINISTER|FOREIGN MINISTER|SPOKESPERSON|SPOKESMAN|"
    "SPOKESWOMAN|SECRETARY|SENATOR|GENERAL|CHAIRMAN|CHAIRWOMAN|CHAIR|COMMISSIONER|PROFESSOR"
)
_LABEL = re.compile(rf"(?:{_TITLE})\.? (?:[^\W\d_a-z]{{2,}}\.? ){{0,3}}[^\W\d_a-z]{{2,}}(?=: )")


def without_shouted_label(text: str) -> str:
    """The text with the label of a turn in small letters, where it is a title with a name.

    >>> without_shouted_label("MS. LINDT: The UN is here.")
    'Ms. Lindt: The UN is here.'
    """
    label = _LABEL.match(text)
    return _titled(label.group()) + text[label.end() :] if label is not None else text


def without_capitals(text: str) -> str:
    """The text with the names of those who are given the floor in small letters.

    >>> without_capitals("The representative of RWANDA and ADA LINDT (Togo)")
    'The representative of Rwanda and ADA LINDT (Togo)'
    """
    if not any(sign in text for sign in _SIGNS):
        return text
    return _FLOOR.sub(lambda match: _titled(match.group()), text)


def _titled(words: str) -> str:
    titled = "".join(c.lower() if at and words[at - 1].isalpha() else c for at, c in enumerate(words))
    return titled if len(titled) == len(words) else words
