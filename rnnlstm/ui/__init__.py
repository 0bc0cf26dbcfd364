"""What Streamlit shows: language, controls, the stepper, the shared shape of the pages."""
