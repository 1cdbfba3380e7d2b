"""A batch in; its plan, every record looked at by one process or by several, out."""

from dataclasses import dataclass, replace
from itertools import chain

from leaflets.batch.folder import Folder
from leaflets.batch.hand import Tools
from leaflets.batch.plan import Plan
from leaflets.batch.processes import Processes, can_fork, spare_what_stays
from leaflets.batch.shared_survey import SharedSurvey
from leaflets.batch.survey import PAGE, Surveyed, Surveyor
from leaflets.batch.wanted import Batch
from leaflets.batch.watch import Interrupted, Watch
from leaflets.batch.work import Catalogs


@dataclass(frozen=True, slots=True)
class Crew:
    """Several processes that can read the list, and what they look at it for."""

    processes: Processes
    survey: SharedSurvey


def begin(batch: Batch, plan: Plan, folder: Folder | None = None) -> Crew | None:
    """A crew, if several processes are wanted and can read such a list side by side.

    They have what this process has, and make leaflets into ``folder``.

    Raises:
        UsageFault: The list can't be read.
    """
    spare_what_stays()
    if batch.jobs == 1 or batch.cluster is not None or not can_fork():
        return None
    marks = batch.table.begin_pages(PAGE)
    first = None if marks is None else next(marks, None)
    if marks is None or first is None:
        return None
    kit = replace(batch.kit, catalogs=Catalogs(batch.find_catalog))
    survey = SharedSurvey(chain([first], marks), kit, batch.site, plan)
    for warning in batch.table.warnings():
        survey.found.warn(warning, first.number)
    tools = Tools(
        kit=kit,
        shelf=None if folder is None else folder.shelf,
        site=batch.site,
        find_catalog=batch.find_catalog,
        table=batch.table,
    )
    return Crew(Processes(tools, batch.jobs, folder.leave if folder else _nothing), survey)


def check(batch: Batch, plan: Plan, watch: Watch, crew: Crew | None) -> Surveyed:
    """Plan every record, with the crew if there is one.

    Raises:
        UsageFault: It is no list of records.
        Interrupted: ``watch`` said to stop.
    """

    def seen(rows: int = 1) -> None:
        watch.step(rows)
        if watch.stopped():
            raise Interrupted(0, 0)

    watch.begin("Checking", None)
    try:
        if crew is not None:
            found = crew.survey.look_at(crew.processes, seen, watch.stopped)
            seen(0)
            return found
        surveyor = Surveyor(batch.kit, batch.site, plan, batch.find_catalog)
        return surveyor.look_at(batch.table, seen)
    finally:
        watch.end()


def _nothing() -> None:
    """There is nothing to let go of."""
