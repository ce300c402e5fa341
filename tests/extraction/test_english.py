from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.extraction.text.english import PACKAGED, Block, load_pipeline, read_blocks
from kg.extraction.text.parses import plain_text
from kg.records import Author, Document, Furniture, Part

SEEDS = sorted((Path(__file__).parent.parent.parent / "seeds").glob("*.txt"))


def blocks_of(text: str, **fields: object) -> list[Block]:
    document = Document.model_validate({"id": "test", "text": text, **fields})
    return read_blocks(document, load_pipeline())


def texts(blocks: list[Block]) -> list[str]:
    return [block.doc.text for block in blocks]


def assert_offsets_exact(document: Document, blocks: list[Block]) -> None:
    for block in blocks:
        for token in block.doc:
            assert document.text[block.start + token.idx :][: len(token)] == token.text


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_offsets_of_the_seeds_are_exact(path: Path) -> None:
    document = Document(id=path.stem, text=path.read_bytes().decode("utf-8"))
    blocks = read_blocks(document, load_pipeline())
    assert_offsets_exact(document, blocks)
    assert len(blocks) > 10


PIECES = st.sampled_from(
    [
        "Russia",
        "the U.S.",
        "“We’ll see,”",
        "said",
        "\u00a0",
        "\n",
        "\r\n",
        "\n\n",
        "  ",
        "\t",
        "🕊",
        "don’t",
        "—",
        ".",
        "1.",
        "•",
        "é",
        "\u2028",
        "𝒜",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=25).map(" ".join))
def test_offsets_are_exact_for_any_text(text: str) -> None:
    document = Document(id="test", text=text)
    blocks = read_blocks(document, load_pipeline())
    assert_offsets_exact(document, blocks)
    read = "".join(block.doc.text for block in blocks)
    assert len(plain_text(text)) == len(text)
    assert "Russia" not in text or "Russia" in read


def test_blank_lines_cut_and_line_breaks_in_running_text_do_not() -> None:
    text = (
        "The two governments signed the accord in\nGeneva after long and difficult talks about\nthe border.\n\n"
        "A second paragraph follows here."
    )
    assert [text[:9] for text in texts(blocks_of(text))] == ["The two g", "A second "]


def test_headings_and_list_items_are_blocks_of_their_own() -> None:
    blocks = blocks_of(
        "What comes next\nBoth sides will meet again in Vienna, where the talks began two years ago, officials said.\n"
        "- Turkey wants a corridor.\n- Iran does not.\n2) Nobody knows."
    )
    assert [(block.doc.text[:9], block.heading) for block in blocks] == [
        ("What come", True), ("Both side", False), ("Turkey wa", False), ("Iran does", False), ("Nobody kn", False),
    ]  # fmt: skip


def test_the_title_is_a_heading_even_with_a_full_stop() -> None:
    title = "Yes, they can talk. Here’s why it matters to everybody."
    blocks = blocks_of(f"{title}\nThe talks have gone on for months now.", title=title.replace("’", "'"))
    assert [block.heading for block in blocks] == [True, False]


def test_furniture_is_left_out_and_parts_stay_apart() -> None:
    text = "Russia wants talks. Share this! I disagree with the author."
    share, comment = text.index("Share"), text.index("I disagree")
    blocks = blocks_of(
        text,
        furniture=[Furniture(start=share, end=comment, what="share")],
        parts=[
            Part(id="comment-1", start=comment, end=len(text), authors=(Author(name="Commenter 1", anonymous=True),))
        ],
    )
    assert [(block.doc.text, block.part) for block in blocks] == [
        ("Russia wants talks.", None), ("I disagree with the author.", "comment-1"),
    ]  # fmt: skip


def test_typography_does_not_change_the_reading() -> None:
    plain = blocks_of("The Kremlin's envoy said it \"won't\" back the U.S. plan.")[0].doc
    typographic = blocks_of("The\u00a0Kremlin’s envoy said  it “won’t” back the U.S. plan.")[0].doc
    words = [token for token in typographic if not token.is_space]
    assert [(t.tag_, t.dep_, t.lemma_) for t in words] == [(t.tag_, t.dep_, t.lemma_) for t in plain]
    assert "“" in [token.text for token in words]


@pytest.mark.parametrize(
    ("sentence", "lemma"),
    [
        ("Russia vetoed the resolution.", "veto"), ("They have recognised it.", "recognise"), 
        ("It was annexed by force.", "annex"),
        ("The activities stopped.", "activity"), ("The countries agreed.", "country"), ("They didn't go.", "not"),
        ("This is causing alarm.", "cause"), ("The parties fought.", "fight"),
    ],
)  # fmt: skip
def test_lemmas_are_words(sentence: str, lemma: str) -> None:
    assert lemma in [token.lemma_ for token in blocks_of(sentence)[0].doc]


def test_no_sentence_begins_inside_a_clause() -> None:
    doc = blocks_of(
        "The council met in Geneva on Friday, and U.S. Secretary of State John Kerry spoke. Nobody replied."
    )[0].doc
    assert [sentence.text[-7:] for sentence in doc.sents] == [" spoke.", "replied."[-7:]]


def test_a_pipeline_that_does_not_exist_is_named() -> None:
    with pytest.raises(UsageError, match="no spaCy pipeline is called 'xx_none'"):
        load_pipeline("xx_none")


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tagger", source=load_pipeline())
    nlp.to_disk(tmp_path / "flat")
    with pytest.raises(UsageError, match="has no parser"):
        load_pipeline(str(tmp_path / "flat"))


def test_the_packaged_pipeline_loads_without_a_warning() -> None:
    code = "from kg.extraction.text.english import load_pipeline; print(load_pipeline().pipe_names)"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_packaged_pipeline_is_small_and_names_no_folder() -> None:
    files = [path for path in PACKAGED.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 15_000_000
    assert '= "/' not in (PACKAGED / "config.cfg").read_text(encoding="utf-8")
    licence = (PACKAGED.parent / "LICENSE.md").read_text(encoding="utf-8")
    assert "EWT" in licence
    assert "GUM" in licence


@pytest.mark.parametrize(
    ("sentence", "word", "tag", "lemma"),
    [("Congress defies the president over Iran.", "defies", "VBZ", "defy"),
     ("Russia and China vetoed a draft resolution on Syria in 2014.", "vetoed", "VBD", "veto")],
)  # fmt: skip
def test_what_the_parse_reads_as_a_verb_is_tagged_as_one(sentence: str, word: str, tag: str, lemma: str) -> None:
    token = next(token for token in blocks_of(sentence)[0].doc if token.text == word)
    assert (token.tag_, token.pos_, token.lemma_) == (tag, "VERB", lemma)


@pytest.mark.parametrize(
    "sentence",
    [
        "Saudi Arabia and Iran signed an agreement to restore diplomatic relations in Beijing on March 10, 2023.",
        "A peace agreement between Colombia and the FARC was signed in 2016.",
    ],
)
def test_no_verb_has_two_subjects(sentence: str) -> None:
    for token in blocks_of(sentence)[0].doc:
        assert sum(child.dep_ in ("nsubj", "nsubj:pass") for child in token.children) <= 1


def test_repairs_never_close_a_circle() -> None:
    doc = blocks_of("Kenya objects loudly.")[0].doc
    assert doc.is_forest
    verb = next(token for token in doc if token.head is token)
    verb.hang_on(verb.children[-1])
    assert not doc.is_forest
