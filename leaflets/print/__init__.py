"""Pages in; sheets for folding, and runs for a print room, out.

``imposition`` says which page stands where on which side of a sheet: arithmetic, without a PDF.
"""
