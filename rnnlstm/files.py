"""Where the course lies beside its package: app.py, pages/ and assets/.

In a clone they lie beside the package; a wheel has them inside it, in ``course``.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent
COURSE = _PACKAGE / "course" if (_PACKAGE / "course").is_dir() else _PACKAGE.parent
ASSETS = COURSE / "assets"
