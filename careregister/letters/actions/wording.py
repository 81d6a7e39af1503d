"""What letters say, written by an editor. Versions are only added."""

from django.db import IntegrityError, transaction
from django.db.models import Max

from careregister.base.actors import Actor, Because
from careregister.base.refusals import NotAllowed
from careregister.history.actions import record

from .. import kinds, policy, texts
from ..models import TextVersion


@transaction.atomic
def change_text(
    kind: str,
    *,
    subject: str,
    body: str,
    sms: str = "",
    seen: int,
    by: Actor,
    because: Because,
    language: str = texts.FIRST_LANGUAGE,
) -> int:
    """A new version of what letters of `kind` say, from now on. Returns its number. `because.words`: what was changed.

    `sms`: the line for a telephone; empty: made of the subject.

    `seen`: the version the editor began from. NotAllowed not_an_editor, text_not_editable, words_missing,
    text_not_words, text_unknown_placeholder, text_lost_placeholder, text_too_long, unchanged, changed_meanwhile;
    sms_too_long, sms_link, sms_placeholder.
    """
    person, account = policy.may_edit(by)
    of_kind = _editable(kind)
    if not because.words.strip():
        raise NotAllowed("words_missing")
    said = texts.Text(texts.tidied(subject), texts.tidied(body), sms=texts.tidied(sms))
    texts.examine(of_kind, said)
    texts.examine_sms(of_kind, said.sms)
    now = texts.current(of_kind, language)
    if _newest_number(kind, language) != seen:
        raise NotAllowed("changed_meanwhile")
    if (now.subject, now.body, now.sms) == (said.subject, said.body, said.sms):
        raise NotAllowed("unchanged")
    try:
        with transaction.atomic():
            version = TextVersion.objects.create(
                kind=kind,
                language=language,
                number=seen + 1,
                subject=said.subject,
                body=said.body,
                sms=said.sms,
                note=because.words.strip(),
                written_person=person,
                written_account=account,
            )
    except IntegrityError as error:
        raise NotAllowed("changed_meanwhile") from error
    refs = {"kind": kind, "number": version.number}
    record("letters.text_changed", version, by=by, because=Because(because.code), refs=refs)
    return version.number


def go_back(
    kind: str, number: int, *, seen: int, by: Actor, because: Because, language: str = texts.FIRST_LANGUAGE
) -> int:
    """What version `number` said (0: as it came), as a new version. Returns its number. NotAllowed as `change_text`."""
    of_kind = _editable(kind)
    earlier = TextVersion.objects.filter(kind=kind, language=language, number=number).first()
    if earlier is None and number != 0:
        raise NotAllowed("text_not_editable")
    said: texts.Text | TextVersion = earlier or texts.as_it_came(of_kind, language)
    words = {"subject": said.subject, "body": said.body, "sms": said.sms}
    return change_text(kind, **words, seen=seen, by=by, because=because, language=language)


def _editable(kind: str) -> kinds.LetterKind:
    """NotAllowed `text_not_editable` for what is no letter, or has no text to edit."""
    of_kind = kinds.all_kinds().get(kind)
    if of_kind is None or not texts.has_text(of_kind):
        raise NotAllowed("text_not_editable")
    return of_kind


def _newest_number(kind: str, language: str) -> int:
    rows = TextVersion.objects.filter(kind=kind, language=language)
    return rows.aggregate(newest=Max("number"))["newest"] or 0
