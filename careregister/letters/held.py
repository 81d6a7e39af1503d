"""What the room holds about people."""

from careregister.base.held import Held

_KEEP = "six years, then the words are emptied"

HELD = {
    "letters.Letter.person": Held(
        what="To whom a letter was",
        why="a person's letters are found together",
        keep=_KEEP,
        export="as written",
        erase="kept: an id without words",
    ),
    "letters.Words.to": Held(
        what="The address a letter went to, sealed",
        why="delivery",
        keep=_KEEP,
        export="opened",
        erase="emptied by the privacy login",
    ),
    "letters.Words.subject": Held(
        what="What a letter was about, sealed",
        why="what was said to whom, and when",
        keep=_KEEP,
        export="opened",
        erase="emptied by the privacy login",
    ),
    "letters.Words.body": Held(
        what="What a letter said, sealed",
        why="what was said to whom, and when",
        keep=_KEEP,
        export="opened, but for codes and links that sign in",
        erase="emptied by the privacy login",
    ),
    "letters.TextVersion.written_person": Held(
        what="Who wrote a text",
        why="texts of letters have authors",
        keep="as long as the text",
        export="as written",
        erase="kept: an id without a name",
    ),
    "letters.TextVersion.written_account": Held(
        what="The account that wrote a text",
        why="texts of letters have authors",
        keep="as long as the text",
        export="left out: the person is named",
        erase="kept: an id without a name",
    ),
}

NOT_PERSONAL = {
    "letters.Letter": (
        "id",
        "kind",
        "channel",
        "cause_kind",
        "cause_id",
        "text_version",
        "message_id",
        "status",
        "outcome",
        "attempts",
        "written_at",
        "due_at",
        "give_up_at",
        "begun_at",
        "settled_at",
        "written_off_at",
    ),
    "letters.TextVersion": ("id", "kind", "language", "number", "subject", "body", "sms", "note", "written_at"),
    "letters.Words": ("letter",),
}
