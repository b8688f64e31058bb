"""Rules of prose (行文规则): punctuation, numerals and the style of official documents."""
