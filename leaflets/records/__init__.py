"""What is recorded of a person in; a checked profile and record out.

``answers`` turns words into a profile, whatever they were written in; ``columns`` adds what a
record has besides; ``files`` and ``tables`` read one record and many.
"""
