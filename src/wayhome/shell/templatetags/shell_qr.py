"""QR codes as inline SVG: allauth's own is a `data:` picture, which the content security policy refuses."""

import segno
from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def qr(text: str, title: str = "") -> SafeString:
    """Draw `text` as a QR code, dark on white in both colour schemes; segno escapes the title."""
    drawn = segno.make(text, error="m").svg_inline(
        omitsize=True,
        border=4,
        dark="#000",
        light="#fff",
        svgclass="qr-code",
        lineclass=None,
        title=str(title) or None,
    )
    return mark_safe(drawn)  # noqa: S308  segno's own markup of numbers and an escaped title
