"""A headless Chromium that can reach this machine only, and a record of all that its pages ask."""

from __future__ import annotations

import json
import shutil
from base64 import b64decode
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["asked_by_pages", "find_violations", "set_view", "shoot", "start_chromium"]

FLAGS = (
    "--headless",
    "--no-sandbox",  # which root does not get
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",  # containers have little of it
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
OURSELVES_ONLY = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
WIDTHS = {"wide": (1200, 900), "phone": (390, 844)}


@contextmanager
def start_chromium(folder: Path, script: str) -> Iterator[Any]:
    """Chromium's driver; `folder` keeps its profile and its log, `script` opens every page."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    assert chromium, "there is no chromium here"
    assert driver, "there is no chromedriver here"
    options = ChromeOptions()
    options.binary_location = chromium
    profile, log = folder / "profile", folder / "net.json"
    for flag in (*FLAGS, OURSELVES_ONLY, f"--user-data-dir={profile}", f"--log-net-log={log}"):
        options.add_argument(flag)
    browser = Chrome(options=options, service=Service(driver))
    try:
        browser.switch_to.new_window("tab")  # where no start page of a distribution can break in
        browser.set_script_timeout(60)
        browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script})
        yield browser
    finally:
        browser.quit()


def asked_by_pages(folder: Path, origin: str) -> list[str]:
    """Every address that a page or worker of `origin` asked for; once Chromium has gone.

    The log has what Chromium asks for itself too, without an origin: that is not the pages' doing,
    and finds no host but this one.
    """
    log = json.loads((folder / "net.json").read_text("utf-8"))
    begun = log["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"]
    requests = (each.get("params", {}) for each in log["events"] if each["type"] == begun)
    return [each["url"] for each in requests if each.get("initiator") == origin]


def set_view(browser: Any, scheme: str, width: str) -> None:
    """Light or dark, on a wide screen or a phone's."""
    feature = {"name": "prefers-color-scheme", "value": scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})
    across, down = WIDTHS[width]
    screen = {"width": across, "height": down, "deviceScaleFactor": 1, "mobile": width == "phone"}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)


def shoot(browser: Any, file: Path) -> None:
    """A picture of the whole page."""
    size = browser.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
    clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
    asked = {"captureBeyondViewport": True, "clip": clip}
    picture = browser.execute_cdp_cmd("Page.captureScreenshot", asked)["data"]
    file.write_bytes(b64decode(picture))


def find_violations(browser: Any, axe: str) -> list[dict[str, Any]]:
    """What axe-core finds on the page, each with its ``impact``, rule and places."""
    browser.execute_script(axe)
    found = browser.execute_async_script(
        "const done = arguments[0];"
        "axe.run(document, {resultTypes: ['violations']}).then(({violations}) => done(violations))"
    )
    return [
        {"impact": each["impact"], "rule": each["id"], "at": [n["target"] for n in each["nodes"]]}
        for each in found
    ]
