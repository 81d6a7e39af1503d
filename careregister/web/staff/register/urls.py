"""The register's pages of the staff front. No name, e-mail or date of birth ever stands in an address."""

from django.urls import path

from . import beside, corrections, finding, happenings, lists, proposals, records, steps

urlpatterns = [
    path("registrants/", finding.find, name="find"),
    path("registrants/found/<slug:token>/", finding.found, name="found"),
    path("registrants/list/", lists.take_list, name="take_list"),
    path("registrants/<str:number>/", records.record, name="record"),
    path("registrants/<str:number>/as-known/", records.as_known, name="as_known"),
    path("registrants/<str:number>/steps/<slug:action>/", steps.step, name="step"),
    path("registrants/<str:number>/acts/<uuid:act_id>/", records.act, name="act"),
    path("registrants/<str:number>/acts/<uuid:act_id>/correction/", corrections.correction, name="correction"),
    path("registrants/<str:number>/acts/<uuid:act_id>/undoing/", corrections.undoing, name="undoing"),
    path("registrants/<str:number>/holds/", beside.hold, name="hold"),
    path("registrants/<str:number>/holds/<uuid:hold_id>/release/", beside.release, name="release"),
    path("registrants/<str:number>/numbers/", beside.alias, name="alias"),
    path("registrants/<str:number>/risk/", beside.risk, name="risk"),
    path("registrants/<str:number>/legal-name/", beside.legal_name, name="legal_name"),
    path("registrants/<str:number>/known-as/", beside.known_as, name="known_as"),
    path("registrants/<str:number>/former-names/<uuid:name_id>/", beside.former_name, name="former_name"),
    path("proposals/", proposals.queue, name="proposals"),
    path("proposals/list/", lists.take_proposals, name="take_proposals"),
    path("proposals/<uuid:proposal_id>/", proposals.proposal, name="proposal"),
    path("history/", happenings.history_page, name="history"),
    path("history/list/", lists.take_history, name="take_history"),
]
