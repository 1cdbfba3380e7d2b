// What helps to edit a translation: placeholders at a click, isolates, and a word before it is lost.
"use strict";

{
  const FIRST_STRONG_ISOLATE = "\u2068";
  const POP_ISOLATE = "\u2069";

  /** Put text before and after what is selected in a field, and go on from there. */
  const around = (field, before, after) => {
    const { selectionStart: start, selectionEnd: end, value } = field;
    field.setRangeText(before + value.slice(start, end) + after, start, end, "end");
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  for (const tools of document.querySelectorAll(".tools")) {
    const field = document.getElementById(tools.dataset.for);
    tools.hidden = false;
    for (const button of tools.querySelectorAll("button")) {
      button.addEventListener("click", () => {
        if (button.dataset.insert) {
          around(field, button.dataset.insert, "");
        } else {
          around(field, FIRST_STRONG_ISOLATE, POP_ISOLATE);
        }
      });
    }
  }

  for (const form of document.querySelectorAll("form[data-unsaved]")) {
    let changed = "changed" in form.dataset;
    form.addEventListener("input", () => {
      changed = true;
    });
    form.addEventListener("submit", () => {
      changed = false;
    });
    window.addEventListener("beforeunload", (event) => {
      if (changed) {
        event.preventDefault();
      }
    });
  }

  const alert = document.querySelector(".notice-error[role=alert]:not(#stopped)");
  if (alert) {
    alert.tabIndex = -1;
    alert.focus();
  }
}
