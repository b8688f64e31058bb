"""Faces (字体): which font file plays which role of the standard on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Face:
    """One role of the standard and the file that plays it.

    ``role`` is the code name (``title``, ``body``, ``heading``, ``kai``, ``song``, ``fallback``); ``label`` is the
    Chinese role (小标宋); ``word_name`` is the font name written into .docx, ``family`` the name the PDF engine knows.
    ``origin`` says where the file was found: 用户字体, 系统字体, Fandol, Noto. ``latin`` is the role whose face prints
    letters and digits where those of this one are poor; empty when they are its own. ``weight`` tells the members of a
    family apart (400 regular, 700 bold).
    """

    role: str
    label: str
    word_name: str
    family: str
    path: Path
    sha256: str
    origin: str
    latin: str = ""
    weight: int = 400


@dataclass(frozen=True)
class FaceSet:
    """All roles, played; ``fallback`` is tried last for characters that a face lacks."""

    faces: tuple[Face, ...]

    def role(self, name: str) -> Face:
        """Return the face that plays ``name``; raises KeyError for a role that the table does not have."""
        for face in self.faces:
            if face.role == name:
                return face
        raise KeyError(name)
