"""Office files: packages of parts. Those on a list are kept and cleaned, the others are left out."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Mapping

from lxml import etree

from fristed.foundation.stripping.kinds import FileKind, NotTaken, WhyNot
from fristed.foundation.stripping.pictures import clean_jpeg, clean_png

MOST_BYTES, MOST_PARTS = 50_000_000, 2_000
CONTENT_TYPES, ODF_TYPE, MANIFEST = "[Content_Types].xml", "mimetype", "META-INF/manifest.xml"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PACKAGE_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MANIFEST_ENTRY = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}file-entry"
MANIFEST_PATH = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}full-path"
KINDS_OF = {
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": FileKind.DOCX,
    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": FileKind.XLSX,
}
PICTURES = {".jpg": clean_jpeg, ".jpeg": clean_jpeg, ".png": clean_png}
# Parts that hold what is seen; everything else of a package is left out.
SEEN_OOXML = re.compile(
    r"\[Content_Types\]\.xml|(?:.*/)?_rels/[^/]*\.rels|"
    r"word/(?:document|styles|numbering|settings|fontTable|webSettings|footnotes|endnotes|"
    r"(?:header|footer)\d*)\.xml|word/theme/[^/]+\.xml|"
    r"xl/(?:workbook|styles|sharedStrings|metadata)\.xml|xl/theme/[^/]+\.xml|"
    r"xl/worksheets/[^/]+\.xml|xl/tables/[^/]+\.xml|"
    r"(?:xl|word)/(?:drawings|charts)/[^/]+\.xml|(?:xl|word)/media/[^/]+"
)
SEEN_ODF = re.compile(r"mimetype|META-INF/manifest\.xml|content\.xml|styles\.xml|Pictures/[^/]+")
PROGRAMS = re.compile(r"vba|macro|activeX|^Basic/|^Scripts/", re.IGNORECASE)
# Changes that are kept track of hold what was deleted, and by whom: deletions go, additions become plain.
GONE = frozenset(
    {
        *("del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange"),
        *("tcPrChange", "tblGridChange", "numberingChange", "cellDel", "cellIns", "cellMerge", "delText"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        *("commentRangeStart", "commentRangeEnd", "commentReference", "rsids", "docVars", "mailMerge"),
        *("attachedTemplate", "docId", "absPath", "revisionPtr", "fileSharing", "legacyDrawing"),
        *("tracked-changes", "change", "change-start", "change-end", "annotation", "annotation-end"),
        *(
            "initial-creator",
            "creator",
            "printed-by",
            "editing-duration",
            "meta",
            "scripts",
            "sender-lastname",
        ),
        *("sender-firstname", "sender-email", "author-name", "author-initials", "file-name"),
    }
)
UNWRAPPED = frozenset({"ins", "moveTo"})
TELLING = frozenset({"author", "initials", "date", "dateTime", "userId", "providerId", "userName", "uid"})


def kind_of_package(content: bytes) -> FileKind:
    """Say which kind of office file a package is.

    Raises
    ------
    NotTaken
        If it is none of those on the list.
    """
    with _opened(content) as package:
        names = set(package.namelist())
        if any(PROGRAMS.search(name) for name in names):
            raise NotTaken(WhyNot.MACROS)
        if CONTENT_TYPES in names:
            listed = package.read(CONTENT_TYPES)
            found = [kind for mark, kind in KINDS_OF.items() if mark in listed]
            if len(found) == 1:
                return found[0]
        if ODF_TYPE in names and package.read(ODF_TYPE) == b"application/vnd.oasis.opendocument.text":
            return FileKind.ODT
    raise NotTaken(WhyNot.UNKNOWN)


def clean_package(content: bytes) -> bytes:
    """Give an office file with the parts that are seen, cleaned, and nothing else.

    Raises
    ------
    NotTaken
        If it is damaged, unpacks to too much, or holds a picture that cannot be cleaned.
    """
    kind = kind_of_package(content)
    seen = SEEN_ODF if kind == FileKind.ODT else SEEN_OOXML
    with _opened(content) as package:
        parts = {name: package.read(name) for name in package.namelist() if seen.fullmatch(name)}
    return _packed(_cleaned(parts, kind))


def _opened(content: bytes) -> zipfile.ZipFile:
    package = zipfile.ZipFile(io.BytesIO(content))
    entries = package.infolist()
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise NotTaken(WhyNot.TOO_MUCH)
    if any(entry.flag_bits & 1 for entry in entries):
        raise NotTaken(WhyNot.LOCKED)
    if len({entry.filename for entry in entries}) != len(entries):
        raise NotTaken(WhyNot.DAMAGED)
    return package


def _cleaned(parts: Mapping[str, bytes], kind: FileKind) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name, content in parts.items():
        ending = posixpath.splitext(name)[1].lower()
        if "/media/" in name or name.startswith("Pictures/"):
            if ending not in PICTURES:
                raise NotTaken(WhyNot.PICTURE_INSIDE)
            found[name] = PICTURES[ending](content)
        elif ending == ".rels":
            continue
        elif name == ODF_TYPE:
            found[name] = content
        else:
            found[name] = _clean_part(name, content, parts, kind)
    for name in parts:
        if name.endswith(".rels"):
            found[name] = _clean_relations(name, parts)[0]
    return found


def _tree(content: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.doctype:
        raise NotTaken(WhyNot.DAMAGED)
    return root


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _clean_part(name: str, content: bytes, parts: Mapping[str, bytes], kind: FileKind) -> bytes:
    root = _tree(content)
    if name == CONTENT_TYPES:
        _keep_only(root, (one for one in root if (one.get("PartName") or "/").lstrip("/") not in parts))
    elif name == MANIFEST:
        _keep_only(root, _entries_left_out(root, parts))
    else:
        _clean_words(root, gone_ids=frozenset() if kind == FileKind.ODT else _ids_gone(name, parts))
    return _written(root)


def _keep_only(root: etree._Element, gone: Iterable[etree._Element]) -> None:
    for one in list(gone):
        if one.get("PartName") or one.tag == MANIFEST_ENTRY:
            root.remove(one)


def _entries_left_out(root: etree._Element, parts: Mapping[str, bytes]) -> list[etree._Element]:
    entries = list(root.iter(MANIFEST_ENTRY))
    return [one for one in entries if one.get(MANIFEST_PATH) not in {"/", *parts}]


def _ids_gone(name: str, parts: Mapping[str, bytes]) -> frozenset[str]:
    """Give the relations of a part that lead nowhere any more."""
    folder, own = posixpath.split(name)
    relations = f"{folder}/_rels/{own}.rels"
    return _clean_relations(relations, parts)[1] if relations in parts else frozenset()


def _clean_relations(name: str, parts: Mapping[str, bytes]) -> tuple[bytes, frozenset[str]]:
    """Keep the relations to parts that are there and to addresses on the web; give those that are gone."""
    root, gone = _tree(parts[name]), set()
    folder = posixpath.dirname(posixpath.dirname(name))
    for one in list(root.iter(PACKAGE_RELATION)):
        target = one.get("Target") or ""
        if one.get("TargetMode") == "External":
            is_kept = (one.get("Type") or "").endswith("/hyperlink") and target.startswith(
                ("http", "mailto:")
            )
        else:
            whole = target if target.startswith("/") else posixpath.join("/", folder, target)
            is_kept = posixpath.normpath(whole).lstrip("/") in parts
        if not is_kept:
            gone.add(one.get("Id") or "")
            root.remove(one)
    return _written(root), frozenset(gone)


def _clean_words(root: etree._Element, *, gone_ids: frozenset[str]) -> None:
    for one in list(root.iter(etree.Element)):
        name = etree.QName(one).localname
        points_nowhere = any(one.get(key) in gone_ids for key in one.keys() if key.startswith(RELATION))  # noqa: SIM118
        if name in GONE or points_nowhere:
            _take_out(one)
            continue
        if name in UNWRAPPED:
            _unwrap(one)
            continue
        for key in list(one.keys()):
            plain = etree.QName(key)
            if plain.localname.startswith("rsid") or (plain.namespace and plain.localname in TELLING):
                del one.attrib[key]


def _take_out(one: etree._Element) -> None:
    """Take an element out with what is in it; the text after it stays."""
    parent = one.getparent()
    if parent is None:
        return
    if one.tail:
        before = one.getprevious()
        if before is None:
            parent.text = (parent.text or "") + one.tail
        else:
            before.tail = (before.tail or "") + one.tail
    parent.remove(one)


def _unwrap(one: etree._Element) -> None:
    parent = one.getparent()
    if parent is None:
        return
    place = parent.index(one)
    for child in list(one):
        parent.insert(place, child)
        place += 1
    _take_out(one)


def _packed(parts: Mapping[str, bytes]) -> bytes:
    """Write a package whose parts have no time and no owner, in a fixed order."""
    first = (ODF_TYPE, CONTENT_TYPES)
    order = sorted(parts, key=lambda name: (name not in first, name))
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as package:
        for name in order:
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == ODF_TYPE else zipfile.ZIP_DEFLATED
            entry.external_attr, entry.create_system = 0, 0
            package.writestr(entry, parts[name])
    return into.getvalue()
