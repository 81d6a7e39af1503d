"""Money: what is owed, what a month brought and cost, how it compares with the provider, and giving some back."""

from django.urls import path

from . import arrears, month, payers, reconciling, refunds

urlpatterns = [
    path("", arrears.arrears, name="money"),
    path("file/", arrears.take_list, name="money_file"),
    path("months/", month.month, name="money_month"),
    path("months/file/", month.take_list, name="money_month_file"),
    path("reconciliation/", reconciling.nights, name="reconciliation"),
    path("reconciliation/file/", reconciling.take_list, name="reconciliation_file"),
    path("reconciliation/movements/<str:movement_id>/", reconciling.explain, name="movement"),
    path("refunds/", refunds.refunds, name="refunds"),
    path("refunds/file/", refunds.take_list, name="refunds_file"),
    path("refunds/<uuid:refund_id>/", refunds.refund, name="refund"),
    path("payments/<uuid:attempt_id>/refund/", refunds.ask, name="refund_new"),
    path("payers/<uuid:payer_id>/", payers.payer, name="payer"),
]
