"""Addresses of one's own learning."""

from django.urls import path

from . import audits, home, log, plans

urlpatterns = [
    path("", home.home, name="account_training"),
    path("log/", home.whole_log, name="account_training_log"),
    path("log/new/", log.new, name="account_training_new"),
    path("log/<uuid:learning_id>/", log.one, name="account_training_one"),
    path("log/<uuid:learning_id>/removal/", log.remove, name="account_training_remove"),
    path("log/<uuid:learning_id>/return/", log.put_back, name="account_training_put_back"),
    path("log.csv", home.as_csv, name="account_training_csv"),
    path("paper/", home.as_paper, name="account_training_paper"),
    path("plans/new/", plans.new, name="account_training_plan_new"),
    path("plans/<uuid:plan_id>/", plans.one, name="account_training_plan"),
    path("plans/<uuid:plan_id>/dropping/", plans.drop, name="account_training_drop"),
    path("plans/<uuid:plan_id>/return/", plans.pick_up, name="account_training_pick_up"),
    path("passport/", home.passport, name="account_training_passport"),
    path("passport/new/", plans.course, name="account_training_course"),
    path("audits/<uuid:audit_id>/", audits.one, name="account_training_audit"),
    path("audits/<uuid:audit_id>/appeal/", audits.appeal, name="account_training_appeal"),
]
