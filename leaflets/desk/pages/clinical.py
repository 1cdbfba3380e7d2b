"""Requests for the clinical owner in; responses out."""

from starlette.routing import Route

routes: list[Route] = []
