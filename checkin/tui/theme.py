"""The app's looks: a dark and a light theme of our own, and the terminal's own colours.

Contrast of text against its ground is at least 4.5:1 in both of our own (WCAG 2.1, 1.4.3; held by a
test). Colour is never the only sign of anything.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="checkin-dark",
    primary="#8fbcd4",
    secondary="#b7a6d8",
    accent="#e0b872",
    foreground="#e4e2dc",
    background="#16181b",
    surface="#16181b",
    panel="#22262b",
    success="#93c98f",
    warning="#e0b872",
    error="#ef9a8e",
    dark=True,
    variables={"quiet": "#a3a7ab", "rule": "#555b62", "here": "#2b3138"},
)

LIGHT = Theme(
    name="checkin-light",
    primary="#1f5a78",
    secondary="#5a4390",
    accent="#7a4f00",
    foreground="#22262a",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#eeece6",
    success="#2c6a28",
    warning="#7a4f00",
    error="#a02a1c",
    dark=False,
    variables={"quiet": "#5b6066", "rule": "#a6a9ac", "here": "#e6e3da"},
)

# Yellow can't be read on a light ground, nor blue on a dark one, and nobody knows here which it is.
TERMINAL = Theme(
    name="checkin-ansi",
    primary="ansi_default",
    secondary="ansi_magenta",
    accent="ansi_magenta",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    success="ansi_default",
    warning="ansi_magenta",
    error="ansi_red",
    dark=True,
    ansi=True,
    variables={
        **dict.fromkeys(("quiet", "rule", "here"), "ansi_default"),
        **dict.fromkeys(("ansi-background", "ansi-foreground"), "ansi_default"),  # Textual's own sheets ask
    },
)

THEMES = (DARK, LIGHT, TERMINAL)
