"""Dossiers say what the graph says, in sentences that lead to their passages."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store
from report_samples import ACTOR, ask_of, copy_with, open_graph, report_on

from kg.errors import UnknownName
from kg.queries.names import NameIndex
from kg.reports.markdown import format_markdown
from kg.reports.model import Cite, Grid, Listing, Paragraph, Report, Text, Words
from kg.reports.subjects import find_subject
from kg.reports.wording import excerpt


def sentences(report: Report, title: str) -> list[str]:
    """The entries of a section and of those inside it, as plain text without the numbers."""
    found, inside = [], False
    for section in report.sections:
        inside = section.title == title if section.level == 2 else inside or section.title == title
        for block in section.blocks if inside else ():
            texts = (
                block.entries if isinstance(block, Listing) else (block.text,) if isinstance(block, Paragraph) else ()
            )
            found += [plain(text) for text in texts]
    return found


def plain(text: Text) -> str:
    words = [f"“{run.text}”" if run.style == "quote" else run.text for run in text if isinstance(run, Words)]
    return " ".join("".join(words).split())


@pytest.mark.parametrize(
    ("name", "section", "beginning"),
    [
        ("Sudan", "Positions", "Sudan supported this until 2020, according to Lena Abt and Paul Weir (River Journal,"),
        ("Sudan", "Positions", "Sudan supported this conditionally (“if data on the river are shared”), according to"),
        ("Sudan", "Changes of position", "On Filling the dam before an agreement Sudan went from support to opp"),
        ("Sudan", "Agreements and disagreements", "On Filling the dam before an agreement both opposed it"),
        ("Sudan", "Agreements and disagreements",
         "On Filling the dam before an agreement Sudan opposed it, while Ethiopia supported it"),
        ("Sudan", "What sources say of agreement", "Egypt and Sudan agreed on Filling the dam before an agreement, a"),
        ("Sudan", "Votes", "Sudan was listed in 4 roll calls, the first on 18 December 2019 and the last on"),
        ("Sudan", "Not on record", "No resolution on which Sudan both spoke and voted is on record."),
        ("Sudan", "Events", "Ethiopia moves troops to Sudan (MOBILIZE, by Ethiopia, towards Sudan) did not take place"),
        ("Sudan", "Relations", "Sudan belonged to the African Union, according to Amina Noor"),
        ("Ethiopia", "Said and voted", "Ethiopia was reported opposing Resolution 2580 and voted in favour on"),
        ("Guyana", "Not on record", "No change of position by Guyana is on record."),
        ("Filling the dam before an agreement", "Positions",
         "Abiy Desta, speaking for Ethiopia, supported this, according to Lena Abt and Paul Weir (River Journal, March"
         " 2021), quoting Abiy Desta: ““We will fill it again,”"),
    ],
)  # fmt: skip
def test_section_says(name: str, section: str, beginning: str) -> None:
    assert any(sentence.startswith(beginning) for sentence in sentences(report_on(name), section))


@pytest.mark.parametrize(
    ("name", "words", "remark"),
    [
        (
            "Sudan",
            "Until 2020 Sudan could live with the filling.",
            "A source says that this position was given up later.",
        ),
        ("Sudan", "Sudan still wants the African Union to mediate.", "This is the writer’s inference."),
        (
            "Egypt",
            "Egypt never wanted binding rules for droughts.",
            "The record is contradictory here: it also holds the opposite",
        ),
    ],
)
def test_position_that_does_not_simply_stand_is_told_as_such(name: str, words: str, remark: str) -> None:
    (told,) = [sentence for sentence in sentences(report_on(name), "Positions") if words in sentence]
    assert remark in told


def test_every_sentence_and_every_row_of_votes_cites_a_passage() -> None:
    for name in ("Sudan", "Egypt", "Guyana", "Filling the dam before an agreement", "A/RES/75/10"):
        report = report_on(name)
        texts: list[Text] = []
        for section in report.sections:
            for block in section.blocks:
                if isinstance(block, Listing) and not block.note:
                    texts += block.entries
                elif isinstance(block, Paragraph) and not block.note:
                    texts.append(block.text)
                elif isinstance(block, Grid) and block.head[-1] == "Record":
                    texts += [row[-1] for row in block.rows]
        cited = [{run.number for run in text if isinstance(run, Cite)} for text in texts]
        assert all(cited)
        assert set().union(*cited) == {reference.number for reference in report.references}


def test_references_are_verbatim_and_numbered_as_they_are_cited() -> None:
    report = report_on("Sudan")
    assert [reference.number for reference in report.references] == list(range(1, len(report.references) + 1))
    first = report.references[0]
    assert (first.document, first.publisher, first.published, first.place) == (
        "Talks on the dam resume", "Horn Review", "10 July 2020", "characters 216–294",
    )  # fmt: skip
    assert first.words == "Egypt and Sudan back the mediation of the African Union until the rains begin."
    assert first.address == "https://horn-review.example/talks"
    assert first.iri.endswith("#char=216,294")


def test_votes_lead_to_the_records_of_their_roll_calls() -> None:
    places = {(reference.document, reference.place) for reference in report_on("Sudan").references}
    assert {("Votes of the day", f"record {number}") for number in (1, 2, 3, 4)} <= places


def test_period_leaves_out_what_is_outside_and_says_what_knows_none() -> None:
    report = report_on("Sudan", since="2021")
    told = sentences(report, "Positions")
    assert any("Now Khartoum opposes it." in sentence for sentence in told)
    assert not any("Until 2020" in sentence for sentence in told)
    lead = " ".join(plain(paragraph.text) for paragraph in report.lead)
    assert "The report is of the period from 2021; what has no date is kept." in lead
    assert "changes" in lead


def test_actor_nobody_speaks_of_has_a_line_for_each_thing_that_is_missing() -> None:
    report = report_on("Georgia")
    assert report.references == ()
    (section,) = report.sections
    assert section.title == "Not on record"
    assert len(sentences(report, "Not on record")) == 9
    assert "On record about Georgia: nothing." in plain(report.lead[0].text)


def test_miss_suggests_names_of_both_kinds() -> None:
    ask = ask_of(open_graph())
    with pytest.raises(UnknownName) as caught:
        find_subject("Fillin the dam", NameIndex(ask), ask)
    assert "Filling the dam before an agreement" in caught.value.suggestions


def test_iri_is_what_it_is() -> None:
    ask = ask_of(open_graph())
    names = NameIndex(ask)
    assert find_subject("https://w3id.org/standpoint/id/actor/sdn", names, ask).kind == "actor"
    resolution = find_subject("https://w3id.org/standpoint/id/resolution/a-res-75-10", names, ask)
    assert (resolution.kind, resolution.resolution, resolution.ambiguous) == ("issue", True, False)


def test_order_of_the_graph_does_not_matter() -> None:
    backward = Store()
    for quad in reversed(list(open_graph())):
        backward.add(quad)
    assert format_markdown(report_on("Sudan", store=backward)) == format_markdown(report_on("Sudan"))


def test_long_quotation_is_cut_in_the_text_and_whole_in_the_reference() -> None:
    words = "word " * 200
    assert excerpt(words).endswith("word […]")
    assert len(excerpt(words)) < 510
    assert excerpt("short\n  words") == "short words"


def test_events_of_datasets_are_told_in_numbers() -> None:
    store = Store()
    store.extend(list(open_graph()))
    base = "https://w3id.org/standpoint/id"
    event, dataset = f"<{base}/dataset/wire/event/7>", f"<{base}/dataset/wire>"
    store.load(
        f"""PREFIX sp: <https://w3id.org/standpoint/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
        {dataset} a sp:Dataset ; dcterms:title "The wire" .
        {event} a sp:EventRecord ; sp:recordId "7" ; sp:statedIn {dataset} ; sp:initiator <{base}/actor/guy> ;
          sp:eventType <https://w3id.org/standpoint/plover#AID> .""",
        format=RdfFormat.TURTLE,
        to_graph=NamedNode(f"{base}/graph/dataset/wire"),
    )
    report = report_on("Guyana", store=store)
    assert "Datasets code events with Guyana too, by type, parties and day: “The wire” ." in sentences(report, "Events")
    assert ("The wire", "record 7") in {(reference.document, reference.place) for reference in report.references}


