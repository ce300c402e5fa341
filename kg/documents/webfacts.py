"""Facts that a web page declares: in JSON-LD, in tags of Dublin Core, OpenGraph and citations, in visible marks.

A parsed page in, Facts out. Dates of modification, and years in addresses and copyright lines, are no dates of
publication.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kg.documents.dates import parse_written_date
from kg.documents.found import Facts
from kg.documents.names import clean_name, is_person_name
from kg.records import Author

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

# schema.org's Article and its subtypes (https://schema.org/Article).
_ARTICLES = frozenset(
    "Article NewsArticle AnalysisNewsArticle OpinionNewsArticle ReportageNewsArticle BackgroundNewsArticle "
    "ReviewNewsArticle AskPublicNewsArticle BlogPosting SocialMediaPosting LiveBlogPosting Report "
    "ScholarlyArticle TechArticle".split()
)
_TITLE = ("citation_title", "dc.title", "dcterms.title", "og:title", "twitter:title")
_AUTHOR = (
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
)
_DATE = ("article:published_time", "og:article:published_time", "citation_publication_date", "dc.date.issued",
         "dcterms.issued", "dc.date", "datepublished", "date", "pubdate",
         "parsely-pub-date", "sailthru.date")  # fmt: skip
_PUBLISHER = ("citation_publisher", "dc.publisher", "dcterms.publisher", "og:site_name")
_TIME = "article time, main time, header time, time[pubdate], time.published, time.entry-date"


def read_facts(soup: BeautifulSoup) -> Facts:
    """What the page declares about its report, the most deliberate declaration first."""
    tags = _meta_tags(soup)
    facts = _read_article(soup).or_else(_read_meta(tags)).or_else(_read_visible(soup))
    return replace(facts, title=_cut_site(facts.title, facts.publisher))


def _cut_site(title: str | None, site: str | None) -> str | None:
    """The title without the name of the site at its end."""
    if title is None or site is None:
        return title
    return re.sub(rf"\s+[|–—·:-]\s+{re.escape(site)}$", "", title) or title


def _meta_tags(soup: BeautifulSoup) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for tag in soup.find_all("meta"):
        name = str(tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower()
        value = " ".join(str(tag.get("content") or "").split())
        if name and value:
            tags.setdefault(name, []).append(value)
    return tags


def _read_meta(tags: dict[str, list[str]]) -> Facts:
    dates = [
        date for name in _DATE for value in tags.get(name, []) if (date := parse_written_date(value.replace("/", "-")))
    ]
    named = next((tags[name] for name in _AUTHOR if any(_people(value) for value in tags.get(name, []))), [])
    return Facts(
        title=_first(tags, _TITLE),
        authors=tuple(Author(name=person) for value in named for person in _people(value)),
        publisher=_first(tags, _PUBLISHER),
        published=dates[0] if dates else None,
        source=_first(tags, ("og:url",)),
    )


def _first(tags: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((tags[name][0] for name in names if name in tags), None)


def _people(value: str) -> list[str]:
    pieces = re.split(
        r"\s*[,;|·•]\s*(?:and\s+)?|\s+(?:and|&)\s+", re.sub(r"^\s*by:?\s+", "", value, flags=re.IGNORECASE)
    )
    return [clean_name(piece) for piece in pieces if is_person_name(piece)]


# ---- JSON-LD


def _read_article(soup: BeautifulSoup) -> Facts:
    nodes = [
        node for script in soup.find_all("script", type="application/ld+json") for node in _nodes(script.string or "")
    ]
    by_id = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and len(node) > 1}
    article = next((node for node in nodes if _ARTICLES & set(_list(node.get("@type")))), None)
    if article is None:
        return Facts()
    authors, publishers = (_follow_ids(_list(article.get(name)), by_id) for name in ("author", "publisher"))
    address = article.get("url") or article.get("mainEntityOfPage")
    return Facts(
        title=_text(article.get("headline") or article.get("name")),
        authors=tuple(found for author in authors if (found := _read_author(author))),
        publisher=next((name for publisher in publishers if (name := _name(publisher))), None),
        published=parse_written_date(_text(article.get("datePublished")) or ""),
        source=_text(address.get("@id") if isinstance(address, dict) else address),
        language=_language(_text(article.get("inLanguage"))),
    )


def _follow_ids(values: list[Any], by_id: dict[str, dict[str, Any]]) -> list[Any]:
    """The values, with those that only point at a node replaced by that node."""
    return [by_id.get(value["@id"], value) if isinstance(value, dict) and "@id" in value else value for value in values]


def _nodes(script: str) -> Iterator[dict[str, Any]]:
    """The objects of a script, those of its lists and graphs included; a script that is not JSON declares nothing."""
    try:
        waiting = [json.loads(script, strict=False)]
    except ValueError:
        return
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting = [*value, *waiting]
        elif isinstance(value, dict):
            yield value
            waiting = [*_list(value.get("@graph")), *_list(value.get("mainEntity")), *waiting]


def _read_author(value: Any) -> Author | None:
    """A person; bodies that a page names as its author are its publisher and nobody's voice."""
    name = _name(value)
    if name is None or (isinstance(value, dict) and "Organization" in _list(value.get("@type"))):
        return None
    if not is_person_name(name) and name.isascii():
        return None
    if not isinstance(value, dict):
        return Author(name=clean_name(name))
    affiliation = _name(next(iter(_list(value.get("affiliation") or value.get("worksFor"))), None))
    return Author(name=clean_name(name), role=_text(value.get("jobTitle")), affiliation=affiliation)


def _name(value: Any) -> str | None:
    if isinstance(value, dict):
        return _text(next(iter(_list(value.get("name"))), None))
    return _text(value)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str | None:
    from html import unescape

    return " ".join(unescape(value).split()) or None if isinstance(value, str) else None


# ---- visible marks


def _read_visible(soup: BeautifulSoup) -> Facts:
    link = soup.find("link", rel="canonical")
    names = [
        name
        for tag in soup.select('[rel~="author"], [itemprop="author"], .byline, .author.vcard, .p-author')
        for name in _people(tag.get_text(" "))
    ]
    written = [str(tag.get("datetime") or tag.get_text()) for tag in soup.select(_TIME)]
    times = [date for words in written if (date := parse_written_date(words))]
    return Facts(
        title=_visible_title(soup),
        authors=tuple(Author(name=name) for name in dict.fromkeys(names)),
        published=times[0] if times else None,
        source=str(link.get("href") or "").strip() or None if link else None,
        language=_language(str(soup.html.get("lang") or "")) if soup.html else None,
    )


def _visible_title(soup: BeautifulSoup) -> str | None:
    """The only heading of the first level, or else the page's title up to the name of the site."""
    headings = [words for tag in soup.find_all("h1") if (words := " ".join(tag.get_text().split()))]
    if len(headings) == 1:
        return headings[0]
    title = " ".join(soup.title.get_text().split()) if soup.title else ""
    return re.split(r"\s+[|–—-]\s+", title, maxsplit=1)[0] or None


def _language(tag: str | None) -> str | None:
    match = re.match(r"([A-Za-z]{2,3})(?:[-_]|$)", tag or "")
    return match.group(1).lower() if match else None
