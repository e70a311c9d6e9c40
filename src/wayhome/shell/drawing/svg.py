"""The few SVG marks that our drawings are made of, and the escaping that all of them share."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from wayhome.shell.scripts import dir_of, lang_of


class Markup(str):
    """Finished markup: whatever came from outside has been escaped. Templates print it as it is."""

    def __html__(self) -> str:
        return str(self)


@dataclass(frozen=True)
class Drawing:
    """A picture and the same in words; `lines` is the list that stands beside it."""

    title: str
    svg: Markup
    lines: tuple[str, ...]


def attributes(**values: object) -> str:
    """Format attributes; a trailing underscore is dropped, other underscores become hyphens, None is left out."""
    parts = []
    for name, value in values.items():
        if value is None:
            continue
        shown = f"{value:g}" if isinstance(value, float) else str(value)
        parts.append(f' {name.rstrip("_").replace("_", "-")}="{escape(shown)}"')
    return "".join(parts)


def mark(tag: str, **values: object) -> str:
    """Write an element without content."""
    return f"<{tag}{attributes(**values)}/>"


def line(points: Iterable[tuple[float, float]], class_: str) -> str:
    """Draw straight pieces through `points`."""
    path = " ".join(f"{'M' if n == 0 else 'L'}{x:g} {y:g}" for n, (x, y) in enumerate(points))
    return mark("path", class_=class_, d=path)


def words(
    text: str, x: float, y: float, class_: str, *, direction: str = "", anchor: str | None = None
) -> str:
    """Write one line of text in any script; its own direction decides unless `direction` is given."""
    own = direction or ("rtl" if dir_of(text) == "rtl" else "ltr")
    lang = lang_of(text)
    opening = attributes(
        class_=class_,
        x=float(x),
        y=float(y),
        lang=None if lang == "und" else lang,
        # Always said: a drawing that stands in a page of the other direction would inherit that one.
        direction=own,
        text_anchor=anchor,
    )
    return f"<text{opening}>{escape(text)}</text>"


def picture(
    class_: str, width: float, height: float, *, key: str, title: str, description: str, marks: Iterable[str]
) -> Markup:
    """Put marks into one labelled picture. `key` is unique on the page; it names title and description."""
    opening = attributes(
        class_=class_,
        viewBox=f"0 0 {width:g} {height:g}",
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
    )
    return Markup(
        f'<svg xmlns="http://www.w3.org/2000/svg"{opening}>'
        f'<title id="{escape(key)}-title">{escape(title)}</title>'
        f'<desc id="{escape(key)}-desc">{escape(description)}</desc>{"".join(marks)}</svg>'
    )


def wrap(text: str, most: int) -> list[str]:
    """Break at spaces into lines of at most `most` characters; a longer word keeps a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
