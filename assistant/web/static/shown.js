// "Show me": what was taken out, marked in the words as they were typed. The server sends places and
// kinds only. The words never left this page: they are kept here, in its memory, until the next turn,
// "New call" or leaving the page. They are put on screen as text, never as markup.
(() => {
  "use strict";

  const BOX = "#said textarea, #said input";
  const NOTE = "Only on this screen. It goes away with your next turn.";
  const LABEL = "What you typed, with each part that was taken out marked";
  // What may be the words of the turn on its way. More than one only when Enter was pressed again before the
  // reply came; then the length tells which was sent.
  const sent = new Set();
  const one = (selector) => document.querySelector(selector);

  function make(tag, css, text = "") {
    const part = document.createElement(tag);
    part.className = css;
    part.textContent = text;
    return part;
  }

  function close() {
    document.querySelectorAll(".cb-show, .cb-typed").forEach((part) => part.remove());
  }

  function forget() {
    sent.clear();
    close();
  }

  function keepWords() {
    const words = one(BOX)?.value ?? "";
    if (!words.trim()) {
      return;
    }
    if (one("#card .cb-card, #card .cb-notice")) {
      forget(); // the turn before is over
    }
    sent.add(words);
  }

  // "length;start,end,kind;start,end,kind"
  function read(where) {
    const [length, ...places] = where.textContent.trim().split(";");
    const spans = places.map((place) => place.split(","));
    return {
      length: Number(length),
      spans: spans.map(([start, end, kind]) => ({ start: Number(start), end: Number(end), kind })),
    };
  }

  // Places count whole characters, as Python does; a string's own index would count an emoji as two.
  function markedWords(letters, spans) {
    const words = make("div", "cb-typed-words");
    let last = 0;
    for (const { start, end, kind } of spans) {
      const mark = make("mark", "cb-mark");
      mark.append(make("bdi", "", letters.slice(start, end).join("")), make("span", "cb-kind", ` (${kind})`));
      words.append(letters.slice(last, start).join(""), mark);
      last = end;
    }
    words.append(letters.slice(last).join(""));
    return words;
  }

  function offer(where) {
    const { length, spans } = read(where);
    const fitting = [...sent].map((words) => Array.from(words)).filter((letters) => letters.length === length);
    if (fitting.length !== 1) {
      return;
    }
    const button = make("button", "cb-show", "Show me");
    const panel = make("div", "cb-typed");
    button.type = "button";
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", "typed-words");
    panel.id = "typed-words";
    panel.hidden = true;
    panel.setAttribute("role", "group");
    panel.setAttribute("aria-label", LABEL);
    button.addEventListener("click", () => {
      panel.hidden = !panel.hidden;
      button.setAttribute("aria-expanded", String(!panel.hidden));
      panel.replaceChildren(
        ...(panel.hidden ? [] : [markedWords(fitting[0], spans), make("p", "cb-typed-note", NOTE)]),
      );
    });
    where.after(button, panel);
  }

  // Before the page itself hears of them, while the words are still in the box.
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Enter" && !event.shiftKey && event.target.matches?.(BOX)) {
        keepWords();
      }
    },
    true,
  );
  document.addEventListener(
    "click",
    (event) => {
      if (event.target.closest?.("#find")) {
        keepWords();
      } else if (event.target.closest?.("#new-call")) {
        forget();
      }
    },
    true,
  );
  window.addEventListener("pagehide", forget);

  const offered = new WeakSet();
  new MutationObserver(() => {
    const where = one("#card .cb-where");
    if (where && !offered.has(where)) {
      offered.add(where);
      offer(where);
    }
  }).observe(document.body, { childList: true, subtree: true });
})();
