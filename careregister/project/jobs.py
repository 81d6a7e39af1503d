"""What the worker does: each room's jobs, made known to Procrastinate once the apps are ready."""

from procrastinate import App


def on_app_ready(app: App) -> None:
    """Called once by Procrastinate."""
