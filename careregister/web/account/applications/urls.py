"""Addresses of one's own application. A part's code is never one of the words used here."""

from django.urls import path

from . import after, certificate, identity, parts, sending, tasks, writing

urlpatterns = [
    path("", tasks.home, name="account_application"),
    path("begin/", tasks.begin, name="account_application_begin"),
    path("check/", sending.check, name="account_application_check"),
    path("sent/", sending.sent, name="account_application_sent"),
    path("withdraw/", sending.withdraw, name="account_application_withdraw"),
    path("question/", after.question, name="account_application_question"),
    path("reply/", after.reply, name="account_application_reply"),
    path("appeal/", after.appeal, name="account_application_appeal"),
    path("appeal/withdraw/", sending.withdraw_appeal, name="account_application_withdraw_appeal"),
    path("prove/", identity.prove, name="account_application_prove"),
    path("prove/back/", identity.back, name="account_application_prove_back"),
    path("prove/ways/", identity.ways, name="account_application_prove_ways"),
    path("prove/ways/<slug:route>/", identity.way, name="account_application_prove_way"),
    path("certificate/", certificate.correct, name="account_application_certificate"),
    path("asked/<uuid:ask_id>/", after.somebody_else, name="account_application_somebody_else"),
    path("asked/<uuid:ask_id>/again/", after.again, name="account_application_ask_again"),
    path("<slug:section>/", parts.section, name="account_application_section"),
    path("<slug:section>/none/", parts.none, name="account_application_none"),
    path("<slug:section>/new/<slug:page>/", writing.item_page, name="account_application_new"),
    path("<slug:section>/<int:item>/remove/", parts.remove, name="account_application_remove"),
    path("<slug:section>/<int:item>/<slug:page>/", writing.item_page, name="account_application_item"),
    path("<slug:section>/<slug:page>/", writing.page, name="account_application_page"),
]
