"""The WSGI application. Settings default to production, so that a forgotten variable is never a weak one."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wayhome.settings.production")
application = get_wsgi_application()
