"""Mails as files: what is text, what the header says, what is not read."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from kg.documents.mail import read_mail
from kg.documents.reader import read_document
from kg.errors import DocumentError

HERE = Path("release.eml")


def write(
    text: str, sender: str = "Press Office of the Ministry <press@ministry.example>", **header: str
) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, "desk@paper.example"
    mail["Subject"] = header.get("subject", "Norway condemns the attack")
    mail["Date"] = header.get("date", "Tue, 10 Feb 2026 00:30:11 +0200")
    mail.set_content(text)
    return mail


def test_a_release_is_its_text_with_the_header_as_its_facts() -> None:
    reading = read_mail(write("Norway condemns the attack.\n\nThe café – “closed”.\n").as_bytes(), HERE)
    assert reading.text == "Norway condemns the attack.\n\nThe café – “closed”.\n"
    facts = reading.facts
    assert (facts.title, facts.published) == ("Norway condemns the attack", "2026-02-10")
    assert (facts.publisher, facts.authors) == ("Press Office of the Ministry", ())


def test_a_person_who_writes_is_the_author() -> None:
    facts = read_mail(
        write("A line.\n", "Ana María Pérez <ana@paper.example>", subject="Re: Fwd: The dam").as_bytes(), HERE
    ).facts
    assert ([author.name for author in facts.authors], facts.publisher) == (["Ana María Pérez"], None)
    assert facts.title == "The dam"


def test_other_mails_and_signatures_are_not_read() -> None:
    own, quoted = "We agree.\n\n", "On Monday, 9 February 2026, Jane Doe wrote:\n> Do you agree?\n> Jane\n"
    signed = "-- \nPress Office\n+47 1234\n"
    mail = write(f"{own}{quoted}\nSo it is.\n{signed}")
    reading = read_mail(mail.as_bytes(), HERE)
    marked = [(each.what, reading.text[each.start : each.end]) for each in reading.furniture]
    assert marked == [("other", quoted), ("contact", signed)]


def test_a_mail_that_is_a_page_is_read_as_one() -> None:
    mail = write("")
    mail.set_content(
        "<html><body><p>Norway condemns the attack on the ship and asks all to stop it — now.</p></body></html>",
        subtype="html",
    )
    reading = read_mail(mail.as_bytes(), HERE)
    assert "attack on the ship and asks all to stop it — now." in reading.text
    assert reading.facts.title == "Norway condemns the attack"


def test_of_both_forms_the_plain_one_is_read() -> None:
    mail = write("Plain words.\n")
    mail.add_alternative("<p>Other words.</p>", subtype="html")
    mail.add_attachment("An attachment.", filename="list.txt")
    assert read_mail(mail.as_bytes(), HERE).text == "Plain words.\n"


@pytest.mark.parametrize(
    "data",
    [
        b"Subject: A picture\nContent-Type: image/png\n\nx\n",
        b"Subject: Odd\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\ncaf\xe9\n",
        b"Subject: Odd\nContent-Type: text/plain; charset=no-such\n\nwords\n",
    ],
)
def test_mails_without_text_or_in_another_encoding_are_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"release\.eml"):
        read_mail(data, HERE)


def test_mails_are_documents(tmp_path: Path) -> None:
    path = tmp_path / "release.eml"
    path.write_bytes(
        write("Norway supports the resolution on the Red Sea, and it asks all states to do the same.\n").as_bytes()
    )
    document = read_document(path)
    assert (document.title, document.published) == ("Norway condemns the attack", "2026-02-10")
