"""The lesson from one number to vectors: backpropagation on a small graph."""
