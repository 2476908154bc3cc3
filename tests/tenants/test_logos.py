"""Logos: what is kept is our own drawing, whatever was sent."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from tenants import logos
from tenants.errors import Invalid

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(width: int = 600, height: int = 100, *, form: str = "PNG", mode: str = "RGB", **options: object) -> bytes:
    written = io.BytesIO()
    Image.new(mode, (width, height), "#1a4f86").save(written, format=form, **options)
    return written.getvalue()


def opened(png: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(png))
    found.load()
    return found


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes whose header announces this size."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100_000))) + chunk(b"IEND", b"")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_pictures_are_drawn_anew_as_png_within_the_size(form: str) -> None:
    found = opened(logos.redrawn(picture(1200, 300, form=form)))
    assert (found.format, found.size) == ("PNG", (512, 128))


def test_a_small_picture_is_not_enlarged_and_a_tall_one_fits() -> None:
    assert opened(logos.redrawn(picture(40, 20))).size == (40, 20)
    assert opened(logos.redrawn(picture(320, 640))).size == (80, 160)


def test_transparency_stays() -> None:
    assert opened(logos.redrawn(picture(mode="RGBA"))).mode == "RGBA"


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert logos.redrawn(picture()) == logos.redrawn(picture())


def test_nothing_of_the_file_is_kept_but_its_pixels() -> None:
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", "<script>alert(1)</script>", zip=False)
    sent = picture(pnginfo=said) + b"<html><script>alert(2)</script></html>" + b"PK\x03\x04"
    drawn = logos.redrawn(sent)
    assert b"script" not in drawn
    assert b"PK\x03\x04" not in drawn
    assert not opened(drawn).info


def test_where_a_photograph_was_taken_is_not_kept() -> None:
    place = Image.Exif()
    place[0x010E] = "at home"
    drawn = logos.redrawn(picture(form="JPEG", exif=place))
    assert b"at home" not in drawn
    assert not opened(drawn).getexif()


@pytest.mark.parametrize(
    "sent",
    [
        SVG,
        b'<?xml version="1.0"?>' + SVG,
        b"",
        b"GIF89a" + SVG,
        b"\x89PNG\r\n\x1a\n" + SVG,
        picture()[:200],
        picture(form="BMP"),
        picture(form="TIFF"),
        picture(form="ICO"),
        b"%PDF-1.7\n" + SVG,
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n",
    ],
    ids=["svg", "xml", "nothing", "svg behind a GIF's mark", "svg behind a PNG's mark", "half a PNG", "bmp", "tiff", "ico", "pdf", "postscript"],
)
def test_what_is_no_picture_of_the_four_kinds_is_refused(sent: bytes) -> None:
    with pytest.raises(Invalid, match="no PNG, JPEG, WebP or GIF") as refused:
        logos.redrawn(sent)
    assert refused.value.field == "logo"


@pytest.mark.parametrize("size", [(60_000, 60_000), (8_000, 8_000)])
def test_a_picture_that_unfolds_to_too_many_pixels_is_refused_by_its_header(size: tuple[int, int]) -> None:
    with pytest.raises(Invalid, match="at most 16 million"):
        logos.redrawn(bomb(*size))


def test_a_large_file_is_refused_unread() -> None:
    with pytest.raises(Invalid, match="1,000,001 bytes"):
        logos.redrawn(bytes(1_000_001))
