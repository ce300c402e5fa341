"""What the text of a page says of itself."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.documents.article import read_article
from kg.documents.found import Facts

BODY = "Turkey wants a buffer zone, and Greece is against any such zone as long as no one else agrees to it."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Two Roads to Peace\n\n{BODY}\n", "Two Roads to Peace"),
        (f"Can There Be Peace?\n\n{BODY}\n", "Can There Be Peace?"),
        (f"Language: English Français\n\nTwo\u00a0Roads\n\n{BODY}\n", "Two Roads"),
        (f"Yes, peace can come. Here’s why.\nSubscribe to our list\n\n{BODY}\n", "Yes, peace can come. Here’s why."),
        (f"{BODY}\n\n{BODY}\n", None),
        (f"There can be peace.\n\n{BODY}\n", None),
        (f"Dear Sir,\n\n{BODY}\n", None),
        ("Turkey wants a buffer zone along its border, and Greece\nis against it as long as no one agrees.\n", None),
    ],
)  # fmt: skip
def test_titles(text: str, title: str | None) -> None:
    assert read_article(text).title == title


def test_the_repeated_title_is_furniture_and_the_first_one_is_read() -> None:
    text = f"Two Roads\n\nTwo Roads\n\nNovember 02, 2015\n\nTwo Roads\n\n{BODY}\n"
    article = read_article(text)
    assert (article.title, article.published) == ("Two Roads", "2015-11-02")
    assert [text[f.start : f.end] for f in article.furniture] == ["Two Roads", "November 02, 2015", "Two Roads"]
    assert article.furniture[0].start > 0


def test_dates_in_the_report_are_not_its_date() -> None:
    assert read_article(f"Two Roads\n\n{BODY}\n\nNovember 2, 2015\n\n{BODY}\n").published is None


def test_the_dateline_of_a_report_is_its_date() -> None:
    assert read_article(f"Two Roads\n\nANKARA, 3 May 2021 — {BODY}\n\n{BODY}\n").published == "2021-05-03"
    assert read_article(f"Two Roads\n\nBy Jane Doe\n\nOpinion | 4 May 2021\n\n{BODY}\n").published == "2021-05-04"


def test_an_embargo_is_no_title_and_says_from_when_the_text_is_public() -> None:
    text = f"EMBARGOED UNTIL 0600 GMT, FRIDAY 12 MARCH 2021\n\nTwo Roads\n\nANKARA, March 11 (Hill Wire) - {BODY}\n"
    article = read_article(text)
    assert (article.title, article.published, article.publisher) == ("Two Roads", "2021-03-12", "Hill Wire")
    assert [text[f.start : f.end] for f in article.furniture] == ["EMBARGOED UNTIL 0600 GMT, FRIDAY 12 MARCH 2021"]
    assert read_article(f"Embargo on arms to Mali extended\n\n{BODY}\n").title == "Embargo on arms to Mali extended"


def test_the_day_in_the_title_of_a_briefing_is_its_date_where_the_head_has_none() -> None:
    title = "The Spokesperson's Regular Press Conference on April 3, 2021"
    assert read_article(f"{title}\n\n{BODY}\n").published == "2021-04-03"
    assert read_article(f"{title}\n\n5 April 2021\n\n{BODY}\n").published == "2021-04-05"
    assert read_article(f"The Attack on the Harbour on April 3, 2021\n\n{BODY}\n").published is None


@pytest.mark.parametrize(
    "line",
    [
        "Check against delivery",
        "*Check against delivery*",
        "FOR IMMEDIATE RELEASE",
        "Not for publication before 9 May 2021",
        "Embargo: Thursday noon",
        "(Reporting by Jane Doe in Ankara and John Roe in Athens; Editing by Ana Perez)",
        "- ENDS -",
        "###",
    ],
)
def test_notes_to_editors_are_no_report(line: str) -> None:
    text = f"Two Roads\n\n{line}\n\n{BODY}\n\n{BODY}\n"
    if line.startswith(("(", "-", "#")):
        text = f"Two Roads\n\n{BODY}\n\n{BODY}\n\n{line}\n"
    assert [text[f.start : f.end] for f in read_article(text).furniture] == [line]


def test_a_closing_line_that_is_an_outlet_names_the_publisher() -> None:
    text = f"Two Roads\n\n{BODY}\n\nThe Washington Post"
    article = read_article(text)
    assert article.publisher == "The Washington Post"
    assert [(f.what, text[f.start : f.end]) for f in article.furniture] == [("credit", "The Washington Post")]
    assert read_article(f"Two Roads\n\n{BODY}\n\nA New Hope").publisher is None
    assert read_article(f"Two Roads\n\n{BODY}\n\nThe Washington Post\n\n{BODY}\n").publisher is None


@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("The Hill Gazette, 1 July 2020", "The Hill Gazette"),
        ("The Washington Post, 3 May 2019", "The Washington Post"),
        ("Geneva, 1 July 2020", None),
        ("The Hill Gazette, Monday market", None),
    ],
)
def test_a_paper_before_the_date_below_a_byline_is_the_publisher(line: str, publisher: str | None) -> None:
    assert read_article(f"Two Roads\n\nBy Ada Lindt\n{line}\n\n{BODY}\n").publisher == publisher


def test_headings_and_lists_of_the_report_stay() -> None:
    text = f"Two Roads\n\n{BODY}\n\nWhat next\n\n1. Peace\n\n2. War\n\nRelated matters\n\n{BODY}\n"
    assert read_article(text).furniture == ()


def test_lists_of_other_articles_below_the_report_go() -> None:
    tail = "Other Articles\nPrevious: One Road\n\nLeave a comment\n\nComments will be approved before showing up."
    text = f"Two Roads\n\n{BODY}\n\n{tail}"
    article = read_article(text)
    assert "".join(text[f.start : f.end] for f in article.furniture).startswith("Other Articles")
    assert {f.what for f in article.furniture} == {"related", "navigation", "comment_form"}


def test_a_text_of_short_lines_is_all_report() -> None:
    text = "Russia wants talks.\nTurkey does not.\n"
    article = read_article(text)
    assert (article.title, article.furniture, article.credits) == (None, (), ())


def test_known_titles_are_found_where_they_stand() -> None:
    text = f"The Example Courier\n\nTwo Roads\n\nJane Doe\n\nNov 3, 2015\n\n{BODY}\n"
    article = read_article(text, Facts(title="Two roads"))
    assert article.title == "Two Roads"
    assert [credit.author.name for credit in article.credits] == ["Jane Doe"]


LINES = st.sampled_from(
    ["Two Roads", BODY, "By Jane Doe", "Jane Doe", "Nov 3, 2015", "", "", "", "  1. I like this post.", "1. Go",
     "  2. Your article!", "3 comments", "Ann says:", "Leave a Reply", "Name", "Letters", "Dear Sir,", "Reuters", "-",
     "Share this:", "Facebook", "Photo: A. B", "Jane Doe is an analyst at Example Centre.", "You might also like",
     "Professor, Example College", "🕊\u00a0so", "\f", "2015"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\r\n"]))
def test_any_page_gives_stretches_that_hold(lines: list[str], end: str) -> None:
    text = end.join(lines)
    article = read_article(text)
    quotes = [credit.author.quote or "" for credit in article.credits]
    assert all(quote in text for quote in quotes)
    marks = sorted((mark.start, mark.end) for mark in (*article.furniture, *article.comments.furniture))
    assert all(a[1] <= b[0] for a, b in pairwise(marks))
    parts = [(part.start, part.end) for part in article.comments.parts]
    assert all(a[1] <= b[0] for a, b in pairwise(parts))
    assert all(end <= len(text) for _, end in (*marks, *parts))
    assert all(text[start:end] == text[start:end].strip() for start, end in parts)
    assert len({part.id for part in article.comments.parts}) == len(parts)


@pytest.mark.parametrize(
    ("byline", "name", "date"),
    [
        ("Posted by Elene on 19 May 2026", "Elene", "2026-05-19"),
        ("Posted by Davit Lomidze on May 19, 2026", "Davit Lomidze", "2026-05-19"),
        ("By Davit Lomidze, 19 May 2026", "Davit Lomidze", "2026-05-19"),
    ],
)
def test_a_byline_with_a_date_right_below_the_title(byline: str, name: str, date: str) -> None:
    report = "The parliament met again last night to debate a bill that nobody outside the capital had ever asked for."
    article = read_article(f"Should the visas stay?\n{byline}\n\n{report}\n")
    assert (article.title, article.published) == ("Should the visas stay?", date)
    assert [credit.author.name for credit in article.credits] == [name]


def test_an_outlet_in_the_card_of_an_author_is_not_the_publisher() -> None:
    alone = read_article(f"Two Roads\n\nBy Jane Doe\n\nThe Guardian\n\n{BODY}\n")
    assert alone.publisher == "The Guardian"
    card = read_article(f"Two Roads\n\nBy Jane Doe\nThe Guardian\n\n{BODY}\n")
    assert card.publisher is None
