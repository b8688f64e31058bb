"""make-report: data, templates and prose in Git become official documents."""

__version__ = "0.1.0"
