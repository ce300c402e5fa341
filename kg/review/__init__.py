"""Review: what people decide about claims and things, kept as records of their own and applied to what was extracted.

    decision.py    one decision: who, when, what, why; JSON Lines
    terms.py       what a claim can be corrected in, and the terms that the words of a correction stand for
    applying.py    decisions on the quads of one source: the quads as reviewed, and what was withheld and supplied
    graph.py       decisions, and what they did to each source, as quads of graph/review
    review.py      the review of a store: deciding, withdrawing, applying to a source that is loaded anew
    making.py      from what a person typed to a decision

In: decisions and an open store. Out: sources as reviewed, from which the extracted ones can be made again. The reading
of texts knows nothing of it, and a claim keeps its name whatever is decided about it.
"""

from kg.review.decision import Decision, Verdict, format_decision, parse_decisions
from kg.review.making import make_decision
from kg.review.review import Outcome, Review

__all__ = ["Decision", "Outcome", "Review", "Verdict", "format_decision", "make_decision", "parse_decisions"]
