"""From ``source/*.yaml`` to the model: read with places, check the shape, build, report all faults.

``reader`` turns YAML into plain data that knows its lines, ``shapes`` says what the files may hold,
``rules`` and ``build`` make the model, ``load`` does it for a whole folder.
"""
