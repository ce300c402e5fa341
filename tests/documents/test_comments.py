"""Readers' comments, and numbered lists that are none."""

from __future__ import annotations

import pytest

from kg.documents.comments import Comments, find_comments
from kg.documents.lines import split_lines

ARTICLE = "Turkey wants a buffer zone, and Greece is against any such zone as long as no one else agrees to it.\n"


def read(text: str) -> tuple[Comments, list[str]]:
    comments = find_comments(split_lines(text))
    return comments, [text[part.start : part.end] for part in comments.parts]


def test_numbered_comments_after_a_gap() -> None:
    text = ARTICLE + "\n\n  1. I like this post 🕊.\n\n    And I have more to say.\n\n\n  2. Your article is wrong.\n"
    comments, texts = read(text)
    assert texts == ["I like this post 🕊.\n\n    And I have more to say.", "Your article is wrong."]
    assert [part.id for part in comments.parts] == ["comment-1", "comment-2"]
    assert [(a.name, a.anonymous) for part in comments.parts for a in part.authors] == [
        ("Commenter 1", True),
        ("Commenter 2", True),
    ]
    assert [text[f.start : f.end] for f in comments.furniture] == ["1. ", "2. "]


def test_line_ends_of_windows_make_no_difference() -> None:
    text = ARTICLE + "\n\n  1. I like this post.\n\n\n  2. Your article is wrong.\n"
    assert read(text.replace("\n", "\r\n"))[1] == read(text)[1]


def test_a_heading_that_counts_comments_is_enough() -> None:
    text = ARTICLE + "\n2 Comments\n\n1. Nonsense.\n\n2. Turkey should pay.\n"
    comments, texts = read(text)
    assert texts == ["Nonsense.", "Turkey should pay."]
    assert text[comments.furniture[0].start : comments.furniture[0].end] == "2 Comments"


def test_comments_with_names_dates_and_a_pingback() -> None:
    text = (
        ARTICLE
        + "\n3 thoughts on “Zones”\n\n  1. Pingback: What we read\n\n"
        + "  2. Ann Miller says:\n     November 4, 2015 at 9:30 am\n\n"
        + "     I agree.\n\n     Reply\n\n  3. Bob on Nov 5, 2015 said:\n     No.\n\nLeave a Reply\n\nName\n"
    )
    comments, texts = read(text)
    assert [(part.id, part.authors[0].name, part.published) for part in comments.parts] == [
        ("comment-2", "Ann Miller", "2015-11-04"),
        ("comment-3", "Bob", "2015-11-05"),
    ]
    assert [text.endswith(end) for text, end in zip(texts, ("I agree.", "No."), strict=True)] == [True, True]
    assert {text[f.start : f.end] for f in comments.furniture} >= {
        "1. Pingback: What we read",
        "Reply",
        "Ann Miller says:",
    }


def test_comments_without_numbers_below_a_heading() -> None:
    text = (
        ARTICLE
        + "\n2 responses to “Zones”\n\nAnn says:\n4 November 2015\n\nI agree.\n\n"
        + "Bob says:\n\nI do not.\n\nPost comment\n"
    )
    comments, texts = read(text)
    assert [part.authors[0].name for part in comments.parts] == ["Ann", "Bob"]
    assert comments.parts[0].published == "2015-11-04"
    assert texts[1] == "Bob says:\n\nI do not."


LIST = "  1. Withdraw the troops at once.\n\n  2. Release the prisoners whom I named.\n\n  3. Hold elections.\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ARTICLE + "\n" + LIST + "\n" + ARTICLE, id="list of demands within an article"),
        pytest.param(ARTICLE + "\n\n\n" + LIST + "\n\n\n" + ARTICLE, id="the same with wide gaps"),
        pytest.param("They demand:\n\n\n" + LIST, id="list that a colon announces"),
        pytest.param(ARTICLE + "\n\n\n" + LIST, id="list that closes an article"),
        pytest.param(ARTICLE + "\n\n\n" + LIST + "\n\nLeave a Reply\n\nName\n", id="list before an unused form"),
        pytest.param(
            ARTICLE + "\n\n\n" + LIST.replace("Withdraw", "I will withdraw"), id="pledges in the first person"
        ),
        pytest.param(ARTICLE + "\n\n\n  1. I like this post very much.\n\n\n" + ARTICLE, id="one item, then text"),
        pytest.param("1. I like this post.\n\n2. I like this article.\n", id="nothing before the list"),
        pytest.param(ARTICLE + "\n2015. That was the year.\n", id="a number that does not begin at one"),
        pytest.param(ARTICLE, id="no list"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_lists_are_no_comments(text: str) -> None:
    assert find_comments(split_lines(text)).parts == ()


def test_a_list_inside_a_comment_stays_in_it() -> None:
    text = (
        ARTICLE
        + "\n\n  1. I like this post. I want:\n\n      1. peace\n\n      2. bread\n\n\n  2. This blog is good.\n"
    )
    assert [t[:20] for t in read(text)[1]] == ["I like this post. I ", "This blog is good."]


REPORT = "Who owns the river?\n\n" + "The dam will be built whatever the neighbours downstream may say about it. " * 3


@pytest.mark.parametrize(
    ("comments", "names", "texts"),
    [
        (
            "Comments\n\nLidia\nI disagree with you.\nNot a drop!\n\nAnonymous\nNobody asked us.\n\n"
            "Paulo, Maputo\nYes.\n\nWe all drink it.\n",
            ["Lidia", "Commenter 2", "Paulo"],
            [
                "Lidia\nI disagree with you.\nNot a drop!",
                "Anonymous\nNobody asked us.",
                "Paulo, Maputo\nYes.\n\nWe all drink it.",
            ],
        ),
        (
            "3 comments\n\nLidia: I disagree with you.\n\nriver_rat77: Nobody asked us.\n\nPaulo (Maputo): Yes.\n",
            ["Lidia", "river_rat77", "Paulo"],
            ["Lidia: I disagree with you.", "river_rat77: Nobody asked us.", "Paulo (Maputo): Yes."],
        ),
    ],
)  # fmt: skip
def test_names_above_or_before_the_text_open_comments(comments: str, names: list[str], texts: list[str]) -> None:
    text = f"{REPORT}\n\n{comments}"
    found = find_comments(split_lines(text)).parts
    assert [part.authors[0].name for part in found] == names
    assert [text[part.start : part.end] for part in found] == texts


def test_a_name_above_a_comment_may_bear_its_date() -> None:
    text = f"{REPORT}\n\nComments\n\nLidia on 4 May 2021\nI disagree.\n\nPaulo on 5 May 2021\nSo do I.\n"
    assert [part.published for part in find_comments(split_lines(text)).parts] == ["2021-05-04", "2021-05-05"]


def test_a_heading_with_a_paragraph_below_opens_no_comments() -> None:
    below = "The ministries answered at once and at length, which\nnobody had expected of them at all."
    text = f"{REPORT}\n\nResponses\n\n{below}\n"
    assert find_comments(split_lines(text)).parts == ()
