"""``nox -s reproduce``: every document and bundle made twice, as differently as can be, and compared byte by byte.

``--all`` makes all documents and not one of each kind; ``--golden`` keeps their digests as those of this version.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter

from builders import __version__
from tests.reproduction.comparing import differences, outputs_of
from tests.reproduction.golden import golden_of, read_golden, verdict, write_golden
from tests.reproduction.orders import commands
from tests.reproduction.places import outcome, unusual, usual
from tests.workspaces import REPOSITORY


def main(words: list[str]) -> int:
    """Build twice, compare, and say what was varied and what is equal; return 1 where anything differs."""
    parser = argparse.ArgumentParser(prog="nox -s reproduce --", description=__doc__)
    parser.add_argument("--all", action="store_true", help="every document, not one of each kind")
    parser.add_argument("--golden", action="store_true", help="keep the digests as those of this version")
    chosen = parser.parse_args(words)
    here, there = build(everything=chosen.all or chosen.golden)
    found = differences(here, there)
    bundles = sum(name.startswith("bundles/") for name in here)
    say(f"compared: {len(here)} files, {sum(map(len, here.values())) / 1e6:.0f} MB, {bundles} of them bundles")
    for each in found:
        say(f"DIFFERS {each}")
    say(f"{len(found)} differences" if found else "equal: every byte of every file")
    if chosen.golden:
        write_golden(golden_of(here))
        say(f"kept the digests of {len(golden_of(here))} documents for {__version__}")
    elif against_golden(here):
        return 1
    return 1 if found else 0


def build(*, everything: bool) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """Return the outputs of a usual and of an unusual build."""
    orders, left_out, begun = commands(REPOSITORY, everything=everything), list[str](), time.monotonic()
    with usual() as here, unusual(left_out) as there:
        for each in there.varied:
            say(f"varied: {each}")
        for each in left_out:
            say(f"not varied: {each}")
        started = [(place, place.start(ordered)) for place, ordered in ((here, orders), (there, backwards(orders)))]
        for place, process in started:
            code, complaint = outcome(process)
            if code:
                sys.exit(f"a build in {place.root} failed:\n{complaint[-3000:]}")
        say(f"built twice: {len(orders)} commands, {time.monotonic() - begun:.0f} s")
        return outputs_of(here.root), outputs_of(there.root)


def backwards(orders: list[list[str]]) -> list[list[str]]:
    """Return the commands in the other order."""
    return orders[::-1]


def against_golden(outputs: dict[str, bytes]) -> list[str]:
    """Compare with the digests that this version has; return the documents whose content differs without a cause."""
    kept, made = read_golden(), golden_of(outputs)
    verdicts = {name: verdict(kept[name], each) for name, each in made.items() if name in kept}
    if not verdicts:
        say(f"no digests are kept for {__version__}")
    for said, number in Counter(verdicts.values()).items():
        say(f"against the digests of {__version__}: {number} × {said}")
    wrong = [name for name, said in verdicts.items() if said.startswith("content differs")]
    for name in wrong:
        say(f"DIFFERS {name}: {verdicts[name]}")
    return wrong


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