def test_resolution_without_a_status_is_only_spoken_of() -> None:
    record = f"{ACTOR.removesuffix('actor/')}doc/the-river-divides-again-927e696b0a79/resolution/s-res-2580.838"
    store = copy_with((record, "https://w3id.org/standpoint/ontology#adoptedBy", f"{ACTOR}african-union"))
    for quad in list(store):
        if quad.predicate.value.endswith("#resolutionStatus"):
            store.remove(quad)
    told = sentences(report_on("S/RES/2580", store=store), "Adoption")
    assert any("(resolution of the African Union) was spoken of" in sentence for sentence in told), told


def test_resolution_tells_who_voted_how() -> None:
    grids = [
        block for section in report_on("A/RES/75/10").sections for block in section.blocks if isinstance(block, Grid)
    ]
    assert [grid.caption for grid in grids] == [
        "Roll calls",
        "Who voted how in November 2020 (paragraphVote, record 2)",
        "Who voted how in November 2020 (wholeText, record 3)",
    ]
    assert [plain(cell) for cell in grids[0].rows[1]] == [
        "2020-11",
        "wholeText",
        "4",
        "0",
        "1",
        "1",
        "Shared rivers",
        "",
    ]
    assert [plain(cell) for cell in grids[2].rows[0]] == ["in favour", "Brazil, Egypt, Guyana and Sudan", ""]
