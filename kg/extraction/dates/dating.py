"""Which of the dates in a text belongs to a predicate.

In: a predicate's word, the dates of its block. Out: the date in its clause, or in one that shares its time with it,
or None: a date elsewhere in the sentence is no guess. Reading the dates themselves is `times`' business.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extraction import grammar
from kg.extraction.dates.clauses import (
    clause_of,
    follows_upon,
    heads_main_clause,
    is_opened,
    is_upshot,
    shares_time,
    steps_up,
    tells_when,
)
from kg.extraction.dates.offsets import offset_date
from kg.extraction.dates.others import (
    dates_subject,
    dates_text,
    is_of_promise,
    is_relative_to,
    is_told_alike,
    looking,
    may_be_own,
    may_share,
    names_thing,
)
from kg.extraction.dates.parts import TIMES, date_words
from kg.extraction.dates.texts import date_by_text
from kg.extraction.dates.times import TimeMention
from kg.extraction.lexicons.reading import word_list
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token

Heads = Mapping[TimeMention, "Token"]


def date_of(predicate: Token, times: Sequence[TimeMention], block: Block) -> TimeMention | None:
    """The date that belongs to a predicate, or None.

    First a date that depends on it, then one in the same clause, then one that opens its main clause, then one that
    its clause shares with another. "Until" and "before" some date come last.
    """
    heads = {m: token for m in times if (token := _token_of(m, block)) and token.sent == predicate.sent}
    every = heads
    heads = {m: token for m, token in heads.items() if not _is_bracketed(m, block)}
    heads = {m: token for m, token in heads.items() if not _is_parted(m, predicate, block)}
    heads = {m: token for m, token in heads.items() if not names_thing(m, token, predicate)}
    if (ended := _end_told(predicate, heads)) is not None:
        return ended
    if (offset := offset_date(predicate, block, lambda other: _date_in_clause(other, heads, block))) is not None:
        return offset
    found = _date_in_clause(predicate, heads, block) or _date_carried_on(predicate, heads, block)
    return found or _date_of_governor(predicate, times, block) or date_by_text(predicate, every)


def _date_in_clause(predicate: Token, heads: Heads, block: Block) -> TimeMention | None:
    closed = {m: token for m, token in heads.items() if not m.edtf.startswith("..")}
    return _date_among(predicate, closed, block) or _date_among(predicate, heads, block)


def _date_carried_on(predicate: Token, heads: Heads, block: Block) -> TimeMention | None:
    """The date of the verb to which another is joined that goes on with it: "met in May 1998 and signed a pact"."""
    first = grammar.first_conjunct(predicate)
    if first.i == predicate.i or first.tag_ != predicate.tag_ or first.pos_ not in ("VERB", "AUX"):
        return None
    found = _date_in_clause(first, heads, block) if grammar.own_subject(predicate) is None else None
    if found is None or ".." in found.edtf:
        return None
    told = [t for t in predicate.doc[first.i : predicate.right_edge.i + 1] if not _is_in(t, found, block)]
    if {t.lower_ for t in told} & date_words("at_other_times"):
        return None
    opens = found.start - block.start < first.idx
    return found if opens or len(found.edtf) > len("2003") else None


def _is_parted(mention: TimeMention, predicate: Token, block: Block) -> bool:
    """Whether a semicolon stands between a date and a verb: each side tells its own time."""
    at, start, end = predicate.idx, mention.start - block.start, mention.end - block.start
    verb = predicate.pos_ in ("VERB", "AUX")
    return verb and ";" in block.doc.text[min(at, end) : max(at, start)]


def _end_told(predicate: Token, heads: Heads) -> TimeMention | None:
    """The date up to or since which something lasted, of what happened then: "until March 2022, when they left"."""
    clause = clause_of(predicate)
    when = any(c.lower_ == "when" and c.i < predicate.i for c in clause.children)
    if not when or clause.i != predicate.i:
        return None
    ends = [m for m, token in heads.items() if token.i < clause.i and (".." in m.edtf)]
    return replace(ends[-1], edtf=ends[-1].edtf.strip("./")) if ends else None


def _date_among(predicate: Token, heads: Heads, block: Block) -> TimeMention | None:
    if beside := next((m for m in heads if _is_beside(m, predicate, block)), None):
        return beside
    openers = [m for m in heads if _opens_main_clause(m, block)]
    heads = {m: token for m, token in heads.items() if m not in openers or m.start < block.start + predicate.idx}
    heads = {
        m: t for m, t in heads.items() if is_told_alike(m, t, predicate) or not is_relative_to(m, t, predicate, block)
    }
    if predicate.lemma_ in looking():
        heads = {
            m: t
            for m, t in heads.items()
            if t.i < predicate.i or (t.head == predicate and may_be_own(m, t)) or is_of_promise(m, t, predicate)
        }
    heads = {m: t for m, t in heads.items() if not dates_subject(t, predicate) and not dates_text(t, predicate)}
    heads = {m: t for m, t in heads.items() if not _is_gone_for(m, t, predicate)}
    if closing := _closing_date(predicate, heads):
        return closing
    attached = [(steps, m) for m, token in heads.items() if (steps := steps_up(token, predicate)) is not None]
    if attached:
        return min(attached, key=lambda pair: pair[0])[1]
    clause = clause_of(predicate)
    inside = [m for m, token in heads.items() if clause_of(token) == clause and _is_free(token, predicate)]
    if inside:
        return min(inside, key=lambda m: abs(m.start - block.start - predicate.idx))
    if opening := _opening_date(predicate, [m for m in openers if m in heads], block):
        return opening
    return _date_shared(predicate, heads)


def _is_gone_for(mention: TimeMention, date: Token, predicate: Token) -> bool:
    """Whether a verb in the present perfect cannot have a date: "has broken its promise at the summit in 1999"."""
    helpers = {c.lower_ for c in grammar.children(predicate, "aux")}
    perfect = (
        predicate.tag_ == "VBN" and bool(helpers & {"has", "have", "'ve", "’ve"}) and not helpers & {"may", "must"}
    )
    return perfect and mention.past and ".." not in mention.edtf and date.head.i != predicate.i


def _closing_date(predicate: Token, heads: Heads) -> TimeMention | None:
    """The date behind a coordinated verb that was hung on the first one: "took its side and shut the line in May"."""
    first = grammar.first_conjunct(predicate)
    if predicate.dep_ != "conj" or first.i == predicate.i or predicate.pos_ not in ("VERB", "AUX"):
        return None
    later = [t for t in grammar.conjuncts(first) if t.i > predicate.i]
    behind = [m for m, t in heads.items() if t.head.i == first.i and t.i > predicate.i]
    return behind[0] if len(behind) == 1 and not later else None


def _date_shared(predicate: Token, heads: Heads) -> TimeMention | None:
    """The one date of another clause that holds for this one too."""
    clauses = {m: (clause_of(token), token) for m, token in heads.items()}
    here = clause_of(predicate)
    shared = [m for m, (one, at) in clauses.items() if shares_time(one, at, here) and may_share(at, predicate)]
    shared = shared or [m for m, (_, at) in clauses.items() if follows_upon(at, here)]
    shared = shared or [m for m, (one, _) in clauses.items() if len(m.edtf) == len("2003-05") and is_upshot(one, here)]
    shared = shared or [m for m, (one, _) in clauses.items() if tells_when(one, predicate)]
    shared = shared or [m for m, (_, at) in clauses.items() if _is_of_antecedent(at, here) or _is_of_decision(at, here)]
    return shared[0] if len(shared) == 1 else None


def _is_of_antecedent(date: Token, clause: Token) -> bool:
    """Whether a date is that of what "in which" or "when" takes up: "the raid on 22 April, in which they died"."""
    words = {t.lower_ for t in clause.doc[clause.left_edge.i : clause.i]}
    if clause.dep_ not in ("acl:relcl", "advcl:relcl") or not words & {"which", "when", "where"} or date.i > clause.i:
        return False
    fronted = clause.left_edge.lower_ in ("in", "when", "during", "where")
    return fronted and (date == clause.head or clause.head in date.ancestors or date in clause.head.ancestors)


def _is_of_decision(date: Token, clause: Token) -> bool:
    """Whether a date is that of the noun for a decision to do something: "its decision of May 2025 to withdraw"."""
    noun = clause.head
    to_do = clause.tag_ == "VB" and clause.dep_ == "acl" and grammar.is_noun(noun)
    return to_do and noun.i < date.i < clause.i and noun in date.ancestors and grammar.preposition(date) == "of"


def _is_beside(mention: TimeMention, predicate: Token, block: Block) -> bool:
    """Whether a date stands right before a verb or right behind it: "on Friday rejected", "said on 2 October that"."""
    if predicate.pos_ not in ("VERB", "AUX"):
        return False
    text, start, end = block.doc.text, mention.start - block.start, mention.end - block.start
    words = "|".join(word_list(TIMES, "words", "before_date"))
    behind = text[predicate.idx + len(predicate) : start] if start > predicate.idx else "x"
    before = text[end : predicate.idx] if end < predicate.idx else "x"
    lead = re.search(r"\b(?:on|last|this|yesterday|today)\W*(?:\w+)?$", text[:end], re.IGNORECASE)
    follows = re.fullmatch(rf"\s+(?:(?:{words})\s+)*", behind, re.IGNORECASE) is not None
    return follows or bool(lead and re.fullmatch(r"\s+(?:also\s+|\w+ly\s+)?", before))


def _is_in(token: Token, mention: TimeMention, block: Block) -> bool:
    return mention.start <= block.start + token.idx < mention.end


def _is_bracketed(mention: TimeMention, block: Block) -> bool:
    """Whether a year stands alone in brackets: it belongs to the name or number before it."""
    start, end = mention.start - block.start, mention.end - block.start
    return block.doc.text[max(0, start - 1) : start] == "(" and block.doc.text[end : end + 1] == ")"


def _token_of(mention: TimeMention, block: Block) -> Token | None:
    """The syntactic head of a mention's words."""
    span = block.doc.char_span(mention.start - block.start, mention.end - block.start, alignment_mode="expand")
    return span.root if span is not None else None


