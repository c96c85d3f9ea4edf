// The live prompt of try-it.html: what is asked goes to a worker on this machine, and nowhere else.

const prompt = document.getElementById("prompt");
const form = prompt.querySelector("form");
const box = form.elements.entered;
const bar = prompt.querySelector("progress");
const status = prompt.querySelector("[role=status]");
const problem = prompt.querySelector("[role=alert]");
const answers = prompt.querySelector(".answers");

const KINDS = {
  skills: {
    label: "Your skills",
    hint: "Tools, languages, methods: with commas between, or one a line.",
  },
  text: {
    label: "Your text",
    hint: "Paste the whole of it: the skills in it are found, and the rest is left alone.",
  },
};

// A table that a phone lays out anew stays a table only if it says so.
const ROLES = { table: "table", tr: "row", "td:not([role])": "cell" };

let worker;
let busy = false;

offer();

async function offer() {
  const manifest = new URL("prompt/manifest.json", import.meta.url);
  const response = await fetch(manifest, { method: "HEAD", cache: "no-cache" }).catch(() => null);
  prompt.querySelector(response?.ok ? ".offer" : ".absent").hidden = false;
}

form.addEventListener("change", showKind);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
for (const example of prompt.querySelectorAll("[data-entered]")) {
  example.addEventListener("click", () => {
    if (busy) return;
    form.elements.kind.value = example.dataset.kind;
    box.value = example.dataset.entered;
    showKind();
    ask();
  });
}
showKind(); // a browser that goes back a page may have kept the choice

function showKind() {
  const { label, hint } = KINDS[form.elements.kind.value];
  prompt.querySelector(".label").textContent = label;
  prompt.querySelector(".hint").textContent = hint;
}

function ask() {
  if (busy) return;
  problem.textContent = "";
  if (!box.value.trim()) {
    problem.textContent = "There is nothing in the box yet. A skill or two will do, such as SQL.";
    box.focus();
    return;
  }
  wait("Looking…", worker ? bar.max : 0);
  worker ??= startWorker();
  worker.postMessage({ kind: form.elements.kind.value, entered: box.value });
}

function startWorker() {
  const started = new Worker(new URL("try-it-worker.js", import.meta.url), { type: "module" });
  started.onmessage = ({ data }) => {
    if (data.step) wait(data.step, data.percent);
    else if (data.answer) show(JSON.parse(data.answer));
    else fail(data.failure);
  };
  started.onerror = (event) => fail(event.message ?? "this browser runs no module workers");
  return started;
}

function wait(step, percent) {
  setBusy(true);
  bar.value = percent;
  status.textContent = step;
}

function show({ sentence, parts, problem: said }) {
  setBusy(false);
  status.textContent = sentence ?? "";
  problem.textContent = said ?? "";
  answers.replaceChildren(...(parts ?? []).map(makePart));
}

function fail(message) {
  setBusy(false);
  worker.terminate(); // the next question starts afresh
  worker = undefined;
  status.textContent = "";
  problem.textContent = `That did not work: ${message}. Your words are still in the box; try again in a moment.`;
}

// A button that is disabled while it has the focus loses it, so these only say that they are.
function setBusy(now) {
  busy = now;
  bar.hidden = !busy;
  for (const button of form.querySelectorAll("button")) button.ariaDisabled = String(busy);
  answers.ariaBusy = String(busy);
}

// The markup is what mlroles shows in a notebook; it has escaped whatever was entered.
function makePart({ heading, markup }) {
  const part = document.createElement("section");
  const title = document.createElement("h2");
  title.textContent = heading;
  const frame = document.createElement("div");
  frame.className = "frame";
  frame.tabIndex = 0; // so that the arrow keys can scroll what is wider than the page
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", heading);
  frame.innerHTML = markup;
  for (const [cells, role] of Object.entries(ROLES)) {
    for (const cell of frame.querySelectorAll(cells)) cell.setAttribute("role", role);
  }
  part.append(title, frame);
  return part;
}
