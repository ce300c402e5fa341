"""Claims: whether what somebody is reported to say maintains something, or merely reports what happened.

In: a clause and the predication that reports it. Out: yes or no. Forecasts, judgements, general statements, denials
and the speaker's own plans are claims; casualties, times and deeds that a source tells of are not.
"""

from __future__ import annotations

from kg.extraction import grammar
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.extraction.voices.quotations import is_first_person

# Who has a quarrel, and with whom: what scholars and papers tell of others is a report.
_PARTIES = ("state", "armed_group", "person", "government_body", "coalition")
_BLAMED = ("state", "armed_group", "government_body", "coalition", "igo")
_FORECASTS = ("will", "would", "can", "could", "shall", "should", "must", "ought", "may", "might")


def is_claim(content: Predication, speech: Predication, reading: Reading) -> bool:
    """Whether the content of a plain "said" maintains something."""
    if _is_count(content) or _is_empty(content, reading) or is_granted(content, speech):
        return False
    if _is_news_of_others(content, speech, reading):
        return False
    if speech.mood.tense == "present" and not speech.mood.perfect and content.mood.tense != "past":
        return True
    return is_view(content) or _is_charge(content, speech, reading)


def is_granted(content: Predication, speech: Predication) -> bool:
    """Whether a fact is recalled or admitted, which nobody disputes: "recalled that it was born with a coast"."""
    return speech.lemma in word_set("speech", "granting") and not is_forecast(content)


def _is_news_of_others(content: Predication, speech: Predication, reading: Reading) -> bool:
    """Whether somebody only tells what others will do, which is no wish of theirs: "said that Peru would attend".

    What will never be, and what one's own state will do, is a view of it.
    """
    mood, agents = content.mood, content.get("agent")
    if not mood.has("will", "would") or mood.negated or content.kind != "verb" or grammar.is_passive(content.verb):
        return False
    if any(is_first_person(word) for token in agents for word in (token, *grammar.children(token, "nmod:poss"))):
        return False
    doers = set(reading.names(agents, content))
    sayers = set(reading.names(speech.get("agent"), speech))
    return bool(doers) and not doers & (sayers | {reading.voices.state_of(name) for name in sayers})


def _is_charge(content: Predication, speech: Predication, reading: Reading) -> bool:
    """Whether one party to a quarrel tells what another did: "Iran said that Israel had bombed it"."""
    if content.kind != "verb" or content.mood.tense != "past" or grammar.is_passive(content.verb):
        return False
    if content.lemma in word_set("speech", "neutral_deeds"):
        return False  # "said that the minister had left for Rome"
    blamed = set(reading.names(content.get("agent"), content))
    sayers = set(reading.names(speech.get("agent"), speech))
    own = {reading.voices.state_of(name) for name in sayers}
    types = {actor.name: actor.type for actor in reading.cast.actors}
    party = any(types.get(name or "") in _PARTIES for name in sayers | own)
    return party and any(types.get(name) in _BLAMED for name in blamed) and not blamed & (sayers | own)


def is_view(content: Predication) -> bool:
    """Whether a clause says how things are, will be or should be, rather than what somebody did."""
    mood = content.mood
    if is_forecast(content):
        return True
    own = any(is_first_person(word) for t in content.get("agent") for word in (t, *grammar.children(t, "nmod:poss")))
    if own and content.lemma in word_set("speech", "own_facts") and not mood.negated:
        return False  # "we have the food", "we live here"
    if content.kind in ("adjective", "noun"):
        return bool(grammar.children(content.head, "cop")) or content.verb != content.head
    if mood.negated and not mood.perfect:
        return True
    stative = content.lemma.replace(" ", "_") in word_set("speech", "stative_verbs")
    return stative or (mood.tense == "present" and not mood.progressive and not mood.perfect)


def is_forecast(content: Predication) -> bool:
    """Whether a clause says what will, can or should be."""
    return content.mood.has(*_FORECASTS) or content.mood.tense == "future"


def is_intention(content: Predication, names: set[str], reading: Reading) -> bool:
    """Whether a clause is what its speaker means to do: "that it would vote against them", "they were leaving"."""
    agents = set(reading.names(content.get("agent"), content)) if content.kind == "verb" else set()
    if not agents or not agents <= names or grammar.is_passive(content.verb):
        return False
    return content.mood.has("will", "would", "shall") or (content.mood.progressive and not content.mood.perfect)


def _is_count(content: Predication) -> bool:
    """Whether a clause gives numbers: of victims, of votes, of troops."""
    tokens: list[Token] = [token for fillers in content.arguments.values() for token in fillers]
    return any(token.tag_ == "CD" or grammar.children(token, "nummod") for token in tokens)


def _is_empty(content: Predication, reading: Reading) -> bool:
    """Whether nothing is said of anything: "that it was", "that is so"."""
    tokens = [token for fillers in content.arguments.values() for token in fillers]
    return all(token.tag_.startswith(("PRP", "DT", "W")) and not reading.names([token], content) for token in tokens)
