"""A leaflet of messages in; the same leaflet in one language out, or a refusal.

``words`` are the tool's own words on a page, ``languages`` what can be asked for, ``catalogs`` what
a message is called in a language, ``translate`` the stage itself.
"""
