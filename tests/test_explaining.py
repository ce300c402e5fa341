"""`kg extract --explain`: records as people check them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import Run

from kg.cli.console import may_colour
from kg.cli.explaining import Shown, summarise
from kg.extraction.explanations import Explanation
from kg.extraction.traces import Part, Trace
from kg.records import parse_record

TEXT = "Chad\x1b[2J wants\nthe dam.\nIt said so."
POSITION = parse_record(
    {"kind": "position", "id": "p1", "holder": "Chad", "stance": "support", "issue": "Dam", "quote": "Chad",
     "start": 0, "end": 4, "confidence": 0.805}
)  # fmt: skip
TALKS = """\
Kenya wants the dam to be built only if Uganda pays.

On 3 May 2019 Ugandan troops attacked the town of Busia.
"""
EXPECTED = """\
p1 position: Kenya supports: Dam being built
  confidence 0.??, by positions.attitudes/want
  talks.txt:1: [holder Kenya] [trigger wants] [target the dam] [issue to be built [condition only if Uganda pays]].

e1 event: ASSAULT (occurred): Attack on the town of Busia by Uganda
  confidence 0.??, by events.triggers/ASSAULT
  talks.txt:3: On [on/date 3 May 2019] [agent Ugandan troops] [trigger attacked] [recipient the town of Busia].
"""


def lines(*parts: Part, colours: bool = False, text: str = TEXT) -> list[str]:
    assert POSITION.kind == "position"
    trace = Trace("positions.attitudes/want", parts, ("positions.theses/need",))
    explanation = Explanation(POSITION, trace, ((0, text.index(".") + 1), (text.index(".") + 2, len(text))))
    return list(Shown(Path("a/talks.txt"), text, colours).format(explanation))


def test_a_record_is_shown_with_its_rule_and_all_its_sentences() -> None:
    assert lines(Part("holder", 0, 4), Part("issue", 15, 22)) == [
        "p1 position: Chad supports: Dam",
        "  confidence 0.81, by positions.attitudes/want on positions.theses/need",
        "  a/talks.txt:1: [holder Chad] [2J wants [issue the dam].",
        "  a/talks.txt:3: It said so.",
    ]


PLAIN = "Kenya and Chad met. Yes."


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        ((), "Kenya and Chad met."),
        ((Part("a", 0, 14), Part("b", 10, 14)), "[a Kenya and [b Chad]] met."),
        ((Part("b", 10, 14), Part("a", 10, 14)), "Kenya and [b/a Chad] met."),
        ((Part("b", 6, 18), Part("a", 0, 14)), "[a Kenya [b and Chad]][b met]."),
        ((Part("c", 0, 5), Part("a", 0, 14), Part("b", 0, 18)), "[b [a [c Kenya] and Chad] met]."),
        ((Part("a", 15, 24),), "Kenya and Chad [a met.]"),
    ],
)
def test_parts_nest_and_are_cut_where_they_cross(parts: tuple[Part, ...], shown: str) -> None:
    assert lines(*parts, text=PLAIN)[2] == f"  a/talks.txt:1: {shown}"


def test_colours_change_no_word() -> None:
    parts = (Part("holder", 0, 4), Part("trigger", 9, 14))
    coloured = "\n".join(lines(*parts, colours=True))
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[\d+m", "", coloured).split() == " ".join(lines(*parts)).split()


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ({"kind": "actor", "name": "Mali", "type": "state"}, "Mali (state)"),
        ({"kind": "relation", "type": "ally", "a": "Mali", "b": "Chad"}, "Mali is an ally of Chad"),
        ({"kind": "relation", "type": "agree", "a": "Mali", "b": "Chad", "issue": "Toll"}, "Mali and Chad agree: Toll"),
        ({"kind": "resolution", "label": "Lake Accord", "type": "treaty"}, "Lake Accord (treaty)"),
        ({"kind": "position", "holder": "Mali", "stance": "uncertain", "issue": "Toll"}, "Mali leaves open: Toll"),
    ],
)
def test_what_records_say(record: dict[str, str], said: str) -> None:
    parsed = parse_record({**record, "quote": "x"})
    assert parsed.kind != "document"
    assert summarise(parsed) == said


def test_a_text_is_explained(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(TALKS, encoding="utf-8")
    shown = kg("extract", "--explain", "talks.txt")
    assert (shown.code, shown.err) == (0, "")
    blocks = re.sub(r"confidence 0\.\d\d", "confidence 0.??", shown.out).split("\n\n")
    assert [block for block in blocks if block.startswith(("p", "e"))] == EXPECTED.rstrip("\n").split("\n\n")


def test_explanations_go_to_a_file_and_leave_out_what_is_unsure(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text(TALKS, encoding="utf-8")
    assert kg("extract", "--explain", "talks.txt", "-o", "shown.txt", "--min-confidence", "1").out == ""
    shown = (tmp_path / "shown.txt").read_text(encoding="utf-8")
    assert "actor: Kenya (state)" in shown
    assert "position" not in shown


def test_what_is_unsure_is_left_out_and_not_named(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "talks.txt").write_text("Kenya once opposed the dam but now supports the dam.\n", encoding="utf-8")

    def read(least: float) -> list[dict[str, object]]:
        out = kg("extract", "talks.txt", "--min-confidence", least).out
        return [json.loads(line) for line in out.splitlines()[1:]]

    everything = read(0)
    assert any("revises" in record for record in everything)
    for record in everything:
        kept = read(float(str(record["confidence"])) + 0.005)
        ids = {str(other["id"]) for other in kept}
        assert record["kind"] == "actor" or record["id"] not in ids
        assert all(set(other.get("revises", [])) <= ids for other in kept)  # type: ignore[call-overload]


def test_colours_need_a_terminal_and_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert may_colour(None)
    assert not may_colour(Path("file.txt"))
    monkeypatch.setenv("NO_COLOR", "1")
    assert not may_colour(None)
