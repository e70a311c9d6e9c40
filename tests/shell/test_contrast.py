"""Every text colour has 7:1 on its grounds, control edges 3:1, in light and in dark; and nothing is red."""

import colorsys
import re
from pathlib import Path

import pytest

import wayhome.shell

TOKENS = Path(wayhome.shell.__file__).parent / "static" / "shell" / "css" / "tokens.css"
TEXT_ON = [
    ("ink", "sheet"),
    ("ink", "sheet-2"),
    ("ink", "desk"),
    ("ink-2", "sheet"),
    ("ink-2", "sheet-2"),
    ("ink-2", "desk"),
    ("accent", "sheet"),
    ("accent", "desk"),
    ("accent", "accent-tint"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("for", "sheet-2"),
    ("against", "sheet-2"),
    ("against", "against-tint"),
    ("ink", "against-tint"),
    ("ink", "for-tint"),
    ("ink", "accent-tint"),
    ("seal", "seal-tint"),
]
EDGE_ON = [("edge", "sheet"), ("focus", "sheet"), ("focus", "desk"), ("accent", "sheet")]


def palettes() -> dict[str, dict[str, str]]:
    light, dark = TOKENS.read_text("utf-8").split("prefers-color-scheme: dark")
    pattern = r"--wh-([a-z0-9-]+):\s*(#[0-9a-f]{6})"
    return {"light": dict(re.findall(pattern, light)), "dark": dict(re.findall(pattern, dark))}


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of WCAG 2.2, from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON, ids=lambda name: name)
def test_text_reads_at_seven_to_one(scheme: str, text: str, ground: str):
    colours = palettes()[scheme]

    assert contrast(colours[text], colours[ground]) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE_ON, ids=lambda name: name)
def test_edges_show_at_three_to_one(scheme: str, edge: str, ground: str):
    colours = palettes()[scheme]

    assert contrast(colours[edge], colours[ground]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_red(scheme: str):
    for name, colour in palettes()[scheme].items():
        red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
        hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)

        assert not (saturation > 0.35 and 0.1 < lightness < 0.9 and (hue < 0.03 or hue > 0.93)), name
