// Keys and copying for the Call page. Listeners sit on the document, because the page's parts are
// made anew after each turn. Nothing here sends, stores or reads anything but the words on screen.
(() => {
  "use strict";

  const SAID = "#said textarea, #said input";
  const one = (selector) => document.querySelector(selector);

  function goToBox() {
    const box = one(SAID);
    if (box) {
      box.focus();
      box.scrollIntoView({ block: "nearest" });
    }
  }

  // A screen reader speaks what is put here.
  function tell(words) {
    let place = one("#told");
    if (!place) {
      place = document.createElement("div");
      place.id = "told";
      place.setAttribute("role", "status");
      document.body.append(place);
    }
    place.textContent = words;
    place.classList.add("shown");
    clearTimeout(tell.timer);
    tell.timer = setTimeout(() => {
      place.classList.remove("shown");
      place.textContent = "";
    }, 2000);
  }

  async function copyWords() {
    const words = [...document.querySelectorAll("#words .cb-say")].map((part) => part.innerText.trim());
    if (words.length === 0) {
      tell("Nothing to copy yet");
      return;
    }
    if (one(".cb-keep")) {
      tell("Not copied. Keep this out of texts, voicemail and notes.");
      return;
    }
    try {
      await navigator.clipboard.writeText(words.join("\n\n"));
      tell("Copied");
    } catch {
      tell("Copying is not allowed here. Select the words instead.");
    }
  }

  function showKeys() {
    const keys = one("#keys");
    if (keys) {
      keys.open = !keys.open;
      keys.querySelector("summary").focus();
    }
  }

  // event.code, not event.key: Option+S types another letter on a Mac.
  const SHORTCUTS = {
    KeyS: goToBox,
    KeyC: copyWords,
    KeyN: () => one("#new-call")?.click(),
    KeyK: showKeys,
  };

  document.addEventListener("keydown", (event) => {
    if (event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.code in SHORTCUTS) {
      event.preventDefault();
      SHORTCUTS[event.code]();
    } else if (event.code === "Space" && event.target.closest?.("#copy-words")) {
      event.preventDefault();
      copyWords();
    }
  });

  document.addEventListener("click", (event) => {
    const target = event.target;
    if (target.closest?.("#copy-words")) {
      event.preventDefault();
      copyWords();
    } else if (target.closest?.("#find, #new-call, .cb-example")) {
      goToBox();
    }
  });
})();
