"""How the installed reader does on public evaluation sets that were made for other purposes.

Each set has a module that reads its files, maps claims to its own answers and says what its figures mean. Nothing in
the reader is fitted to these sets, and every mapping follows the set's documentation, not its texts.
"""
