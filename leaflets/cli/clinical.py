"""What the commands for a leaflet's approvals share: the leaflet, and who acts."""

from leaflets.cli.settings import Settings
from leaflets.errors import UsageFault
from leaflets.model.source import Content, LeafletSource


def clinical_leaflet(settings: Settings) -> tuple[Content, LeafletSource]:
    """The content and the leaflet whose approvals are to be changed.

    Raises:
        UsageFault: It is the copy that came with the program.
    """
    from leaflets.content.valid import load_valid, pick_leaflet

    if settings.source.parent.name == "shipped":
        raise UsageFault(
            "the content that came with the program can't be approved or withdrawn",
            hint="copy it, and give the folder with --source DIR",
        )
    content = load_valid(settings.source, settings.cache_folder)
    return content, pick_leaflet(content, settings.leaflet)


def named(name: str, option: str) -> str:
    """A name as it goes into a ledger.

    Raises:
        UsageFault: It is empty, or has a character that no line of a ledger may have.
    """
    told = " ".join(name.split())
    if not told:
        raise UsageFault(f"{option} is empty", hint=f"say who it is with {option}")
    if not told.isprintable():
        raise UsageFault(f"{option} has a character that can't be printed")
    return told
