"""Theses: what a clause maintains, whoever says it: that something should be, can be, is good, bad, likely or
unknown.

In: a predication. Out: a stance on an issue, or nothing where the clause only tells. Who holds it is for
`positions`.
"""

from __future__ import annotations

from kg.extraction import grammar
from kg.extraction.frames import find_frame
from kg.extraction.issues.issues import Issue
from kg.extraction.lexicons.reading import word_set
from kg.extraction.positions.consequences import read_consequence
from kg.extraction.positions.holders import is_somebodys
from kg.extraction.positions.judging import judge as judge
from kg.extraction.positions.prospects import Thesis as Thesis
from kg.extraction.positions.prospects import feasible, read_prospect, thesis_on
from kg.extraction.positions.suppositions import is_beyond
from kg.extraction.positions.verdicts import is_own_view, read_verdict
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.extraction.voices.quotations import is_first_person

_OWED = ("should", "must", "ought")
_NECESSARY = (*_OWED, "shall")


def read_thesis(clause: Predication, reading: Reading, evaluative: bool) -> Thesis | None:
    """The thesis of a clause; with `evaluative` only one that judges or demands, without it any proposition."""
    if _is_inability(clause, reading):
        return None
    found = (
        _necessity(clause, reading) or read_verdict(clause, reading) or _evaluation(clause, reading)
        or read_prospect(clause, reading)
    )  # fmt: skip
    if found is not None or (evaluative and not is_own_view(clause)):
        return found
    held = find_frame("frames", clause) is not None and is_somebodys(clause, reading)
    if held or (clause.kind == "adjective" and find_frame("speech", clause) is not None):
        return None  # somebody's attitude or belief, which is read by itself
    content = clause.get("content")
    if clause.kind == "adjective" and not content and not clause.get("agent"):
        return None
    if _is_pointing(clause, reading):
        return None
    return thesis_on(reading.issues.of_clause(clause), 1, "proposition", clause, reading)


def _is_inability(clause: Predication, reading: Reading) -> bool:
    """Whether somebody is unable to take a stance, which is a stance of theirs: "was unable to support the draft"."""
    content = clause.get("content") if clause.lemma in ("able", "unable") else ()
    inner = reading.at(content[0], clause) if content else None
    return inner is not None and is_beyond(inner)


def _is_pointing(clause: Predication, reading: Reading) -> bool:
    """Whether a clause only says of "it" or "that" what it is or does, without a judgement: "It is a foundation"."""
    subject = clause.get("agent")
    if not subject or subject[0].lower_ not in ("it", "that", "this") or clause.mood.modals or clause.get("content"):
        return False
    return not reading.names(subject, clause) and judge(clause.head) is None


def _necessity(clause: Predication, reading: Reading) -> Thesis | None:
    """ "must cooperate", "should be held", "need to"; "it should be noted" demands nothing."""
    mood = clause.mood
    first = any(is_first_person(t) for t in clause.get("agent"))
    if clause.lemma == "need" and clause.kind == "verb" and clause.get("content") and not first:
        told = _of(clause.get("content")[0], clause, reading)
        return thesis_on(told, -1 if mood.negated else 1, "necessity", clause, reading) if clause.get("agent") else None
    if clause.lemma == "need" and clause.get("theme") and first:
        return thesis_on(
            _of(clause.get("theme")[0], clause, reading), -1 if mood.negated else 1, "necessity", clause, reading
        )
    judged = clause.kind == "verb" or bool(grammar.children(clause.head, "cop")) or grammar.is_passive(clause.verb)
    if any(t.tag_.startswith("W") for t in clause.get("agent", "theme")) and clause.link != "relative":
        return None  # "who should pay"
    if _is_turned_round(clause):
        return None
    if not mood.has(*_NECESSARY) or not judged or mood.perfect or (first and not mood.has(*_OWED)):
        return None  # "we shall miss them" only looks ahead
    speakers = [t for t in clause.get("agent") if reading.names([t], clause) and not is_first_person(t)]
    if clause.lemma.replace(" ", "_") in word_set("issues", "formulas") and not speakers:
        return None
    if grammar.is_passive(clause.verb) and all(t.tag_.startswith(("PRP", "DT")) for t in clause.get("theme")):
        return None  # nothing is left to say it of
    if any(t.tag_ == "DT" for t in clause.get("theme")):
        return None
    return thesis_on(reading.issues.of_clause(clause), 1, "necessity", clause, reading)


def _is_turned_round(clause: Predication) -> bool:
    """Whether a clause is a condition or a question by its order alone: "Should Iran refuse, the court will sit"."""
    subject = grammar.own_subject(clause.verb)
    return subject is not None and any(
        c.lower_ == "should" and c.i < subject.i for c in grammar.children(clause.verb, "aux")
    )


def _existence(clause: Predication, reading: Reading) -> Thesis | None:
    """ "there is a need for them to …", "there is a danger that …"."""
    things = [c for c in clause.verb.children if c.dep_ in ("nsubj", "obj", "nsubj:pass") and c.lower_ != "there"]
    if clause.lemma != "be" or not things or not any(c.lower_ == "there" for c in clause.verb.children):
        return None
    noun = things[0]
    wanted, feared = (
        noun.lemma_ in word_set("issues", "wanted_nouns"),
        noun.lemma_ in word_set("issues", "feared_nouns"),
    )
    inner = grammar.first(c for c in [*noun.subtree, *clause.verb.children] if c.i > noun.i and _is_told_of(c, noun))
    if inner is None or not (wanted or feared):
        return None
    return thesis_on(
        _of(inner, clause, reading),
        (1 if wanted else -1) * (-1 if clause.mood.negated else 1),
        "existence",
        clause,
        reading,
    )


