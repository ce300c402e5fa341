from __future__ import annotations

import pytest

from kg.extraction import Extractor
from kg.extraction.positions.positions import read_positions
from kg.extraction.voices.quotations import find_quote_spans
from kg.pipeline.shipped import get_registry
from kg.records import Author, Document, Position


def sources(text: str, lemma: str) -> list[tuple[tuple[str, ...], str]]:
    document = Document(id="x", text=text, authors=(Author(name="Ada Lindt"),))
    reading = Extractor(get_registry()).read(document)
    predication = next(p for p in reading.predications() if p.lemma == lemma)
    return [(level.sources, level.manner) for level in reading.voices.chain(predication)]


OWN = (("Ada Lindt",), "own_voice")
MERKEL = (("Angela Merkel",), "direct_quote")


@pytest.mark.parametrize(
    ("text", "lemma", "cited"),
    [
        ("Kenya supports the plan.", "support", []),
        ("I think that the plan failed.", "fail", []),
        ("Kenya says that the plan failed.", "fail", [(("Kenya",), "indirect_speech")]),
        ("According to Kenya, the plan failed.", "fail", [(("Kenya",), "indirect_speech")]),
        (
            "Kenya believes Uganda says the plan failed.",
            "fail",
            [(("Kenya",), "indirect_speech"), (("Uganda",), "indirect_speech")],
        ),
        ("“The plan has failed completely,” Angela Merkel said.", "fail", [MERKEL]),
        ("The plan was a threat to us, Angela Merkel warned.", "threat", [(("Angela Merkel",), "indirect_speech")]),
        ("Angela Merkel met the press. “The plan has failed completely,” she said.", "fail", [MERKEL]),
    ],
)
def test_the_chain_goes_from_the_document_inwards(
    text: str, lemma: str, cited: list[tuple[tuple[str, ...], str]]
) -> None:
    assert sources(text, lemma) == [OWN, *cited]


def test_a_quotation_after_a_colon_is_the_speakers() -> None:
    text = "Angela Merkel had clear words for the delegates, saying:\n\n“The plan has failed and we regret it.”"
    assert sources(text, "fail")[-1] == (("Angela Merkel",), "direct_quote")


def test_turns_of_an_interview_are_their_speakers() -> None:
    text = (
        "Question: What about the plan?\n\nAngela Merkel: We reject the plan.\n\n"
        "Question: Why?\n\nAngela Merkel: The plan violates our law."
    )
    assert sources(text, "reject")[-1] == (("Angela Merkel",), "direct_quote")


def test_scare_quotes_are_no_quotations() -> None:
    document = Document(id="x", text="Kenya calls it a “new era” and left.")
    (block,) = Extractor(get_registry()).read(document).block_list
    assert find_quote_spans(block) == []


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("'We will not sign a text like this,' Angela Merkel said.", ["We will not sign a text like this,"]),
        ("‘We don’t want it here,’ Angela Merkel said.", ["We don’t want it here,"]),
        ("Angela Merkel called it 'a plan that harms the farmers'.", ["a plan that harms the farmers"]),
        ("It is 'a threat to our farmers' and 'a gift to the banks', she said.", ["a gift to the banks"]),
        ("The ministers' plan and the farmers' demands failed.", []),
        ("In the '90s it was the farmers', she said.", []),
        ("“He called it ‘a bad plan for me’ and left,” she said.", ["He called it ‘a bad plan for me’ and left,"]),
        ("It wasn't Kenya's plan, he said, 'but nobody minded.", []),
    ],
)
def test_single_marks_quote_too_and_apostrophes_do_not(text: str, quoted: list[str]) -> None:
    (block,) = Extractor(get_registry()).read(Document(id="x", text=text)).block_list
    assert [block.doc[first:end].text for first, end in find_quote_spans(block)] == quoted


