"""The site of this project, built and served on loopback, and a headless Chromium that looks at it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from selenium.webdriver import Chrome
    from selenium.webdriver.remote.webelement import WebElement

ROOT = Path(__file__).parents[2]
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --disable-dev-shm-usage --hide-scrollbars"
).split()

RUN_AXE = """
const [options, done] = arguments
axe.run(document, {resultTypes: ["violations"], ...options}).then(result => done(result.violations.flatMap(
  rule => rule.nodes.map(node => `${rule.id} (${rule.impact}): ${node.target.join(" ")}: ${node.failureSummary}`)
)))
"""


def missing(what: str) -> None:
    """Skip, or fail where the run promises that everything is there."""
    if os.environ.get("PLAYBOOK_BROWSER") == "required":
        pytest.fail(what)
    pytest.skip(what)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(item.path).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(300))


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and in the place of those that are missing the page of lost addresses."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer as servers of static sites do."""
        lost = Path(self.directory, "404.html")
        if code != 404 or not lost.is_file():
            super().send_error(code, message, explain)
            return
        text = lost.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(text)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@dataclass
class Browser:
    """A window on the site."""

    driver: Chrome
    base: str

    def open(self, path: str, *, width: int = 1280, scheme: str = "light") -> None:
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        features.append({"name": "prefers-reduced-motion", "value": "reduce"})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        self.driver.get(self.base + path)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    @property
    def focused(self) -> WebElement:
        return self.driver.switch_to.active_element

    def violations(self, axe: str, options: Mapping[str, Any] | None = None) -> list[str]:
        """What axe-core finds in the page as it is now; `options` are those of `axe.run`."""
        self.run(axe)
        found: list[str] = self.driver.execute_async_script(RUN_AXE, options or {})
        return found

    def requests(self) -> list[str]:
        """The addresses that were asked for since the last call."""
        found = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                found.append(message["params"]["request"]["url"])
        return [url for url in found if not url.startswith("chrome")]  # the pages of the browser itself


def build(configuration: Path, target: Path) -> None:
    """Build a site strictly if it is ours; one of tests/sites may have what it is there to show."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    environment |= {"SITE_URL": "https://playbook.example/", "PYTHONPATH": str(ROOT / "plugins")}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(target)]
    command += ["--strict"] if configuration.parent == ROOT else []
    command += ["--config-file", str(configuration)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@contextmanager
def serve(directory: Path) -> Iterator[str]:
    """Serve a site on loopback; the value is its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(directory)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session", name="serve")
def serve_fixture() -> Callable[[Path], AbstractContextManager[str]]:
    """Serves a directory on loopback."""
    return serve


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this project, built strictly."""
    target = tmp_path_factory.mktemp("site")
    build(ROOT / "mkdocs.yml", target)
    return target


@pytest.fixture(scope="session")
def base(built: Path) -> Iterator[str]:
    """The address of the site."""
    with serve(built) as address:
        yield address


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    selenium = pytest.importorskip("selenium.webdriver")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    chromedriver = shutil.which("chromedriver")
    if chromium is None or chromedriver is None:
        missing("no Chromium with its driver on this machine (Debian: apt install chromium chromium-driver)")
    options = selenium.ChromeOptions()
    options.binary_location = chromium
    options.set_capability("goog:loggingPrefs", {"performance": "ALL"})
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    driver = selenium.Chrome(options=options, service=selenium.ChromeService(chromedriver))
    yield driver
    driver.quit()


class Served(NamedTuple):
    """A site on loopback."""

    directory: Path
    address: str


@pytest.fixture(scope="session")
def serve_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path], Served]]:
    """Builds and serves a site other than that of this project, by its configuration."""
    with ExitStack() as stack:

        def make(configuration: Path) -> Served:
            directory, project = tmp_path_factory.mktemp("other"), tmp_path_factory.mktemp("project")
            # what is kept between builds would stay beside the configuration
            shutil.copytree(configuration.parent, project, dirs_exist_ok=True)
            build(project / configuration.name, directory)
            return Served(directory, stack.enter_context(serve(directory)))

        yield make


@pytest.fixture(scope="session")
def serve_directory() -> Iterator[Callable[[Path], str]]:
    """Serves what is built already; the value is its address."""
    with ExitStack() as stack:
        yield lambda directory: stack.enter_context(serve(directory))


@pytest.fixture
def window(driver: Chrome) -> Callable[[str], Browser]:
    """A window on the site at an address."""
    return partial(Browser, driver)


@pytest.fixture
def browser(driver: Chrome, base: str) -> Browser:
    driver.get("about:blank")
    driver.get_log("performance")
    return Browser(driver, base)


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, from where `.ci/run` installs it."""
    home = Path(os.environ.get("AXE_CORE", ROOT / ".venv/node_modules/axe-core"))
    if not (home / "axe.min.js").is_file():
        missing("axe-core is not installed (npm install --prefix .venv --no-save axe-core@4.14.1)")
    return (home / "axe.min.js").read_text(encoding="utf-8")
