"""The demo world is built once for all tests that read it."""

import pytest

from wayhome.demo.world.everything import Demo, build_demo


@pytest.fixture(scope="session")
def demo() -> Demo:
    return build_demo()
