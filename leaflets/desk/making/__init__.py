"""One leaflet at the desk: what is asked for, what a record says, what was made, and how it looks.

Nothing here knows the web: forms come in as plain fields, pages go out as frozen data.
"""
