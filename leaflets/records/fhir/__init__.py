"""FHIR R4 resources in; one person's columns, their evidence and what does not go together out.

``resources`` reads files into resources and whom they are about, ``bulk`` does so for many people
at once. ``person`` joins what ``results``, ``treatments``, ``conditions`` and ``patient`` read.
"""
