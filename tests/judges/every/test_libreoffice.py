"""The judge itself is judged: LibreOffice says 0 whatever happens, so it is judged by what it wrote."""

from __future__ import annotations

import pytest

from builders.model.face import FaceSet
from tests.judges import libreoffice
from tests.judges.libreoffice import NotOpened, convert
from tests.judges.mutants import changed, packed, sound, sound_parts
from tests.judges.readings import office_reading, word_reading


def test_what_is_read_in_many_documents_at_once_is_what_each_says(faces: FaceSet) -> None:
    other = packed(changed("word/document.xml", "特此报告", "特此函复")(sound_parts()))

    told = convert({"a": sound(), "b/c": other}, "fodt", faces)

    assert office_reading(told["a"]) == word_reading(sound())
    assert office_reading(told["b/c"]) == word_reading(other)
    assert office_reading(told["a"]) != office_reading(told["b/c"])


def test_a_document_that_does_not_open_is_named(faces: FaceSet) -> None:
    broken = packed([(name, blob) for name, blob in sound_parts() if name != "word/document.xml"])

    with pytest.raises(NotOpened, match="^broken: "):
        convert({"sound": sound(), "broken": broken}, "pdf", faces)


def test_a_program_that_does_not_end_is_stopped(faces: FaceSet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "STARTING_S", 0.01)
    monkeypatch.setattr(libreoffice, "EACH_S", 0)

    with pytest.raises(NotOpened, match="stopped after 0 seconds"):
        convert({"sound": sound()}, "pdf", faces)


def test_every_name_of_a_font_is_played_by_a_file_of_ours(faces: FaceSet) -> None:
    pdf = convert({"sound": sound()}, "pdf", faces)["sound"]
    ours = {face.family.split()[0] for face in faces.faces}

    assert any(family.encode() in pdf for family in ours)
    assert not any(stranger in pdf for stranger in (b"DejaVu", b"Liberation", b"OpenSymbol"))
