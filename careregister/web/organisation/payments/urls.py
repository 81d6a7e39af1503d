"""What an employer is billed, and how it pays."""

from django.urls import path

from . import invoices, methods

urlpatterns = [
    path("invoices/", invoices.invoices, name="invoices"),
    path("invoices/now/", invoices.bill_now, name="bill_now"),
    path("invoices/payment/", invoices.pay, name="pay"),
    path("invoices/payment/done/", invoices.done, name="paid"),
    path("invoices/<uuid:invoice_id>/", invoices.invoice, name="invoice"),
    path("invoices/<uuid:invoice_id>/pdf/", invoices.as_pdf, name="invoice_pdf"),
    path("method/", methods.method, name="method"),
    path("method/back/", methods.back, name="method_back"),
    path("method/not-done/", methods.not_done, name="method_not_done"),
    path("method/ending/", methods.end, name="method_ending"),
]
