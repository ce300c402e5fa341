"""How soon pages are complete in a real browser: on a store, and on one of made-up documents.

    python benchmarks/pages.py STORE [--documents 500] [--made STORE] [--runs 5]

Debian's Chromium without a window opens each page: first from a server that has started anew, is ready and remembers
no answer to it, then once more, always with an empty cache of its own. A page is complete when its load event has
ended, the last thing that it asked for has come, and the largest part of it is painted. Then the network of 300
actors is zoomed ten times, each time drawn before the next. Out: a JSON object with the medians in milliseconds for
each store and page, of the ten zooms together, the bars (1 s on the seeds, 2 s on 500 documents) and the load of the
machine. `--made` keeps the store of made-up documents in that folder, or takes it from there.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any, Final

import httpx2
from made_up import make_document
from playwright.sync_api import Browser, sync_playwright
from serving import serving

from kg.records import format_record

PAGES: Final = ("/", "/matrix", "/network", "/timeline", "/review", "/queries", "/search?q=Russia", "/id/actor/usa")
NETWORK: Final = "/network?most=300&each=20"
BARRED: Final = ("/", "/matrix")
SEEDS_BAR, LARGE_BAR = 1000.0, 2000.0
_COMPLETE: Final = """() => new Promise((tell) => {
  const painted = new PerformanceObserver((list) => {
    const [opened] = performance.getEntriesByType("navigation");
    const fetched = performance.getEntriesByType("resource").map((each) => each.responseEnd);
    const paints = [...performance.getEntriesByType("paint"), ...list.getEntries()].map((each) => each.startTime);
    tell({server: opened.responseEnd, complete: Math.max(opened.loadEventEnd, ...fetched, ...paints)});
  });
  painted.observe({type: "largest-contentful-paint", buffered: true});
})"""

_ZOOM: Final = """async () => {
  const drawn = () => new Promise((tell) => requestAnimationFrame(() => setTimeout(tell)));
  const button = (way) => document.querySelector(`[data-zoom=${way}]`);
  await drawn();
  const start = performance.now();
  for (const way of [...Array(5).fill("in"), ...Array(5).fill("out")]) {
    button(way).click();
    await drawn();
  }
  return performance.now() - start;
}"""


def main() -> None:
    """Measure, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--made", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        made = options.made or Path(temporary) / "store"
        if not made.exists():
            make_store(made, options.documents, Path(temporary))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        figures: dict[str, Any] = {"load": os.getloadavg()[0]}
        for name, store, bar in (("seeds", options.store, SEEDS_BAR), (f"{options.documents}", made, LARGE_BAR)):
            figures[name] = {"bar": bar, **measure_store(browser, store, options.runs)}
            figures[name]["met"] = all(figures[name][page]["new"]["complete"] <= bar for page in BARRED)
        browser.close()
    print(json.dumps(figures, indent=1))


def make_store(path: Path, documents: int, folder: Path) -> None:
    """Load made-up documents into a store."""
    records = folder / "made-up.jsonl"
    with records.open("w", encoding="utf-8") as file:
        for number in range(documents):
            document, found = make_document(number)
            fit = (record for record in found if record.kind != "relation" or record.a != record.b)
            file.writelines(f"{format_record(record)}\n" for record in (document, *fit))
    subprocess.run([sys.executable, "-m", "kg.cli", "load", records, "--store", path], check=True, stdout=sys.stderr)


def measure_store(browser: Browser, store: Path, runs: int) -> dict[str, Any]:
    """The medians of each page: asked of a new server, and asked again."""
    taken: dict[str, dict[str, list[dict[str, float]]]] = {page: {"new": [], "again": []} for page in PAGES}
    zooms: list[float] = []
    for _ in range(runs):
        with serving(store) as (url, _):
            await_workers(url)
            for page in PAGES:
                for which in ("new", "again"):
                    taken[page][which].append(measure_page(browser, url.rstrip("/") + page))
            zooms.append(measure_zooms(browser, url.rstrip("/") + NETWORK))
    medians = {page: {which: _medians(found) for which, found in times.items()} for page, times in taken.items()}
    return {**medians, "ten zooms": round(median(zooms), 1)}


def await_workers(url: str) -> None:
    """Ask small questions at once, until each of the server's processes has surely answered one."""
    addresses = [f"{url}names/actor.json?q={letter}" for letter in "abcdefgh"]
    with ThreadPoolExecutor(len(addresses)) as pool:
        for response in pool.map(partial(httpx2.get, timeout=120), addresses):
            response.raise_for_status()


def measure_page(browser: Browser, address: str) -> dict[str, float]:
    """Open a page in a window of its own: milliseconds until the server had answered, and until all was there."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    try:
        page = context.new_page()
        response = page.goto(address, wait_until="networkidle", timeout=120_000)
        assert response is not None
        assert response.ok, (address, response.status)
        found: dict[str, float] = page.evaluate(_COMPLETE)
        return found
    finally:
        context.close()


def measure_zooms(browser: Browser, address: str) -> float:
    """Milliseconds that ten zooms of a network take."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    try:
        page.goto(address, wait_until="networkidle", timeout=120_000)
        page.wait_for_selector("figure.network[data-drawn]", timeout=120_000)
        found: float = page.evaluate(_ZOOM)
        return found
    finally:
        page.close()


def _medians(found: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(median(one[name] for one in found), 1) for name in found[0]}


if __name__ == "__main__":
    main()
