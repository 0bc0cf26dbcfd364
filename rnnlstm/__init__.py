"""An exact NumPy core for recurrent networks, its figures and its Streamlit pages."""

from rnnlstm.core import *  # noqa: F403
from rnnlstm.core import __all__ as __all__
