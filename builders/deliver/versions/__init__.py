"""Versions (版本) from Git: what happened to the inputs of documents, in four questions for any number of them."""
