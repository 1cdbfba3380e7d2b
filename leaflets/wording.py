"""A catalog, and what stands round the content, in; what leaflets in that language say alike, out.

Whatever is asked for once more is the very same as before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from leaflets import frame
from leaflets.memo import Memo, OfEach
from leaflets.model.clinic import Clinic
from leaflets.model.leaflet import Beside, Block, Furniture, Leaflet, texts, texts_of, texts_round
from leaflets.model.profile import Personal
from leaflets.model.source import LeafletSource
from leaflets.model.text import Message, as_written
from leaflets.release.edition import Edition
from leaflets.selection.assemble import Assembled, Supplied
from leaflets.translation import words
from leaflets.translation.catalogs import Catalog, SourceCatalog
from leaflets.translation.languages import SOURCE_LANGUAGE, describe
from leaflets.translation.phrases import phrases
from leaflets.translation.translate import LeafletTranslator


@dataclass(frozen=True, slots=True)
class Read:
    """What is known of texts that a reader sees: their keys, and of which nobody approved it."""

    keys: frozenset[str]
    unreviewed: tuple[str, ...]


class Wording:
    """What a leaflet says in the language of a catalog, for one person after the other.

    ``bilingual`` has the source language beside it; ``qr`` its code for a machine to read.
    """

    def __init__(
        self,
        leaflet: LeafletSource,
        catalog: Catalog,
        clinic: Clinic,
        *,
        qr: bool = False,
        bilingual: bool = False,
    ) -> None:
        self.catalog = catalog
        self.translate = LeafletTranslator(catalog).translate
        self._leaflet = leaflet
        self._clinic = clinic
        self._qr = qr
        self._bilingual = bilingual
        self._language = describe(catalog.language)
        self._supplied = Memo[tuple[Supplied, Supplied | None]]()
        self._furniture = Memo[Furniture[Message]]()
        self._block = OfEach[Block[Message], Read](lambda block: self._read(texts_of(block)))
        self._round = OfEach[Furniture[Message], Read](lambda each: self._read(texts_round(each)))

    @cached_property
    def english(self) -> "Wording":
        """The same in the source language, in the place of this one."""
        catalog = SourceCatalog(SOURCE_LANGUAGE, stands_for=self.catalog.language)
        return Wording(self._leaflet, catalog, self._clinic, qr=self._qr, bilingual=self._bilingual)

    def leaflet(
        self, assembled: Assembled, stated: Edition, personal: Personal, day: date
    ) -> Leaflet[Message]:
        """The leaflet of ``assembled`` in the edition ``stated``, for a person on a ``day``."""
        own, other = self._supplied.again(stated, lambda: self._supply(stated))
        leaflet = self._leaflet
        return Leaflet(
            id=leaflet.id,
            language=self.catalog.language,
            title=leaflet.title,
            lead=leaflet.lead,
            blocks=assembled.blocks(own),
            furniture=self._furniture.again(
                (stated, personal, day), lambda: self._around(stated, personal, day)
            ),
            state=stated.state,
            code=stated.code,
            names=self._names,
            phrases=self._phrases,
            beside=self._beside(assembled, other) if other else None,
        )

    def read(self, leaflet: Leaflet[Message]) -> Read:
        """What is known of all texts of a leaflet that is in this language.

        What stands beside it is nobody's translation; it has keys all the same.
        """
        found = [
            self._read((leaflet.title, leaflet.lead)),
            *map(self._block, leaflet.blocks),
            self._round(leaflet.furniture),
        ]
        keys = frozenset[str]().union(*(each.keys for each in found))
        if leaflet.beside:
            keys |= {message.key for message in texts(leaflet)}
        unreviewed = dict.fromkeys(chain.from_iterable(each.unreviewed for each in found))
        return Read(keys, tuple(unreviewed))

    def _read(self, said: Iterable[Message]) -> Read:
        said = tuple(said)
        return Read(
            frozenset(message.key for message in said),
            tuple(m.key for m in said if not (m.names or self.catalog.approved(m))),
        )

    def _supply(self, stated: Edition) -> tuple[Supplied, Supplied | None]:
        leaflet, clinic, language = self._leaflet, self._clinic, self._language
        if not self._bilingual:
            return frame.supplied(leaflet, stated, clinic, language, qr=self._qr), None
        languages = language, describe(SOURCE_LANGUAGE)
        return frame.supplied_in_two(leaflet, stated, clinic, languages, qr=self._qr)

    def _around(self, stated: Edition, personal: Personal, day: date) -> Furniture[Message]:
        return frame.furniture(
            self._leaflet,
            stated,
            self._clinic,
            personal,
            day,
            self.catalog,
            bilingual=self._bilingual,
        )

    def _beside(self, assembled: Assembled, supplied: Supplied) -> Beside[Message]:
        languages = self._language, describe(SOURCE_LANGUAGE)
        return Beside(
            language=SOURCE_LANGUAGE,
            names=(as_written(languages[0].name), as_written(languages[1].name)),
            title=self._leaflet.title,
            lead=self._leaflet.lead,
            blocks=assembled.blocks(supplied),
            continued=words.CONTINUED,
        )

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(form for term in self._leaflet.glossary if term.name for form in term.forms)

    @cached_property
    def _phrases(self) -> tuple[str, ...]:
        return phrases(self._leaflet, self.catalog)
