"""Codes of lists as words and sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from rosters import Field, ProblemCode, UnreadableCode
from wayhome.accounts.texts import add_refusals
from wayhome.lists.policies import Refusal
from wayhome.shell.scripts import isolate

REFUSALS: dict[str, str] = {
    Refusal.LIST_IS_BUSY: _("This list is being read in. Wait until it is done, then take it back."),
    Refusal.LIST_NOT_UNDERSTOOD: _("This list has not been looked at yet, or cannot be read."),
    Refusal.LIST_WITHDRAWN: _("This list has been taken back. Upload the file again if it is needed."),
    Refusal.LIST_SETTLED: _("The columns of this list are settled, since it is read in."),
    Refusal.RECORDS_ATTACHED: _(
        "Two reviewers have attached rows of this list to people. Undo those decisions first, then take the list back."
    ),
}
add_refusals(REFUSALS)

MEANINGS: dict[Field, str] = {
    Field.UNKNOWN: _("Not used"),
    Field.NAME: _("Whole name"),
    Field.GIVEN: _("Given name"),
    Field.FATHER: _("Father's name"),
    Field.GRANDFATHER: _("Name of the father's father"),
    Field.SURNAME: _("Surname"),
    Field.MOTHER: _("Mother's name"),
    Field.HUSBAND: _("Husband's name"),
    Field.KUNYA: _("Kunya (Umm …, Abu …)"),
    Field.MOTHER_OR_KUNYA: _("Mother's name or kunya"),
    Field.OTHER_NAME: _("Another name"),
    Field.SEX: _("Sex"),
    Field.BIRTH: _("Date or year of birth"),
    Field.AGE: _("Age"),
    Field.BIRTH_OR_AGE: _("Year of birth, or age"),
    Field.NATIONALITY: _("Nationality, as the clerk wrote"),
    Field.ORIGIN: _("Where she or he comes from"),
    Field.HOUSEHOLD: _("Number of the family"),
    Field.TENT: _("Tent"),
    Field.SECTOR: _("Sector or section"),
    Field.RELATION: _("Relation to the head of the family"),
    Field.COMPANY: _("With whom"),
    Field.SIBLINGS: _("Brothers and sisters"),
    Field.CHILDREN: _("Children with her: number or names"),
    Field.CHILDREN_COUNT: _("Number of children"),
    Field.PLACE: _("Place"),
    Field.REMARKS: _("Remarks"),
    Field.MARKS: _("Distinguishing marks"),
    Field.IDENTIFIER: _("Number on a paper"),
    Field.GUARDIAN: _("Who looks after the child"),
    Field.PHONE: _("Phone"),
    Field.SEEN_ON: _("When she or he was seen"),
    Field.ARRIVED_ON: _("When she or he arrived"),
    Field.WRITTEN_ON: _("When it was written"),
    Field.SENDER: _("Who wrote it"),
    Field.SERIAL: _("Running number of the row"),
}

UNREADABLE: dict[str, str] = {
    UnreadableCode.EMPTY: _("The file is empty: there is not one row in it."),
    UnreadableCode.TOO_LARGE: _("The file is larger than a list may be here. Split it, or save it as CSV."),
    UnreadableCode.WRONG_ENDING: _(
        "The ending of the file's name does not fit what is in it: the content is of the kind “%(place)s”. Save it from its program again."
    ),
    UnreadableCode.UNKNOWN_ENDING: _("Files with the ending “%(place)s” cannot be read. Save the list as XLSX, CSV or TXT."),
    UnreadableCode.NOT_A_WORKBOOK: _("This is an archive, not a workbook. Unpack it and upload the list itself."),
    UnreadableCode.OLD_WORKBOOK: _("This is an Excel file of the years 1997 to 2003. Open it and save it as XLSX."),
    UnreadableCode.DAMAGED: _("The file is damaged. Ask for it again, or open it and save it anew."),
    UnreadableCode.ENCRYPTED: _("The file is locked with a password. Open it and save it without one."),
    UnreadableCode.BOMB: _("The file unpacks to far more than any list holds, so it was not opened."),
    UnreadableCode.UNSAFE_XML: _("The file holds instructions that a list does not need, so it was not opened. Save it anew."),
    UnreadableCode.TOO_MANY_ROWS: _("A sheet has more rows than can be read. Split the list."),
    UnreadableCode.TOO_MANY_COLUMNS: _("A sheet has more columns than can be read. Keep only those with entries."),
    UnreadableCode.TOO_MANY_SHEETS: _("The workbook has more sheets than can be read. Split it."),
    UnreadableCode.ENCODING: _(
        "The text is in an encoding that is not known here. Save it as UTF-8 (in Excel: “CSV UTF-8”)."
    ),
}

PROBLEMS: dict[str, str] = {
    ProblemCode.ENCODING: _("The line is in another encoding than the rest of the file. Compare it with the original."),
    ProblemCode.FORMULA: _("A formula without a stored value. Open the file in Excel, save it and upload it again."),
    ProblemCode.CELL_ERROR: _("The cell holds an error of the spreadsheet program, not a value."),
    ProblemCode.TOO_LONG: _("Longer than any real entry. It is kept whole; perhaps two cells ran together."),
    ProblemCode.TOO_SHORT: _("A name of one letter. It is kept, and compares with nothing."),
    ProblemCode.NAME_MISSING: _("Somebody stands here without a name."),
    ProblemCode.NAME_UNKNOWN: _("The list itself says that the name is not known."),
    ProblemCode.AGE_IMPOSSIBLE: _("Nobody has this age. It is kept as written and not counted with."),
    ProblemCode.BIRTH_IN_FUTURE: _("A date of birth after the day of the list. It is kept as written."),
    ProblemCode.BIRTH_IMPOSSIBLE: _("This date does not exist, or lies too far back. It is kept as written."),
    ProblemCode.HIDDEN_MARKS: _("Invisible marks stood inside the name. It is compared without them."),
    ProblemCode.MORE_CELLS: _("The row has more cells than there are headings. Perhaps its cells are shifted."),
    ProblemCode.DUPLICATE_COLUMN: _("Two columns say the same thing differently. Both are kept; the first one counts."),
    ProblemCode.CONTINUED: _("The line belongs to an entry that began higher up."),
    ProblemCode.MANY_COLUMNS: _("More than a hundred columns. All are kept; check those with names."),
    ProblemCode.SENSE_UNCLEAR: _("The message names people, but it is not clear what it says of them."),
}

BASES: dict[str, str] = {
    "heading": _("by its heading"),
    "content": _("by what stands in it"),
    "told": _("as a colleague said"),
    "nothing": _("nothing was recognised"),
}

ENCODINGS: dict[str, str] = {
    "utf-8": pgettext_lazy("encoding", "Unicode (UTF-8)"),
    "utf-8-sig": pgettext_lazy("encoding", "Unicode (UTF-8)"),
    "utf-16": pgettext_lazy("encoding", "Unicode (UTF-16)"),
    "utf-16-le": pgettext_lazy("encoding", "Unicode (UTF-16)"),
    "utf-16-be": pgettext_lazy("encoding", "Unicode (UTF-16)"),
    "cp1256": pgettext_lazy("encoding", "Arabic Windows (1256)"),
    "cp1251": pgettext_lazy("encoding", "Russian Windows (1251)"),
    "cp1252": pgettext_lazy("encoding", "Western Windows (1252)"),
}


def unreadable_sentence(code: str, at: Mapping[str, Any] | None) -> str:
    """Say why a file cannot be read, naming the place and the figures where there are any."""
    sentence = str(UNREADABLE.get(code, UNREADABLE[UnreadableCode.DAMAGED]))
    place = str((at or {}).get("place") or "")
    if code == UnreadableCode.WRONG_ENDING:
        place = gettext("plain text") if place == "text" else place.upper()
    place = isolate(place) if place else ""
    if "%(place)s" in sentence:
        return sentence % {"place": place or "?"}
    parts = [sentence]
    if place and code != UnreadableCode.DAMAGED:
        parts.append(gettext("Place: %(place)s.") % {"place": place})
    if at and at.get("value") is not None and at.get("limit") is not None:
        figures = {"value": _figure(at["value"]), "limit": _figure(at["limit"])}
        parts.append(gettext("Found: %(value)s; at most %(limit)s can be read.") % figures)
    return " ".join(parts)


def problem_sentence(code: str) -> str:
    """Say what is to be looked at in a row."""
    return str(PROBLEMS.get(code, _("Look at this row.")))


def encoding_words(encoding: str) -> str:
    """Name an encoding as people know it."""
    return str(ENCODINGS.get(encoding.lower().replace("_", "-"), encoding))


def size_words(size: int) -> str:
    """Say the size of a file."""
    if size < 1000:
        return gettext("%(n)s bytes") % {"n": _figure(size)}
    if size < 1_000_000:
        return gettext("%(n)s kB") % {"n": _figure(round(size / 1000))}
    return gettext("%(n)s MB") % {"n": _figure(round(size / 1_000_000))}


def _figure(value: int) -> str:
    return number_format(value, force_grouping=True)
