"""Record what all links answer, and compare it with what they answer now.

    python tests/pages/replay.py record OUT.json.gz
    python tests/pages/replay.py compare OUT.json.gz [--only SUBSTRING] [--summary] [--skip-folded]
    python tests/pages/replay.py digest

``record`` and ``compare`` take everything that a page sends. ``digest`` writes ``old_links.json`` anew, the
small extract that ``test_old_links.py`` goes by: do so only where an answer is meant to change.
"""

import os
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parents[1])]
# Before NumPy is loaded: two processes that each ask for all cores wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import argparse  # noqa: E402
import gzip  # noqa: E402
import json  # noqa: E402
import multiprocessing  # noqa: E402
from collections.abc import Iterable, Iterator  # noqa: E402
from concurrent.futures import ProcessPoolExecutor  # noqa: E402

from support.replay.differences import Difference, Tolerance, differences  # noqa: E402
from support.replay.digest import FIXTURE, digest  # noqa: E402
from support.replay.links import LINKS, STEADY, Link, address, shortly  # noqa: E402
from support.replay.recording import Data, quiet, timed  # noqa: E402


def record_all(links: list[Link], workers: int) -> Iterator[tuple[Link, Data]]:
    """Yield what each link shows, one after the other, with a word on how far it is."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=quiet) as pool:
        for k, (link, (data, seconds)) in enumerate(zip(links, pool.map(timed, links), strict=True), start=1):
            print(f"{k}/{len(links)} {seconds:5.1f} s  {shortly(link)}", file=sys.stderr)
            yield link, data


def write(path: Path, recorded: Iterable[tuple[Link, Data]]) -> None:
    """Write a recording."""
    entries = [{"page": page, "settings": settings, "shown": data} for (page, settings), data in recorded]
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        json.dump(entries, file, ensure_ascii=False)


def read(path: Path) -> list[tuple[Link, Data]]:
    """Return a recording. It names its links itself, so that links added since do not disturb it."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [((each["page"], each["settings"]), each["shown"]) for each in json.load(file)]


def compare(
    recorded: list[tuple[Link, Data]], near: Tolerance, workers: int, *, folded: bool = True
) -> Iterator[tuple[Link, list[Difference]]]:
    """Run the links of a recording again, and yield what differs in each."""
    before = {address(link): data for link, data in recorded}
    for link, after in record_all([link for link, _ in recorded], workers):
        old, new = before[address(link)], json.loads(json.dumps(after))
        if not folded:
            old, new = ({k: v for k, v in side.items() if k != "folded"} for side in (old, new))
        yield link, list(differences(old, new, near))


def tell(found: list[tuple[Link, list[Difference]]], most: int) -> None:
    """Print the differences of each link."""
    for link, each in found:
        print(f"\n{shortly(link)}: {len(each)}")
        for one in each[:most]:
            print(f"  {one.path} ({one.kind})\n    - {one.before}\n    + {one.after}")
        if len(each) > most:
            print(f"  … {len(each) - most} more (--most)")


def summarise(found: list[tuple[Link, list[Difference]]]) -> None:
    """Print the kinds of differences, those of the most links first, each with an example."""
    groups: dict[tuple[str, str], list[tuple[Link, Difference]]] = {}
    for link, each in found:
        for one in each:
            groups.setdefault(one.group, []).append((link, one))
    for (path, kind), members in sorted(groups.items(), key=lambda group: -len(group[1])):
        link, one = members[0]
        count = len({address(other) for other, _ in members})
        print(f"\n{path} ({kind}): {len(members)} in {count} links, as in {shortly(link)}")
        print(f"    - {one.before}\n    + {one.after}")


def write_fixture(workers: int) -> None:
    """Write the digests of all steady links, a line each."""
    kept = {address(link): digest(data) for link, data in record_all(STEADY, workers)}
    lines = (
        f"{json.dumps(name)}: {json.dumps(one, ensure_ascii=False, separators=(',', ':'))}"
        for name, one in kept.items()
    )
    FIXTURE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def main() -> int:
    """Do what the command line says, and return 1 where a comparison finds a difference."""
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("command", choices=("record", "compare", "digest"))
    parser.add_argument("file", type=Path, nargs="?", help="the recording, .json.gz")
    parser.add_argument("--only", default="", help="of the links only those that have this in them")
    parser.add_argument("--summary", action="store_true", help="group what is alike in many links")
    parser.add_argument("--skip-folded", action="store_true", help="leave out what lies in expanders")
    parser.add_argument("--rtol", type=float, default=Tolerance.relative)
    parser.add_argument("--atol", type=float, default=Tolerance.absolute)
    parser.add_argument("--most", type=int, default=20, help="differences told of each link")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    if asked.command == "digest":
        write_fixture(asked.workers)
        return 0
    if asked.file is None:
        parser.error("which recording?")
    if asked.command == "record":
        write(asked.file, record_all([link for link in LINKS if asked.only in address(link)], asked.workers))
        return 0
    recorded = [entry for entry in read(asked.file) if asked.only in address(entry[0])]
    near = Tolerance(asked.rtol, asked.atol)
    all_found = list(compare(recorded, near, asked.workers, folded=not asked.skip_folded))
    found = [(link, each) for link, each in all_found if each]
    summarise(found) if asked.summary else tell(found, asked.most)
    count = sum(len(each) for _, each in found)
    print(f"\n{len(found)} of {len(recorded)} links differ, {count} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
