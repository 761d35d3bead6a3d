"""The pages, by what they are about. A view reads the form, calls one verb or query, and shows the answer."""
