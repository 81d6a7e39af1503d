from django.urls import path

from . import changes, employers, joining, pages, papers, paying

urlpatterns = [
    path("", pages.home, name="account_membership"),
    path("join/", joining.join, name="account_membership_join"),
    path("back/", paying.back, name="account_membership_back"),
    path("back/not-done/", paying.not_done, name="account_membership_not_done"),
    path("done/", paying.done, name="account_membership_done"),
    path("pay/", paying.pay, name="account_membership_pay"),
    path("method/", paying.method, name="account_membership_method"),
    path("plan/", changes.plan, name="account_membership_plan"),
    path("pause/", changes.pause, name="account_membership_pause"),
    path("pause/end/", changes.resume, name="account_membership_resume"),
    path("cancel/", changes.cancel, name="account_membership_cancel"),
    path("stay/", changes.keep, name="account_membership_keep"),
    path("change-of-mind/", changes.change_mind, name="account_membership_change_mind"),
    path("short-of-money/", changes.ask_waiver, name="account_membership_waiver"),
    path("short-of-money/withdrawal/", changes.withdraw_waiver, name="account_membership_withdraw_waiver"),
    path("payments/", papers.payments, name="account_membership_payments"),
    path("payments/<uuid:attempt_id>/receipt.pdf", papers.receipt, name="account_membership_receipt"),
    path("payments/<int:year>/statement.pdf", papers.statement, name="account_membership_statement"),
    path("employer-stops/", changes.leave_employer, name="account_membership_leave_employer"),
    path("employer/<str:token>/", employers.offer, name="account_membership_employer"),
    path("employer/<str:token>/no/", employers.decline, name="account_membership_employer_no"),
]
