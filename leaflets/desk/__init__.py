"""The page in the browser: a clinic's settings in; a program that answers one browser, out.

Everything on it is the same pipeline as on the command line. ``desk`` holds the settings and reads
the content, ``guard`` lets one browser in and nothing else, ``rendering`` and ``words`` make a
page, ``pages`` are requests in and responses out, and what they show comes from the modules beside
them, which know nothing of the web.
"""
