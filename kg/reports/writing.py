"""Reports as bytes: which writer a file's name asks for.

In: a report and a format. Out: bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Final, Literal

from kg.files import unknown_suffix
from kg.reports.model import Report

ReportFormat = Literal["html", "markdown", "docx"]
SUFFIXES: Final[Mapping[str, ReportFormat]] = MappingProxyType(
    {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".docx": "docx"}
)


def guess_report_format(path: PurePath) -> ReportFormat:
    """The format of a file by its suffix. Raises UsageError, which lists the suffixes."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise unknown_suffix(path, "reports", SUFFIXES)
    return SUFFIXES[suffix]


def format_report(report: Report, format: ReportFormat) -> bytes:
    """The bytes of a report. Each writer is imported when it is needed."""
    match format:
        case "html":
            from kg.reports.drawing import draw_as_svg
            from kg.reports.html import format_html

            return format_html(report, draw_as_svg).encode()
        case "markdown":
            from kg.reports.markdown import format_markdown

            return format_markdown(report).encode()
        case "docx":
            from kg.reports.drawing import draw_as_png
            from kg.reports.word import format_word

            return format_word(report, draw_as_png)
