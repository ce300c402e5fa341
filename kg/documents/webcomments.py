"""Readers' comments of a web page, by the marks that blog software and schema.org put on them.

A parsed page in, comments in reading order out (a reply after what it answers), and the page without them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.documents.boxes import read_boxes
from kg.documents.dates import parse_written_date
from kg.documents.names import clean_name

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

# What WordPress, Drupal, Movable Type and schema.org's markup call a comment, its text, its author and its date.
_COMMENT = (
    'li.comment, article.comment, div.comment, li[id^="comment-"], li[id^="li-comment-"], '
    'div[id^="comment-"][class*="comment"], [itemtype*="schema.org/Comment"], [itemtype*="schema.org/UserComments"]'
)
_LINKBACK = "li.pingback, li.trackback, .comment.pingback, .comment.trackback"
_CONTENT = (
    '.comment-content, .comment-text, .comment__content, .comment__body, [itemprop="text"], [itemprop="commentText"]'
)
_NAME = (
    '[itemprop="author"] [itemprop="name"], .comment-author .fn, .fn, [itemprop="author"], .comment-author, '
    ".comment__author"
)
_NOT_TEXT = (
    f"{_NAME}, time, .says, .comment-meta, .comment-metadata, .reply, .comment-reply-link, footer, form, button, img"
)
_AROUND = "#respond, .comment-respond, #commentform, .comment-form"


@dataclass(frozen=True)
class PageComment:
    """One comment: the name that it is signed with, its day, and its paragraphs."""

    name: str | None
    published: str | None
    blocks: tuple[str, ...]


def take_comments(soup: BeautifulSoup) -> list[PageComment]:
    """Read the comments, and take them and the forms around them out of the page."""
    for unread in soup.select(f"{_LINKBACK}, {_AROUND}"):
        unread.extract()
    found = soup.select(_COMMENT)
    known = {id(tag) for tag in found}
    comments: list[PageComment] = []
    # From the last to the first, so that the replies inside a comment are gone when it is read.
    for tag in [tag for tag in reversed(found) if not _is_wrapped(tag, known)]:
        comments.insert(0, _read_comment(tag.extract()))
    return [comment for comment in comments if comment.blocks]


def _is_wrapped(tag: Tag, known: Container[int]) -> bool:
    """Whether the tag only frames the text of the comment that it stands in (a list item and a box for one comment)."""
    for parent in tag.parents:
        if id(parent) in known:
            return True
        if parent.name in ("ol", "ul") or _is_thread(parent):
            return False
    return False


def _is_thread(tag: Tag) -> bool:
    classes: Sequence[str] = tag.get_attribute_list("class")
    return any(word in ("children", "replies", "comment-replies", "indented") for word in classes)


def _read_comment(tag: Tag) -> PageComment:
    name_tag = tag.select_one(_NAME)
    name = clean_name(re.sub(r"\s+(?:says|said|wrote)\s*:?\s*$", "", name_tag.get_text(" "))) if name_tag else ""
    time = tag.select_one('time, [itemprop="dateCreated"], [itemprop="datePublished"]')
    written = str(time.get("datetime") or time.get("content") or time.get_text()) if time else ""
    content = tag.select_one(_CONTENT) or tag
    for unread in content.select(_NOT_TEXT):
        unread.extract()
    return PageComment(name or None, parse_written_date(written), tuple(read_boxes(content)))
