"""Match persons and whole families across Arabic, Cyrillic and Latin scripts, with evidence in bits."""
