"""The writers: datasets in, bytes out; the same datasets give the same bytes on every machine."""
