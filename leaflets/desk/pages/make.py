"""Requests for Make a leaflet in; responses out."""

from starlette.routing import Route

routes: list[Route] = []
