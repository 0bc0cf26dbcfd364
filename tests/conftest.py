import logging

# Outside a server Streamlit remarks on every look at its session; here that is meant.
for name in ("scriptrunner_utils.script_run_context", "state.session_state_proxy"):
    logging.getLogger(f"streamlit.runtime.{name}").disabled = True
