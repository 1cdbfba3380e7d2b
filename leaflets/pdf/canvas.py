"""The canvas that pages are drawn on: metadata that names nobody, and the same bytes every time."""

from io import BytesIO

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

# Streams as they are: the writer's default spells them in ASCII, a quarter larger.
rl_config.useA85 = 0


def new_canvas(
    file: BytesIO, *, size: tuple[float, float], language: str, title: str, font: str
) -> Canvas:
    """A canvas for pages of that size, in points.

    ``language`` is an id with underscores. ``font`` is a registered font: the state that a page
    begins with names one, and it must be one that is embedded. Creation date and file id do not
    depend on the clock. Author, subject and keywords stay empty: they end up in print queues.
    """
    canvas = Canvas(
        file,
        pagesize=size,
        invariant=1,
        pageCompression=1,
        pdfVersion=(1, 7),
        initialFontName=font,  # type: ignore[arg-type] # the stubs take it for a number
        lang=language.replace("_", "-"),
    )
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setKeywords("")
    canvas.setCreator("leaflets")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas
