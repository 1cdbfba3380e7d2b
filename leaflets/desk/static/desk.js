// What every page of the desk shares: requests that carry what proves them, and a word when the
// program no longer answers.
"use strict";

const desk = {
  csrf: document.querySelector('meta[name="csrf"]').content,

  /** Send a form, or what a form would send; the answer, or null once the program has stopped. */
  async post(address, body) {
    try {
      return await fetch(address, {
        method: "POST",
        body,
        headers: { "X-CSRF": desk.csrf },
      });
    } catch (error) {
      desk.stopped();
      return null;
    }
  },

  /** Ask for something; the answer, or null once the program has stopped. */
  async get(address) {
    try {
      return await fetch(address);
    } catch (error) {
      desk.stopped();
      return null;
    }
  },

  /** Say that the program no longer answers, and let nothing be sent into the void. */
  stopped() {
    const told = document.getElementById("stopped");
    if (!told.hidden) return;
    told.hidden = false;
    told.scrollIntoView({ block: "nearest" });
    for (const button of document.querySelectorAll("button")) button.disabled = true;
  },

  /** Drugs can be ticked where "these" is chosen; what can't be seen is not sent. */
  openLists(within) {
    for (const control of within.querySelectorAll("[data-drugs]")) {
      const some = control.querySelector('input[value="some"]').checked;
      const listed = control.querySelector("[data-listed]");
      listed.disabled = !some;
      listed.hidden = !some;
    }
  },
};

// The program may end at any time: whoever types on a page of it shall know.
setInterval(async () => {
  if (document.hidden) return;
  const answer = await desk.get("/alive");
  if (answer && !answer.ok) desk.stopped(); // another desk has taken its place
}, 4000);
