"""Where content and translations are in; what a leaflet would be made from today, out.

It can be made again, too, ordered as it was then.
What can't be read any more is a cause like any other: a leaflet that is verified may be older than
the fault.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from leaflets.content.load import Loaded, load
from leaflets.diagnostics import Severity
from leaflets.errors import LeafletsError, UsageFault
from leaflets.layout.formats import FORMATS, PageFormat, find_format
from leaflets.layout.typography import SHIPPED, FontChoice, font_files
from leaflets.model.clinic import Clinic
from leaflets.model.profile import Record
from leaflets.model.source import Content, LeafletSource
from leaflets.pipeline import Made, Order, Unanswered, make_leaflet
from leaflets.print.sheets import Marks
from leaflets.release.manifest import Printed
from leaflets.release.standing import as_of
from leaflets.release.versions import file_digests
from leaflets.trace.approvals import approvals_ended
from leaflets.trace.cause import Cause, Kind
from leaflets.trace.printed import Ingredients, ingredients
from leaflets.translation.catalogs import Catalog, find_catalog

_FAULTS = 20  # that are told of content that can't be read


class Gone(Exception):
    """What the leaflet was made from can't be read any more. ``causes`` say why."""

    def __init__(self, *causes: Cause) -> None:
        super().__init__("; ".join(map(str, causes)))
        self.causes = causes


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The source, translations, fonts and clinic as they are today."""

    source: Path
    translations: Path
    day: date
    clinic: Clinic | None = None
    fonts: FontChoice = SHIPPED
    formats: Mapping[str, PageFormat] = field(default_factory=lambda: FORMATS)
    _loaded: list[Loaded] = field(default_factory=list)

    def content(self) -> Content:
        """The content.

        Raises:
            Gone: It has errors.
        """
        if not self._loaded:
            try:
                self._loaded.append(load(self.source))
            except LeafletsError as error:
                raise Gone(Cause(Kind.CONTENT, error.message)) from error
        loaded = self._loaded[0]
        errors = [f for f in loaded.findings if f.severity is Severity.ERROR]
        if errors or loaded.content is None:
            told = [Cause(Kind.CONTENT, f"{f.where}: {f.message}") for f in errors[:_FAULTS]]
            if len(errors) > _FAULTS:
                told.append(Cause(Kind.CONTENT, f"{len(errors) - _FAULTS} more faults"))
            raise Gone(*told)
        return loaded.content

    def leaflet(self, identifier: str) -> LeafletSource:
        """The source of a leaflet.

        Raises:
            Gone: It is not there, or the content has errors.
        """
        found = next((leaf for leaf in self.content().leaflets if leaf.id == identifier), None)
        if found is None:
            raise Gone(Cause(Kind.CONTENT, f"there is no leaflet {identifier} any more"))
        return found

    def catalog(self, then: Printed) -> Catalog:
        """The translation that the leaflet was made in.

        Raises:
            Gone: It is not there, or can't be read.
        """
        stands_for = then.order.get("stands_for")
        try:
            return find_catalog(
                stands_for or then.language,
                self.translations,
                then.leaflet,
                whole_source=bool(stands_for),
            )
        except LeafletsError as error:
            raise Gone(Cause(Kind.TRANSLATION, error.message)) from error

    def ingredients(self, then: Printed) -> Ingredients:
        """What the leaflet would be made from today.

        Raises:
            Gone: Some of it can't be read.
        """
        leaflet, catalog = self.leaflet(then.leaflet), self.catalog(then)
        try:
            return ingredients(self.content(), leaflet, catalog, self._order(then))
        except LeafletsError as error:
            raise Gone(Cause(Kind.FONT, error.message)) from error

    def make(self, then: Printed, record: Record, token: str | None) -> Made:
        """The leaflet of ``record``, ordered as it was then, made again from what there is today.

        ``token`` is what stood for the record then.

        Raises:
            Gone: What it was made from can't be read.
            LeafletsError: It can't be made.
        """
        leaflet, catalog = self.leaflet(then.leaflet), self.catalog(then)
        order = self._order(then)
        damaged = then.fonts != file_digests(font_files(then.language, self.fonts))
        # Approved and withdrawn was then what the ledgers said by the end of that day.
        as_then = replace(leaflet, approvals=as_of(leaflet.approvals, order.today))
        try:
            return make_leaflet(self.content(), as_then, record, catalog, order, token=token)
        except LeafletsError:
            raise
        except Exception as error:
            # A font that is damaged may break whatever reads it; nothing else may.
            if damaged:
                raise UsageFault(f"a font can't be used: {error}") from error
            raise

    def ended(self, then: Printed) -> Iterable[Cause]:
        """What of the leaflet was withdrawn, or expired.

        Raises:
            Gone: The content has errors.
            ContentFault: Today is before a line of the ledger.
        """
        return approvals_ended(then, self.content(), self.leaflet(then.leaflet), self.day)

    def _order(self, then: Printed) -> Order:
        told = then.order
        try:
            return Order(
                page_format=find_format(then.format, self.formats),
                clinic=self.clinic or Clinic(),
                today=date.fromisoformat(told.get("today", "")),
                unanswered=Unanswered(told.get("unanswered", "")),
                include_later=bool(told.get("include_later")),
                options=frozenset(filter(None, told.get("options", "").split(";"))),
                whole_source=bool(told.get("whole_source")),
                imposed=Marks(told["imposed"]) if "imposed" in told else None,
                qr=bool(told.get("qr")),
                bilingual=bool(told.get("bilingual")),
                fonts=self.fonts,
            )
        except (LeafletsError, ValueError) as error:
            raise Gone(Cause(Kind.PROGRAM, f"it no longer knows the order: {error}")) from error
