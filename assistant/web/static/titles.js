// The title of each page. Gradio has one title for all pages and sets it again when it starts.
(() => {
  "use strict";

  const TITLES = { "/": "Call - Checkback", "/quality": "Quality - Checkback" };
  const title = TITLES[location.pathname];
  if (!title) {
    return;
  }
  const setTitle = () => {
    if (document.title !== title) {
      document.title = title;
    }
  };
  setTitle();
  new MutationObserver(setTitle).observe(document.head, { childList: true, subtree: true, characterData: true });
})();
