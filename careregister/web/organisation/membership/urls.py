"""Whom an employer pays for."""

from django.urls import path

from . import adding, workers

urlpatterns = [
    path("", workers.workers, name="workers"),
    path("file/", workers.take_list, name="workers_file"),
    path("new/", adding.one, name="worker_new"),
    path("list/", adding.many, name="workers_new"),
    path("invitations/<uuid:invitation_id>/withdrawal/", workers.withdraw, name="worker_withdrawal"),
    path("<uuid:subscription_id>/ending/", workers.end, name="worker_ending"),
]
