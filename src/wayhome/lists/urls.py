"""Addresses of lists and places. They hold random ids, never a name."""

from django.urls import path

from wayhome.lists import views

app_name = "lists"

_LIST = "lists/<uuid:document_id>/"
_PLACE = "facilities/<uuid:facility_id>/"

urlpatterns = [
    path("lists/", views.index, name="index"),
    path("lists/upload/", views.upload, name="upload"),
    path("lists/sources/", views.sources, name="sources"),
    path("lists/sources/<uuid:source_id>/forget/", views.source_forget, name="source_forget"),
    path(_LIST, views.document, name="document"),
    path(f"{_LIST}columns/", views.columns, name="columns"),
    path(f"{_LIST}begin/", views.begin, name="begin"),
    path(f"{_LIST}rows/", views.rows, name="rows"),
    path(f"{_LIST}progress/", views.progress, name="progress"),
    path(f"{_LIST}withdraw/", views.withdraw, name="withdraw"),
    path("facilities/", views.facilities, name="facilities"),
    path("facilities/new/", views.facility_new, name="facility_new"),
    path(_PLACE, views.facility, name="facility"),
    path(f"{_PLACE}edit/", views.facility_edit, name="facility_edit"),
]
