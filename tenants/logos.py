"""Pictures from strangers: read within limits, and drawn anew, so that nothing of the file that was sent is kept.

A file can be a valid picture and something else besides (a page, a script, an archive), carry scripts (SVG), places and
names (EXIF), or unfold to gigabytes. Hence: four raster formats recognised by their content, a limit on the file and one on
the pixels its header announces before any is decoded, and the answer is a new PNG of the pixels alone.
"""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, ImageOps, UnidentifiedImageError

from tenants.errors import Invalid

MAX_BYTES = 1_000_000
MAX_PIXELS = 16_000_000
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
SIZE = (512, 160)
"""Width and height in pixels that a logo is made to fit into; it is never enlarged."""

UNREADABLE = (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError)
BROKEN = (*UNREADABLE, OverflowError, MemoryError, struct.error, zlib.error)


def redrawn(data: bytes) -> bytes:
    """A PNG of the picture's pixels, at most 512×160, its first frame upright. `Invalid` (field `logo`) says what is wrong with the file."""
    if len(data) > MAX_BYTES:
        raise Invalid(f"The logo has {len(data):,} bytes; at most {MAX_BYTES:,} are taken.", field="logo")
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
            _refuse_large(picture)
            return _drawn(picture)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except BROKEN as error:
        raise Invalid("This is no PNG, JPEG, WebP or GIF picture that can be read.", field="logo") from error


def _refuse_large(picture: Image.Image) -> None:
    """By the size in the header: no pixel has been decoded yet."""
    width, height = picture.size
    if width * height > MAX_PIXELS:
        raise _too_many_pixels(f"{width:,} × {height:,} pixels")


def _too_many_pixels(size: str = "too many pixels") -> Invalid:
    return Invalid(f"The logo has {size}; at most {MAX_PIXELS // 1_000_000} million are taken.", field="logo")


def _drawn(picture: Image.Image) -> bytes:
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    upright.thumbnail(SIZE, Image.Resampling.LANCZOS)
    fresh = Image.new("RGBA", upright.size)
    fresh.paste(upright)
    written = io.BytesIO()
    fresh.save(written, format="PNG", optimize=True)
    return written.getvalue()