def _is_free(token: Token, predicate: Token) -> bool:
    """Whether a date says when its whole clause holds: to a noun, a date that hangs on another noun says nothing."""
    return predicate.pos_ in ("VERB", "AUX") or (token.head.i == clause_of(token).i and may_share(token, predicate))


def _opens_main_clause(mention: TimeMention, block: Block) -> bool:
    """Whether a date is the first thing that is said after a full stop, a semicolon, or a comma with "and" or "but"."""
    before = block.doc.text[: mention.start - block.start]
    words = word_list(TIMES, "words", "before_opening_date")
    lead = rf"(?:^|[.?!;:]\s+|,\s+(?:and|but)\s+|;\s+(?:and|but)\s+)(?:(?:{'|'.join(words)})\s+)*$"
    return re.search(lead, before, re.IGNORECASE) is not None


def _opening_date(predicate: Token, openers: Sequence[TimeMention], block: Block) -> TimeMention | None:
    """The date that opens the stretch in which a main verb stands, whatever the parse hangs it on."""
    place = block.start + predicate.idx
    opener = max((m for m in openers if m.start < place), key=lambda m: m.start, default=None)
    if opener is None or predicate.pos_ not in ("VERB", "AUX"):
        return None
    if not (heads_main_clause(predicate) or _is_first_verb_of(opener, predicate, block)):
        return None
    between = block.doc.text[opener.end - block.start : predicate.idx]
    return None if ";" in between or re.search(r"[.?!]\s+[A-Z]", between) else opener


