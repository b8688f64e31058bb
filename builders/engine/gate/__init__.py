"""The data gate (检查): everything that is wrong with tables, prose and templates of a workspace, all of it at once."""
