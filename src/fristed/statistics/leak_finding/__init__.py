"""The leak finder: what readers of any publisher's tables can work out about the counts that were hidden.

A spec says what stands where in CSV and XLSX files; the attacker of ``methods/disclosure`` does the rest.
"""
