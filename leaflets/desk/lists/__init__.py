"""A list of people: a spreadsheet in; its rows checked and mended, and the leaflets of it, out.

``room`` holds the one list of a desk and all that becomes of it; ``checked`` knows of each row
whether it can be printed, ``cells`` shows what can be mended in one, ``wanted`` is the form,
``running`` makes the leaflets in a process of its own, and ``downloads`` gives them out.
"""
