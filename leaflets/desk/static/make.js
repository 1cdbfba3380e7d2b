// Shows a leaflet's pages beside the form as its choices change. Without this the form still works:
// a button sends it.
"use strict";

{
  const form = document.getElementById("make");
  const result = document.getElementById("result");
  const status = document.getElementById("status");
  let running = null;
  let timer = 0;

  /** Nothing is printed that is not what the form says now. */
  function hold(held) {
    result.setAttribute("aria-busy", String(held));
    for (const button of result.querySelectorAll("[data-file]")) button.disabled = held;
  }

  /** Say beside each field what is wrong with it. */
  function tellFaults() {
    for (const told of form.querySelectorAll(".error")) {
      told.hidden = true;
      told.textContent = "";
    }
    for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
    for (const entry of result.querySelectorAll("#faults [data-field]")) {
      const name = entry.dataset.field;
      const told = name && document.getElementById(`${name}-error`);
      if (!told) continue;
      told.textContent = entry.dataset.told;
      told.hidden = false;
      for (const input of document.getElementsByName(name)) {
        input.setAttribute("aria-invalid", "true");
        input.setAttribute("aria-describedby", told.id);
      }
    }
  }

  async function show() {
    clearTimeout(timer);
    if (running) running.abort();
    const mine = (running = new AbortController());
    hold(true);
    status.textContent = status.dataset.working;
    let answer;
    try {
      answer = await fetch("/make/preview", {
        method: "POST",
        body: new FormData(form),
        headers: { "X-CSRF": desk.csrf },
        signal: mine.signal,
      });
      const html = await answer.text();
      if (mine.signal.aborted) return;
      if (!answer.ok) {
        result.replaceChildren();
        status.textContent = "";
        document.getElementById("failed").hidden = false;
        return;
      }
      const open = [...result.querySelectorAll("details[open]")].map((d) => d.dataset.kept);
      result.innerHTML = html;
      for (const name of open) result.querySelector(`[data-kept="${name}"]`)?.setAttribute("open", "");
    } catch (error) {
      if (mine.signal.aborted) return;
      status.textContent = "";
      return desk.stopped();
    }
    running = null;
    hold(false);
    tellFaults();
    status.textContent = result.querySelector("[data-told]")?.innerText ?? "";
  }

  function soon(delay) {
    if (running) running.abort();
    hold(true);
    clearTimeout(timer);
    timer = setTimeout(show, delay);
  }

  document.addEventListener("change", (event) => {
    if (event.target.form !== form) return;
    desk.openLists(form);
    soon(0);
  });
  form.addEventListener("input", (event) => {
    if (event.target.type === "text") soon(400);
  });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("data-file")) return;
    event.preventDefault();
    show();
  });

  desk.openLists(form);
  show();
}
