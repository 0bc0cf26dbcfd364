"""One walk through a network: the sequence, the edits, the numbers. No Streamlit here."""
