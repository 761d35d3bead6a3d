"""What tells who made a file, when and where is not in it any more; what is seen is."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress

import openpyxl
import pikepdf
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from PIL import Image, PngImagePlugin

from fristed.foundation.stripping import office, pictures, running
from fristed.foundation.stripping.cleaning import cleaned
from fristed.foundation.stripping.kinds import FileKind, NotTaken, WhyNot
from fristed.foundation.stripping.running import clean_file

MARK, SEEN = b"Kanarifugl", "shown to all"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def jpeg(size: tuple[int, int] = (40, 20)) -> bytes:
    """Give a photograph with who, where and a comment in it, held sideways."""
    image, exif = Image.new("RGB", size, (200, 30, 30)), Image.Exif()
    exif[0x013B], exif[0x0112], exif[0x010F] = "Kanarifugl Person", 6, "Kanarifugl Camera"
    exif.get_ifd(0x8825)[1] = "N"
    into = io.BytesIO()
    image.save(into, "JPEG", exif=exif, comment=MARK, xmp=b"<x>Kanarifugl</x>")
    return into.getvalue()


def png() -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "Kanarifugl")
    told.add_itxt("XML:com.adobe.xmp", "Kanarifugl", zip=False)
    into = io.BytesIO()
    Image.linear_gradient("L").save(into, "PNG", pnginfo=told)
    return into.getvalue()


def pdf() -> bytes:
    """Give a PDF with an author, XMP, a remark, a photograph, a hidden file, a script and a signature."""
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(200, 200))
        page = made.pages[0]
        made.docinfo["/Author"] = "Kanarifugl"
        with made.open_metadata() as told:
            told["dc:creator"] = ["Kanarifugl"]
        photograph = pikepdf.Stream(made, jpeg())
        for key, value in {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Image,
            "/Width": 40,
            "/Height": 20,
            "/ColorSpace": pikepdf.Name.DeviceRGB,
            "/BitsPerComponent": 8,
            "/Filter": pikepdf.Name.DCTDecode,
        }.items():
            photograph[key] = value
        page["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=photograph))
        remark = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            Rect=[0, 0, 9, 9],
            T="Kanarifugl",
            Contents=SEEN,
            A=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="Kanarifugl()"),
        )
        signature = pikepdf.Dictionary(Type=pikepdf.Name.Sig, Name="Kanarifugl", ByteRange=[0, 1, 2, 3])
        field = pikepdf.Dictionary(FT=pikepdf.Name.Sig, T="field", V=signature)
        page["/Annots"] = pikepdf.Array([made.make_indirect(remark)])
        made.Root["/AcroForm"] = pikepdf.Dictionary(Fields=[made.make_indirect(field)])
        made.attachments["Kanarifugl.txt"] = b"Kanarifugl"
        made.Root["/OpenAction"] = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="Kanarifugl()")
        into = io.BytesIO()
        made.save(into)
        return into.getvalue()


def package(parts: dict[str, str | bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return into.getvalue()


def docx(**more: str | bytes) -> bytes:
    """Give a text with an author, tracked changes, a remark, a template on somebody's disk and a picture."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return package(
        {
            "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="text/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
            '<Override PartName="/docProps/core.xml" ContentType="x/Kanarifugl"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{RELATIONS}">'
            f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
            '<Relationship Id="r2" Type="core" Target="docProps/core.xml"/></Relationships>',
            "docProps/core.xml": "<a>Kanarifugl</a>",
            "docProps/custom.xml": "<a>Kanarifugl</a>",
            "customXml/item1.xml": "<a>Kanarifugl</a>",
            "word/comments.xml": "<a>Kanarifugl</a>",
            "word/people.xml": "<a>Kanarifugl</a>",
            "word/settings.xml": f'<w:settings xmlns:w="{WORD}" xmlns:r="{OFFICE}">'
            '<w:attachedTemplate r:id="t"/><w:rsids><w:rsid w:val="00Kanarifugl"/></w:rsids></w:settings>',
            "word/_rels/settings.xml.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="t" '
            'Type="t" Target="file:///C:/Users/Kanarifugl/a.dotx" TargetMode="External"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
            f'<Relationship Id="i" Type="{OFFICE}/image" Target="media/a.jpg"/>'
            f'<Relationship Id="o" Type="{OFFICE}/oleObject" Target="embeddings/o.bin"/>'
            f'<Relationship Id="h" Type="{OFFICE}/hyperlink" Target="https://example.org" '
            'TargetMode="External"/></Relationships>',
            "word/media/a.jpg": jpeg(),
            "word/embeddings/o.bin": b"Kanarifugl",
            "word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}">'
            f'<!-- Kanarifugl --><w:body><w:p w:rsidR="00Kanarifugl"><w:r><w:t>{SEEN}</w:t></w:r>'
            '<w:del w:author="Kanarifugl" w:date="2026-01-01"><w:r><w:delText>Kanarifugl</w:delText></w:r>'
            '</w:del><w:ins w:author="Kanarifugl"><w:r><w:t>added </w:t></w:r><w:r><w:t>later</w:t></w:r>'
            '</w:ins><w:r><w:t>.</w:t></w:r><w:commentRangeStart w:id="0"/><w:object><o r:id="o"/></w:object>'
            '<w:hyperlink r:id="h"/><w:pict><b r:embed="i"/></w:pict></w:p></w:body></w:document>',
            **more,
        }
    )


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = "Kanarifugl"
    sheet = book.active
    sheet["A1"], sheet["A2"] = SEEN, 7
    sheet["A1"].comment = Comment("Kanarifugl said", "Kanarifugl")
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def odt() -> bytes:
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    body = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = "".join(
        f'<m:file-entry m:full-path="{path}" m:media-type="x"/>' for path in ("/", "content.xml", "meta.xml")
    )
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": f'<m:manifest xmlns:m="{manifest}">{entries}</m:manifest>',
            "meta.xml": "<a>Kanarifugl</a>",
            "settings.xml": "<a>Kanarifugl printer</a>",
            "Thumbnails/thumbnail.png": b"Kanarifugl",
            "content.xml": f'<o:document xmlns:o="{body}" xmlns:t="{text}" '
            'xmlns:d="http://purl.org/dc/elements/1.1/">'
            "<t:tracked-changes><t:p>Kanarifugl</t:p></t:tracked-changes>"
            f"<t:p>{SEEN}<o:annotation><d:creator>Kanarifugl</d:creator></o:annotation> and on</t:p>"
            "</o:document>",
        }
    )


