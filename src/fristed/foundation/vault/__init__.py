"""What is sealed: fields under a key of their own case, places for named officers only, and how both end.

The room does not know cases. An owner is a service and a reference; a field is named by table, column, row
and version. Whoever calls has decided who may; the vault seals, opens, shreds, and writes the audit line.

Other rooms use :mod:`fristed.foundation.vault.facts`, :mod:`fristed.foundation.vault.actions`,
:mod:`fristed.foundation.vault.queries` and :mod:`fristed.foundation.vault.pseudonyms`, and nothing else.
"""
