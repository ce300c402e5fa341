from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.confidence import Sureness, busy_actors, features_of, how_sure, read_sureness
from kg.extraction.traces import Part, Trace, Traced
from kg.pipeline.shipped import get_registry
from kg.records import Actor, Attribution, Document, Position, SourcedRecord

TABLE = Sureness({"position": 0.5}, {"positions.attitudes/want": 0.8}, {"position": {"pronoun": -1.0, "quoted": 1.0}})
TEXT = "They want a truce, Chad said."


def position(**fields: object) -> Position:
    return Position.model_validate(
        {"holder": "Mali", "stance": "support", "issue": "Truce", "quote": TEXT, "start": 0, "end": len(TEXT)} | fields
    )


def features(record: SourcedRecord, trace: Trace, busy: frozenset[str] = frozenset()) -> set[str]:
    return set(features_of(Traced(record, trace), TEXT, busy))


def test_a_rule_without_a_line_is_as_sure_as_its_kind() -> None:
    assert TABLE.of("position", "positions.attitudes/want", ()) == 0.8
    assert TABLE.of("position", "positions.attitudes/new", ()) == 0.5


def test_features_move_the_odds() -> None:
    rule = "positions.attitudes/want"
    assert TABLE.of("position", rule, {"pronoun"}) < 0.8 < TABLE.of("position", rule, {"quoted"})
    assert TABLE.of("position", rule, {"pronoun", "quoted"}) == 0.8
    assert TABLE.of("position", rule, {"short"}) == 0.8


def test_nothing_is_certain() -> None:
    table = Sureness({"actor": 0.99}, {}, {"actor": {"long": 20.0, "short": -20.0}})
    assert (table.of("actor", "x", {"long"}), table.of("actor", "x", {"short"})) == (0.99, 0.01)


def test_a_row_of_the_user_is_as_sure_as_it_says() -> None:
    said = Trace("positions.attitudes/want", stated=0.35)
    assert how_sure(Traced(position(), said), TEXT, frozenset()) == 0.35


@pytest.mark.parametrize(
    ("fields", "parts", "feature"),
    [
        ({}, (Part("holder", 0, 4),), "pronoun"),
        ({"certainty": "possible"}, (), "hedged"),
        ({"attribution": (Attribution(sources=("Chad",), manner="direct_quote"),)}, (), "quoted"),
        ({"attribution": (Attribution(sources=("Chad",), manner="indirect_speech"),)}, (), "reported"),
        ({"conditions": ({"type": "if", "text": "if paid"},)}, (), "conditional"),
        ({}, (Part("answered", 0, 9),), "answering"),
        ({}, (Part("trigger", 200, 204), Part("holder", 0, 4)), "far"),
    ],
)
def test_what_is_known_to_matter_is_seen(fields: dict[str, object], parts: tuple[Part, ...], feature: str) -> None:
    assert feature in features(position(**fields), Trace("x", parts))
    assert feature not in features(position(), Trace("x", (Part("trigger", 5, 9), Part("holder", 19, 23))))


def test_an_actor_of_whom_nothing_is_told_is_idle() -> None:
    actor = Actor(name="Mali", type="state", quote="Mali")
    assert "idle" in features(actor, Trace("x"))
    assert "idle" not in features(actor, Trace("x"), busy_actors([position(holder="Chad; Mali")]))


def test_pronouns_make_records_less_sure() -> None:
    text = "Kenya backs the treaty. It opposes the dam in the north of the country."
    records = Extractor(get_registry()).extract(Document(id="x", text=text))
    named, pronoun = (record for record in records if isinstance(record, Position))
    table = read_sureness().rules
    assert named.confidence is not None and pronoun.confidence is not None  # noqa: PT018
    assert named.confidence - table["positions.attitudes/support"] > (
        pronoun.confidence - table["positions.attitudes/oppose"]
    )