@pytest.mark.parametrize(
    "text",
    [
        "'We reject a pact that takes bread from our people,' Angela Merkel told reporters.",
        "‘We reject a pact that takes bread from our people,’ the chancellor, Angela Merkel, told reporters in Kigali.",
    ],
)
def test_words_in_single_marks_are_their_speakers(text: str) -> None:
    assert sources(text, "reject") == [OWN, MERKEL]


def test_the_united_states_are_no_first_person() -> None:
    document = Document(
        id="x", text="Kenya answered the US criticism of the plan.", authors=(Author(name="Ada Lindt"),)
    )
    reading = Extractor(get_registry()).read(document)
    token = next(t for b in reading.block_list for t in b.doc if t.text == "US")
    assert reading.voices.speaker_or_actor(token) == ("United States",)


MEETING = (
    "PALOMA REYES (Chile) said that the sea belonged to all. She added that a pause would help the poor.\n\n"
    "The representative of NAURU deplored the text. The Authority, not the Assembly, was the proper forum.\n\n"
    "The delegate of China said that his Government could not support the draft."
)


def test_delegates_speak_for_the_state_in_brackets_and_keep_the_floor() -> None:
    reading = Extractor(get_registry()).read(Document(id="x", text=MEETING))
    held = [(p.holder, p.quote) for p in read_positions(reading)]
    assert any(holder == "Chile" and "pause" in quote for holder, quote in held)
    assert any(holder == "Nauru" and "proper forum" in quote for holder, quote in held)
    assert any(holder == "China" for holder, _ in held)


def test_a_title_in_quotation_marks_is_the_guests() -> None:
    text = (
        "“Sanctions are a mistake”\n\nInterview with Ada Lindt, economist at the Nile Institute.\n\n"
        "Q: Why is that?\n\nA: They hurt the poor.\n\nQ: Always?\n\nA: Nearly always.\n\nQ: And then?\n\nA: We wait."
    )
    reading = Extractor(get_registry()).read(Document(id="x", text=text))
    assert [p.holder for p in read_positions(reading) if "mistake" in p.quote] == ["Ada Lindt"]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        (
            "“We will not tolerate any violence,” the commander of the force, General Enrico Baldi, said.",
            "Enrico Baldi",
        ),
        ("“We reject this plan,” a spokesman for the army, Major Juma Okoth, said on Friday.", "Juma Okoth"),
        ("“We reject this plan,” said the head of the mission, Colonel Juma Okoth.", "Juma Okoth"),
        ("“We oppose the dam,” a spokeswoman for the farmers, Rosa Quispe, told reporters.", "Rosa Quispe"),
    ],
)
def test_a_speaker_with_an_office_and_a_name_behind_the_quotation(text: str, holder: str) -> None:
    records = Extractor(get_registry()).extract(Document(id="d", text=text))
    assert {r.holder for r in records if isinstance(r, Position)} == {holder}


@pytest.mark.parametrize(
    ("text", "holders"),
    [
        (
            "Speaking also for Sierra Leone and Somalia, the representative of Guyana said that she opposed it. "
            "Her delegation supported a vote in August.",
            {"Guyana"},
        ),
        (
            "The representative of Haiti said that the Transitional Council would hand over power. "
            "His Government opposed any talks with the gangs.",
            {"Haiti"},
        ),
    ],
)
def test_a_delegate_goes_on_behind_other_names(text: str, holders: set[str]) -> None:
    head = "The representative of Ghana said that her delegation supported the text.\n\n"
    more = "\n\nThe delegate of Peru said that his country rejected the text."
    records = Extractor(get_registry()).extract(Document(id="d", text=f"{head}{text}{more}"))
    held = {name for r in records if isinstance(r, Position) for name in r.holder.split("; ")}
    assert holders <= held <= holders | {"Ghana", "Peru"}


def test_an_adverb_is_nothing_that_one_vows() -> None:
    text = "Ghana and Togo then vowed solemnly that they were entering a new era for trade."
    records = Extractor(get_registry()).extract(Document(id="d", text=text))
    assert {r.issue for r in records if isinstance(r, Position)} == {"Entering a new era for trade"}
