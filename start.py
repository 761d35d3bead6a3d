#!/usr/bin/env python3
"""Set up and start Fristed with nothing but python3 (3.11 or newer) and pip.

``python3 start.py demo``  a filled register, the annual report and the running site
``python3 start.py test``  the tests of the first tier

Everything is kept inside this checkout: packages in ``.venv``, data, caches and temporary files in ``var``.
What is already in place is not done again.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / "python"
STAMPS = VENV / "set-up"
STARTED = time.monotonic()


def say(text: str) -> None:
    """Tell on standard error how far the set-up has come."""
    print(f"[{time.monotonic() - STARTED:5.1f} s] {text}", file=sys.stderr, flush=True)


def environment() -> dict[str, str]:
    """Give child programs an environment that keeps caches and temporary files inside the checkout."""
    inside = {
        "TMPDIR": HERE / "var" / "tmp",
        "PIP_CACHE_DIR": HERE / "var" / "cache" / "pip",
        "npm_config_cache": HERE / "var" / "cache" / "npm",
        "XDG_CACHE_HOME": HERE / "var" / "cache",
        "XDG_CONFIG_HOME": HERE / "var" / "config",
        "PYTHONPYCACHEPREFIX": HERE / "var" / "cache" / "python",
        "HYPOTHESIS_STORAGE_DIRECTORY": HERE / "var" / "cache" / "hypothesis",
    }
    for directory in inside.values():
        directory.mkdir(parents=True, exist_ok=True)
    return {
        **os.environ,
        **{name: str(path) for name, path in inside.items()},
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PYTHONUTF8": "1",
        # Tests and commands start many programs, and pip leaves the packages uncompiled: compile them once.
        "PYTHONDONTWRITEBYTECODE": "",
    }


def run(*command: object) -> None:
    """Run a program; when it fails, end with its exit code after it has said what was wrong."""
    words = [str(word) for word in command]
    code = subprocess.run(words, cwd=HERE, env=environment(), check=False).returncode
    if code:
        say(f"Stopped: {' '.join(words[:6])} … ended with {code}.")
        raise SystemExit(code)


def fingerprint(*paths: Path) -> str:
    """Hash of files, and of the interpreter, that decide whether a step must be done again."""
    digest = hashlib.sha256(f"{sys.version}{HERE}".encode())
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_done(step: str, mark: str) -> bool:
    """Whether ``step`` was finished with exactly these inputs."""
    stamp = STAMPS / step
    return stamp.exists() and stamp.read_text() == mark


def set_done(step: str, mark: str) -> None:
    """Remember that ``step`` is finished."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / step).write_text(mark)