def _open_question(clause: Predication, reading: Reading) -> Thesis | None:
    """ "It remains to be seen whether", "Whether they can is another matter": what nobody knows yet."""
    seen = clause.verb.lemma_ == "see" and clause.verb.head.lemma_ == "remain"
    told = clause.verb.lemma_ == "tell" and any(t.lemma_.lower() == "time" for t in clause.get("agent"))
    matter = clause.kind == "noun" and clause.lemma in word_set("issues", "matters")
    matter = matter or (clause.kind == "adjective" and clause.lemma in word_set("issues", "uncertain"))
    if not (seen or told or matter):
        return None
    around = [c for w in (clause.verb, clause.verb.head) for c in w.children if c != clause.verb]
    asking = [c for c in around if c.dep_ in ("ccomp", "csubj", "advcl", "csubj:pass", "xcomp") and _asks(c)]
    issue = _of(asking[0], clause, reading) if asking else None
    return Thesis("uncertain", issue.wording, "uncertain") if issue is not None else None


def _asks(clause: Token) -> bool:
    return grammar.preposition(clause) in ("whether", "if") or grammar.opening(clause) in (
        "whether",
        "how",
        "what",
        "who",
    )


def _is_told_of(word: Token, noun: Token) -> bool:
    """Whether a word heads what there is a need or danger of; parsers hang the infinitive on "be" too."""
    infinitive = word.dep_ in ("conj", "xcomp", "acl", "advcl") and word.tag_ == "VB"
    return infinitive or (word.head == noun and word.dep_ in ("acl", "ccomp", "nmod"))


def _evaluation(clause: Predication, reading: Reading) -> Thesis | None:
    """Predicative adjectives and nouns that judge: good, a mistake, possible, unclear."""
    if (asked := _open_question(clause, reading)) is not None:
        return asked
    if clause.kind == "verb":
        return _existence(clause, reading) or read_consequence(clause, reading)
    if clause.kind == "noun" and not grammar.children(clause.head, "cop"):
        return None
    word, subject, content = clause.head.lemma_.lower(), clause.get("agent"), clause.get("content")
    about = content or subject
    if not about:
        return None
    if word == "time" and (due := _due(clause.head)) is not None:
        return thesis_on(_of(due, clause, reading), -1 if clause.mood.negated else 1, "due", clause, reading)
    if (reach := _in_reach(clause)) and not content:
        issue = _of(about[0], clause, reading)
        return thesis_on(feasible(issue), reach, "reach", clause, reading) if issue is not None else None
    if word in word_set("issues", "uncertain"):
        issue = _of(about[0], clause, reading)
        return (
            Thesis("uncertain", issue.wording, "uncertain") if issue is not None and not clause.mood.negated else None
        )
    sign = -1 if clause.mood.negated else 1
    if content and subject and subject[0].tag_ == "DT":
        return None  # "that is hard to imagine": what "that" is stands elsewhere
    for name, value in (("possible", 1), ("impossible", -1)):
        if word in word_set("issues", name) and (content or word not in word_set("issues", "hardness")):
            issue = _of(about[0], clause, reading)
            return (
                thesis_on(feasible(issue), value * sign, "evaluation", clause, reading) if issue is not None else None
            )
    if content and word in word_set("issues", "factive"):
        inner = reading.at(content[0], clause)
        return read_thesis(inner, reading, evaluative=False) if inner is not None and sign > 0 else None
    return _judgement(clause, about, bool(content), sign, reading)


def _due(time: Token) -> Token | None:
    """What it is time for: "it is high time that Europe stopped", "it is time to leave"."""
    clauses = grammar.children(time, "acl", "acl:relcl", "advcl", "ccomp", "xcomp", "csubj")
    return next((c for c in clauses if c.i > time.i and grammar.is_verb(c)), None)


def _in_reach(clause: Predication) -> int:
    """1 for "is within reach", -1 for "is out of the question", 0 for anything else."""
    phrase = f"{grammar.preposition(clause.head)} {clause.head.lemma_.lower()}"
    sign = -1 if clause.mood.negated else 1
    if phrase in word_set("issues", "possible_phrases"):
        return sign
    return -sign if phrase in word_set("issues", "impossible_phrases") else 0


def _judgement(
    clause: Predication, about: tuple[Token, ...], whole_clause: bool, sign: int, reading: Reading
) -> Thesis | None:
    """Good or bad, said of a clause ("it is essential to …"), of a thing, or of an actor."""
    value = judge(clause.head)
    if value is None or about[0].tag_.startswith(("PRP", "WDT", "DT")):
        return None
    names = reading.names(about[:1], clause)
    if value and not names:
        issue = _of(about[0], clause, reading)
        return thesis_on(issue, value * sign, "judgement", clause, reading)
    if clause.kind == "adjective" and not value:
        return None
    if whole_clause:
        return (
            thesis_on(_of(about[0], clause, reading), sign, "judgement", clause, reading)
            if clause.head.lemma_ in ("interest", "duty", "responsibility")
            else None
        )
    return thesis_on(reading.issues.of_clause(clause), 1, "judgement", clause, reading)


def _of(token: Token, clause: Predication, reading: Reading) -> Issue | None:
    return reading.issues.of(token, clause.block.start)
