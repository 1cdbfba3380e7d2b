"""What pieces are drawn on: a tagged canvas that knows which way its pages are read."""

from leaflets.pdf import TaggedCanvas


class Sheet(TaggedCanvas):
    """A canvas of leaflet pages. ``mirrored`` while its text is read from right to left."""

    mirrored = False
