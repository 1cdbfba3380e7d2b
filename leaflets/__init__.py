"""Patient leaflets that fit one person's results: from reviewed content and a record to paper.

The pipeline in order, as ``pipeline`` runs it for one leaflet:

1. ``content`` reads ``source/`` into a :class:`~leaflets.model.source.LeafletSource`: blocks and
   parts, each with its rule and the facts it carries. ``checks`` looks for what is wrong in it.
2. ``records`` reads what is known of a person into a :class:`~leaflets.model.profile.Record`.
3. ``selection`` decides every block in three-valued logic, keeps the proof, and assembles what
   prints: ``Leaflet[Message]``. Everything that explains reads the same proof.
4. ``translation`` makes it ``Leaflet[Translated]``, whole or not at all.
5. ``layout`` sets it on pages with ``text`` (Unicode to glyphs) and ``pdf`` (tagged pages), with
   places left open for what names a person. ``compiled`` keeps these pages, and stamps each copy.
6. ``print`` lays pages on sheets that are folded, and many copies into one run.

``batch`` does this for a list of records, ``check_sheet`` tells a clinician what was decided,
``desk`` is the page in the browser from which all of it is done.
``release`` says which edition it is and how far it may be trusted, ``frame`` what stands round the
content, ``trace`` what was made and whether a file is still that, ``cli`` is the program. Imports
point down only; a test holds them to it.
"""

__version__ = "0.9.0"
