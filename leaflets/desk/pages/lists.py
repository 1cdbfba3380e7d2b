"""Requests for A list in; responses out."""

from starlette.routing import Route

routes: list[Route] = []
