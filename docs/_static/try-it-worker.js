// Python, in a worker of its own, so that the page stays alive while it works.
//
// Every file is fetched once, with its hash beside it, and the browser refuses one that differs.
// From then on `fetch` gives only those files, so that a library in here cannot ask the network.

const MANIFEST = new URL("prompt/manifest.json", import.meta.url);
const PYTHON = "https://pyodide.invalid/"; // where Pyodide takes its files to be; held in memory
const TYPES = { mjs: "text/javascript", wasm: "application/wasm", json: "application/json" };
const SHARES = { fetched: 70, started: 88, unpacked: 92 }; // of the bar, once each is done

let python; // a promise of the function that answers; made by the first question

onmessage = async ({ data: { kind, entered } }) => {
  try {
    python ??= start();
    const answer = await python;
    postMessage({ answer: answer(kind, entered) });
  } catch (error) {
    postMessage({ failure: String(error.message ?? error) });
  }
};

async function start() {
  const manifest = await (await fetch(MANIFEST, { cache: "no-cache" })).json();
  const files = await fetchAll(manifest.files);
  closeNetwork(files);
  tell("Starting Python…", SHARES.fetched);
  const { loadPyodide } = await importFile(files, "pyodide.mjs");
  const { default: createPyodideModule } = await importFile(files, "pyodide.asm.mjs");
  const pyodide = await loadPyodide({ indexURL: PYTHON, createPyodideModule });
  tell("Unpacking mlroles…", SHARES.started);
  for (const [name, bytes] of files) {
    if (name.endsWith(".whl")) pyodide.unpackArchive(bytes, "wheel");
  }
  tell("Reading the roles…", SHARES.unpacked);
  pyodide.runPython(new TextDecoder().decode(files.get("try_it.py")), { filename: "try_it.py" });
  return pyodide.globals.get("answer");
}

async function fetchAll(listed) {
  const all = listed.reduce((sum, { bytes }) => sum + bytes, 0);
  let have = 0;
  const report = () => {
    tell(`Fetching Python: ${inMegabytes(have)} of ${inMegabytes(all)} MB…`, (SHARES.fetched * have) / all);
  };
  report();
  const fetched = listed.map(async (file) => {
    const bytes = await fetchFile(file);
    have += file.bytes;
    report();
    return [file.name, bytes];
  });
  return new Map(await Promise.all(fetched));
}

async function fetchFile({ name, url, integrity }) {
  const address = new URL(url, MANIFEST);
  const options = { integrity, credentials: "omit", referrerPolicy: "no-referrer" };
  const response = await fetch(address, options)
    .catch(() => fetch(address, { ...options, cache: "reload" })) // what the browser kept may be old
    .catch(() => {
      throw new Error(`${name} could not be fetched, or is not the file that these pages were made with`);
    });
  if (!response.ok) throw new Error(`${name} could not be fetched (${response.status})`);
  return new Uint8Array(await response.arrayBuffer());
}

function closeNetwork(files) {
  globalThis.fetch = async (asked) => {
    const name = String(asked.url ?? asked).replace(PYTHON, "");
    if (!files.has(name)) throw new TypeError(`nothing is fetched here any more: ${name}`);
    return new Response(files.get(name), { headers: { "Content-Type": typeOf(name) } });
  };
}

function importFile(files, name) {
  return import(URL.createObjectURL(new Blob([files.get(name)], { type: typeOf(name) })));
}

function typeOf(name) {
  return TYPES[name.split(".").pop()] ?? "application/octet-stream";
}

function inMegabytes(bytes) {
  return (bytes / 1e6).toFixed(1);
}

function tell(step, percent) {
  postMessage({ step, percent });
}
