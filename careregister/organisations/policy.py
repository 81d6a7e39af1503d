"""Who may change the directory of places."""

from careregister.base.actors import Actor, Kind
from careregister.base.refusals import NotAllowed


def may_import_directory(by: Actor) -> None:
    """Only an import may: the directory is the regulator's, and nobody edits it by hand. Raises NotAllowed."""
    if by.kind != Kind.IMPORT:
        raise NotAllowed("not_an_import")
