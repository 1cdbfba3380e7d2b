"""The PDF file itself: the canvas that pages are drawn on, and pictures of finished pages.

Nothing here knows leaflets; :mod:`leaflets.layout` decides what goes where.
"""
