import logging

from hypothesis import settings

# Outside a server Streamlit remarks on every look at its session; here that is meant.
for name in ("scriptrunner_utils.script_run_context", "state.session_state_proxy"):
    logging.getLogger(f"streamlit.runtime.{name}").disabled = True

# On a busy machine any example may have to wait for its turn.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
