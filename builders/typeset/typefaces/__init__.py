"""Typefaces: the role table, where fonts are looked for, and how Typst knows them."""
