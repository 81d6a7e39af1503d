"""A page of somebody's paper, for the roles of its purpose. Every look is written down."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from careregister.applications import policy as applications
from careregister.base.actors import Because
from careregister.evidence import actions, policy, queries
from careregister.web.parts import uploads
from careregister.web.staff.door import actor_of, staff_page

WORK = Because("work")


@require_GET
@staff_page(*sorted(policy.READERS))
def page(request: HttpRequest, document_id: UUID, number: int) -> HttpResponse:
    by = actor_of(request)
    if found := queries.facts([document_id]).get(document_id):
        applications.may_look_at_papers(by, found.person_id)  # whoever knows the applicant opens none of their papers
    return uploads.answer(actions.look(document_id, number, by=by, because=WORK))
