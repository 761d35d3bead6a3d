"""The directory of help as its pages and its feed show it."""
