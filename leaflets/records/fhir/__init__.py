"""FHIR R4 resources in; one person's columns, their evidence and what does not go together out.

``files`` and ``extracts`` read files into resources, ``resources`` tells whom they are about, and
``bulk`` does so for many people at once, with what it has read in ``notes``. ``person`` joins what
``results``, ``treatments``, ``conditions`` and ``patient`` read.
"""
