"""Web pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents.web import read_web
from kg.errors import DocumentError

PAGE = Path(__file__).parents[1] / "data" / "documents" / "page.html"
HERE = Path("page.html")
REPORT = "<p>Russia wants Iran at the table, and the United States does not object to it for now.</p>"


def read(head: str = "", body: str = REPORT) -> tuple[str | None, list[str], str | None, str | None]:
    facts = read_web(f"<html><head>{head}</head><body>{body}</body></html>".encode(), HERE).facts
    return facts.title, [author.name for author in facts.authors], facts.published, facts.publisher


def test_the_text_of_a_page() -> None:
    reading = read_web(PAGE.read_bytes(), PAGE)
    assert reading.text.split("\n\n") == [
        "Talks in Vienna",
        "Jane Q. Doe",
        "Russia wants Iran at the table, and the United States does not object 🕊 “for now”.",
        "What divides them",
        "Washington says that Assad must go. Moscow says that only Syrians\nmay decide who governs them.",
        "The United States asks for three things:",
        "First, a cease-fire that all sides keep.",
        "Second, elections within eighteen months.",
        "We will not bargain over the heads of others.",
        "Ann",
        "I agree with the post.",
        "A second paragraph 🕊.",
        "I do not, Ann.",
        "Bob",
        "Too short a piece.",
    ]


def test_the_facts_of_a_page() -> None:
    facts = read_web(PAGE.read_bytes(), PAGE).facts
    (author,) = facts.authors
    assert (author.name, author.role, author.affiliation) == ("Jane Q. Doe", "Senior Fellow", "Example Institute")
    assert (facts.title, facts.published, facts.publisher) == ("Talks in Vienna", "2015-10-30", "The Example Courier")
    assert (facts.source, facts.language) == ("https://courier.example/talks", "en")


def test_the_comments_of_a_page() -> None:
    reading = read_web(PAGE.read_bytes(), PAGE)
    found = [(part.id, part.authors[0].name, part.published) for part in reading.parts]
    assert found == [("comment-1", "Ann", "2015-11-01"), ("comment-2", "Commenter 2", None), ("comment-3", "Bob", None)]
    assert [reading.text[part.start : part.end] for part in reading.parts] == [
        "Ann\n\nI agree with the post.\n\nA second paragraph 🕊.",
        "I do not, Ann.",
        "Bob\n\nToo short a piece.",
    ]
    marked = [reading.text[mark.start : mark.end] for mark in reading.furniture]
    assert marked == ["Jane Q. Doe", "Ann", "Bob"]


def test_meta_tags() -> None:
    head = (
        '<meta property="og:title" content="Peace | Courier"><meta property="og:site_name" content="Courier">'
        '<meta name="author" content="By Jane Doe and John Roe"><meta name="dc.date" content="2015/11/02">'
    )
    assert read(head) == ("Peace", ["Jane Doe", "John Roe"], "2015-11-02", "Courier")


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="author" content="admin"><meta property="article:author" content="https://x.example/jane">',
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": "Courier Staff Office"}</script>',
        '<script type="application/ld+json">[1, null, {"@type": "NewsArticle", "author": {"name": 3}}]</script>',
        '<script type="application/ld+json">{"@type": "Person", "name": "Jane Doe"}</script>',
    ],
)
def test_nobody_is_made_an_author(head: str) -> None:
    assert read(head)[1] == []


def test_blog_software() -> None:
    page = (
        '<article><h1>Peace</h1><p class="byline"> by <a>Jane Doe</a> | <time datetime="2015-11-02">2 Nov</time></p>'
        f'{REPORT}{REPORT.replace("Iran", "Turkey")}</article><div class="author-bio"><p>Jane Doe is a fellow at the '
        'Example Institute.</p><a>All posts</a></div><div class="comment"><b class="fn">Ann</b><span rel="author">'
        '</span><p itemprop="author">Ann Poe</p><div class="comment-content">No.</div></div>'
    )
    reading = read_web(page.encode(), HERE)
    assert [author.name for author in reading.facts.authors] == ["Jane Doe"]
    assert reading.facts.published == "2015-11-02"
    assert "Jane Doe is a fellow at the Example Institute.\n\n" in reading.text
    assert "All posts" not in reading.text
    assert len(reading.parts) == 1


def test_visible_marks() -> None:
    head = '<h1>Peace</h1><p class="byline">By Jane Doe</p><time datetime="2015-11-02">now</time>'
    body = f"<article>{head}{REPORT}</article>"
    assert read("<title>Courier</title>", body) == ("Peace", ["Jane Doe"], "2015-11-02", None)
    assert read("<title>Peace at last – Courier</title>")[0] == "Peace at last"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ('<meta charset="windows-1251">', "windows-1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-5">', "iso-8859-5"),
        ("", "utf-16"),
    ],
)
def test_declared_encodings(head: str, encoding: str) -> None:
    page = f"<html><head>{head}</head><body><p>Россия хочет мира, и никто не против.</p></body></html>"
    assert read_web(page.encode(encoding), HERE).text == "Россия хочет мира, и никто не против."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<html><body><script>x()</script></body></html>", "page.html: holds no text"),
        (b"<p>Peace\n na\xefve</p>", "page.html:2: byte 12 is not UTF-8"),
        (b'<meta charset="klingon"><p>Peace</p>', "page.html: declares an unknown encoding 'klingon'"),
    ],
)
def test_pages_that_cannot_be_read(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_web(data, HERE)
    assert str(caught.value).startswith(message)


def test_small_pages_are_read_whole_without_menus() -> None:
    page = b"<nav>Home</nav><div>Russia <b>wants</b> talks.<p>Turkey does not.</p>Nor Iran.</div><footer>(c)</footer>"
    assert read_web(page, HERE).text == "Russia wants talks.\n\nTurkey does not.\n\nNor Iran."
