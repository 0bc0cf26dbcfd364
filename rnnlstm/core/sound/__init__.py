"""Sound to be labelled step by step: melodies with their truth, bands of pitch, and WAV files."""
