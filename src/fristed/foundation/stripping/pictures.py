"""Pictures: the pixels are kept, turned the right way; all else about them is left behind."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

from fristed.foundation.stripping.kinds import NotTaken, WhyNot

MOST_PIXELS = 40_000_000
QUALITY = 92
# What a picture of JPEG 2000 is shown by; notes, and whatever else makers put in, lie in other boxes.
SEEN_BOXES = frozenset({b"jP  ", b"ftyp", b"rreq", b"jp2h", b"jp2c"})
START, COMMENT, FIRST_TILE = b"\xff\x4f", b"\xff\x64", b"\xff\x90"
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


def without_boxes(jpeg_2000: bytes) -> bytes:
    """Take out the boxes of a JPEG 2000 that hold no part of the picture, and its comments."""
    if jpeg_2000[:2] == START:
        return _without_comments(jpeg_2000)
    kept, at = [], 0
    while at < len(jpeg_2000):
        length, kind, head = int.from_bytes(jpeg_2000[at : at + 4]), jpeg_2000[at + 4 : at + 8], 8
        if length == 1:
            length, head = int.from_bytes(jpeg_2000[at + 8 : at + 16]), 16
        end = len(jpeg_2000) if length == 0 else at + length
        if not at + head <= end <= len(jpeg_2000):
            raise NotTaken(WhyNot.DAMAGED)
        if kind in SEEN_BOXES:
            inside = jpeg_2000[at + head : end]
            inside = _without_comments(inside) if kind == b"jp2c" else inside
            kept.append((len(inside) + 8).to_bytes(4) + kind + inside)
        at = end
    return b"".join(kept)


def _without_comments(stream: bytes) -> bytes:
    """Take the comments out of what comes before the first tile."""
    if stream[:2] != START:
        raise NotTaken(WhyNot.DAMAGED)
    kept, at = [START], 2
    while stream[at : at + 2] != FIRST_TILE:
        end = at + 2 + int.from_bytes(stream[at + 2 : at + 4])
        if not at + 4 <= end < len(stream):
            raise NotTaken(WhyNot.DAMAGED)
        if stream[at : at + 2] != COMMENT:
            kept.append(stream[at:end])
        at = end
    return b"".join(kept) + stream[at:]
