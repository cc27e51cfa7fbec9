// Score letters on the Quality page. Each file goes to our own server, which scores it in memory and forgets it.
// What comes back stays in this tab only: nothing is stored, and closing the page forgets it.
(() => {
  "use strict";

  const PLACE = "#letters";
  const MOST_BYTES = 5_000_000;
  const KINDS = ".txt,.md,.docx,.pdf,.csv";
  const waiting = [];
  let rows = [];
  let header = "";
  let lines = [];
  let done = 0;
  let asked = 0;
  let isBusy = false;

  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  const one = (selector) => document.querySelector(`${PLACE} ${selector}`);

  // Gradio may make the place anew at any time; then it is filled again with all there is.
  function fill() {
    const place = document.querySelector(PLACE);
    if (!place || place.firstChild) {
      return;
    }
    const input = make("input", { type: "file", id: "letter-files", multiple: "", accept: KINDS });
    place.append(
      make("h2", {}, "Score your letters"),
      make(
        "p",
        { class: "cb-about" },
        "Letters, scripts or leaflets. They are read in memory on this computer, scored, and forgotten: " +
          "nothing is saved and nothing leaves it.",
      ),
      make(
        "div",
        { class: "cb-drop" },
        make("label", { for: "letter-files" }, "Choose files, or drop them here"),
        input,
        make("p", { class: "cb-quiet" }, ".txt .md .docx .pdf, or a .csv with a letter a row. At most 5 MB a file."),
      ),
      make("p", { class: "cb-told", role: "status" }),
      make("div", { class: "cb-letter-results" }),
    );
    show();
  }

  function show() {
    const results = one(".cb-letter-results");
    if (!results) {
      return;
    }
    results.replaceChildren(...(rows.length > 0 ? [buttons(), table()] : []));
    one(".cb-told").textContent = told();
  }

  function told() {
    if (isBusy) {
      return `Reading file ${Math.min(done + 1, asked)} of ${asked} …`;
    }
    const scored = rows.filter((row) => !row.wrong);
    if (rows.length === 0) {
      return "";
    }
    const ready = scored.filter((row) => row.ready).length;
    const left = rows.length - scored.length;
    const noun = scored.length === 1 ? "text" : "texts";
    return [
      scored.length > 0 ? `${ready} of ${scored.length} ${noun} can be read aloud as written.` : "",
      left > 0 ? `${left} could not be read.` : "",
    ].join(" ");
  }

  function buttons() {
    const save = make("button", { type: "button", class: "cb-button", id: "save-letters" }, "Save as CSV");
    save.disabled = lines.length === 0;
    const clear = make("button", { type: "button", class: "cb-button", id: "clear-letters" }, "Forget all");
    return make("div", { class: "cb-letter-buttons" }, save, clear);
  }

  function table() {
    const names = ["File", "Grade", "Ready to read aloud", "Start with this sentence", "Words to swap"];
    const head = make("tr", { role: "row" }, ...names.map((name) => make("th", { scope: "col", role: "columnheader" }, name)));
    return make(
      "table",
      { class: "cb-table cb-letter-table", role: "table" },
      make("caption", {}, "What was found, hardest first"),
      make("thead", { role: "rowgroup" }, head),
      make("tbody", { role: "rowgroup" }, ...[...rows].sort(hardestFirst).map(tableRow)),
    );
  }

  const gradeOf = (row) => Number.parseInt(/\d+/.exec(row.grade ?? "")?.[0] ?? "0", 10);
  const hardestFirst = (a, b) => Boolean(b.wrong) - Boolean(a.wrong) || gradeOf(b) - gradeOf(a);

  function tableRow(row) {
    const name = make("th", { scope: "row", role: "rowheader" }, row.name);
    if (row.wrong) {
      return make("tr", { role: "row" }, name, make("td", { colspan: "4", role: "cell" }, pill(false, "not read"), " ", row.wrong));
    }
    const [worst] = row.sentences;
    const sentence = worst
      ? [make("q", {}, worst.text), " ", make("span", { class: "cb-n" }, `${worst.words} words, grade ${worst.grade}`)]
      : ["–"];
    const swaps = row.swaps.map((swap) => make("li", {}, make("b", {}, swap.hard), swap.plain ? ` → ${swap.plain}` : ""));
    const cell = (label, ...children) =>
      make("td", { role: "cell" }, make("span", { class: "cb-cell-label" }, label), " ", ...children);
    return make(
      "tr",
      { role: "row" },
      name,
      cell("Grade", row.grade),
      cell("Ready", pill(row.ready, row.ready ? "yes" : "not yet"), make("span", { class: "cb-gate-why" }, row.verdict, " ", row.note)),
      cell("Start with", ...sentence),
      cell("Swap", swaps.length > 0 ? make("ul", {}, ...swaps) : "none"),
    );
  }

  function pill(isGood, words) {
    const sign = make("span", { class: "cb-sign" }, isGood ? "✓" : "✗");
    return make("span", { class: `cb-pill cb-t-${isGood ? "good" : "bad"}` }, sign, ` ${words}`);
  }

  function take(files) {
    waiting.push(...files);
    asked += files.length;
    if (!isBusy && waiting.length > 0) {
      work();
    }
  }

  async function work() {
    isBusy = true;
    while (waiting.length > 0) {
      const file = waiting.shift();
      show();
      const found = await score(file);
      keep(file.name, found);
      done += 1;
    }
    isBusy = false;
    asked = 0;
    done = 0;
    show();
  }

  async function score(file) {
    if (file.size > MOST_BYTES) {
      return { wrong: "It is larger than 5 MB. Split it, or save it as plain text (.txt)." };
    }
    try {
      const answer = await fetch(`/quality/letters?name=${encodeURIComponent(file.name)}`, {
        method: "POST",
        headers: { "Content-Type": "application/octet-stream" },
        body: file,
        cache: "no-store",
        credentials: "same-origin",
      });
      if (answer.headers.get("content-type")?.startsWith("application/json")) {
        return await answer.json();
      }
      return { wrong: answer.status === 401 ? "Load this page again, then try once more." : await answer.text() };
    } catch {
      return { wrong: "Checkback did not answer. Is it still running? Try again." };
    }
  }

  function keep(name, found) {
    if (found.wrong) {
      rows.push({ name, wrong: found.wrong });
      return;
    }
    rows.push(...found.rows);
    const [first, ...rest] = found.csv.trimEnd().split(/\r?\n/);
    header = first;
    lines.push(...rest);
  }

  function save() {
    const address = URL.createObjectURL(new Blob(["\ufeff", [header, ...lines].join("\r\n")], { type: "text/csv" }));
    const link = make("a", { href: address, download: "letters.csv" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  function forget() {
    rows = [];
    lines = [];
    show();
    one("#letter-files")?.focus();
  }

  document.addEventListener("change", (event) => {
    if (event.target.id === "letter-files") {
      take([...event.target.files]);
      event.target.value = "";
    }
  });
  // Enter opens the list of files as the space bar does.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.id === "letter-files") {
      event.preventDefault();
      event.target.click();
    }
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#save-letters")) {
      save();
    } else if (event.target.closest?.("#clear-letters")) {
      forget();
    }
  });
  // A file dropped beside the zone would open in this tab and end the page.
  for (const kind of ["dragover", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (!document.querySelector(PLACE) || !event.dataTransfer?.types.includes("Files")) {
        return;
      }
      event.preventDefault();
      const zone = event.target.closest?.(`${PLACE} .cb-drop`);
      one(".cb-drop")?.classList.toggle("over", Boolean(zone) && kind === "dragover");
      if (zone && kind === "drop") {
        take([...event.dataTransfer.files]);
      }
    });
  }

  new MutationObserver(fill).observe(document.documentElement, { childList: true, subtree: true });
  fill();
})();
