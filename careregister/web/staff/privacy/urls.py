from django.urls import path

from . import pages

urlpatterns = [
    path("", pages.queue, name="privacy"),
    path("<uuid:request_id>/", pages.one, name="privacy_request"),
    path("<uuid:request_id>/<slug:step>/", pages.step, name="privacy_step"),
]
