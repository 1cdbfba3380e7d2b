"""From ``source/*.yaml`` to the model: read with places, check the shape, build, report all faults.

:mod:`leaflets.documents` reads the YAML, ``shapes`` says what the files may hold,
``shape_check`` holds a file to its shape, ``rules`` and the ``build_`` modules make the model,
``load`` does it for a whole folder, ``clinic`` for a clinic file.
"""

import os

# Other packages may plug themselves into pydantic. Here they would cost every start-up the search
# through all that is installed, and have no business with what content says.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
