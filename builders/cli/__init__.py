"""The command line: parse, call the engine, print, exit. Help and messages are Simplified Chinese."""
