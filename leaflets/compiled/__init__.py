"""A translated leaflet in; what is alike on everybody's copy of it, set once, out.

``key`` stands for all that decides the pages, before any is made; ``leaflet`` compiles and stamps;
``cache`` keeps on disk what was compiled. A copy is stamped with one person's values, and nothing
is laid out again for it.
"""
