from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents.reader import read_document
from kg.extraction import Extractor
from kg.pipeline.shipped import get_registry
from kg.records import Document, Event, Position, SourcedRecord, parse_record

HERE = Path(__file__).resolve().parent.parent
SEEDS = sorted((HERE.parent / "seeds").glob("*.txt"))
TEXTS = sorted((HERE / "data" / "extraction").glob("*.txt"))


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(get_registry())


def told(records: list[SourcedRecord]) -> set[tuple[str, str]]:
    return {(r.holder, r.stance) for r in records if isinstance(r, Position)}


@pytest.mark.parametrize("path", [*SEEDS, *TEXTS], ids=lambda path: path.stem)
def test_every_record_quotes_its_document(path: Path, extractor: Extractor) -> None:
    document = read_document(path)
    records = extractor.extract(document)
    assert {record.kind for record in records} >= {"actor", "event", "position"}
    for record in records:
        assert document.text[record.start : record.end] == record.quote
        assert parse_record(record.model_dump()) == record
    assert [record.start for record in records] == sorted(record.start or 0 for record in records)
    assert len({record.id for record in records}) == len(records)


@pytest.mark.parametrize("path", SEEDS[:1])
def test_reading_twice_gives_the_same(path: Path, extractor: Extractor) -> None:
    document = read_document(path)
    assert extractor.extract(document) == extractor.extract(document)


def test_names_of_positions_and_events_are_actors(extractor: Extractor) -> None:
    document = read_document(HERE / "data" / "extraction" / "wire-nile-dam.txt")
    records = extractor.extract(document)
    actors = {record.name for record in records if record.kind == "actor"}
    used = {name for record in records if isinstance(record, Position) for name in record.holder.split("; ")}
    used |= {p.actor for record in records if isinstance(record, Event) for p in record.participants}
    assert used <= actors


def test_a_wire_report(extractor: Extractor) -> None:
    records = extractor.extract(read_document(HERE / "data" / "extraction" / "wire-nile-dam.txt"))
    assert {("Ethiopia", "oppose"), ("Egypt", "oppose"), ("Sudan", "support")} <= told(records)
    rejected = next(r for r in records if isinstance(r, Event) and r.type == "REJECT")
    assert rejected.date == "2021-03-14"


def test_an_interview(extractor: Extractor) -> None:
    records = extractor.extract(read_document(HERE / "data" / "extraction" / "interview-mali-minister.txt"))
    mine = [r for r in records if isinstance(r, Position) and r.holder.startswith("Abdoulaye Diop")]
    assert len(mine) >= 3
    assert all(r.on_behalf_of == "Mali" or r.holder == "Abdoulaye Diop; Mali" for r in mine)
    assert all(r.attribution[-1].manner == "direct_quote" for r in mine)


def test_a_document_of_one_line(extractor: Extractor) -> None:
    assert extractor.extract(Document(id="x", text="Nothing.")) is not None


def test_the_tool_is_named(extractor: Extractor) -> None:
    assert extractor.tool.startswith("standpoint-kg ")
