"""What was made, told so that it can be found, made again and compared.

``printed`` says what goes into a line of the manifest, ``verify`` holds a file against its line and
against what there is ``today``, ``changes`` holds one version of the content against another.
"""
