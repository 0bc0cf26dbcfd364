"""The course as a static site, for where there is no server: ``python -m rnnlstm.site DIR``."""
