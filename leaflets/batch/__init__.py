"""A list of records in; a folder of leaflets, with a manifest and the refused rows, out.

``run`` has the steps in their order: the whole list is checked (``survey``) before the first page;
what is to be made is grouped by leaflet (``plan``), made in units (``units``, ``processes``,
``cluster``), written whole or not at all (``store``), read back (``audit``), and closed with a
manifest (``report``). ``folder`` and ``ledger`` know what an earlier run, or a killed one, left
there.
"""
