"""Sessions: ``report`` makes a report on a fresh machine, ``submission`` all that is due, bundled; ``tests`` runs the
suite, ``judges`` judges every document by programs that are not ours, the rest hold the house style.

Every session fills its virtual environment from a lock file, with hashes, and leaves a stamp in it that says for which
lock file it was filled; a second run installs nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "virtualenv"
nox.options.reuse_venv = "yes"
nox.options.error_on_missing_interpreters = True
nox.options.sessions = ["tests", "lint", "types", "layers"]

ROOT = Path(__file__).parent
LOCKS = ROOT / ".lock"

SAMPLE_DISTRICT = "双塔区"
FONTS_UNREACHABLE = 5  # the exit code of builders.core.errors.ToolError

# Programs that serve as judges, and the Debian packages that hold them. What pip and npm bring is pinned by hash in
# .lock; Debian cannot be pinned, so the session begins by saying which versions judge.
JUDGES = {
    "pdffonts": ("poppler-utils",),
    "soffice": ("libreoffice-writer-nogui", "libreoffice-calc-nogui"),
}


# A process for each core; tests/conftest.py says which tests stay together. `nox -s tests -- -n 0` runs in one process.
ON_ALL_CORES = ("-n", "logical", "--dist", "loadfile", "--no-loadscope-reorder")


# ------------------------------------------------------------------------------------------------ what a user does


@nox.session
def report(session: nox.Session) -> None:
    """Make a report: `nox -s report -- --district 龙城区 --period 2023H1`; without arguments the sample of 双塔区."""
    install(session, "run")
    fetch_fonts(session)
    session.run("make-report", *verb_and_options(session.posargs))
    session.log(f"documents are in {ROOT / 'outputs'}")


def verb_and_options(given: list[str]) -> list[str]:
    """Return the arguments for make-report: the user's, completed by the sample's verb and district."""
    if given and not given[0].startswith("-"):
        return given
    chosen = {"--district", "--all"} & {word.split("=")[0] for word in given}
    return ["half-year", *([] if chosen else ["--district", SAMPLE_DISTRICT]), *given]


@nox.session
def submission(session: nox.Session) -> None:
    """Check, build, conform, bundle, verify: all of it, or `nox -s submission -- check --district 龙城区`."""
    install(session, "run")
    if session.posargs[:1] != ["check"]:
        fetch_fonts(session)
    session.run("python", "-m", "builders.cli.submission", *session.posargs)
    session.log(f"documents are in {ROOT / 'outputs'}, bundles in {ROOT / 'outputs' / 'bundles'}")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the test suite; tests whose judge cannot be installed here are skipped and say so."""
    install(session, "dev")
    session.run("pytest", *ON_ALL_CORES, *session.posargs, env=judges_of_word(session))


