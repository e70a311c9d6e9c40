/* Keys for those who work all day: data-shortcut="Control+Enter" on a button or link presses it,
   data-shortcut="s" focuses or presses what bears it. Single letters are silent while one is typing.
   data-print shows itself where pages can be printed. Everything here can be done without it. */

(() => {
  "use strict";

  function typing(target) {
    return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
      && !/^(radio|checkbox|button|submit)$/.test(target.type || "");
  }

  function chord(event) {
    const parts = [];
    if (event.ctrlKey || event.metaKey) parts.push("Control");
    if (event.altKey) parts.push("Alt");
    parts.push(event.key.length === 1 ? event.key.toLowerCase() : event.key);
    return parts.join("+");
  }

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const pressed = chord(event);
    if (typing(event.target) && !pressed.includes("+")) return;
    for (const element of document.querySelectorAll("[data-shortcut]")) {
      if (element.dataset.shortcut !== pressed || element.getAttribute("aria-disabled") === "true") continue;
      event.preventDefault();
      if (/^(BUTTON|A|SUMMARY)$/.test(element.tagName)) element.click();
      else if (element.type === "radio" || element.type === "checkbox") { element.focus(); element.click(); }
      else element.focus();
      return;
    }
  });

  document.addEventListener("click", (event) => {
    const element = event.target instanceof Element ? event.target.closest("[aria-disabled=true], [data-print]") : null;
    if (!element) return;
    if (element.hasAttribute("data-print")) window.print();
    else event.preventDefault();
  });

  document.querySelectorAll("[data-print]").forEach((element) => { element.hidden = false; });
})();
