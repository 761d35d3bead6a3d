"""The fuse box: settings, URLs, WSGI and ASGI. Knows every room; no room imports it."""
