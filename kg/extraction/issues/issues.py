"""Issues: a neutral wording for what a position is about, so that two holders can be compared on it.

In: the phrase or clause that fills a predicate's issue slot, and its holders. Out: a proposition with one polarity,
in nominal form, actors under their canonical names; whatever turns it round (negation, "prevent", "an end to", "go"
for "stay") is handed back as a sign. Deterministic: the same phrase gives the same wording. It merges no
paraphrases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction import grammar
from kg.extraction.frames import read_lexicon, word_set
from kg.extraction.issues.wording import Who, gerund, phrase_tokens, render, rest_tokens

if TYPE_CHECKING:
    from kg.extraction.cast.actors import Cast
    from kg.extraction.sentences.predications import Predication
    from kg.extraction.tokens import Token


_PRONOUNS = frozenset({"it", "this", "that", "them", "they", "these", "those"})
_TAKEN_UP = ("obj", "nsubj", "nsubj:pass", "obl", "conj", "nmod")


@dataclass(frozen=True)
class Issue:
    """A proposition in neutral words; `sign` is -1 where the phrase speaks of its opposite."""

    wording: str
    sign: int = 1

    def flipped(self) -> Issue:
        """The same proposition, spoken of from the other side."""
        return replace(self, sign=-self.sign)


class IssueWriter:
    """Words the issues of one document."""

    def __init__(self, cast: Cast, who: Who, by_token: dict[tuple[int, int], Predication]) -> None:
        """`who` says whom a word stands for, first persons included."""
        self._who, self._by_token = who, by_token
        self._rulers = {a.name for a in cast.actors if a.type in ("person", "government_body")}

    def _words(self, tokens: Sequence[Token]) -> str:
        words: list[Token] = []
        for token in tokens:
            open_word = token.tag_ == "PRP" and token.lower_ in _PRONOUNS and not self._who(token)
            thing = self.antecedent(token) if open_word else None
            words.extend(phrase_tokens(thing) if thing is not None else [token])
        return render(words, self._who)

    def of(self, token: Token, block_start: int, holders: Sequence[str] = ()) -> Issue | None:
        """The issue that a phrase or clause speaks of, or None where nothing is left to compare."""
        predication = self._by_token.get((block_start, token.i))
        if predication is not None and (predication.kind != "noun" or grammar.children(token, "cop")):
            issue = self.of_clause(predication, holders)
        else:
            issue = self.of_phrase(token, block_start, holders)
        return issue if issue is not None and len(issue.wording) > 2 else None

    def of_phrase(
        self, noun: Token, block_start: int, holders: Sequence[str] = (), without: Token | None = None
    ) -> Issue | None:
        """The issue of a noun phrase: "an end to the war" is the war, seen from the other side."""
        if noun.lower_ in _PRONOUNS and noun.tag_ in ("PRP", "DT") and not self._who(noun):
            spoken_of = self.antecedent(noun)
            return self.of_phrase(spoken_of, block_start, holders) if spoken_of is not None else None
        flips, empty = word_set("issues", "flip_nouns"), word_set("issues", "empty_nouns")
        inner = self._inside(noun)
        if noun.lemma_ in flips and inner is not None:
            issue = self.of(inner, block_start, holders)
            return issue.flipped() if issue is not None else None
        for name, sign in (("split_nouns", 1), ("whole_nouns", -1)):
            if noun.lemma_ in word_set("issues", name) and inner is not None and inner.dep_ == "nmod":
                return Issue(f"partition of {self._words(phrase_tokens(inner))}", sign)
        owners = {name for owner in grammar.children(noun, "nmod:poss") for name in self._who(owner)}
        if noun.lemma_ in empty and inner is not None and owners <= set(holders):
            return self.of(inner, block_start, holders)
        if noun.tag_ in ("WP", "WDT", "WRB") and noun.dep_ not in ("nsubj", "obj"):
            subject = grammar.own_subject(noun)
            if subject is not None and subject.tag_.startswith("PRP"):
                return None
            return self.of_phrase(subject, block_start, holders) if subject is not None else None
        words = self._words(phrase_tokens(noun, without))
        return Issue(words) if words else None

    def antecedent(self, pronoun: Token) -> Token | None:
        """The thing that was spoken of last before a pronoun, in the same block: no actor, and as many."""
        for noun in reversed(pronoun.doc[: pronoun.i]):
            several = noun.tag_ in ("NNS", "NNPS") or bool(grammar.children(noun, "conj"))
            fits = noun.dep_ in _TAKEN_UP and several == (pronoun.lower_ in ("them", "they", "these", "those"))
            if fits and grammar.is_noun(noun) and not grammar.is_verb(noun) and noun not in pronoun.ancestors:
                whole = noun.lower_ not in word_set("issues", "vague") | word_set("issues", "calendar")
                if whole and not self._who(noun) and not noun.tag_.startswith("CD"):
                    return noun
        return None

    @staticmethod
    def _inside(noun: Token) -> Token | None:
        """The phrase or clause that a noun is about."""
        for child in noun.children:
            if child.dep_ in ("nmod", "obl") and grammar.preposition(child) in ("of", "to"):
                return child
            told = child.dep_ == "acl:relcl" and grammar.preposition(child) == "that"
            if told or (child.dep_ in ("acl", "ccomp", "xcomp") and child.tag_ != "VBN"):
                return child
        return None

    def of_clause(self, clause: Predication, holders: Sequence[str] = ()) -> Issue | None:
        """The issue of a clause, in nominal form."""
        worded = any(t.lower_ == "nothing" for t in clause.get("theme"))  # "doing nothing" says so itself
        sign = -1 if clause.mood.negated and not worded else 1
        issue = (
            self._in_power(clause)
            or self._stays_whole(clause)
            or self._descend(clause, holders)
            or self._nominal(clause, holders)
        )
        return issue if issue is None or sign > 0 else issue.flipped()

    def describe(self, predication: Predication) -> str:
        """What a predication tells, in nominal form, nothing turned round."""
        if predication.kind == "noun":
            return self._words(phrase_tokens(predication.head))
        issue = self._nominal(predication, ())
        return issue.wording if issue is not None else gerund(predication.lemma)

    def _in_power(self, clause: Predication) -> Issue | None:
        lemma = clause.lemma.replace(" ", "_")
        passive = grammar.is_passive(clause.verb)
        stays = lemma in word_set("issues", "stay_verbs")
        if not stays and lemma not in word_set("issues", "leave_verbs"):
            return None
        transitive = bool(clause.get("theme")) and lemma not in ("leave", "quit")
        ruler = self._ruler(clause.get("theme") if transitive or passive else clause.get("agent"))
        if ruler is None or (stays and transitive):
            return None
        return Issue(f"{ruler} remaining in power", 1 if stays else -1)

    def _stays_whole(self, clause: Predication) -> Issue | None:
        """ "Syria to remain one country", "keep Iraq united": seen as the opposite of its partition."""
        if clause.lemma not in ("remain", "stay", "keep"):
            return None
        complement = {
            t.lower_ for c in grammar.children(clause.verb, "xcomp", "obj", "acl", "advcl") for t in c.subtree
        }
        things = clause.get("theme") if clause.lemma == "keep" else clause.get("agent")
        if not complement & word_set("issues", "whole") or not things:
            return None
        thing = " and ".join(self._who(things[0])) or self._words(phrase_tokens(things[0]))
        return Issue(f"partition of {thing}", -1)

    def in_place(self, token: Token, governor: Predication) -> Issue | None:
        """ "wants X in place", "keeps X in power": that whoever is named stays."""
        where = governor.get("in")
        if token in governor.get("theme") and where and where[0].lemma_ in ("place", "power", "office", "charge"):
            ruler = self._ruler([token])
            return Issue(f"{ruler} remaining in power") if ruler else None
        return None

    def _ruler(self, tokens: Sequence[Token]) -> str | None:
        for token in tokens:
            names = self._who(token)
            if names and (set(names) & self._rulers or token.lemma_ in word_set("issues", "ruler_nouns")):
                return " and ".join(sorted(names))
        return None

    def _descend(self, clause: Predication, holders: Sequence[str]) -> Issue | None:
        """The proposition under a verb that only turns it round or adds nothing."""
        lemma = clause.lemma.replace(" ", "_")
        inner = clause.get("content") or clause.get("theme", "from")
        start = clause.block.start
        if lemma == "be" and (
            exists := [c for c in clause.verb.children if c.dep_ in ("nsubj", "obj") and c.lower_ != "there"]
        ):
            return self.of_phrase(exists[0], start, holders)
        if lemma in word_set("issues", "flip_verbs") and inner and inner[0] != clause.head:
            issue = self.of(inner[0], start, holders)
            return issue.flipped() if issue is not None else None
        themes = clause.get("theme")
        if (
            lemma in word_set("issues", "pass_verbs")
            and themes
            and not self._who(themes[0])
            and themes[0] != clause.head
        ):
            return self.of(themes[0], start, holders)
        content = clause.get("content", "purpose")
        if lemma in word_set("issues", "empty_verbs") and content and content[0] != clause.head:
            return self.of(content[0], start, holders)
        return None

    def _nominal(self, clause: Predication, holders: Sequence[str]) -> Issue | None:
        subject = self._subject(clause, holders)
        head = clause.head
        if clause.kind != "verb":
            predicate = self._words(phrase_tokens(head))
            where = grammar.preposition(head) if head.dep_ != "obl" else ""
            link = f"being {where}" if where and where not in ("that", "if", "whether", "because") else "as"
            return Issue(f"{subject} {link} {predicate}" if subject else predicate) if predicate else None
        noun = read_lexicon("issues")["nominal"].get(clause.lemma)
        themes = clause.get("theme")
        part = () if grammar.is_passive(clause.verb) else tuple(grammar.children(head, "compound:prt"))
        rest = self._words(rest_tokens(head, skip=(*themes, *part) if noun else part))
        if noun is None:
            form = f"being {head.lower_}" if grammar.is_passive(clause.verb) else gerund(clause.lemma)
            return Issue(" ".join(part for part in (subject, form, rest) if part))
        theme = " and ".join(sorted(filter(None, (self._words(phrase_tokens(t)) for t in themes))))
        of = theme or subject
        by = f"by {subject}" if theme and subject and not grammar.is_passive(clause.verb) else ""
        return Issue(" ".join(part for part in (noun, f"of {of}" if of else "", by, rest) if part))

    def _subject(self, clause: Predication, holders: Sequence[str]) -> str:
        tokens = clause.get("theme") if grammar.is_passive(clause.verb) else clause.get("agent")
        names: list[str] = []
        for token in tokens:
            who = self._who(token)
            if who or not token.tag_.startswith("PRP"):
                names.extend(who or [self._words(phrase_tokens(token, clause.head))])
        if (
            not names
            or set(names) <= set(holders)
            or any(t.lower_ in ("i", "we", "it", "there", "that", "this") for t in tokens)
        ):
            return ""
        return " and ".join(sorted(dict.fromkeys(filter(None, names))))
