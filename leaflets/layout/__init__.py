"""A translated leaflet and a page format in; a typeset PDF out.

``formats`` and ``stylesheet`` hold every size, colour and space. ``paragraphs`` is the only module
that knows how text is set, ``typography`` the only one that knows languages and their fonts.
``story`` turns the leaflet into pieces in reading order, ``flowables`` and ``tables`` say what each
kind looks like, ``structure`` what it is to those who can't see it. Pieces that leaflets have in
common are ``kept``, and a ``passage`` of them is drawn in one go. ``pagination`` breaks the story
into pages, ``furniture`` is what stands on every page, and ``pages`` puts it all on paper.
``fit`` says what has no room there.
"""
