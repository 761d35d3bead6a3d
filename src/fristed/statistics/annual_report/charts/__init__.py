"""Charts as plain SVG: the same drawing stands in the HTML page and in the PDF.

A hidden value is drawn as its sign, never as a bar of no length. Every bar and point carries its own number,
and colours are told apart also in grey print and by readers who do not see red and green.
"""
