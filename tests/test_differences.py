"""Two graphs differ by claims that appeared, vanished or changed, whatever order and form they come in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from pyoxigraph import Dataset, NamedNode, Quad, RdfFormat, parse, serialize

from kg.differences.comparing import compare, walk
from kg.differences.patches import ADDED, REMOVED, patch_lines, patch_quads
from kg.differences.sides import FileSide, open_side
from kg.differences.telling import Difference, find_differences
from kg.errors import InputError, UsageError
from kg.export import write
from kg.export.formats import Format
from kg.vocabulary import RDF, RDFS, SP

DATA = Path(__file__).resolve().parent / "data" / "queries"
DOCUMENT = "https://w3id.org/standpoint/id/doc/talks-on-the-dam-resume-da84423bf0aa"
OPPOSES = f"{DOCUMENT}/position/egy.filling-the-dam-before-an-agreement.105"


def read_lines() -> list[str]:
    """The N-Quads of the made-up reports and votes."""
    quads: list[Quad] = []
    for name in ("graph", "votes"):
        quads += parse(path=DATA / f"{name}.trig", format=RdfFormat.TRIG)
    data = serialize(quads, format=RdfFormat.N_QUADS)
    assert data is not None
    return data.decode().splitlines(keepends=True)


LINES = read_lines()


def side_of(lines: Sequence[str], folder: Path, name: str = "a") -> FileSide:
    """A file with these quads."""
    path = folder / f"{name}.nq"
    path.write_text("".join(lines), encoding="utf-8")
    return FileSide(path, "nquads")


def replace(changes: Mapping[str, str], subject: str = "") -> list[str]:
    """The lines with some words replaced, in all subjects or in those that begin so."""
    changed = []
    for line in LINES:
        if line.startswith(f"<{subject}"):
            for old, new in changes.items():
                line = line.replace(old, new)
        changed.append(line)
    assert changed != LINES
    return changed


def told(lines: Sequence[str], folder: Path) -> list[Difference]:
    return find_differences(side_of(LINES, folder), side_of(lines, folder, "b"))


def short(found: Sequence[Difference]) -> list[tuple[str, ...]]:
    return [(row.change, row.kind, row.what, row.property, row.before, row.after) for row in found]


def test_same_graph_in_another_order_does_not_differ(tmp_path: Path) -> None:
    assert told(list(reversed(LINES)), tmp_path) == []


def test_other_stance_is_a_change_and_no_new_claim(tmp_path: Path) -> None:
    (found,) = told(replace({"#oppose>": "#support>"}, f"{OPPOSES}>"), tmp_path)
    assert short([found]) == [
        ("changed", "position", "Egypt on “Filling the dam before an agreement”", "stance", "oppose", "support")
    ]
    assert found.words == "Egypt rejects any filling before an agreement."
    assert found.document == "Talks on the dam resume"


def test_position_that_is_gone_is_told_with_its_stance(tmp_path: Path) -> None:
    found = told([line for line in LINES if not line.startswith(f"<{OPPOSES}")], tmp_path)
    assert short(found) == [("vanished", "position", "Egypt opposes “Filling the dam before an agreement”", "", "", "")]


def test_what_vanishes_one_way_appears_the_other(tmp_path: Path) -> None:
    fewer = side_of([line for line in LINES if not line.startswith(f"<{OPPOSES}")], tmp_path, "b")
    (found,) = find_differences(fewer, side_of(LINES, tmp_path))
    assert found.change == "appeared"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"data on the river are shared"', '"data are shared"',
         ("position", "Sudan on “Filling the dam before an agreement”", "condition", "data on the river are shared",
          "data are shared")),
        ("#inference> <", "#ownVoice> <",
         ("position", "Egypt on “Filling the dam before an agreement”", "manner", "inference", "ownVoice")),
        ("#denied>", "#occurred>", ("event", "Ethiopia moves troops to Sudan", "status", "denied", "occurred")),
    ],
)  # fmt: skip
def test_change_of_a_part_is_one_of_the_claim(tmp_path: Path, old: str, new: str, expected: tuple[str, ...]) -> None:
    found = short(told(replace({old: new}), tmp_path))
    assert ("changed", *expected) in found
    assert {row[0] for row in found} == {"changed"}


def test_vote_is_told_by_voter(tmp_path: Path) -> None:
    vote = "https://w3id.org/standpoint/id/dataset/votes-of-the-day/vote/3"
    lines = [
        line.replace("#votedYes>", "#votedNo>") if line.startswith(f"<{vote}>") and "actor/bra>" in line else line
        for line in LINES
    ]
    assert short(told(lines, tmp_path)) == [("changed", "vote", "A/RES/75/10 2020-11 3", "vote of Brazil", "yes", "no")]


def test_confidence_and_provenance_are_no_differences(tmp_path: Path) -> None:
    assert (
        told(replace({'#confidence> "0.9"': '#confidence> "0.8"', "standpoint-test 1": "standpoint-test 2"}), tmp_path)
        == []
    )


def test_actor_of_whom_nobody_speaks_any_more_has_vanished(tmp_path: Path) -> None:
    triples = [
        (RDF.type, str(SP.ActorRecord)),
        (SP.aboutActor, "<https://example.org/kosmos>"),
    ]
    more = [f"<https://example.org/r> {predicate} {value} <https://example.org/g> .\n" for predicate, value in triples]
    more.append(f'<https://example.org/kosmos> {RDFS.label} "Kosmos" <https://example.org/g> .\n')
    found = find_differences(side_of([*LINES, *more], tmp_path), side_of(LINES, tmp_path, "b"))
    assert ("vanished", "actor", "Kosmos", "", "", "") in short(found)


def test_edited_text_keeps_its_claims(tmp_path: Path) -> None:
    moved = replace({"talks-on-the-dam-resume-da84423bf0aa": "talks-on-the-dam-resume-000000000000"})
    found = told(moved, tmp_path)
    assert {row.kind for row in found} == {"document"}
    assert [row.change for row in found] == ["vanished", "appeared"] or [row.change for row in found] == [
        "appeared",
        "vanished",
    ]


def test_edited_text_with_another_stance_tells_the_stance(tmp_path: Path) -> None:
    moved = replace({"talks-on-the-dam-resume-da84423bf0aa": "talks-on-the-dam-resume-000000000000"})
    claim = f"<{OPPOSES.replace('da84423bf0aa', '000000000000')}>"
    moved = [line.replace("#oppose>", "#support>") if line.startswith(claim) else line for line in moved]
    found = [row for row in told(moved, tmp_path) if row.property == "stance"]
    assert [(row.change, row.before, row.after) for row in found] == [("changed", "oppose", "support")]


@pytest.mark.parametrize(
    ("format", "suffix"), [("turtle", "ttl"), ("trig", "trig"), ("rdfxml", "rdf"), ("jsonld", "jsonld")]
)
def test_form_of_an_export_does_not_matter(tmp_path: Path, format: Format, suffix: str) -> None:
    path = tmp_path / f"b.{suffix}"
    with path.open("wb") as stream:
        write(parse("".join(LINES), format=RdfFormat.N_QUADS), format, stream)
    with open_side(path) as other:
        assert find_differences(side_of(LINES, tmp_path), other) == []


def test_patch_turns_the_one_graph_into_the_other(tmp_path: Path) -> None:
    changed = replace({"#oppose>": "#support>"}, f"{OPPOSES}>")
    before, after = side_of(LINES, tmp_path), side_of(changed, tmp_path, "b")
    lines = list(patch_lines(compare(before, after)))
    assert [line[:2] for line in lines] == ["- ", "+ "]
    graph = Dataset(before.quads())
    for line in lines:
        (quad,) = parse(line[2:], format=RdfFormat.N_QUADS)
        (graph.add if line[0] == "+" else graph.discard)(quad)
    assert graph == Dataset(after.quads())


def test_patch_as_two_graphs(tmp_path: Path) -> None:
    changed = replace({"#oppose>": "#support>"}, f"{OPPOSES}>")
    quads = list(patch_quads(compare(side_of(LINES, tmp_path), side_of(changed, tmp_path, "b"))))
    assert {(quad.graph_name, quad.object.value) for quad in quads if isinstance(quad.object, NamedNode)} == {
        (REMOVED, "https://w3id.org/standpoint/ontology#oppose"),
        (ADDED, "https://w3id.org/standpoint/ontology#support"),
    }


def test_little_memory_gives_the_same_answer(tmp_path: Path) -> None:
    changed = replace({"#oppose>": "#support>"}, f"{OPPOSES}>")
    before, after = side_of(LINES, tmp_path), side_of(changed, tmp_path, "b")
    assert find_differences(before, after, memory=1000) == find_differences(before, after)


@pytest.mark.parametrize(("left", "right"), [("", "abc"), ("abc", ""), ("ace", "bdf"), ("abc", "abc"), ("ab", "bc")])
def test_walk_meets_every_subject_once_and_in_order(left: str, right: str) -> None:
    def groups(letters: str) -> Iterator[tuple[bytes, list[bytes]]]:
        return ((letter.encode(), [letter.encode()]) for letter in letters)

    pairs = list(walk(groups(left), groups(right)))
    assert "".join(pair.subject.decode() for pair in pairs) == "".join(sorted(set(left) | set(right)))
    assert all(bool(pair.before) == (pair.subject.decode() in left) for pair in pairs)
    assert all(bool(pair.after) == (pair.subject.decode() in right) for pair in pairs)


def test_file_that_is_no_graph_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    path.write_text("this is no N-Quads\n")
    with open_side(path) as side, pytest.raises(InputError, match="is not nquads"):
        list(side.quads())
    with pytest.raises(UsageError, match="names no format"), open_side(_touch(tmp_path / "a.docx")):
        pass


def _touch(path: Path) -> Path:
    path.touch()
    return path
