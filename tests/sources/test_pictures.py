"""Pictures beside the prose: upright, of print size, and nothing in them but the picture."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PIL.ExifTags import IFD, Base

from builders.core.errors import ContentError
from builders.model.passage import Content, Passage
from builders.sources.pictures import LONGEST_SIDE, look_at_pictures, print_ready, read_pictures
from builders.sources.workspace import Workspace

FILE = "content/n/u/once/case.md"
RED, BLUE = (200, 0, 0), (0, 0, 200)


def photo(width: int = 400, height: int = 200, *, turned: int = 1, format: str = "JPEG", mode: str = "RGB") -> bytes:
    """A picture red on its left half, blue on its right, with a place and a device in its metadata."""
    picture = Image.new("RGB", (width, height), BLUE)
    picture.paste(RED, (0, 0, width // 2, height))
    exif = Image.Exif()
    exif[Base.Orientation] = turned
    exif[Base.Model] = "SECRETPHONE"
    exif.get_ifd(IFD.GPSInfo)[1] = "N41-SECRETPLACE"
    out = BytesIO()
    picture.convert(mode).save(out, format, exif=exif, comment=b"SECRETCOMMENT")
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def workspace(root: Path, files: dict[str, bytes]) -> Workspace:
    folder = root / "content/n/u/once/assets"
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return Workspace(root)


def prose(text: str) -> Content:
    return Content(FILE, "draft", date(2024, 6, 6), (Passage("正文", text, FILE, 8),))


def test_nothing_but_the_picture_is_left() -> None:
    assert b"SECRET" in photo()

    suffix, content = print_ready(photo(), ".jpg")

    assert suffix == "jpg"
    assert b"SECRET" not in content
    assert not opened(content).getexif()


def test_a_picture_taken_sideways_stands_upright() -> None:
    _, content = print_ready(photo(400, 200, turned=6), ".jpg")
    upright = opened(content).convert("RGB")

    assert upright.size == (200, 400)
    top = upright.getpixel((100, 50))
    assert isinstance(top, tuple)
    assert top[0] > 150 > top[2]


def test_a_large_photo_is_brought_to_print_size_and_a_small_one_left() -> None:
    assert opened(print_ready(photo(4000, 3000), ".jpg")[1]).size == (LONGEST_SIDE, LONGEST_SIDE * 3 // 4)
    assert opened(print_ready(photo(40, 30), ".jpg")[1]).size == (40, 30)


def test_transparency_becomes_white_paper() -> None:
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")

    suffix, content = print_ready(out.getvalue(), ".png")

    assert suffix == "png"
    assert opened(content).getpixel((5, 5)) == (255, 255, 255)


def test_colours_of_printing_presses_and_greys_are_taken() -> None:
    assert opened(print_ready(photo(mode="CMYK"), ".jpg")[1]).mode == "RGB"
    assert opened(print_ready(photo(mode="L"), ".jpg")[1]).mode == "RGB"


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert print_ready(photo(), ".jpg") == print_ready(photo(), ".jpg")


@pytest.mark.parametrize(
    ("content", "suffix", "words"),
    [
        (b"", ".jpg", "不是完整的"),
        (b"GIF89a", ".jpg", "不是完整的"),
        (photo()[:300], ".jpg", "不完整"),
        (photo(), ".gif", "只能用 jpg 或 png"),
    ],
)
def test_what_is_no_whole_picture_is_refused_in_words(content: bytes, suffix: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        print_ready(content, suffix)


def test_only_pictures_that_the_prose_shows_are_read(tmp_path: Path) -> None:
    place = workspace(tmp_path, {"改造前.jpg": photo(), "没有用到.jpg": b"broken"})

    [(path, picture)] = read_pictures(place, prose('![改造前](assets/改造前.jpg){alt="荒地"}')).items()

    assert (path.name, picture.name) == ("改造前.jpg", "改造前")
    assert [suffix for suffix, _ in picture.renditions] == ["jpg"]


@pytest.mark.parametrize("read", [read_pictures, look_at_pictures])
def test_every_broken_picture_is_told_with_its_line(tmp_path: Path, read: Callable[..., object]) -> None:
    place = workspace(tmp_path, {"甲.jpg": b"broken", "乙.png": photo()[:200]})

    with pytest.raises(ContentError) as caught:
        read(place, prose("\n![甲](assets/甲.jpg)\n\n![乙](assets/乙.png)\n"))

    assert [(p.place.line, p.code, p.value) for p in caught.value.diagnostics] == [
        (9, "C051", "甲.jpg"), (11, "C051", "乙.png"),
    ]  # fmt: skip


def test_two_pictures_that_differ_in_their_suffix_alone_are_refused(tmp_path: Path) -> None:
    place = workspace(tmp_path, {"甲.jpg": photo(), "甲.png": photo(format="PNG")})

    with pytest.raises(ContentError) as caught:
        read_pictures(place, prose("![甲](assets/甲.jpg)\n\n![甲](assets/甲.png)\n"))

    assert [(p.place.line, p.code, p.value) for p in caught.value.diagnostics] == [(10, "C053", "甲.png")]


def test_a_misspelt_picture_is_answered_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        read_pictures(workspace(tmp_path, {"改造前后.jpg": photo()}), prose("![图](assets/改造前后.jpeg)"))

    assert "改造前后.jpg" in str(caught.value.diagnostics[0])


def test_a_link_is_refused(tmp_path: Path) -> None:
    place = workspace(tmp_path, {"真.jpg": photo()})
    folder = tmp_path / "content/n/u/once/assets"
    (folder / "链.jpg").symlink_to(folder / "真.jpg")

    with pytest.raises(ContentError, match="1幅图片"):
        read_pictures(place, prose("![图](assets/链.jpg)"))
