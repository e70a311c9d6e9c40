"""Keys, compartments, encrypted fields and files, and who acts. See docs/explanation for what this does not protect.

A live, unlocked server can read everything; the vault keeps a stolen disk, dump or backup unreadable, keeps a
ciphertext where it was written, and lets a record be erased for good by destroying its key.
"""
