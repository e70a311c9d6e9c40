"""Draw evidence as SVG text: one pair as a waterfall, one family beside a group of a list.

Pure: values in, text out. No script, no style attribute, no red. Colours stand as presentation attributes, so that a
file alone looks right, and every mark has a class, so that a page's style sheet may say them anew (dark, print).

    >>> from kinmatch import Matcher, Name, PersonRecord
    >>> sought = PersonRecord(ref="P1", names=(Name("Алиева Патимат Магомедовна"),), mother="Хадижат")
    >>> row = PersonRecord(ref="L1:7", names=(Name("فاطمة محمد عبد الله"),), mother="خديجة")
    >>> [proposal] = Matcher().score_family([sought], [row])
    >>> draw_pair(proposal.evidence, language="ru").svg[:4]
    '<svg'
"""

from kinmatch.picture.family import FamilyMember, FamilyTie, draw_family
from kinmatch.picture.svg import Picture
from kinmatch.picture.waterfall import draw_pair

__all__ = ["FamilyMember", "FamilyTie", "Picture", "draw_family", "draw_pair"]
