"""Mails as files (EML): the text of a press release that came by mail, with what its header says of it.

The standard library reads them. The plain text counts, else the page that the mail holds; attachments are not read.
Who sent it is its author if that is a person, else its publisher; its day is the sender's. What it quotes of other
mails, and the signature below "-- ", are furniture.
"""

from __future__ import annotations

import re
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from kg.documents.found import Facts, Reading
from kg.documents.names import clean_name, is_person_name
from kg.documents.web import read_web
from kg.errors import DocumentError
from kg.records import Author, Furniture

_ANSWERS: Final = re.compile(r"(?:(?:re|aw|sv|fwd?|wg|tr)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_QUOTED: Final = re.compile(
    r"(?:^On [^\n]{10,200}(?:\n[^\n>]{1,100})?wrote:[ \t]*\n)?(?:^[ \t]?>[^\n]*(?:\n|\Z))+", re.MULTILINE
)
# RFC 3676, section 4.3: a line of two hyphens and a space parts the signature from the text.
_SIGNATURE: Final = re.compile(r"^-- ?$.*\Z", re.MULTILINE | re.DOTALL)


def read_mail(data: bytes, path: Path) -> Reading:
    """Read an EML file. Raises DocumentError for one without text and for an encoding that its words are not in."""
    message = message_from_bytes(data, policy=policy.default)
    facts = _read_facts(message)
    body = message.get_body(("plain", "html"))
    if body is None:
        raise DocumentError("holds no text; expected a mail with plain text or a page", path=path)
    try:
        text = body.get_content(errors="strict")
    except (UnicodeError, LookupError, MessageError) as error:
        raise DocumentError(f"is not a mail that can be read: {error}", path=path) from error
    if body.get_content_subtype() == "html":
        page = read_web(b"\xef\xbb\xbf" + text.encode("utf-8", "surrogatepass"), path)
        return Reading(page.text, facts.or_else(page.facts), page.parts, page.furniture)
    return Reading(text, facts, furniture=_find_furniture(text))


def _read_facts(message: EmailMessage) -> Facts:
    title = _ANSWERS.sub("", " ".join(str(message.get("subject") or "").split()), count=1)
    sender = _find_sender(message)
    is_person = is_person_name(sender)
    return Facts(
        title=title or None,
        authors=(Author(name=clean_name(sender)),) if is_person else (),
        publisher=None if is_person else sender or None,
        published=_find_day(message),
    )


def _find_sender(message: EmailMessage) -> str:
    """The name of who wrote it; "" where the header has an address only."""
    addresses = getattr(message.get("from"), "addresses", ())
    return next((" ".join(each.display_name.split()) for each in addresses if each.display_name), "")


def _find_day(message: EmailMessage) -> str | None:
    sent = getattr(message.get("date"), "datetime", None)
    return sent.date().isoformat() if isinstance(sent, datetime) else None


def _find_furniture(text: str) -> tuple[Furniture, ...]:
    signature = _SIGNATURE.search(text)
    end = signature.start() if signature else len(text)
    quoted = [Furniture(start=found.start(), end=found.end(), what="other") for found in _QUOTED.finditer(text, 0, end)]
    signed = [Furniture(start=end, end=len(text), what="contact")] if signature else []
    return (*quoted, *signed)
