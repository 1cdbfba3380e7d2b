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

  /** Say that the program no longer answers. */
  stopped() {
    const told = document.getElementById("stopped");
    told.hidden = false;
    told.scrollIntoView({ block: "nearest" });
  },
};
