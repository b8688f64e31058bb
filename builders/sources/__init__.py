"""Bytes → model: the workspace, CSV tables, notices, rules and passages, read strictly, every problem placed."""
