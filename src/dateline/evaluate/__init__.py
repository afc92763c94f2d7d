"""Claims held against a gold standard. Pure."""
