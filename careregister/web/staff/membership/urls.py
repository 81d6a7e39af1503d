"""Memberships: finding a member, what is due, who came and went, requests not to pay, employers."""

from django.urls import path

from . import employers, figures, finding, member, waivers

urlpatterns = [
    path("", finding.members, name="members"),
    path("figures/", figures.figures, name="member_figures"),
    path("figures/file/", figures.take_list, name="member_figures_file"),
    path("behind/", finding.behind, name="members_behind"),
    path("behind/file/", finding.take_behind, name="members_behind_file"),
    path("waivers/", waivers.waivers, name="waivers"),
    path("waivers/file/", waivers.take_list, name="waivers_file"),
    path("waivers/<uuid:request_id>/", waivers.waiver, name="waiver"),
    path("employers/", employers.employers, name="employers"),
    path("employers/file/", employers.take_list, name="employers_file"),
    path("employers/<uuid:employer_id>/", employers.employer, name="employer"),
    path("employers/<uuid:employer_id>/confirmation/", employers.confirm, name="employer_confirmation"),
    path("employers/<uuid:employer_id>/closing/", employers.close, name="employer_closing"),
    path("<uuid:person_id>/", member.member, name="member"),
    path("<uuid:person_id>/ending/", member.end, name="member_ending"),
    path("<uuid:person_id>/staying/", member.keep, name="member_staying"),
]
