"""Addresses of intake. They hold random ids only."""

from django.urls import path

from wayhome.tracing import views

app_name = "tracing"

_DRAFT = "requests/drafts/<uuid:draft_id>/"
_REQUEST = "requests/<uuid:request_id>/"

urlpatterns = [
    path("requests/", views.index, name="index"),
    path("requests/new/", views.start, name="start"),
    path(_DRAFT, views.draft, name="draft"),
    path(f"{_DRAFT}discard/", views.discard, name="discard"),
    path(f"{_DRAFT}take-back/", views.take_back, name="take_back"),
    path(f"{_DRAFT}register/", views.register, name="register"),
    path(f"{_DRAFT}<slug:step>/", views.step, name="step"),
    path(f"{_DRAFT}<slug:step>/save/", views.autosave, name="autosave"),
    path(_REQUEST, views.show_request, name="request"),
    path(f"{_REQUEST}receipt/", views.receipt, name="receipt"),
    path(f"{_REQUEST}receipt.pdf", views.receipt_pdf, name="receipt_pdf"),
    path(f"{_REQUEST}code/", views.new_code, name="new_code"),
    path(f"{_REQUEST}consents/<uuid:consent_id>/withdraw/", views.withdraw, name="withdraw"),
]
