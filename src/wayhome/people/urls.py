"""Addresses of people. They hold random ids, never a name."""

from django.urls import path

from wayhome.people import views

app_name = "people"
urlpatterns = [
    path("people/", views.index, name="index"),
    path("people/<uuid:person_id>/", views.person, name="person"),
    path("search/", views.search, name="search"),
    path("search/results/", views.results, name="results"),
]
