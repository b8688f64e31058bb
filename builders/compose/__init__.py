"""Facts + passages + templates → Manuscript: Jinja in a sandbox, numbers as print, charts, and where each fact is printed."""
