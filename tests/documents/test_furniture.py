"""Page furniture by the patterns of the table."""

from __future__ import annotations

import pytest

from kg.documents.furniture import (
    classify_heading,
    classify_line,
    format_furniture,
    line_patterns,
    mark_lines,
    mark_runs,
    run_patterns,
)
from kg.documents.lines import split_lines


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Language : English 简体 繁體", "navigation"),
        ("Home > World > Europe", "navigation"),
        ("Previous: A war without end", "navigation"),
        ("Filed under: Syria, Turkey", "navigation"),
        ("Back to top", "navigation"),
        ("Share on Facebook", "share"),
        ("Facebook Twitter LinkedIn", "share"),
        ("Like Loading...", "share"),
        ("Subscribe to our newsletter", "other"),
        ("Want to know more about trade?", "other"),
        ("© 2015 The Example Courier", "other"),
        ("Advertisement", "other"),
        ("The views expressed in this article are those of the author alone and do not bind the institute.", "other"),
        ("ORCID: 0000-0000-0000-0000", "contact"),
        ("E-mail: jane@example.org", "contact"),
        ("jane@example.org", "contact"),
        ("https://example.org/page?id=1", "contact"),
        ("Photo: A. Smith/Reuters", "credit"),
        ("(Photo courtesy of the UN)", "credit"),
        ("Originally posted by The\u00a0Example", "credit"),
        ("IMG_2015-08-14.jpg", "credit"),
        ("Leave a Reply", "comment_form"),
        ("Your email address will not be published. Required fields are marked *", "comment_form"),
        ("You are commenting using your Example account. Log\u00a0Out", "comment_form"),
        ("Comments are closed.", "comment_form"),
        ("Pingback: What we read", "other"),
        ("One thought on “Zones", "other"),
        ("About the author", "bio"),
    ],
)
def test_furniture(words: str, what: str) -> None:
    assert classify_line(split_lines(words)[0], "anywhere", "edge", "below") == what


@pytest.mark.parametrize(
    "words",
    [
        "Share of the vote", "Comments by Lavrov on Friday angered Washington.", "Language barriers remain", "Russia",
        "Previous talks failed because nobody wanted to give in first.", "Contact between the two armies",
        "Maps from the ministry show that Russian troops stand closer to the border than the agreement allows.",
        "Photographs by the agency show that Russian troops stand closer to the border than the agreement allows.",
        "Print media in Turkey", "Credit where credit is due", "Subscribing states", "Follow the money",
        "Related conflicts in the Caucasus region", "Report of the Secretary-General", "Responses differ",
        "Sign up or be left out, Moscow tells its neighbours", "Home rule for the Kurds", "Like father, like son",
    ],
)  # fmt: skip
def test_words_of_reports_are_no_furniture(words: str) -> None:
    line = split_lines(words)[0]
    assert classify_line(line, "anywhere", "edge", "below") is None
    assert classify_heading(line) is None


def test_a_run_takes_the_short_lines_below_its_heading_and_stops_at_a_paragraph() -> None:
    run = "You might also like\n\nPeace at last\nWar for ever"
    text = f"{run}\n\nThis is a paragraph of the page, and it is no title of any article.\n\nEnd"
    lines = split_lines(text)
    marks = mark_runs(lines, range(len(lines)), {})
    assert marks == {0: "related", 1: "related", 2: "related"}
    assert [text[f.start : f.end] for f in format_furniture(lines, marks)] == [
        "You might also like\n\nPeace at last\nWar for ever"
    ]


def test_marks_keep_offsets_with_emoji_and_windows_line_ends() -> None:
    text = "🕊 Peace\r\n\r\nPhoto: A. Smith\r\nAdvertisement\r\n"
    lines = split_lines(text)
    stretches = format_furniture(lines, mark_lines(lines, range(len(lines)), "anywhere"))
    assert [(f.what, text[f.start : f.end]) for f in stretches] == [
        ("credit", "Photo: A. Smith"),
        ("other", "Advertisement"),
    ]


def test_every_entry_says_what_it_means() -> None:
    assert len(line_patterns()) > 10
    assert len(run_patterns()) > 2
