"""Pictures: the pixels are kept, turned the right way; all else about them is left behind."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from fristed.foundation.stripping.kinds import NotTaken, WhyNot

MOST_PIXELS = 40_000_000
QUALITY = 92
PLAIN_PNG = frozenset({"1", "L", "LA", "RGB", "RGBA"})


def clean_jpeg(content: bytes) -> bytes:
    """Give a JPEG of the same pixels, as near as the form allows, and nothing else."""
    image = _pixels(content, "JPEG")
    plain = image if image.mode in ("L", "RGB") else image.convert("RGB")
    return _saved(plain, "JPEG", quality=QUALITY, optimize=True)


def clean_png(content: bytes) -> bytes:
    """Give a PNG of exactly the same pixels, and nothing else."""
    image = _pixels(content, "PNG")
    return _saved(image if image.mode in PLAIN_PNG else image.convert("RGBA"), "PNG", optimize=True)


def _pixels(content: bytes, form: str) -> Image.Image:
    """Read the pixels alone, turned as the camera was held; only the first picture of several."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(content), formats=[form]) as image:
            warnings.simplefilter("ignore")
            if image.width * image.height > MOST_PIXELS:
                raise NotTaken(WhyNot.TOO_MUCH)
            image.load()
            return ImageOps.exif_transpose(image)
    except Image.DecompressionBombError as large:
        raise NotTaken(WhyNot.TOO_MUCH) from large


def _saved(image: Image.Image, form: str, **how: object) -> bytes:
    """Write a picture made of the bytes of the pixels, which know nothing of where they came from."""
    bare = Image.frombytes(image.mode, image.size, image.tobytes())
    into = io.BytesIO()
    bare.save(into, form, **how)
    return into.getvalue()


def without_notes(jpeg: bytes) -> bytes:
    """Take the segments of a JPEG out that hold notes (Exif, XMP, IPTC, comments), and touch no pixel.

    For pictures inside a PDF, where colours and size must stay as the page expects them. The segments that
    say how colours are to be read (JFIF, ICC, Adobe) stay.
    """
    if jpeg[:2] != b"\xff\xd8":
        raise NotTaken(WhyNot.DAMAGED)
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF and jpeg[at + 1] != 0xDA:
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4])
        segment = jpeg[at : at + 2 + length]
        if not _is_note(marker, segment[4:]):
            kept.append(segment)
        at += 2 + length
    end = jpeg.rfind(b"\xff\xd9")
    return b"".join(kept) + jpeg[at : end + 2 if end > at else len(jpeg)]


def _is_note(marker: int, inside: bytes) -> bool:
    if marker == 0xFE:
        return True
    is_about_colours = (marker, inside[:5]) in {(0xE0, b"JFIF\0"), (0xEE, b"Adobe")} or (
        marker == 0xE2 and inside[:11] == b"ICC_PROFILE"
    )
    return 0xE0 <= marker <= 0xEF and not is_about_colours
