"""Letters: which script a text is in, one normal form per script, and words.

Nothing here knows what a name is. The one invariant: `normalise` is idempotent, and a text that is typed
on another keyboard (Kurdish, Persian, with palochka, with tashkeel) has the same normal form.
"""

from kinmatch.script.detect import Script, detect_script
from kinmatch.script.normal import normalise
from kinmatch.script.words import split_words

__all__ = ["Script", "detect_script", "normalise", "split_words"]
