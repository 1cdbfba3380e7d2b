"""What was made from files in; the same again, as long as none of these files changed, out.

To read content and catalogs takes several libraries and much of a second; what they say when they
are valid is soon said. ``folder`` keeps it on disk under a key, ``files`` makes the key of all that
decides it, ``plain`` writes and reads it. It is never a reason to fail: what is not there, or not
whole, is made anew.
"""
