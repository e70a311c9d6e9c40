"""Addresses of matches. They hold random ids, never a name."""

from django.urls import path

from wayhome.matches import views

app_name = "matches"
urlpatterns = [
    path("", views.today, name="today"),
    path("matches/", views.queue, name="queue"),
    path("matches/more/", views.take_more, name="more"),
    path("matches/next/", views.next_pair, name="next"),
    path("matches/families/<uuid:request_id>/", views.family, name="family"),
    path("matches/<uuid:candidate_id>/", views.review, name="review"),
    path("matches/<uuid:candidate_id>/conflict/", views.declare_conflict, name="conflict"),
    path("matches/reviews/<uuid:review_id>/take-back/", views.take_back, name="take_back"),
    path("matches/decisions/<uuid:decision_id>/undo/", views.undo, name="undo"),
]
