"""Running the program in this process, and reading what it wrote."""

import json

import pypdfium2
from click.testing import CliRunner

from leaflets.cli import cli


def run(*arguments, code=0):
    """The result of ``leaflets ARGUMENTS``, which must end with exit code ``code``.

    No fault of the reader's may come as a traceback.
    """
    result = CliRunner().invoke(
        cli, [str(argument) for argument in arguments], prog_name="leaflets"
    )
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result


def run_json(*arguments, code=0):
    return json.loads(run(*arguments, "--json", code=code).stdout)


def text_of(pdf):
    """Every word of a PDF, with single spaces."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).split())


def metadata_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document.get_metadata_dict()
    finally:
        document.close()
