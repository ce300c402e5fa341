"""First names: whether a document's own first name for a surname rules a person of the registry out.

In: a text and people of the registry. Out: whether the text knows another person of the surname ("Ingrid Solberg"), so
that the surname alone is not the one of the registry. Who the other person is, is read elsewhere.
"""

from __future__ import annotations

import re
from functools import cache

from kg.registry import Entry, Registry, fold_name

_WORD = r"[^\W\d_][\w.\u2019'-]*"


class FirstNames:
    """What stands before surnames in one text."""

    def __init__(self, text: str, registry: Registry) -> None:
        self._text, self._registry = text, registry
        self._before = cache(self._find_before)

    def rule_out(self, entry: Entry) -> bool:
        """Whether the text gives the surname of a person another first name, and theirs nowhere."""
        if entry.type != "person" or not entry.surname:
            return False
        given = {fold_name(word) for name in (entry.name, *entry.aliases) for word in name.split()}
        before = self._before(entry.surname)
        return bool(before) and not before & given

    def _find_before(self, surname: str) -> frozenset[str]:
        """The capitalised words right before a surname that are neither titles nor adjectives nor begin a sentence."""
        found = re.finditer(rf"(?<![.!?:\u201c\"]\s)(?<!^)\b({_WORD}) {re.escape(surname)}\b", self._text, re.MULTILINE)
        return frozenset(fold_name(m[1]) for m in found if self._may_be_name(m[1]))

    def _may_be_name(self, word: str) -> bool:
        if not word[:1].isupper() or self._registry.is_title(word):
            return False
        return not (self._registry.find_by_adjective(word) or self._registry.find(word))
