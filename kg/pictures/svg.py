"""What Vega's SVG lacks: a title and a description for screen readers, and the words of each mark where a mouse rests.

SVG as vl-convert writes it comes in, SVG goes out.
"""

from __future__ import annotations

from xml.etree import ElementTree

from kg.pictures.frame import Picture
from kg.pictures.labels import FACTS

_SVG = "http://www.w3.org/2000/svg"


def finish_svg(svg: str, picture: Picture) -> str:
    """The SVG with its title, its description and its marks' words."""
    root = ElementTree.fromstring(svg)
    for element in list(root.iter()):
        _tell(element)
    words = " ".join(f"{words.rstrip('.?')}." for words in (picture.title, *picture.notes) if words)
    for place, (tag, text) in enumerate((("title", picture.title), ("desc", words))):
        child = ElementTree.Element(f"{{{_SVG}}}{tag}")
        child.text = text
        root.insert(place, child)
    root.set("role", "img")
    root.set("aria-label", picture.title)
    ElementTree.register_namespace("", _SVG)
    return ElementTree.tostring(root, encoding="unicode")


def _tell(element: ElementTree.Element) -> None:
    """A mark's facts become its title, one a line; what else Vega says of a mark is left to the words beside it."""
    label = element.attrib.pop("aria-label", "")
    for name in ("role", "aria-roledescription", "aria-hidden"):
        element.attrib.pop(name, None)
    if element.tag == f"{{{_SVG}}}text" and "stroke" in element.attrib:
        element.set("paint-order", "stroke")
    if FACTS in label:
        child = ElementTree.SubElement(element, f"{{{_SVG}}}title")
        child.text = "\n".join(fact for fact in label.split(FACTS) if fact)
