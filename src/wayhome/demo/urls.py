"""Addresses of the demonstration."""

from django.urls import path

from wayhome.demo import sign_in

app_name = "demo"
urlpatterns = [path("demo/enter/<slug:username>/", sign_in.enter, name="enter")]
