from django.urls import path

from . import held, requests

urlpatterns = [
    path("", requests.home, name="account_privacy"),
    path("held/", held.page, name="account_privacy_held"),
    path("held/data.json", held.as_json, name="account_privacy_json"),
    path("file/", held.make_file, name="account_privacy_make_file"),
    path("file/<uuid:copy_id>/", held.file, name="account_privacy_file"),
    path("ask/<slug:kind>/", requests.ask, name="account_privacy_ask"),
    path("requests/<uuid:request_id>/", requests.one, name="account_privacy_request"),
    path("requests/<uuid:request_id>/withdrawal/", requests.withdraw, name="account_privacy_withdraw"),
    path("requests/<uuid:request_id>/again/", requests.again, name="account_privacy_again"),
]
