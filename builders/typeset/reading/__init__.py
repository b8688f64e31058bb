"""Markdown → document tree: pandoc reads, an allow-list decides, every refusal names the line."""
