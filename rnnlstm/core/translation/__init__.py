"""Translation in miniature: an encoder, a decoder, and attention between them."""