def _is_first_verb_of(opener: TimeMention, verb: Token, block: Block) -> bool:
    """Whether this is the first finite verb after an opening date in a stretch that the parse has left without one."""
    after = [t for t in verb.sent if opener.start - block.start < t.idx <= verb.idx]
    finite = [t for t in after if t.tag_ in ("VBD", "VBZ", "VBP") and not is_opened(t)]
    if grammar.is_verb(verb.sent.root) and not (verb.dep_ == "conj" and grammar.is_noun(verb.head)):
        return False
    lone = verb.tag_ == "VBN" and not finite and not grammar.children(verb, "aux", "aux:pass", "obl:agent")
    return lone or (bool(finite) and finite[0].i == verb.i)


def date_told_behind(noun: Token, times: Sequence[TimeMention], block: Block) -> TimeMention | None:
    """The date in a clause right behind a noun that says when it came about: "the pact that they signed in 1960"."""
    heads = {m: token for m in times if (token := _token_of(m, block)) and token.sent == noun.sent}
    told = [m for m, token in heads.items() if ".." not in m.edtf and tells_when(clause_of(token), noun)]
    return told[0] if len(told) == 1 else None


def _date_of_governor(predicate: Token, times: Sequence[TimeMention], block: Block) -> TimeMention | None:
    """The date of the clause above one that goes on at the same time: "met in May, accusing …", "said they were …"."""
    clause = clause_of(predicate)
    if clause.i != predicate.i or clause.head.i == clause.i or clause.tag_ != "VBG":
        return None
    helpers = {child.lower_ for child in clause.children if child.dep_ in ("aux", "aux:pass")}
    marked = any(child.dep_ == "mark" and child.lower_ not in ("while", "that") for child in clause.children)
    converb = clause.dep_ == "advcl" and not helpers and not marked
    backshifted = clause.dep_ == "ccomp" and bool(helpers & {"was", "were"})
    return date_of(clause.head, times, block) if converb or backshifted else None
