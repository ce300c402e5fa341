"""Trees drawn by hand, as ClearNLP's guidelines have them: word/tag/label/head, heads from 1, 0 for the root."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc as Parse

from kg.extraction.frames import find_frame
from kg.extraction.sentences.predications import read_predications
from kg.extraction.text.clearnlp import is_clearnlp, to_universal
from kg.extraction.text.english import Block
from kg.extraction.text.parses import _read_tokens, parse
from kg.extraction.tokens import Doc

VOCAB = spacy.blank("en").vocab


def draw(tree: str) -> Parse:
    rows = [row.split("/") for row in tree.split()]
    people = {"Angela", "Merkel", "Juan", "Carlos", "Ortega"}
    return Parse(
        VOCAB,
        words=[word for word, *_ in rows],
        tags=[tag for _, tag, *_ in rows],
        deps=[label for _, _, label, _ in rows],
        heads=[int(head) - 1 if head != "0" else at for at, (*_, head) in enumerate(rows)],
        lemmas=["be" if word in ("is", "are", "was", "be") else word for word, *_ in rows],
        ents=["B-PERSON" if word in people else "O" for word, *_ in rows],
    )


def convert(tree: str) -> str:
    """The converted tree, written word/label/head."""
    doc = Doc(_read_tokens(draw(tree)))
    to_universal(doc)
    return " ".join(f"{t.text}/{t.dep_}/{0 if t.head is t else t.head.i + 1}" for t in doc)


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ("Mali/NNP/nsubj/2 signed/VBD/ROOT/0 treaties/NNS/dobj/2", "Mali/nsubj/2 signed/ROOT/0 treaties/obj/2"),
        # prepositions
        (
            "Mali/NNP/nsubj/2 voted/VBD/ROOT/0 in/IN/prep/2 Geneva/NNP/pobj/3",
            "Mali/nsubj/2 voted/ROOT/0 in/case/4 Geneva/obl/2",
        ),
        (
            "talks/NNS/ROOT/0 between/IN/prep/1 Mali/NNP/pobj/2 and/CC/cc/3 Chad/NNP/conj/3",
            "talks/ROOT/0 between/case/3 Mali/nmod/1 and/cc/5 Chad/conj/3",
        ),
        (
            "treaties/NNS/nsubjpass/3 were/VBD/auxpass/3 signed/VBN/ROOT/0 by/IN/agent/3 Mali/NNP/pobj/4",
            "treaties/nsubj:pass/3 were/aux:pass/3 signed/ROOT/0 by/case/5 Mali/obl:agent/3",
        ),
        (
            "troops/NNS/nsubj/2 went/VBD/ROOT/0 out/IN/prep/2 of/IN/prep/3 Mali/NNP/pobj/4",
            "troops/nsubj/2 went/ROOT/0 out/case/5 of/case/5 Mali/obl/2",
        ),
        (
            "Mali/NNP/nsubj/2 responded/VBD/ROOT/0 by/IN/prep/2 closing/VBG/pcomp/3 borders/NNS/dobj/4",
            "Mali/nsubj/2 responded/ROOT/0 by/mark/4 closing/advcl/2 borders/obj/4",
        ),
        (
            "Mali/NNP/nsubj/2 gave/VBD/ROOT/0 arms/NNS/dobj/2 to/IN/dative/2 Chad/NNP/pobj/4",
            "Mali/nsubj/2 gave/ROOT/0 arms/obj/2 to/case/5 Chad/obl/2",
        ),
        (
            "Mali/NNP/nsubj/2 gave/VBD/ROOT/0 Chad/NNP/dative/2 arms/NNS/dobj/2",
            "Mali/nsubj/2 gave/ROOT/0 Chad/iobj/2 arms/obj/2",
        ),
        (
            "plan/NN/ROOT/0 for/IN/prep/1 ending/VBG/pcomp/2 wars/NNS/dobj/3",
            "plan/ROOT/0 for/mark/3 ending/acl/1 wars/obj/3",
        ),
        (
            "Mali/NNP/nsubj/2 fights/VBZ/ROOT/0 in/IN/prep/2 Gao/NNP/pobj/3 and/CC/cc/3 in/IN/conj/3 Kidal/NNP/pobj/6",
            "Mali/nsubj/2 fights/ROOT/0 in/case/4 Gao/obl/2 and/cc/7 in/case/7 Kidal/conj/4",
        ),
        # copulas
        (
            "Mali/NNP/nsubj/2 is/VBZ/ROOT/0 not/RB/neg/2 ready/JJ/acomp/2",
            "Mali/nsubj/4 is/cop/4 not/advmod/4 ready/ROOT/0",
        ),
        (
            "Mali/NNP/nsubj/2 is/VBZ/ROOT/0 a/DT/det/4 republic/NN/attr/2 ././punct/2",
            "Mali/nsubj/4 is/cop/4 a/det/4 republic/ROOT/0 ./punct/4",
        ),
        (
            "Chad/NNP/nsubj/2 said/VBD/ROOT/0 Mali/NNP/nsubj/4 was/VBD/ccomp/2 wrong/JJ/acomp/4",
            "Chad/nsubj/2 said/ROOT/0 Mali/nsubj/5 was/cop/5 wrong/ccomp/2",
        ),
        (
            "There/EX/expl/2 is/VBZ/ROOT/0 hope/NN/attr/2",
            "There/expl/2 is/ROOT/0 hope/nsubj/2",
        ),
        (
            "talks/NNS/nsubj/2 are/VBP/ROOT/0 in/IN/prep/2 Geneva/NNP/pobj/3",
            "talks/nsubj/4 are/cop/4 in/case/4 Geneva/ROOT/0",
        ),
        (
            "aim/NN/nsubj/2 is/VBZ/ROOT/0 to/TO/aux/4 win/VB/xcomp/2",
            "aim/nsubj:outer/4 is/cop/4 to/mark/4 win/ROOT/0",
        ),
        (
            "Mali/NNP/nsubj/2 remains/VBZ/ROOT/0 a/DT/det/4 threat/NN/attr/2",
            "Mali/nsubj/2 remains/ROOT/0 a/det/4 threat/xcomp/2",
        ),
        # clauses, owners, conjuncts, names
        (
            "Mali/NNP/nsubj/2 wants/VBZ/ROOT/0 to/TO/aux/4 leave/VB/xcomp/2",
            "Mali/nsubj/2 wants/ROOT/0 to/mark/4 leave/xcomp/2",
        ),
        (
            "Mali/NNP/poss/3 's/POS/case/1 troops/NNS/nsubj/6 who/WP/nsubj/5 fled/VBD/relcl/3 returned/VBD/ROOT/0",
            "Mali/nmod:poss/3 's/case/1 troops/nsubj/6 who/nsubj/5 fled/acl:relcl/3 returned/ROOT/0",
        ),
        (
            "Mali/NNP/nsubj/6 ,/,/punct/1 Chad/NNP/conj/1 and/CC/cc/3 Niger/NNP/conj/3 agreed/VBD/ROOT/0",
            "Mali/nsubj/6 ,/punct/3 Chad/conj/1 and/cc/5 Niger/conj/1 agreed/ROOT/0",
        ),
        (
            "Mali/NNP/nsubj/2 gave/VBD/ROOT/0 up/RP/prt/2 arms/NNS/dobj/2 last/JJ/amod/6 week/NN/npadvmod/2",
            "Mali/nsubj/2 gave/ROOT/0 up/compound:prt/2 arms/obj/2 last/amod/6 week/obl:unmarked/2",
        ),
        (
            "Angela/NNP/compound/2 Merkel/NNP/nsubj/3 agreed/VBD/ROOT/0",
            "Angela/nsubj/3 Merkel/flat/1 agreed/ROOT/0",
        ),
        (
            "with/IN/prep/5 Juan/NNP/compound/4 Carlos/NNP/compound/4 Ortega/NNP/pobj/1 agreed/VBD/ROOT/0",
            "with/case/2 Juan/obl/5 Carlos/flat/2 Ortega/flat/2 agreed/ROOT/0",
        ),
    ],
)
def test_each_construction_is_turned(tree: str, expected: str) -> None:
    assert convert(tree) == expected


def test_a_tree_stays_a_tree() -> None:
    tree = (
        "Mali/NNP/nsubj/2 is/VBZ/ROOT/0 in/IN/prep/2 favour/NN/pobj/3 of/IN/prep/4 talks/NNS/pobj/5 with/IN/prep/6 "
        "Chad/NNP/pobj/7 and/CC/cc/7 with/IN/conj/7 Niger/NNP/pobj/10"
    )
    doc = Doc(_read_tokens(draw(tree)))
    to_universal(doc)
    roots = [token for token in doc if token.head is token]
    assert [root.text for root in roots] == ["favour"]
    assert sorted(token.i for token in roots[0].subtree) == list(range(len(doc)))
    assert all(token in token.head.children for token in doc if token.head is not token)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [(["nsubj", "dobj", "pobj", "nsubjpass"], True), (["nsubj", "obj", "obl", "nsubj:pass"], False), ([], False)],
)
def test_the_labels_tell_the_kind_of_tree(labels: list[str], expected: bool) -> None:
    assert is_clearnlp(labels) is expected


SENTENCES = (
    "Kenya/NNP/nsubj/2 supports/VBZ/ROOT/0 the/DT/det/4 deployment/NN/dobj/2 of/IN/prep/4 peacekeepers/NNS/pobj/5 "
    "in/IN/prep/4 Somalia/NNP/pobj/7 ././punct/2",
    "Kenya/NNP/nsubj/2 is/VBZ/ROOT/0 opposed/JJ/acomp/2 to/IN/prep/3 the/DT/det/6 war/NN/pobj/4 ././punct/2",
)


class DrawnParser:
    """Stands where a parser stands in a pipeline, and knows the sentences of this file."""

    labels = ("nsubj", "dobj", "pobj", "nsubjpass", "attr")

    def __call__(self, doc: Parse) -> Parse:
        drawn = next(tree for tree in map(draw, SENTENCES) if [t.text for t in tree] == [t.text for t in doc])
        for token, known in zip(doc, drawn, strict=True):
            token.tag_, token.dep_, token.head = known.tag_, known.dep_, doc[known.head.i]
            token.lemma_ = {"supports": "support", "peacekeepers": "peacekeeper"}.get(known.text, known.lemma_)
        return doc


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya supports the deployment of peacekeepers in Somalia.", ("Kenya", "support")),
        ("Kenya is opposed to the war.", ("Kenya", "oppose")),
    ],
)
def test_rules_read_the_trees_of_such_a_pipeline(text: str, expected: tuple[str, str]) -> None:
    Language.factory("drawn_parser", func=lambda nlp, name: DrawnParser())
    nlp = spacy.blank("en")
    nlp.add_pipe("drawn_parser", name="parser")
    (tree,) = parse([text], nlp)
    assert {token.dep_ for token in tree} <= {
        "nsubj",
        "ROOT",
        "root",
        "det",
        "obj",
        "case",
        "nmod",
        "punct",
        "cop",
        "obl",
    }
    block = Block(tree, 0, None, False)
    frames = [(p, find_frame("frames", p)) for p in read_predications(block)]
    found = {(p.get("agent")[0].text, frame.get("stance")) for p, frame in frames if frame and p.get("agent")}
    assert expected in found