def pip(*arguments: object, packages: int = 0) -> None:
    """Run this machine's pip on the project's own interpreter, telling how many packages it has come to."""
    words = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        PYTHON,
        "install",
        "--no-compile",
        "--progress-bar",
        "off",
    ]
    words += arguments
    said: list[str] = []
    with subprocess.Popen(
        [str(word) for word in words],
        cwd=HERE,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as program:
        for line in program.stdout or ():
            said.append(line)
            fetched = sum(text.lstrip().startswith("Collecting") for text in said)
            if line.lstrip().startswith("Collecting") and fetched % 10 == 0:
                say(f"  {fetched} of about {packages} fetched")
            if line.startswith("Installing collected packages") and packages:
                say(f"  unpacking {packages} packages …")
    if program.returncode:
        sys.stderr.writelines(said[-15:])
        say(f"Stopped: pip ended with {program.returncode}.")
        raise SystemExit(program.returncode)


def set_up_python(*, with_tests: bool) -> None:
    """Make ``.venv`` and install the packages of a lock file, each checked against its hash.

    What runs Fristed is locked in ``run.txt``; ``lock.txt`` is all of it and what tests it besides.
    """
    marks = {
        name: fingerprint(HERE / "requirements" / name, HERE / "pyproject.toml")
        for name in ("lock.txt", "run.txt")
    }
    if is_done("python-lock.txt", marks["lock.txt"]):
        return
    chosen = "lock.txt" if with_tests else "run.txt"
    if is_done(f"python-{chosen}", marks[chosen]):
        return
    lock = HERE / "requirements" / chosen
    if not PYTHON.exists():
        say("Making .venv …")
        venv.EnvBuilder(with_pip=False, symlinks=os.name != "nt").create(VENV)
    packages = sum("==" in line for line in lock.read_text().splitlines())
    say(f"Installing {packages} Python packages, hashes checked; a minute or two the first time …")
    # The lock file is whole, so nothing is resolved: a pip that looks for dependencies meets an extra, such
    # as that of coverage, and takes its newest release instead of the one that is locked.
    pip("--require-hashes", "--no-deps", "-r", lock, packages=packages)
    pip("--no-deps", "--no-build-isolation", "--no-index", "--editable", HERE)
    set_done(f"python-{chosen}", marks[chosen])


def set_up_node() -> None:
    """Give the front end an npm: the machine's own, or one from PyPI inside ``.venv``."""
    if shutil.which("npm", path=environment()["PATH"]):
        return
    say("No npm on this machine: putting one into .venv …")
    pip("--require-hashes", "--no-deps", "-r", HERE / "requirements" / "node.txt")


def set_up_front_end() -> None:
    """Fetch the design system, make the theme, compile the translations and collect static files."""
    web = HERE / "src" / "fristed"
    sources = sorted(
        path
        for place in (HERE / "frontend", web / "locale", web / "interfaces" / "web" / "static")
        for path in place.rglob("*")
        if path.is_file() and "node_modules" not in path.parts and path.suffix != ".mo"
    )
    mark = fingerprint(*sources, web / "interfaces" / "web" / "build.py")
    if is_done("front-end", mark) and (HERE / "var" / "static" / "staticfiles.json").exists():
        return
    set_up_node()
    say("Building the front end …")
    run(PYTHON, "-m", "fristed.interfaces.web.build")
    say("Compiling translations and collecting static files …")
    run(BIN / "fristed", "catalogues", "--compile")
    run(BIN / "fristed", "collectstatic", "--noinput", "--clear", "--verbosity", "0")
    set_done("front-end", mark)


def read_arguments() -> argparse.Namespace:
    """Read the command line; what ``test`` is given after it goes on to pytest."""
    parser = argparse.ArgumentParser(prog="start.py", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    demo = commands.add_parser("demo", help="fill a register, print the annual report, serve the site")
    demo.add_argument("--no-serve", action="store_true", help="stop when register and report are made")
    demo.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (default 8000)")
    demo.add_argument(
        "--data", type=Path, default=HERE / "var" / "demo", help="data directory (default var/demo)"
    )
    demo.add_argument("--address", default="127.0.0.1", help="a loopback address; a demo refuses any other")
    commands.add_parser("test", help="run the tests (SQLite, no browser)", add_help=False)
    arguments, rest = parser.parse_known_args()
    if rest and arguments.command != "test":
        parser.error(f"unknown: {' '.join(rest)}")
    arguments.rest = rest
    return arguments


def main() -> None:
    """Do what is missing of the set-up, then hand over to the command."""
    if sys.version_info < (3, 11):
        raise SystemExit("Fristed needs Python 3.11 or newer.")
    arguments = read_arguments()
    set_up_python(with_tests=arguments.command == "test")
    set_up_front_end()
    if arguments.command == "test":
        words = [PYTHON, "-m", "pytest", "-n", "auto", *arguments.rest]
    else:
        words = [BIN / "fristed", "demo", "--data", arguments.data.resolve(), "--port", arguments.port]
        words += ["--address", arguments.address, *(["--no-serve"] if arguments.no_serve else [])]
    os.chdir(HERE)
    os.execve(words[0], [str(word) for word in words], environment())


if __name__ == "__main__":
    main()
