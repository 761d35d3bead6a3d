"""PDF: what tells of its making, what runs, and what is hidden in it is taken out; the pages stay."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from fristed.foundation.stripping.kinds import NotTaken, WhyNot
from fristed.foundation.stripping.pictures import without_boxes, without_notes

TELLING = (
    *("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AA", "/OpenAction", "/AF", "/Collection"),
    *("/EmbeddedFiles", "/JavaScript", "/Perms", "/DSS", "/Legal", "/SpiderInfo", "/JS"),
)
# What is kept at the top, where a key that nobody knows may lead to anything.
OF_THE_FILE = frozenset({"/Root", "/Size", "/ID", "/Encrypt"})
OF_THE_DOCUMENT = frozenset(
    {
        *("/Type", "/Version", "/Extensions", "/Pages", "/PageLabels", "/PageMode", "/PageLayout", "/Names"),
        *("/Dests", "/Outlines", "/AcroForm", "/StructTreeRoot", "/MarkInfo", "/Lang", "/ViewerPreferences"),
        *("/OCProperties", "/OutputIntents"),
    }
)
OF_NAMES = frozenset({"/Dests"})
OF_A_REMARK = ("/T", "/M", "/NM", "/CreationDate", "/RC", "/Subj")
SIGNATURE = (
    *("/Contents", "/Cert", "/Name", "/M", "/Location", "/Reason", "/ContactInfo", "/ByteRange"),
    *("/Reference", "/Prop_Build", "/SubFilter"),
)
PHOTOGRAPHS = {"/DCTDecode": without_notes, "/JPXDecode": without_boxes}
PACKINGS = frozenset(
    {
        *("/ASCIIHexDecode", "/ASCII85Decode", "/LZWDecode", "/FlateDecode", "/RunLengthDecode"),
        *("/CCITTFaxDecode", "/JBIG2Decode", *PHOTOGRAPHS),
    }
)
"""How what lies in a file may be packed; what is packed in another way cannot be looked into."""
BEGINNINGS = (b"\xff\xd8\xff", b"\x00\x00\x00\x0cjP  ", b"\xff\x4f\xff\x51")
"""What photographs begin with: JPEG, JPEG 2000 in boxes, and its code alone."""
ACTIONS_KEPT = frozenset({"/GoTo", "/URI", "/Named"})


def clean_pdf(content: bytes) -> bytes:
    """Give a PDF written anew with the same pages; its old versions are not in it either."""
    try:
        with Pdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
            del pdf.docinfo
            _keep(pdf.trailer, OF_THE_FILE)
            _keep(pdf.Root, OF_THE_DOCUMENT)
            _keep(pdf.Root.get("/Names"), OF_NAMES)
            for found in _all_in(pdf):
                _clean(found)
            # What a library had to guess at is not known to be clean.
            if pdf.get_warnings():
                raise NotTaken(WhyNot.DAMAGED)
            into = io.BytesIO()
            pdf.save(into, deterministic_id=True, fix_metadata_version=False)
            return into.getvalue()
    except pikepdf.PasswordError as locked:
        raise NotTaken(WhyNot.LOCKED) from locked


def _all_in(pdf: Pdf) -> Iterator[Object]:
    """Give every dictionary and stream, also those that lie in others."""
    waiting: list[Object] = [*pdf.objects, pdf.trailer]
    while waiting:
        found = waiting.pop()
        if isinstance(found, (Dictionary, Stream)):
            yield found
            inside = [found[key] for key in list(found.keys())]
        elif isinstance(found, Array):
            inside = list(found)
        else:
            continue
        waiting += [one for one in inside if isinstance(one, Object) and not one.is_indirect]


def _clean(found: Object) -> None:
    _take_out(found, TELLING)
    if found.get("/Subtype") == Name.FileAttachment:
        _take_out(found, ("/FS", "/Contents"))
    if "/Rect" in found and found.get("/Subtype") != Name.Widget:
        _take_out(found, OF_A_REMARK)
    if found.get("/Type") == Name.Sig or "/ByteRange" in found:
        _take_out(found, SIGNATURE)
    action = found.get("/A")
    if isinstance(action, Dictionary) and str(action.get("/S", "")) not in ACTIONS_KEPT:
        _take_out(found, ("/A",))
    if isinstance(found, Stream):
        _clean_picture(found)


def _keep(found: Object | None, known: frozenset[str]) -> None:
    """Take out of a dictionary every key that is not known."""
    if isinstance(found, Dictionary):
        _take_out(found, tuple(key for key in list(found.keys()) if key not in known))


def _take_out(found: Object, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in found:
            del found[key]


def _clean_picture(found: Stream) -> None:
    """Take the notes out of a photograph that lies in a page as the camera made it, however it is packed.

    A photograph that does not say that it is one, and what is packed in a way that nobody knows, is refused.
    """
    how = found.get("/Filter")
    *packed, last = list(how) if isinstance(how, Array) and len(how) else [how]
    if any(str(one) not in PACKINGS for one in (*packed, last) if one is not None):
        raise NotTaken(WhyNot.DAMAGED)
    clean = PHOTOGRAPHS.get(str(last))
    if clean is not None:
        found.write(clean(_unpacked(found, packed)), filter=Name(str(last)))
    elif _beginning(found, [*packed, last]).startswith(BEGINNINGS):
        raise NotTaken(WhyNot.DAMAGED)


def _beginning(found: Stream, packed: Sequence[Object | None]) -> bytes:
    """Give the first bytes of a stream that is packed in the common way or not at all."""
    raw = found.read_raw_bytes()
    if packed != [Name.FlateDecode]:
        return raw
    try:
        return zlib.decompressobj().decompress(raw, max(map(len, BEGINNINGS)))
    except zlib.error:
        return b""


def _unpacked(found: Stream, packed: Sequence[Object | None]) -> bytes:
    """Give a photograph as the camera made it, out of what it is packed in besides."""
    raw = found.read_raw_bytes()
    if not packed:
        return raw
    how = found.get("/DecodeParms")
    given = Array(list(how)[: len(packed)]) if isinstance(how, Array) else None
    found.write(raw, filter=Array(packed), decode_parms=given)
    return found.read_bytes()
