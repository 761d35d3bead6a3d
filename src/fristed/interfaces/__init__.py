"""The doors: web pages and command line. Translate, call one verb, translate back."""
