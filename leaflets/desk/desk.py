"""The settings of a clinic in; what every page of the desk works with, out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock, RLock

from leaflets.compiled.cache import TemplateCache
from leaflets.content.code_list import with_site_lists
from leaflets.content.load import load_valid, pick_leaflet
from leaflets.errors import UsageFault
from leaflets.layout.formats import FORMATS, PageFormat
from leaflets.layout.typography import SHIPPED, FontChoice
from leaflets.model.clinic import Clinic
from leaflets.model.profile import Record
from leaflets.model.source import Content, LeafletSource
from leaflets.model.vocabulary import Vocabulary
from leaflets.pipeline import Order, Unanswered
from leaflets.records.words import TableWords
from leaflets.release.token import site_key, token
from leaflets.translation.catalogs import Catalog, find_catalog
from leaflets.translation.languages import SOURCE_LANGUAGE

ENGINE = RLock()
"""Held while pages are set or drawn: the libraries that do so are for one thread at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What ``leaflets desk`` was started with. It reads content anew whenever that has changed.

    ``leaflet_id`` picks one of several leaflets. ``clock`` gives the day. ``language``,
    ``page_format`` and ``unanswered`` are what a form begins with. ``code_lists``, ``words`` and
    ``oldest_days`` say how the clinic's own records are read. ``site_key`` gives the copies of a
    list their tokens; ``with_token``: it was given by name, and a single copy whose record has an
    id bears its token, too.
    """

    source: Path
    translations: Path
    clock: Callable[[], date]
    leaflet_id: str | None = None
    clinic: Clinic = field(default_factory=Clinic)
    language: str = SOURCE_LANGUAGE
    page_format: str = "a4"
    unanswered: str = "mention"
    formats: Mapping[str, PageFormat] = field(default_factory=lambda: FORMATS)
    fonts: FontChoice = SHIPPED
    cache: TemplateCache | None = None
    site_key: Path | None = None
    with_token: bool = False
    code_lists: tuple[Path, ...] = ()
    words: TableWords = field(default_factory=TableWords)
    oldest_days: int = 0
    _read: "_Read" = field(default_factory=lambda: _Read(), init=False, repr=False, compare=False)

    @property
    def today(self) -> date:
        """The day that leaflets bear now."""
        return self.clock()

    def content(self) -> Content:
        """The content as it is now on disk.

        Raises:
            ContentFault: It is not valid.
        """
        return self._read.content(self.source)

    def leaflet(self, content: Content) -> LeafletSource:
        """The leaflet of ``content`` that is made here.

        Raises:
            UsageFault: There are several, and none was picked.
        """
        return pick_leaflet(content, self.leaflet_id)

    def vocabulary(self, content: Content) -> Vocabulary:
        """What records may say, the clinic's own products among it.

        Raises:
            UsageFault: A list of the clinic's has faults.
        """
        return with_site_lists(content.vocabulary, self.code_lists)

    def token(self, leaflet: LeafletSource, record: Record) -> str:
        """What stands for the record in the foot of its leaflet; nothing, where none is wanted.

        Raises:
            UsageFault: The site's key can't be read or made.
        """
        if not self.with_token or self.site_key is None or record.record_id is None:
            return ""
        return token(site_key(self.site_key), leaflet.id, record.record_id)

    def order(
        self,
        page_format: PageFormat,
        *,
        unanswered: str,
        include_later: bool,
        with_quotation: bool,
        require_approved: bool,
        whole_source: bool,
        qr: bool,
        bilingual: bool,
    ) -> Order:
        """How a leaflet is wanted by somebody at this desk, today.

        Raises:
            UsageFault: ``unanswered`` is no setting.
        """
        try:
            what_is_open = Unanswered(unanswered)
        except ValueError as error:
            raise UsageFault(f'"{unanswered[:40]}" is not a setting') from error
        return Order(
            page_format=page_format,
            clinic=self.clinic,
            today=self.today,
            unanswered=what_is_open,
            include_later=include_later,
            options=frozenset({"quotation"} if with_quotation else ()),
            require_approved=require_approved,
            whole_source=whole_source,
            fonts=self.fonts,
            formats=self.formats,
            qr=qr,
            bilingual=bilingual,
        )

    def catalog(self, language: str, leaflet: LeafletSource) -> Catalog:
        """The catalog of ``leaflet`` in ``language``, as it is now on disk.

        Raises:
            UsageFault: No language is called that.
            TranslationFault: There is no translation into it, or it can't be read.
        """
        return find_catalog(language, self.translations, leaflet.id)


class _Read:
    """The content that was read last, and what its files were then."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._stamps: tuple[tuple[str, int, int], ...] = ()
        self._content: Content | None = None

    def content(self, source: Path) -> Content:
        """What is in the folder, read again only if a file of it is another one."""
        with self._lock:
            stamps = tuple(_stamps(source))
            if self._content is None or stamps != self._stamps:
                self._content = load_valid(source)
                self._stamps = stamps
            return self._content


def _stamps(folder: Path) -> list[tuple[str, int, int]]:
    found = []
    for path in sorted(folder.rglob("*")):
        told = path.stat()
        found.append((path.as_posix(), told.st_mtime_ns, told.st_size))
    return found
