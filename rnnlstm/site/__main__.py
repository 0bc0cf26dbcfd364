"""Write the course as a static site into a folder, in every language."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from rnnlstm.site.write import write
from rnnlstm.ui.shell.catalogue import LANGUAGES


def main() -> None:
    """Read the command line, write the site, and say what has been written."""
    parser = argparse.ArgumentParser(prog="python -m rnnlstm.site", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write; made if it is not there")
    parser.add_argument("--lang", choices=list(LANGUAGES), action="append", help="only this language")
    given = parser.parse_args()
    # Outside a server Streamlit remarks on every look at its session; here that is meant.
    for name in ("scriptrunner_utils.script_run_context", "state.session_state_proxy"):
        logging.getLogger(f"streamlit.runtime.{name}").disabled = True
    for path in write(given.folder, given.lang or list(LANGUAGES)):
        print(f"{path}  {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
