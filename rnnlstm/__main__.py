"""Open the course: ``rnnlstm``, or ``python -m rnnlstm``, with the options of ``streamlit run``."""

import sys
from importlib.metadata import version

from streamlit.web import cli

from rnnlstm.files import COURSE


def main() -> None:
    """Serve the course, and open it in a browser unless ``--server.headless=true`` is given."""
    if sys.argv[1:] == ["--version"]:
        print(version("rnnlstm"))
        return
    cli.main(["run", str(COURSE / "app.py"), *sys.argv[1:]], prog_name="rnnlstm")


if __name__ == "__main__":
    main()
