"""Renewals: what waits, one renewal with its ladder, what is decided, and how many are to come."""

from django.urls import path

from . import coming, lists, one, papers, steps

urlpatterns = [
    path("", lists.queue, name="renewals"),
    path("list/", lists.take_list, name="renewals_list"),
    path("forecast/", coming.forecast, name="renewals_forecast"),
    path("forecast/list/", coming.take_forecast, name="renewals_forecast_list"),
    path("papers/", papers.waiting_list, name="renewals_papers"),
    path("<uuid:renewal_id>/papers/", papers.papers, name="renewal_papers"),
    path("<uuid:renewal_id>/papers/back/", papers.hand_back, name="renewal_papers_back"),
    path("<uuid:renewal_id>/papers/<slug:kind>/<slug:verdict>/", papers.decide, name="renewal_papers_step"),
    path("<uuid:renewal_id>/", one.renewal, name="renewal"),
    path("<uuid:renewal_id>/steps/<slug:step>/", steps.step, name="renewal_step"),
]
