"""Bytes → model: the workspace, CSV tables, notices, rules and passages, read strictly and with every problem placed."""
