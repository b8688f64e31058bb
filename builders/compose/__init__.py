"""Facts + passages + templates → Manuscript: Jinja in a sandbox, numbers as print, charts, where each fact stands."""
