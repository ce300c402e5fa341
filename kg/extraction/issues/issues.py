"""Issues: a neutral wording for what a position is about, so that two holders can be compared on it.

In: the phrase or clause that fills a predicate's issue slot, and its holders. Out: a proposition with one polarity,
in nominal form, actors under their canonical names; whatever turns it round (negation, "prevent", "an end to", "go"
for "stay") is handed back as a sign. Deterministic: the same phrase gives the same wording. It merges no
paraphrases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extraction import grammar
from kg.extraction.cast.actors import Cast
from kg.extraction.cast.mentions import actor_words
from kg.extraction.issues.clarity import understandable
from kg.extraction.issues.referring import Earlier, is_bare, thing_before
from kg.extraction.issues.standing import Standing
from kg.extraction.issues.wording import Who, gerund, phrase_tokens, render, rest_tokens, without_article
from kg.extraction.lexicons.reading import read_texts, word_set
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token

_PRONOUNS = frozenset({"it", "this", "that", "them", "they", "these", "those"})


@dataclass(frozen=True)
class Issue:
    """A proposition in neutral words; `sign` is -1 where the phrase speaks of its opposite.

    `turned` is what turned it, where that was no negation: "preventing", "end of".
    """

    wording: str
    sign: int = 1
    turned: str = ""

    def flipped(self) -> Issue:
        """The same proposition, spoken of from the other side."""
        return replace(self, sign=-self.sign)

    def turned_by(self, words: str) -> Issue:
        """The same proposition under words that undo it; what undoes them again leaves it as it was."""
        return replace(self, sign=-self.sign, turned="" if self.turned else words)


class IssueWriter:
    """Words the issues of one document."""

    def __init__(self, cast: Cast, who: Who, by_token: dict[tuple[int, int], Predication]) -> None:
        """`who` says whom a word stands for, first persons included."""
        self._who, self._by_token = who, by_token
        self._earlier = Earlier({p.block.start: p.block for p in by_token.values()}.values())
        rulers = {a.name for a in cast.actors if a.type in ("person", "government_body")}
        self._standing = Standing(who, rulers)

    def _words(self, tokens: Sequence[Token]) -> str:
        words: list[Token] = []
        for token in tokens:
            open_word = token.tag_ == "PRP" and token.lower_ in _PRONOUNS and not self._meant(token)
            thing = self.antecedent(token) if open_word else None
            words.extend(phrase_tokens(thing) if thing is not None else [token])
        return render(words, self._who)

    def _meant(self, pronoun: Token) -> tuple[str, ...]:
        """Whom a pronoun stands for, which is not who does it: "the Council should restore them"."""
        names = tuple(self._who(pronoun))
        subject = grammar.own_subject(pronoun.head) if pronoun.dep_ in ("obj", "iobj", "obl") else None
        return () if subject is not None and names == tuple(self._who(subject)) else names

    def of(self, token: Token, block_start: int, holders: Sequence[str] = ()) -> Issue | None:
        """The issue that a phrase or clause speaks of, or None where nothing is left to compare."""
        predication = self._by_token.get((block_start, token.i))
        if predication is not None and (predication.kind != "noun" or grammar.children(token, "cop")):
            issue = self.of_clause(predication, holders)
        else:
            issue = self.of_phrase(token, block_start, holders)
        return issue if not token.tag_.startswith("RB") else None

    def of_phrase(
        self, noun: Token, block_start: int, holders: Sequence[str] = (), without: Token | None = None
    ) -> Issue | None:
        """The issue of a noun phrase: "an end to the war" is the war, seen from the other side."""
        return _understandable(self._of_phrase(noun, block_start, holders, without))

    def _of_phrase(self, noun: Token, block_start: int, holders: Sequence[str], without: Token | None) -> Issue | None:
        if noun.lower_ in _PRONOUNS and noun.tag_ in ("PRP", "DT") and not self._who(noun):
            spoken_of = self.antecedent(noun)
            if spoken_of is None or self._inside(spoken_of) is noun:  # "the end of it"
                return None
            return self.of_phrase(spoken_of, block_start, holders)
        flips, empty = word_set("issues", "flip_nouns"), word_set("issues", "empty_nouns")
        inner = self._inside(noun)
        if noun.lemma_ in flips and inner is not None:
            issue = self.of(inner, block_start, holders)
            return issue.turned_by(f"{noun.lemma_} of") if issue is not None else None
        if noun.lemma_ in flips and is_bare(noun):  # "the end": of what was said before
            fuller = self._earlier.find(noun, block_start)
            if fuller is not None or noun.lemma_ in word_set("issues", "endings"):
                return self.of_phrase(fuller, block_start, holders) if fuller is not None else None
        for name, sign in (("split_nouns", 1), ("whole_nouns", -1)):
            if noun.lemma_ in word_set("issues", name) and inner is not None and inner.dep_ == "nmod":
                return Issue(f"partition of {self._words(phrase_tokens(inner))}", sign)
        owners = {name for owner in grammar.children(noun, "nmod:poss") for name in self._who(owner)}
        if noun.lemma_ in empty and inner is not None and owners <= set(holders):
            return self.of(inner, block_start, holders)
        for clause in grammar.children(noun, "acl"):  # "troops remaining in Mali"
            told = self._by_token.get((block_start, clause.i))
            stays = self._stands(told, holders) if told is not None and clause.tag_ == "VBG" else None
            if stays is not None:
                return stays
        if noun.tag_ in ("WP", "WDT", "WRB") and noun.dep_ not in ("nsubj", "obj"):
            subject = grammar.own_subject(noun)
            if subject is not None and subject.tag_.startswith("PRP"):
                return None
            return self.of_phrase(subject, block_start, holders) if subject is not None else None
        return Issue(self._name(noun, block_start, without))

    def _name(self, noun: Token, block_start: int, without: Token | None) -> str:
        """The words for a thing: those that told more of it before, where it goes by a bare noun."""
        if noun.lower_ == "other" and (both := self._other_side(noun)):
            return both
        fuller = self._earlier.find(noun, block_start) if is_bare(noun) and not self._who(noun) else None
        return self._words(phrase_tokens(fuller if fuller is not None else noun, without))

    def _other_side(self, other: Token) -> str:
        """ "Neither country regards the other as an enemy": it is about both."""
        subject = grammar.own_subject(other.head)
        names = self._who(subject) if subject is not None else ()
        return " and ".join(sorted(names)) if len(names) == 2 else ""

    def antecedent(self, pronoun: Token) -> Token | None:
        """The thing that was spoken of last before a pronoun, in the same block: no actor, and as many."""
        return thing_before(pronoun, self._who)

    @staticmethod
    def _inside(noun: Token) -> Token | None:
        """The phrase or clause that a noun is about; what is decided before whose decision it is."""
        decided = [c for c in grammar.children(noun, "acl") if any(t.tag_ == "TO" for t in c.children)]
        if decided and noun.lemma_.lower() in word_set("event_words", "resolves"):
            return decided[0]
        for child in noun.children:
            if child.dep_ in ("nmod", "obl") and grammar.preposition(child) in ("of", "to"):
                return child
            told = child.dep_ == "acl:relcl" and grammar.preposition(child) == "that"
            if told or (child.dep_ in ("acl", "ccomp", "xcomp") and child.tag_ != "VBN"):
                return child
        beside = noun.doc[noun.i + 1].head if noun.i + 1 < len(noun.doc) else noun
        loose = beside.head is noun.head and grammar.preposition(beside) in ("of", "to") and beside.i > noun.i
        return beside if loose and noun.lemma_ in word_set("issues", "flip_nouns") else None

    def of_clause(self, clause: Predication, holders: Sequence[str] = ()) -> Issue | None:
        """The issue of a clause, in nominal form."""
        return _understandable(self._of_clause(clause, holders))

    def _of_clause(self, clause: Predication, holders: Sequence[str]) -> Issue | None:
        worded = any(t.lower_ == "nothing" for t in clause.get("theme"))  # "doing nothing" says so itself
        if worded and (denied := self._denied(clause, holders)) is not None:
            return denied
        sign = -1 if clause.mood.negated and not worded else 1
        issue = self._stands(clause, holders) or self._descend(clause, holders) or self._nominal(clause, holders)
        return issue if issue is None or sign > 0 else issue.flipped()

    def _denied(self, clause: Predication, holders: Sequence[str]) -> Issue | None:
        """ "Has nothing to do with the raid", "says nothing about prices": the link or the mention, denied."""
        nothing = next(t for t in clause.get("theme") if t.lower_ == "nothing")
        doing = any(c.lemma_ == "do" for c in grammar.children(nothing, "acl", "xcomp"))
        words = (
            [w for t in nothing.subtree for w in t.children] if doing else [*clause.verb.children, *nothing.children]
        )
        marker = "with" if doing else "about"
        about = next((w for w in words if grammar.preposition(w) == marker), None)
        if about is None or clause.lemma not in ("have", "say", "do"):
            return None
        if not doing:
            issue = self.of(about, clause.block.start, holders)
            return issue.flipped() if issue is not None else None
        who = self._subject(clause, holders) or " and ".join(n for t in clause.get("agent") for n in self._who(t))
        return Issue(f"link{f' of {who}' if who else ''} with {self._words(phrase_tokens(about))}", -1)

    def describe(self, predication: Predication) -> str:
        """What a predication tells, in nominal form, nothing turned round."""
        if predication.kind == "noun":
            return self._words(phrase_tokens(predication.head))
        issue = self._nominal(predication, ())
        return issue.wording if issue is not None else gerund(predication.lemma)

    def _stands(self, clause: Predication, holders: Sequence[str]) -> Issue | None:
        stands = self._standing.of(clause, holders)
        return Issue(*stands) if stands else None

    def in_place(self, token: Token, governor: Predication) -> Issue | None:
        """ "wants X in place", "keeps X in power": that whoever is named stays."""
        wording = self._standing.in_place(token, governor)
        return Issue(wording) if wording else None

    def _descend(self, clause: Predication, holders: Sequence[str]) -> Issue | None:
        """The proposition under a verb that only turns it round or adds nothing."""
        lemma = clause.lemma.replace(" ", "_")
        above = set(clause.verb.ancestors)  # "the view that exploration must stop" is no theme of its own clause
        inner = tuple(t for t in clause.get("content") or clause.get("theme", "from") if t not in above)
        start = clause.block.start
        if lemma == "be" and (
            exists := [c for c in clause.verb.children if c.dep_ in ("nsubj", "obj") and c.lower_ != "there"]
        ):
            return self.of_phrase(exists[0], start, holders)
        if lemma in word_set("issues", "flip_verbs") and inner and inner[0] != clause.head:
            issue = self.of(inner[0], start, holders)
            turning = clause.lemma if clause.kind == "verb" else "avoid"
            return issue.turned_by(gerund(turning)) if issue is not None else None
        if lemma.startswith("vote") and (text := clause.get("against", "for")) and text[0] not in above:
            issue = self.of(text[0], start, holders)
            against = grammar.preposition(text[0]) == "against"
            return issue.turned_by("voting against") if issue is not None and against else issue
        themes = tuple(t for t in clause.get("theme") if t not in above)
        if (
            lemma in word_set("issues", "pass_verbs")
            and themes
            and not self._who(themes[0])
            and not (lemma in ("support", "back", "back_up") and actor_words().knows(themes[0].lemma_.lower()))
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
            return self._of_state(clause, subject)
        noun, _, governing = read_texts("issues", "nominal").get(clause.lemma, "").partition(" ")
        themes = clause.get("theme")
        part = () if grammar.is_passive(clause.verb) else tuple(grammar.children(head, "compound:prt"))
        rest = self._words(rest_tokens(head, skip=(*themes, *part) if noun else part))
        if not noun:
            rest = understandable(rest)
            form = f"being {head.lower_}" if grammar.is_passive(clause.verb) else gerund(clause.lemma)
            nominal = clause.verb.tag_ == "VBG" and grammar.preposition(clause.verb) in ("to", "of")
            if not rest and nominal and grammar.own_subject(clause.verb) is None:
                return Issue(form)  # "a halt to drilling": anybody's
            # A verb alone tells nothing: who does it has to be said, be it the holder.
            subject = subject or ("" if rest else self._subject(clause, ()) or self._speakers(clause))
            return Issue(" ".join(part for part in (subject, form, rest) if part)) if subject or rest else None
        theme = " and ".join(sorted(filter(None, (self._words(phrase_tokens(t)) for t in themes))))
        of = theme or subject
        by = f"by {subject}" if theme and subject and not grammar.is_passive(clause.verb) else ""
        of = f"{(theme and governing) or 'of'} {of}" if of else ""
        return Issue(" ".join(part for part in (noun, of, by, rest) if part))

    def _of_state(self, clause: Predication, subject: str) -> Issue | None:
        """The issue of a clause with a noun or adjective for its predicate: "peace as fragile"."""
        predicate = self._words(phrase_tokens(clause.head))
        if not subject and clause.kind == "adjective":
            subject = self._subject(clause, ())
            if not subject:
                return None
        where = grammar.preposition(clause.head) if clause.head.dep_ != "obl" else ""
        link = f"being {where}" if where and where not in ("that", "if", "whether", "because") else "as"
        return Issue(f"{subject} {link} {predicate}" if subject else predicate) if predicate else None

    def _speakers(self, clause: Predication) -> str:
        """ "We shall apply": the names of those who say so."""
        names = {name for token in clause.get("agent") if token.tag_ == "PRP" for name in self._who(token)}
        return " and ".join(sorted(names))

    def _subject(self, clause: Predication, holders: Sequence[str]) -> str:
        tokens = clause.get("agent")
        if grammar.is_passive(clause.verb) and clause.kind == "verb":
            themes = clause.get("theme")
            tokens = tuple(t for t in themes if t.i < clause.head.i) or themes  # "X was given Y": both are themes
        names: list[str] = []
        unsaid = word_set("issues", "nobody") | (
            word_set("issues", "empty_nouns") if clause.head.dep_ == "acl" else set()
        )
        for token in tokens:
            who = self._who(token)
            none = token.lower_ in unsaid or (token.lower_ == "one" and grammar.opening(token) == "no")
            if who or not (token.tag_.startswith(("PRP", "W")) or none):
                names.extend(who or [self._words(phrase_tokens(token, clause.head))])
        if (
            not names
            or set(names) <= set(holders)
            or any(t.lower_ in ("i", "we", "it", "there", "that", "this") for t in tokens)
        ):
            return ""
        return " and ".join(sorted(dict.fromkeys(filter(None, names))))


def _understandable(issue: Issue | None) -> Issue | None:
    """The issue without loose ends, or None where its wording names nothing."""
    wording = without_article(understandable(issue.wording)) if issue is not None else ""
    return replace(issue, wording=wording) if issue is not None and wording else None