@nox.session
def judges(session: nox.Session) -> None:
    """Make every document of every notice and hand each to all judges; in CI a judge that is missing is a failure."""
    install(session, "dev")
    fetch_fonts(session)
    install_programs(session)
    names_in_chinese = ("-o", "disable_test_id_escaping_and_forfeit_all_rights_to_community_support=true")
    env = {**judges_of_word(session), "SAFETY_KILLS": "60", "SAFETY_OF_EVERY_KIND": "1"}
    safety = ["tests/safety/test_any_moment.py", "tests/safety/test_watched.py"]
    golden = "tests/reproduction/test_golden.py"  # made with the open fonts, which are here
    everything = ["tests/judges/every", golden, *safety]
    session.run("pytest", *ON_ALL_CORES, *everything, *names_in_chinese, *session.posargs, env=env)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure speed and memory, print a table, write outputs/bench.json."""
    install(session, "dev")
    session.run("python", "-m", "tests.bench", *session.posargs)


@nox.session
def reproduce(session: nox.Session) -> None:
    """Make documents and bundles twice, as differently as can be, and compare every byte; `-- --all` for all."""
    install(session, "dev")
    fetch_fonts(session)
    session.run("python", "-m", "tests.reproduction", *session.posargs)


# ------------------------------------------------------------------------------------------------ the house style


@nox.session
def lint(session: nox.Session) -> None:
    """Check style and imports with ruff."""
    install(session, "lint")
    session.run("ruff", "check", *session.posargs, ".")


@nox.session
def types(session: nox.Session) -> None:
    """Check types with mypy, strictly."""
    install(session, "dev")
    session.run("mypy", *session.posargs)


@nox.session
def layers(session: nox.Session) -> None:
    """Check that rooms import downwards and that each library has one owner."""
    install(session, "lint")
    session.run("lint-imports", *session.posargs)


@nox.session
def audit(session: nox.Session) -> None:
    """Check licences and hashes of the locks, then ask for known vulnerabilities, where that service can be reached."""
    install(session, "dev")
    session.run("pytest", "tests/safety/test_licences.py")
    session.install("pip-audit>=2.9")
    asking = ["pip-audit", "--disable-pip", "--require-hashes", "--format=json", "--progress-spinner=off"]
    for name in ("run", "dev"):
        answer = session.run(
            *asking, f"--requirement={LOCKS / name}.txt", success_codes=[0, 1], silent=True, stderr=None
        )
        report = str(answer).strip().splitlines()[-1:]
        if not report or not report[0].startswith("{"):
            session.warn(f"{name}: the service for vulnerabilities cannot be reached; nothing was asked")
            continue
        answers = json.loads(report[0])["dependencies"]
        skipped = [each["name"] for each in answers if "skip_reason" in each]
        if skipped:  # pip-audit itself calls that "no known vulnerabilities"
            session.warn(f"{name}: {len(skipped)} of {len(answers)} packages are unknown to the service that answered")
        found = [each for each in answers if each.get("vulns")]
        if found:
            named = "; ".join(f"{each['name']} {each['version']}" for each in found)
            session.error(f"{name}: known vulnerabilities in {named}")
        session.log(f"{name}: no known vulnerability in {len(answers) - len(skipped)} packages")


@nox.session
def lock(session: nox.Session) -> None:
    """Make the lock files anew from pyproject.toml: all platforms, every hash, no host and no path."""
    session.install("uv>=0.9")
    elsewhere = ("UV_FIND_LINKS", "UV_INDEX", "UV_EXTRA_INDEX_URL", "UV_CONFIG_FILE")
    env: dict[str, str | None] = dict.fromkeys(elsewhere)
    options = ["--universal", "--python-version=3.11", "--generate-hashes", "--no-config", "--refresh", "--quiet"]
    bare = ["--no-annotate", "--no-header", "--no-emit-index-url", "--no-emit-find-links"]
    for name, sources in {
        "dev": ["pyproject.toml", "--group=dev"],
        "run": ["pyproject.toml", "--group=build", "--constraint=.lock/dev.txt"],
        "lint": ["--group=build", "--group=lint", "--constraint=.lock/dev.txt"],
    }.items():
        target = f"--output-file=.lock/{name}.txt"
        session.run("uv", "pip", "compile", *sources, *options, *bare, target, *session.posargs, env=env)


# ------------------------------------------------------------------------------------------------ setting up


def install(session: nox.Session, name: str) -> None:
    """Fill the environment from its lock file, then add the project, unless that has been done before."""
    lock_file = LOCKS / f"{name}.txt"
    stamp = Path(session.virtualenv.location) / "filled-for"
    wanted = digest(lock_file, ROOT / "pyproject.toml")
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    stamp.unlink(missing_ok=True)
    session.install("--require-hashes", "--only-binary=:all:", "--requirement", str(lock_file))
    session.install("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    stamp.write_text(wanted, encoding="ascii")


def digest(*files: Path) -> str:
    """Return one sha256 over the content of the files."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def fetch_fonts(session: nox.Session) -> None:
    """Fetch the open fonts that documents are made with, unless they are here."""
    session.log("fetching open fonts; where they cannot be reached, Noto stands in, which is already here")
    session.run("make-report", "fonts", "fetch", success_codes=[0, FONTS_UNREACHABLE])


def install_programs(session: nox.Session) -> None:
    """Install the judges that are missing, where that needs no password."""
    missing = sorted(each for program, packages in JUDGES.items() if shutil.which(program) is None for each in packages)
    if not missing:
        return
    apt = administrator() if shutil.which("apt-get") else None
    if apt is None:
        session.warn(f"not installed: {', '.join(missing)}; the tests that need them are skipped")
        return
    env = {"DEBIAN_FRONTEND": "noninteractive"}
    any_code = range(256)
    # Without a network this must fail soon, so that the tests begin.
    quick = ["-qq", "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20"]
    session.run(*apt, "update", *quick, env=env, external=True, success_codes=any_code, silent=True)
    installing = ["install", "--yes", *quick, "--no-install-recommends", *missing]
    session.run(*apt, *installing, env=env, external=True, success_codes=any_code, silent=True)


def administrator() -> list[str] | None:
    """Return how apt-get is started without a password, or None when it cannot be."""
    if os.environ.get("NO_APT"):
        return None
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return ["apt-get"]
    return ["sudo", "--non-interactive", "apt-get"] if shutil.which("sudo") else None


def judges_of_word(session: nox.Session) -> dict[str, str | None]:
    """Return the variable by which tests find the Open XML SDK validator; empty when it cannot be installed."""
    return {"OOXML_VALIDATOR": str(install_validator(session) or "")}


def install_validator(session: nox.Session) -> Path | None:
    """Install the Open XML SDK validator, once for all sessions, and return its program, or None without npm."""
    npm = shutil.which("npm")
    if npm is None:
        session.warn("npm is missing; the tests that need the Open XML SDK validator are skipped")
        return None
    home = Path(session.cache_dir) / "ooxml-validator"
    parts = home / "node_modules" / "@xarsh"
    stamp = home / "filled-for"
    wanted = digest(LOCKS / "npm" / "package-lock.json")
    if not (stamp.is_file() and stamp.read_text(encoding="ascii") == wanted):
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(LOCKS / "npm", home)
        quiet = ["--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
        with session.chdir(home):
            session.run(npm, "install", *quiet, external=True, success_codes=range(256))
        # The program itself is an optional part, one for each platform; npm leaves it out without a word.
        if not list(parts.glob("ooxml-validator-*")):
            session.warn("npm could not install the Open XML SDK validator; the tests that need it are skipped")
            return None
        stamp.write_text(wanted, encoding="ascii")
    return parts / "ooxml-validator" / "dist" / "src" / "cli.js"
