"""A language's catalogs in; one file that leaves the house out, and back.

``rows`` are what all formats carry; a module a format: ``spreadsheet`` (XLSX), ``table`` (CSV),
``xliff`` (XLIFF 1.2) and ``bilingual`` (PO). ``take_in`` puts what came back into the catalogs.
"""
