"""What translators see and do: catalogs and content in; rows, texts and pictures out.

``bench`` is what they work on, ``language_rows`` and ``text_rows`` what there is of it,
``one_text`` a text with all that is known of it, ``place`` its picture, ``approving`` their review.
"""
