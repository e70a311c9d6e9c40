"""Error pages, the page of a refusal, and the gallery of components."""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import requires_csrf_token
from django.views.decorators.http import require_safe

from wayhome.shell.gallery import EXAMPLES


@require_safe
@never_cache
def components(request: HttpRequest) -> HttpResponse:
    """Show every component in the reader's language; only in debug and in the demonstration."""
    if not (settings.DEBUG or settings.WAYHOME_ONE_CLICK_SIGN_IN):
        raise Http404
    return render(request, "shell/components.html", {"examples": EXAMPLES})


def refuse(
    request: HttpRequest, *, title: str = "", why: str, instead: str = "", status: int = HTTPStatus.FORBIDDEN
) -> HttpResponse:
    """Answer with a page that says what is not open, why, and what can be done now."""
    context = {"title": title, "why": why, "instead": instead}
    return render(request, "shell/refused.html", context, status=status)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that what was sent cannot be read."""
    return _plain("400.html", HTTPStatus.BAD_REQUEST)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this is not open to the reader."""
    return render(request, "403.html", status=HTTPStatus.FORBIDDEN)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form had gone stale; named by the setting CSRF_FAILURE_VIEW."""
    return _plain("403_csrf.html", HTTPStatus.FORBIDDEN)


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page, or none that is open: the answer is the same."""
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


def too_large(request: HttpRequest) -> HttpResponse:
    """Say that what was sent is larger than this installation takes."""
    return _plain("413.html", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that we failed, and what can be done meanwhile."""
    return _plain("500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


def _plain(template: str, status: int) -> HttpResponse:
    # Without the request, so that no context processor can fail a second time.
    return HttpResponse(loader.get_template(template).render(), status=status)
