from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents.reader import read_document
from kg.extraction import Extractor
from kg.extraction.confidence import read_sureness
from kg.extraction.explanations import Explanation
from kg.pipeline.shipped import get_registry
from kg.records import Document

HERE = Path(__file__).resolve().parent.parent
TEXTS = sorted((HERE / "data" / "extraction").glob("*.txt"))


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(get_registry())


def words(explanation: Explanation, name: str, text: str) -> list[str]:
    return [text[part.start : part.end] for part in explanation.trace.where(name)]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_explanations_are_those_of_the_records(path: Path, extractor: Extractor) -> None:
    document = read_document(path)
    explained = extractor.explain(document)
    assert [explanation.record for explanation in explained] == extractor.extract(document)
    for explanation in explained:
        record, trace = explanation.record, explanation.trace
        assert {trace.rule, *trace.via} <= set(read_sureness().rules)
        assert record.confidence is not None
        assert 0 < record.confidence < 1
        spans = [(part.start, part.end) for part in trace.parts]
        for start, end in [(record.start or 0, record.end or 0), *spans]:
            assert start < end
            assert _is_shown(start, end, explanation.sentences), f"{record.id}: {document.text[start:end]!r}"


def _is_shown(start: int, end: int, sentences: tuple[tuple[int, int], ...]) -> bool:
    """Whether sentences hold a stretch, which may go on from one into the next."""
    return any(a <= start < b for a, b in sentences) and any(a < end <= b for a, b in sentences)


@pytest.mark.parametrize(
    ("text", "kind", "rule", "parts"),
    [
        (
            "Kenya urged Uganda on 3 May 2019 to open the border.",
            "position",
            "positions.attitudes/demand",
            {"holder": ["Kenya"], "trigger": ["urged"], "target": ["Uganda"], "date": ["3 May 2019"]},
        ),
        (
            "Peru will sign the pact only if Chile withdraws, the envoy of Peru said. Peru opposes the toll.",
            "position",
            "positions.attitudes/oppose",
            {"holder": ["Peru"], "trigger": ["opposes"], "issue": ["the toll"]},
        ),
        (
            "Malian troops attacked the town of Gao in 2012.",
            "event",
            "events.triggers/ASSAULT",
            {"agent": ["Malian troops"], "trigger": ["attacked"], "date": ["2012"]},
        ),
        (
            "Kenya, a member of the African Union, left the talks.",
            "relation",
            "relations.memberships/described",
            {"a": ["Kenya"], "b": ["African Union"], "trigger": ["member"]},
        ),
    ],
)  # fmt: skip
def test_parts_are_marked(text: str, kind: str, rule: str, parts: dict[str, list[str]], extractor: Extractor) -> None:
    explained = extractor.explain(Document(id="x", text=text))
    (found,) = [e for e in explained if e.record.kind == kind and e.trace.rule == rule]
    assert {name: words(found, name, text) for name in parts} == parts


def test_what_is_answered_is_shown_too(extractor: Extractor) -> None:
    text = "Kenya opposes the canal. Ghana has no view of it yet. Burundi agreed with Kenya."
    explained = extractor.explain(Document(id="x", text=text))
    (echo,) = [e for e in explained if e.trace.rule == "positions.attitudes/echo"]
    assert words(echo, "answered", text) == ["Kenya opposes the canal"]
    assert [text[start:end] for start, end in echo.sentences] == [
        "Kenya opposes the canal.",
        "Burundi agreed with Kenya.",
    ]
