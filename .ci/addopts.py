"""The options of the README's test command, but for benchmarks run once where it skips them."""

import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
print(project["tool"]["pytest"]["ini_options"]["addopts"].replace("--benchmark-skip", "--benchmark-disable"))
