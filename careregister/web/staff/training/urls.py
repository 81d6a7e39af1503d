"""Addresses of audits of learning, and of the draws they come from."""

from django.urls import path

from . import draws, one, queue

urlpatterns = [
    path("", queue.queue, name="audits"),
    path("list/", queue.take_list, name="audits_list"),
    path("draws/", draws.draws, name="draws"),
    path("draws/new/", draws.new, name="draw_new"),
    path("<uuid:audit_id>/", one.audit, name="audit"),
    path("<uuid:audit_id>/<slug:action>/", one.step, name="audit_step"),
]
