"""Which formal decision a label or symbol names: the keys under which resolutions of all sources meet.

In: labels and symbols as sources write them. Out: a symbol in its usual form, and a slug. Only the symbols of the
United Nations are brought into one form (S/RES/… and A/RES/…, as the UN Digital Library writes them); all others stay
as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kg.iris import slug
from kg.records import ResolutionType

_YEAR = r"(?:\s*\(\d{4}\))?"
_COUNCIL_SYMBOL: Final = re.compile(rf"S/RES/(\d{{1,5}}){_YEAR}", re.IGNORECASE)
_PARTS = r"(?: ?\[?([A-Z]{1,2}(?:-[A-Z]{1,2})?)\]?)?"
# Sessions 1 to 30 (1946-1976) stand behind the number, in Roman numerals; later ones before it.
_ASSEMBLY = rf"((?:ES-\d+/|S-\d+/)?\d+(?:/\d+)?){_PARTS}(?: ?\(((?:ES-|S-)?[IVX]+)\){_PARTS})?"
_ASSEMBLY_SYMBOL: Final = re.compile(rf"A/RES/{_ASSEMBLY}", re.IGNORECASE)
_ASSEMBLY_LABEL: Final = re.compile(
    rf"(?:the )?(?:(?:United Nations |U\.?N\.? )?General Assembly |UNGA )Resolution (?:No\. ?)?{_ASSEMBLY}",
    re.IGNORECASE,
)
_ROMAN_SESSION: Final = re.compile(r"\([A-Z-]+\)$")
_COUNCIL_LABEL: Final = re.compile(
    r"(?:the )?(?:(?:United Nations |U\.?N\.? )?Security Council |UNSC )Resolution (?:No\. ?)?(\d{1,5})" + _YEAR
    + r"|UNSCR (\d{1,5})" + _YEAR,
    re.IGNORECASE,
)  # fmt: skip
_NUMBER_OF_SYMBOL: Final = re.compile(r"[AS]/RES/(\d+(?:/\d+)?[A-Z]?)")
_NUMBER_OF_LABEL: Final = re.compile(r"\bresolution (\d+(?:/\d+)?[A-Z]?)\b", re.IGNORECASE)
# The last of these words in a label says what kind of decision it is.
_KINDS: Final[Mapping[str, ResolutionType]] = MappingProxyType(
    {
        "resolution": "resolution",
        "treaty": "treaty", "convention": "treaty", "protocol": "treaty", "covenant": "treaty",
        "agreement": "agreement", "accord": "agreement", "accords": "agreement", "deal": "agreement",
        "pact": "agreement",
        "statement": "joint_statement", "communique": "joint_statement", "communiqué": "joint_statement",
        "declaration": "joint_statement",
        "authorisation": "authorisation", "authorization": "authorisation",
        "law": "law", "act": "law",
    }
)  # fmt: skip


def normalise_symbol(symbol: str) -> str:
    """The usual form of a symbol.

    >>> normalise_symbol("s/res/2254 (2015)"), normalise_symbol("A/RES/2603 A (XXIV)"), normalise_symbol("CETS No. 5")
    ('S/RES/2254', 'A/RES/2603A(XXIV)', 'CETS No. 5')
    """
    words = " ".join(symbol.split())
    if match := _COUNCIL_SYMBOL.fullmatch(words):
        return f"S/RES/{int(match[1])}"
    if match := _ASSEMBLY_SYMBOL.fullmatch(words):
        return _format_assembly(match)
    return words


def find_symbol(label: str) -> str | None:
    """The UN symbol that a label or symbol stands for, if it names just one resolution.

    >>> find_symbol("United Nations Security Council Resolution 2254")
    'S/RES/2254'
    """
    words = " ".join(label.split())
    if match := _COUNCIL_LABEL.fullmatch(words):
        return f"S/RES/{int(match[1] or match[2])}"
    # Without its session a number of the Assembly may be anything.
    if (match := _ASSEMBLY_LABEL.fullmatch(words)) and ("/" in match[1] or match[3]):
        return _format_assembly(match)
    symbol = normalise_symbol(words)
    return symbol if symbol.startswith(("S/RES/", "A/RES/")) else None


def resolution_slug(label: str, symbol: str | None = None) -> str:
    """The slug of a formal decision: of its symbol, else of its label.

    A Roman session is left out: the numbers run on through all of them, and writers leave it out too.

    >>> resolution_slug("General Assembly resolution 2758 (XXVI)"), resolution_slug("A/RES/66/1")
    ('a-res-2758', 'a-res-66-1')
    """
    name = normalise_symbol(symbol) if symbol else find_symbol(label) or label
    return slug(_ROMAN_SESSION.sub("", name) if name.startswith("A/RES/") else name)


def find_short_label(label: str, symbol: str | None = None) -> str | None:
    """How a text goes on to call a numbered resolution that it has named with its body.

    >>> find_short_label("UN General Assembly resolution 66/1"), find_short_label("the text", "S/RES/2254 (2015)")
    ('resolution 66/1', 'resolution 2254')
    """
    known = normalise_symbol(symbol) if symbol else find_symbol(label) or ""
    match = _NUMBER_OF_SYMBOL.match(known) or _NUMBER_OF_LABEL.search(" ".join(label.split()))
    return f"resolution {match[1]}" if match else None


def find_kind(label: str) -> ResolutionType | None:
    """The kind of decision that a label says it is; None if it does not say."""
    if find_symbol(label):
        return "resolution"
    kinds = [_KINDS[word] for word in re.findall(r"\w+", label.casefold()) if word in _KINDS]
    return kinds[-1] if kinds else None


def _format_assembly(match: re.Match[str]) -> str:
    session = f"({match[3].upper()})" if match[3] else ""
    return f"A/RES/{match[1].upper()}{(match[2] or match[4] or '').upper()}{session}"
