"""Addresses of the shell. The language switch is routed by `wayhome.urls`."""

from django.urls import path

from wayhome.shell import views

urlpatterns = [path("components/", views.components, name="components")]