FILES: dict[FileKind, Callable[[], bytes]] = {
    FileKind.JPEG: jpeg,
    FileKind.PNG: png,
    FileKind.PDF: pdf,
    FileKind.DOCX: docx,
    FileKind.XLSX: xlsx,
    FileKind.ODT: odt,
}


def unpacked(kind: FileKind, content: bytes) -> bytes:
    """Give all that is in a file, with nothing packed."""
    if kind == FileKind.PDF:
        with pikepdf.open(io.BytesIO(content)) as opened:
            into = io.BytesIO()
            opened.save(into, qdf=True, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
        return content + into.getvalue()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            return content + b"".join(name.encode() + opened.read(name) for name in opened.namelist())
    return content


@pytest.mark.parametrize("kind", list(FileKind))
def test_the_maker_is_in_the_file_that_comes_and_not_in_the_one_that_is_kept(kind: FileKind) -> None:
    content = FILES[kind]()
    assert MARK in unpacked(kind, content)
    found, clean = cleaned(content)
    assert found == kind
    assert MARK not in unpacked(kind, clean)
    assert cleaned(clean)[0] == kind


@pytest.mark.parametrize("kind", list(FileKind))
def test_what_is_cleaned_is_the_same_whenever_it_is_done(kind: FileKind) -> None:
    content = FILES[kind]()
    assert cleaned(content) == cleaned(content)


def test_a_photograph_is_turned_as_it_was_held_and_keeps_its_colours() -> None:
    with Image.open(io.BytesIO(pictures.clean_jpeg(jpeg()))) as image:
        assert (image.size, dict(image.getexif())) == ((20, 40), {})
        red, green, _blue = image.getpixel((5, 5))  # type: ignore[misc]
    assert red > 180
    assert green < 60


def test_a_png_keeps_every_pixel() -> None:
    with Image.open(io.BytesIO(pictures.clean_png(png()))) as image:
        assert image.tobytes() == Image.linear_gradient("L").tobytes()
        assert image.info == {}


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_opens_afterwards(mode: str) -> None:
    into = io.BytesIO()
    Image.new(mode, (8, 8)).save(into, "PNG")
    with Image.open(io.BytesIO(pictures.clean_png(into.getvalue()))) as image:
        assert image.size == (8, 8)


def test_what_is_seen_of_a_pdf_stays() -> None:
    content = unpacked(FileKind.PDF, cleaned(pdf())[1])
    assert SEEN.encode() in content
    with pikepdf.open(io.BytesIO(cleaned(pdf())[1])) as opened:
        photograph = opened.pages[0].Resources.XObject.Im0
        assert pikepdf.PdfImage(photograph).as_pil_image().size == (40, 20)
        assert "/OpenAction" not in opened.Root
        assert not opened.attachments


def with_picture(content: bytes, filters: object) -> bytes:
    """Give a PDF with one picture, as it is packed in it."""
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(200, 200))
        picture = pikepdf.Stream(made, content)
        for key, value in {
            "/Type": pikepdf.Name.XObject,
            "/Subtype": pikepdf.Name.Image,
            "/Width": 40,
            "/Height": 20,
            "/ColorSpace": pikepdf.Name.DeviceRGB,
            "/BitsPerComponent": 8,
            "/Filter": filters,
        }.items():
            if value is not None:
                picture[key] = value
        made.pages[0]["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
        into = io.BytesIO()
        made.save(into)
        return into.getvalue()


def picture_in(content: bytes) -> tuple[bytes, Image.Image]:
    """Give the picture of a PDF: as it lies there unpacked, and as it is shown."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        picture = opened.pages[0].Resources.XObject.Im0
        raw = picture.read_raw_bytes()
        bare = zlib.decompress(raw) if isinstance(picture.Filter, pikepdf.Array) else raw
        return bare, Image.open(io.BytesIO(bare)).copy()


def test_a_photograph_that_is_packed_twice_in_a_pdf_loses_its_notes_too() -> None:
    both = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
    packed = with_picture(zlib.compress(jpeg()), both)
    assert MARK in picture_in(packed)[0]
    bare, shown = picture_in(cleaned(packed)[1])
    assert MARK not in bare
    assert shown.tobytes() == picture_in(packed)[1].tobytes()


@pytest.mark.parametrize("form", ["in boxes", "bare"])
def test_a_picture_of_jpeg_2000_in_a_pdf_loses_its_notes(form: str) -> None:
    into = io.BytesIO()
    picture = Image.linear_gradient("L").convert("RGB").resize((40, 20))
    picture.save(into, "JPEG2000", comment=MARK, no_jp2=form == "bare")
    content = into.getvalue()
    if form == "in boxes":
        content += (8 + len(MARK)).to_bytes(4) + b"xml " + MARK + (8 + len(MARK)).to_bytes(4) + b"uuid" + MARK
    bare, shown = picture_in(cleaned(with_picture(content, pikepdf.Name.JPXDecode))[1])
    assert MARK in content
    assert MARK not in bare
    assert shown.tobytes() == Image.open(into).tobytes()


@pytest.mark.parametrize(
    "filters",
    [
        None,
        pikepdf.Name("/\x01CTDecode"),
        pikepdf.Name("/FlateDecode"),
        pikepdf.Array([pikepdf.Name("/FlateDecode")]),
        pikepdf.Array([pikepdf.Name("/FlateDecode"), pikepdf.Name("/XCTDecode")]),
    ],
    ids=str,
)
def test_a_photograph_that_does_not_say_that_it_is_one_is_refused(filters: object) -> None:
    is_packed = "FlateDecode" in str(filters)
    assert why_not(with_picture(zlib.compress(jpeg()) if is_packed else jpeg(), filters)) == WhyNot.DAMAGED


def test_a_picture_of_jpeg_2000_that_is_not_whole_is_not_taken() -> None:
    for content in (b"\xff\x4f\xff\x51\x00\xff", b"\x00\x00\x00\xffjP  ", b"\x00\x00\x00\x0ajp2cxx"):
        with pytest.raises(NotTaken):
            cleaned(with_picture(content, pikepdf.Name.JPXDecode))


def test_the_earlier_versions_of_a_pdf_are_not_kept() -> None:
    old = pdf()
    assert MARK not in unpacked(FileKind.PDF, cleaned(old + b"\n% Kanarifugl\n")[1])


def test_of_tracked_changes_the_text_as_it_is_now_stays() -> None:
    with zipfile.ZipFile(io.BytesIO(cleaned(docx())[1])) as opened:
        names, document = set(opened.namelist()), opened.read("word/document.xml").decode()
        relations = opened.read("word/_rels/document.xml.rels").decode()
        types = opened.read("[Content_Types].xml").decode()
    assert SEEN in document
    assert document.index("added ") < document.index("later") < document.index(">.<")
    assert "word/media/a.jpg" in names
    assert not {"docProps/core.xml", "word/comments.xml", "word/embeddings/o.bin"} & names
    assert ("embeddings" in relations, "example.org" in relations, "docProps" in types) == (
        False,
        True,
        False,
    )


def test_what_is_seen_of_a_sheet_stays_and_it_still_opens() -> None:
    book = openpyxl.load_workbook(io.BytesIO(cleaned(xlsx())[1]))
    assert [book.active["A1"].value, book.active["A2"].value] == [SEEN, 7]
    assert book.active["A1"].comment is None


def test_the_text_after_a_remark_stays() -> None:
    with zipfile.ZipFile(io.BytesIO(cleaned(odt())[1])) as opened:
        assert opened.namelist()[0] == "mimetype"
        assert f"{SEEN} and on" in opened.read("content.xml").decode()
        assert "meta.xml" not in opened.read("META-INF/manifest.xml").decode()


def why_not(content: bytes) -> WhyNot:
    with pytest.raises(NotTaken) as refused:
        cleaned(content)
    return refused.value.why


def locked_pdf() -> bytes:
    into = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(into, encryption=pikepdf.Encryption(owner="o", user="u"))
    return into.getvalue()


def many_pixels() -> bytes:
    into = io.BytesIO()
    Image.new("1", (8_000, 8_000)).save(into, "PNG")
    return into.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", WhyNot.UNKNOWN),
        (b"MZ a program", WhyNot.UNKNOWN),
        (b"<html>", WhyNot.UNKNOWN),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", WhyNot.UNKNOWN),
        (b"GIF89a", WhyNot.UNKNOWN),
        (package({"a.txt": "x"}), WhyNot.UNKNOWN),
        (b"PK\x03\x04 not one", WhyNot.DAMAGED),
        (b"\xff\xd8\xff not one", WhyNot.DAMAGED),
        (b"\x89PNG\r\n\x1a\n not one", WhyNot.DAMAGED),
        (b"%PDF-1.7 not one", WhyNot.DAMAGED),
        (locked_pdf(), WhyNot.LOCKED),
        (many_pixels(), WhyNot.TOO_MUCH),
        (docx(**{"word/vbaProject.bin": b"x"}), WhyNot.MACROS),
        (docx(**{"word/media/b.emf": b"x"}), WhyNot.PICTURE_INSIDE),
        (docx(**{"word/media/b.png": b"x"}), WhyNot.DAMAGED),
        (docx(**{"word/styles.xml": b"<a"}), WhyNot.DAMAGED),
        (docx(**{"word/styles.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), WhyNot.DAMAGED),
        (docx(**{"word/styles.xml": b"0" * 51_000_000}), WhyNot.TOO_MUCH),
    ],
)
def test_what_cannot_be_cleaned_is_refused(content: bytes, why: WhyNot) -> None:
    assert why_not(content) == why


def test_a_file_is_judged_by_what_is_in_it_and_is_not_two_things_at_once() -> None:
    assert why_not(pdf() + docx()) == WhyNot.DAMAGED
    assert b"PK\x03\x04" not in pictures.clean_jpeg(jpeg() + docx())


BYTES = st.tuples(st.integers(0, 10**6), st.integers(0, 255))


@example(FileKind.PDF, [(273910, 1)])
@given(st.sampled_from(sorted(FileKind)), st.lists(BYTES, min_size=1, max_size=3))
def test_a_damaged_file_is_cleaned_or_refused_and_never_more(
    kind: FileKind, changes: list[tuple[int, int]]
) -> None:
    content = bytearray(FILES[kind]())
    for place, value in changes:
        content[place % len(content)] = value
    with suppress(NotTaken):
        found, clean = cleaned(bytes(content))
        assert MARK not in unpacked(found, clean)


def test_the_segments_of_a_photograph_that_say_how_colours_are_read_stay() -> None:
    bare = pictures.without_notes(jpeg())
    assert MARK not in bare
    with Image.open(io.BytesIO(bare)) as image, Image.open(io.BytesIO(jpeg())) as before:
        assert image.tobytes() == before.tobytes()
    with pytest.raises(NotTaken):
        pictures.without_notes(b"no photograph")


@pytest.mark.ci
def test_the_program_cleans_and_says_no_as_the_function_does() -> None:
    assert clean_file(png()) == cleaned(png())
    with pytest.raises(NotTaken) as refused:
        clean_file(b"GIF89a")
    assert refused.value.why == WhyNot.UNKNOWN


@pytest.mark.ci
def test_the_program_knows_nothing_of_our_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRISTED_ROOT_KEY_FILE", "Kanarifugl")
    asks = "import os, sys; sys.stdout.write('pdf\\n' + str(dict(os.environ)))"
    monkeypatch.setattr(running, "COMMAND", (running.COMMAND[0], "-c", asks))
    _kind, told = clean_file(b"x")
    assert b"Kanarifugl" not in told
    assert b"FRISTED" not in told


@pytest.mark.ci
@pytest.mark.parametrize(
    ("does", "why"),
    [
        ("raise SystemExit(3)", WhyNot.DAMAGED),
        ("pass", WhyNot.DAMAGED),
        ("bytearray(1 << 33)", WhyNot.DAMAGED),
        ("import time; time.sleep(9)", WhyNot.TOO_MUCH),
    ],
)
def test_a_program_that_fails_or_takes_too_long_is_a_no(
    does: str, why: WhyNot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "COMMAND", (running.COMMAND[0], "-c", does))
    monkeypatch.setattr(running, "LONGEST_SECONDS", 1)
    with pytest.raises(NotTaken) as refused:
        clean_file(b"x")
    assert refused.value.why == why


def test_a_package_with_very_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "MOST_PARTS", 3)
    assert why_not(docx()) == WhyNot.TOO_MUCH
