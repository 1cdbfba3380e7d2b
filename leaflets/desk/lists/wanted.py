"""The form of a list in; how its leaflets are wanted, as the options of ``leaflets batch``, out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from leaflets.batch.digests import folders_digest, versions_digest
from leaflets.batch.print_run import PrintRun, RunOrder
from leaflets.batch.survey import Site
from leaflets.batch.work import Kit
from leaflets.desk.desk import Desk
from leaflets.desk.lists.fault import ListFault
from leaflets.desk.lists.spec import BatchSpec, ListSource
from leaflets.desk.words import marked
from leaflets.layout.formats import find_format
from leaflets.pipeline import Unanswered
from leaflets.print.sheets import Marks
from leaflets.records.fhir.found import Said
from leaflets.records.mended import Mends
from leaflets.release.token import site_key
from leaflets.translation.catalogs import find_catalog

RUN_FILE = "run.pdf"
"""What the file of all leaflets is called; its ticket and cover are called after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How the leaflets of a list are wanted.

    Empty ``language`` or ``page_format``: those that the desk was started with. ``one_file`` puts
    all into a file for a print room, too; ``by_language`` and ``separators`` are for that.
    ``history_complete`` and ``confirm_secondary`` are what a clinician says of FHIR.
    """

    language: str = ""
    page_format: str = ""
    unanswered: str = "mention"
    approved_only: bool = False
    whole_source: bool = False
    include_later: bool = False
    with_quotation: bool = False
    qr: bool = False
    bilingual: bool = False
    one_file: bool = False
    by_language: bool = False
    separators: bool = False
    imposed: bool = False
    marks: str = "none"
    history_complete: bool = False
    confirm_secondary: bool = False


_WORDS = ("language", "page_format", "unanswered", "marks")
_TICKS = (
    "approved_only", "whole_source", "include_later", "with_quotation", "qr", "bilingual",
    "by_language", "separators", "imposed", "history_complete", "confirm_secondary",
)  # fmt: skip


def read_wanted(form: Mapping[str, object]) -> Wanted:
    """What the form says.

    Raises:
        ListFault: It says what does not go together, or what its own page does not offer.
    """
    words = {name: str(form[name]) for name in _WORDS if form.get(name)}
    ticks = {name: bool(form.get(name)) for name in _TICKS}
    wanted = Wanted(one_file=form.get("files") == "one", **words, **ticks)  # type: ignore[arg-type]
    for value, known in ((wanted.unanswered, Unanswered), (wanted.marks, Marks)):
        if value not in [each.value for each in known]:
            raise ListFault(marked("“{word}” can't be chosen here."), word=value[:40])
    if wanted.marks != "none" and not wanted.imposed:
        raise ListFault(
            marked("Marks stand on sheets for folding."),
            hint=marked("Choose sheets for folding, too, or no marks."),
        )
    if (wanted.by_language or wanted.separators) and not wanted.one_file:
        raise ListFault(
            marked("The order and sheets between leaflets are for a print run."),
            hint=marked("Choose a print run, too, or leave them out."),
        )
    return wanted


def spec_of(desk: Desk, path: Path, mends: Mends, wanted: Wanted, run_file: Path) -> BatchSpec:
    """The batch of the list at ``path``; ``run_file`` is the file of all leaflets, if wanted.

    Raises:
        ContentFault: The content is not valid.
        UsageFault: There are several leaflets; or a format, the site's key, a list of products or
            a folder can't be read.
    """
    content = desk.content()
    leaflet = desk.leaflet(content)
    name = wanted.page_format or desk.page_format
    language = wanted.language or desk.language
    marks = Marks(wanted.marks) if wanted.imposed else None
    order = desk.order(
        find_format(name, desk.formats),
        unanswered=wanted.unanswered,
        include_later=wanted.include_later,
        with_quotation=wanted.with_quotation,
        require_approved=wanted.approved_only,
        whole_source=wanted.whole_source,
        qr=wanted.qr,
        bilingual=wanted.bilingual,
    )
    if not wanted.one_file:
        order = replace(order, imposed=marks)
    return BatchSpec(
        source=ListSource(
            path=path,
            vocabulary=desk.vocabulary(content),
            words=desk.words,
            said=Said(
                history_complete=wanted.history_complete,
                in_scope=wanted.confirm_secondary,
                language_chosen=bool(wanted.language),
                today=order.today,
                oldest_days=desk.oldest_days,
            ),
            mends=mends,
        ),
        kit=Kit(
            content=content,
            leaflet_id=leaflet.id,
            catalogs={},
            order=order,
            cache=desk.cache.folder if desk.cache else None,
        ),
        site=Site(
            key=site_key(_key_file(desk)),
            language=language,
            page_format=name,
            versions=versions_digest(order),
            clock=order.today,
        ),
        find_catalog=partial(
            find_catalog,
            translations=desk.translations,
            leaflet=leaflet.id,
            whole_source=wanted.whole_source,
        ),
        source_digest=folders_digest([desk.source, desk.translations], desk.code_lists),
        print_run=_print_run(wanted, run_file, marks) if wanted.one_file else None,
    )


def _key_file(desk: Desk) -> Path:
    if desk.site_key is None:
        raise ListFault(
            marked("This desk has no site key, which leaflets of a list need."),
            hint=marked("End it, and start it with --key."),
        )
    return desk.site_key


def _print_run(wanted: Wanted, path: Path, marks: Marks | None) -> PrintRun:
    order = RunOrder.LANGUAGE_FORMAT if wanted.by_language else RunOrder.GIVEN
    return PrintRun(path=path, order=order, separators=wanted.separators, imposed=marks)
