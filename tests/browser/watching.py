"""A page of a real browser that notes whatever should not happen on it.

In: a Chromium and the origin of the server. Out: pages whose console errors (breaches of the policy are among them),
uncaught exceptions and requests to other origins are kept, and what axe-core finds on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request

AXE: Final = Path(__file__).resolve().parent.parent / "data" / "axe" / "axe.min.js"
DESK: Final = (1280, 800)
PHONE: Final = (390, 800)
_RUN_AXE: Final = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
    .filter((each) => ["serious", "critical"].includes(each.impact))
    .map((each) => `${each.impact} ${each.id}: ${each.help}: `
        + each.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | "))"""
_FIND_OVERFLOW: Final = """() => {
  const root = document.scrollingElement;
  if (root.scrollWidth <= innerWidth) return [];
  const beyond = [...document.body.querySelectorAll("*")]
    .filter((each) => each.getBoundingClientRect().right > innerWidth);
  const told = beyond.slice(0, 5).map((each) => each.outerHTML.slice(0, 120));
  return [`${root.scrollWidth} of ${innerWidth} pixels`, ...told];
}"""
Scheme = Literal["light", "dark"]


@dataclass
class Watched:
    """A page, the origin that it belongs to, and what went wrong on it so far."""

    page: Page
    origin: str
    problems: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        """Open an address of the server, and wait until all that it names has come and its scripts have run."""
        self.page.goto(self.origin + path, wait_until="load")

    def expect_refusal(self, path: str | None = None) -> None:
        """Take from the problems that an address, the page's own unless told, was answered with an error."""
        address = self.page.url if path is None else self.origin + path
        for _ in range(200):
            told = [text for text in self.problems if "Failed to load resource" in text and f"({address})" in text]
            if told:
                self.problems.remove(told[0])
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{address} was not refused: {self.problems}")

    def find_barriers(self) -> list[str]:
        """What axe-core finds that keeps people out."""
        if not self.page.evaluate("typeof axe == 'object'"):
            self.page.evaluate(_read_axe())
        found: list[str] = self.page.evaluate(_RUN_AXE)
        return found

    def find_overflow(self) -> list[str]:
        """How much wider than the window the page is, and what reaches beyond; empty where nothing does."""
        found: list[str] = self.page.evaluate(_FIND_OVERFLOW)
        return found

    def note_console(self, message: ConsoleMessage) -> None:
        """Keep an error or a warning of the console."""
        if message.type in ("error", "warning"):
            self.problems.append(f"{message.type}: {message.text} ({message.location['url']})")

    def note_exception(self, error: Error) -> None:
        """Keep an exception that no script caught."""
        self.problems.append(f"exception: {error}")

    def note_request(self, request: Request) -> None:
        """Keep a request to anybody else."""
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:")):
            self.problems.append(f"request to {request.url}")


@contextmanager
def watching(
    browser: Browser, origin: str, scheme: Scheme = "light", size: tuple[int, int] = DESK, **more: Any
) -> Iterator[Watched]:
    """A page in a window of its own, without storage of others; in the end nothing may have gone wrong."""
    viewport = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce", **more)  # type: ignore[arg-type]
    try:
        watched = Watched(context.new_page(), origin)
        watched.page.on("console", watched.note_console)
        watched.page.on("pageerror", watched.note_exception)
        context.on("request", watched.note_request)
        yield watched
        assert not watched.problems, watched.problems
    finally:
        context.close()


@cache
def _read_axe() -> str:
    return AXE.read_text(encoding="utf-8")
