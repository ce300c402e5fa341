"""Relations that a text states between two actors: agree, disagree, ally, rival, member of, role in.

In: a reading. Out: Relation records in text order, the same relation once. Agreement and disagreement name their
issue. What follows from two actors' positions is not stated here: that is derived, by queries, from the positions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.reading import Reading
from kg.extraction.relations.agreement import read_agreement
from kg.extraction.relations.alignments import read_alignments
from kg.extraction.relations.comments import read_comments
from kg.extraction.relations.comparisons import read_comparisons
from kg.extraction.relations.contrasts import read_contrasts
from kg.extraction.relations.joint_votes import read_joint_votes
from kg.extraction.relations.memberships import read_memberships
from kg.extraction.relations.rebukes import read_rebukes
from kg.extraction.relations.replies import read_replies
from kg.extraction.relations.roles import read_roles
from kg.extraction.relations.serving import read_serving
from kg.extraction.sentences.predications import Predication
from kg.extraction.traces import Traced
from kg.records import Relation
from kg.registry import Registry

_DIRECTED = ("role_in", "member_of")


def read_relations(reading: Reading, registry: Registry) -> list[Relation]:
    """Read the relations of a document, in text order; the registry says which office "President X" names."""
    return [traced.record for traced in trace_relations(reading, registry)]


def trace_relations(reading: Reading, registry: Registry) -> list[Traced[Relation]]:
    """Read the relations of a document, each with the rule that made it."""
    found = [*read_roles(reading, registry), *read_memberships(reading), *read_alignments(reading)]
    found.extend(read_serving(reading))
    for before, predication in _with_context(reading):
        found.extend(read_agreement(predication, reading))
        found.extend(read_comparisons(predication, reading))
        found.extend(read_joint_votes(predication, reading))
        answers = [*read_replies(predication, before, reading), *read_comments(predication, before, reading)]
        answers = answers or [*read_rebukes(predication, before, reading)]
        found.extend(answers or read_contrasts(predication, before, reading))
    return _distinct(sorted(found, key=lambda traced: traced.record.start or 0))


def _with_context(reading: Reading) -> Iterator[tuple[Sequence[Predication], Predication]]:
    """Each predication with those before it in its paragraph and in the one before, if the same voice has both."""
    last: Sequence[Predication] = ()
    for block, read in reading.blocks:
        earlier = last if last and last[0].block.part == block.part else ()
        for place, predication in enumerate(read):
            yield (*earlier, *read[:place]), predication
        last = read if not block.heading else ()


def _distinct(relations: Sequence[Traced[Relation]]) -> list[Traced[Relation]]:
    """The relations without repeats: timeless ones once a pair, agreements once a pair and place."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for traced in relations:
        relation = traced.record
        pair = (relation.a, relation.b) if relation.type in _DIRECTED else frozenset((relation.a, relation.b))
        where = relation.start if relation.type in ("agree", "disagree") else None
        if relation.a != relation.b and (key := (relation.type, pair, where)) not in seen:
            seen.add(key)
            kept.append(traced)
    return kept
