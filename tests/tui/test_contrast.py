"""Whatever is written in either of our own themes can be read on whatever it may stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.color import Color

import checkin.tui
from checkin.tui.theme import DARK, LIGHT

LEAST = 4.5
"""Contrast of text against its ground (WCAG 2.1, 1.4.3)."""

LINES = {"rule"}
"""Colours of lines, which nobody reads."""

SOURCES = "\n".join(
    path.read_text(encoding="utf-8") for path in Path(checkin.tui.__file__).parent.rglob("*.py")
)


def colours(pattern: str) -> set[str]:
    return set(re.findall(pattern, SOURCES))


def light(theme, name: str) -> float:
    """How light a colour of a theme is, from 0 to 1 (relative luminance)."""
    colour = Color.parse(theme.variables.get(name) or getattr(theme, name)).normalized
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_all_that_is_written_stands_out_from_every_ground(theme):
    # Severities of problems are colours too: `${problem.severity}`.
    written = (
        colours(r"(?:^|[^-\w])color: \$(\w+)") | colours(r'"[a-z ]*\$(\w+)[a-z ]*"') | {"error", "warning"}
    )
    grounds = colours(r"background: \$(\w+)")
    assert {"quiet", "accent", "foreground"} <= written
    assert {"background", "panel", "here"} <= grounds
    for name in written - LINES:
        for ground in grounds:
            darker, lighter = sorted((light(theme, name), light(theme, ground)))
            contrast = (lighter + 0.05) / (darker + 0.05)
            assert contrast >= LEAST, f"{name} on {ground}: {contrast:.1f}"
