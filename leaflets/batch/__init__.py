"""A list of records in; a folder of leaflets, with a manifest and the refused rows, out.

``run`` has the steps in their order: the whole list is checked (``checking``: by ``survey``, or by
``shared_survey`` with several processes) before the first page; what is to be made is grouped by
leaflet (``plan``), handed out (``making``) and made (``work``), here or by ``processes``, each of
which has a ``hand``, or by a ``cluster``; written whole or not at all (``store``), read back
(``audit``), and ended (``closing``) with a manifest (``report``). ``wanted`` is what all of them
go by. ``folder`` and ``ledger`` know what an earlier run, or a killed one, left there.
"""
