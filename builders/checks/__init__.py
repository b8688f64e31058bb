"""Model → diagnostics: what is wrong with tables and prose, all of it at once."""
