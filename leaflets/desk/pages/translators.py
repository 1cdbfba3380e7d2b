"""Requests for translators in; responses out."""

from starlette.routing import Route

routes: list[Route] = []
