/* A field above the list of skills that leaves those whose name or alias has what is typed.
   Nothing is fetched: the list is the page, and without this script it is all there. */
"use strict";

(() => {
  const list = document.querySelector("ol.skills");
  if (!list) return;

  const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s_-]+/g, "");

  // The better a name fits, the lower: the whole name, its beginning, or somewhere in it.
  const rank = (names, wanted) => {
    if (names.includes(wanted)) return 0;
    if (names.some((name) => name.startsWith(wanted))) return 1;
    return names.some((name) => name.includes(wanted)) ? 2 : 3;
  };

  const skills = [...list.children].map((line) => {
    const aliases = line.querySelector(".aliases").textContent;
    const names = [line.querySelector("a").textContent, ...aliases.split(", ")];
    return { line, names: names.map(fold).filter(Boolean) };
  });

  const form = document.createElement("form");
  form.className = "find-skills";
  form.setAttribute("role", "search");
  form.innerHTML = '<label for="wanted">Find by any name</label><input id="wanted" type="search" autocomplete="off"><output for="wanted"></output>';
  list.before(form);
  const [field, said] = [form.querySelector("input"), form.querySelector("output")];

  const show = () => {
    const wanted = fold(field.value);
    const ranked = skills.map(({ line, names }) => ({ line, place: wanted ? rank(names, wanted) : 0 }));
    ranked.forEach(({ line, place }) => { line.hidden = place > 2; });
    const found = ranked.filter(({ place }) => place < 3);
    list.append(...found.sort((a, b) => a.place - b.place).map(({ line }) => line)); // sort is stable
    said.textContent = wanted ? `${found.length} of ${skills.length}` : "";
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = [...list.children].find((line) => !line.hidden);
    if (first && field.value.trim()) first.querySelector("a").click();
  });
  field.addEventListener("input", show);
})();
