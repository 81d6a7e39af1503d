"""The pages of applications. No name, e-mail or date of birth ever stands in an address."""

from django.urls import path

from . import asked, beside, file, giving, judging, matches, proving, queue, reminding, standards, steps

urlpatterns = [
    path("", queue.queue, name="applications"),
    path("list/", queue.take_list, name="applications_list"),
    path("reminders/", reminding.reminders, name="application_reminders"),
    path("standards/", standards.standards, name="application_standards"),
    path("<str:reference>/", file.whole, name="application"),
    path("<str:reference>/interest/", beside.interest, name="application_interest"),
    path("<str:reference>/note/", beside.note, name="application_note"),
    path("<str:reference>/second-look/", beside.second_look, name="application_second_look"),
    path("<str:reference>/steps/<slug:action>/", steps.step, name="application_step"),
    path("<str:reference>/checks/identity/scores/", judging.scores, name="application_scores"),
    path("<str:reference>/checks/identity/proof/", proving.proof, name="application_proof"),
    path("<str:reference>/checks/<slug:kind>/<slug:do>/", judging.judge, name="application_check"),
    path("<str:reference>/certificate/", judging.certificate, name="application_certificate"),
    path("<str:reference>/certificate/give/", giving.give, name="application_certificate_give"),
    path("<str:reference>/asked/<uuid:ask_id>/", asked.ask, name="application_ask"),
    path("<str:reference>/training/<uuid:award_id>/", asked.award, name="application_award"),
    path("<str:reference>/met-before/", matches.matches, name="application_matches"),
]
