"""Tables that people hand in and take home: CSV and XLSX, read as text and written from text."""
