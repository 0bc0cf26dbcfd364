"""The names that ship, and a few of them for what is to be quick."""

from rnnlstm.core.names.lists import Names
from rnnlstm.core.names.recipe import read_names
from support.root import ROOT

SHIPPED = read_names(ROOT / "assets/data/names/names.tsv")
FEW = Names(
    ("fi", "ja", "pl"),
    (("virtanen", "nieminen"), ("tanaka", "sato", "mori"), ("nowak", "wójcik")),
    (("heikkinen", "laine"), ("suzuki", "ito"), ("kowalski", "zając")),
)
