"""Notebooks (笔记本) of templates: given facts and views, run apart, and printed as our Markdown with its lineage."""
