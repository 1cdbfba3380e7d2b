"""A leaflet's source and one person's profile in; every verdict with its proof out.

``remedies`` reads from a proof what is missing or would have to change, ``decide`` gives the
verdicts of a whole leaflet, ``assemble`` keeps what prints, ``matrix`` walks every
combination there is.
"""
