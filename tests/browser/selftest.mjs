// node selftest.mjs PYODIDE WHEEL…: the digest of every edition, by Python in WebAssembly, as JSON.

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...wheels] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(resolve(folder, "pyodide.mjs")));
const pyodide = await loadPyodide({ indexURL: resolve(folder) });
for (const wheel of wheels) pyodide.unpackArchive(new Uint8Array(await readFile(wheel)), "wheel");
console.log(
  pyodide.runPython(`
import json
import platform
import sys
import time

import mlroles
from mlroles.selftest import run_selftest

begun = time.monotonic()
digests = {name: dict(run_selftest(mlroles.load(name)).digests) for name in mlroles.list_editions()}
json.dumps({
    "python": platform.python_version(),
    "platform": sys.platform,
    "bits": sys.maxsize.bit_length() + 1,
    "seconds": round(time.monotonic() - begun, 1),
    "digests": digests,
})
`),
);
