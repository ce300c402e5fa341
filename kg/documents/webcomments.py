"""Readers' comments of a web page, by the marks that blog software and schema.org put on them.

A parsed page in, comments in reading order out (a reply after what it answers), and the page without them.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.documents.dates import parse_written_date
from kg.documents.names import clean_name

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

# What WordPress, Drupal, Movable Type, Ghost and schema.org's markup call one comment, its text, its author and its date.
_COMMENT = (
    'li.comment, article.comment, div.comment, [itemtype*="schema.org/Comment"], [itemtype*="schema.org/UserComments"], '
    'li[id^="comment-"], li[id^="li-comment-"], div[id^="comment-"][class*="comment"]'
)
_LINKBACK = "li.pingback, li.trackback, .comment.pingback, .comment.trackback"
_CONTENT = (
    '.comment-content, .comment-text, .comment__content, .comment__body, [itemprop="text"], [itemprop="commentText"]'
)
_NAME = '[itemprop="author"] [itemprop="name"], .comment-author .fn, .fn, [itemprop="author"], .comment-author, .comment__author'
_NOT_TEXT = (
    f"{_NAME}, time, .says, .comment-meta, .comment-metadata, .reply, .comment-reply-link, footer, form, button, img"
)
_AROUND = "#respond, .comment-respond, #commentform, .comment-form"
_BLOCKS = ("p", "li", "blockquote", "pre", "div")


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
    whole = [tag for tag in found if not _is_wrapped(tag, found)]
    comments = [_read_comment(tag, whole) for tag in whole]
    for tag in whole:
        tag.extract()
    return [comment for comment in comments if comment.blocks]


def _is_wrapped(tag: Tag, found: Iterable[Tag]) -> bool:
    """Whether the tag only frames the text of the comment that it stands in (a list item and a box for one comment)."""
    parent = next((p for p in tag.parents if any(p is other for other in found)), None)
    return parent is not None and not any(
        child.name in ("ol", "ul") or _is_thread(child) for child in _between(tag, parent)
    )


def _is_thread(tag: Tag) -> bool:
    classes: Sequence[str] = tag.get_attribute_list("class")
    return any(word in ("children", "replies", "comment-replies", "indented") for word in classes)


def _between(tag: Tag, ancestor: Tag) -> list[Tag]:
    between: list[Tag] = []
    for parent in tag.parents:
        if parent is ancestor:
            break
        between.append(parent)
    return between


def _read_comment(tag: Tag, all_comments: list[Tag]) -> PageComment:
    own = copy.copy(tag)
    inner = [other for other in tag.descendants if any(other is comment for comment in all_comments)]
    for place in sorted((_path(tag, other) for other in inner), reverse=True):
        _follow(own, place).extract()
    name_tag = own.select_one(_NAME)
    name = clean_name(re.sub(r"\s+(?:says|said|wrote)\s*:?\s*$", "", name_tag.get_text(" "))) if name_tag else ""
    time = own.select_one('time, [itemprop="dateCreated"], [itemprop="datePublished"]')
    written = str(time.get("datetime") or time.get("content") or time.get_text()) if time else ""
    content = own.select_one(_CONTENT) or own
    for unread in content.select(_NOT_TEXT):
        unread.extract()
    return PageComment(name or None, parse_written_date(written), tuple(_read_blocks(content)))


def _path(root: Tag, inner: object) -> tuple[int, ...]:
    """Where a tag stands below another, as positions among children; the same in a copy."""
    from bs4 import Tag

    path: list[int] = []
    at = inner
    while isinstance(at, Tag) and at is not root and at.parent is not None:
        path.insert(0, next(n for n, child in enumerate(at.parent.contents) if child is at))
        at = at.parent
    return tuple(path)


def _follow(root: Tag, path: tuple[int, ...]) -> Tag:
    from bs4 import Tag

    at = root
    for position in path:
        child = at.contents[position]
        if isinstance(child, Tag):
            at = child
    return at


def _read_blocks(content: Tag) -> list[str]:
    innermost = [tag for tag in content.find_all(_BLOCKS) if tag.find(_BLOCKS) is None]
    texts = [tag.get_text() for tag in innermost] if innermost else [content.get_text()]
    return [tidy for text in texts if (tidy := re.sub(r"[ \t\r\n\f]+", " ", text).strip())]
