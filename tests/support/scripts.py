"""The stepper's JavaScript, for tests of what it asks of the server."""

from support.root import ROOT

WEB = ROOT / "rnnlstm/ui/stepper/web"
SCRIPTS = "".join(
    path.read_text(encoding="utf-8")
    for path in sorted(WEB.rglob("*.js"))
    if path.parent.name not in ("film", "graph")
)
"""All that the stepper itself is written in; film and graph are components of their own."""
