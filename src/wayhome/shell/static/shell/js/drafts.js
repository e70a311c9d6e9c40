/* Drafts: a form with data-autosave="<url>" is posted in the background a moment after each change.
   The page works without this file; it only saves earlier. Nothing is kept in the browser.

   data-autosave        address that takes the form's fields by POST and answers 2xx when stored
   [data-saved]         element inside the form that says so; its data-saved-text, data-unsaved-text and
                        data-saving-text hold the sentences in the reader's language
   data-warn-unsaved    on the form: ask before leaving while something is not stored */

(() => {
  "use strict";
  const PAUSE = 1500;
  const RETRY = 10000;

  function watch(form) {
    const says = form.querySelector("[data-saved]");
    let timer = 0;
    let unsaved = false;
    let sending = false;
    let leaving = false;

    function say(kind) {
      if (!says) return;
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      says.textContent = (says.dataset[kind] || "").replace("{time}", time);
    }

    function later(pause) {
      window.clearTimeout(timer);
      timer = window.setTimeout(save, pause);
    }

    async function save() {
      if (!form.dataset.autosave || sending || !unsaved) return;
      sending = true;
      unsaved = false;
      say("savingText");
      const fields = new FormData(form);
      for (const [name, value] of [...fields]) if (value instanceof File) fields.delete(name);
      try {
        const answer = await fetch(form.dataset.autosave, {
          method: "POST", body: fields, credentials: "same-origin", headers: { "X-Requested-With": "autosave" },
        });
        if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
        say(unsaved ? "savingText" : "savedText");
      } catch {
        unsaved = true;
        say("unsavedText");
      }
      sending = false;
      if (unsaved) later(RETRY);
    }

    function changed() {
      unsaved = true;
      later(PAUSE);
    }

    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", () => { leaving = true; window.clearTimeout(timer); });
    window.addEventListener("online", () => { if (unsaved) later(0); });
    window.addEventListener("beforeunload", (event) => {
      if (unsaved && !leaving && "warnUnsaved" in form.dataset) event.preventDefault();
    });
    // A phone that locks its screen gives no second chance.
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && unsaved) save(); });
  }

  document.querySelectorAll("form[data-autosave], form[data-warn-unsaved]").forEach(watch);
})();
