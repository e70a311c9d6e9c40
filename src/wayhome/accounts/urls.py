"""Addresses about who may open a case file. They hold random ids, never a name."""

from django.urls import path

from wayhome.accounts import views

app_name = "accounts"
urlpatterns = [
    path("files/<uuid:case_file_id>/people/", views.people, name="people"),
    path("files/<uuid:case_file_id>/people/<int:membership_id>/end/", views.end, name="end"),
]
