"""Options and profiles that all tests share."""

import os

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "tests",
    deadline=None,  # a slow machine is no fault of the program
    max_examples=100,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", settings.get_profile("tests"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "tests"))


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory):
    """What tests compile is kept beside their other files, not in the home of who runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LEAFLETS_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


def pytest_collection_modifyitems(items):
    """Run first what forks: a process in which other tests have left threads can't be forked."""
    items.sort(key=lambda item: item.get_closest_marker("forks") is None)


def pytest_addoption(parser):
    parser.addoption(
        "--fail-on-skip",
        action="store_true",
        help="A skipped test fails the run: for machines that have every program the tests need.",
    )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    if session.config.getoption("--fail-on-skip") and _skipped(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    skipped = _skipped(config)
    if config.getoption("--fail-on-skip") and skipped:
        terminalreporter.write_line(
            f"{len(skipped)} skipped, and --fail-on-skip allows none", red=True, bold=True
        )


def _skipped(config):
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return reporter.stats.get("skipped", []) if reporter else []
