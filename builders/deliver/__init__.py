"""Bytes → outputs: which files a document leaves where, and the manifest that says what they were made from."""
