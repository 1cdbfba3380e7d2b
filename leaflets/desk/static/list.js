// A list: drop it, mend its rows in their place, and look on while its leaflets are made.
"use strict";

(() => {
  const everySeconds = 0.5;

  /** Show the list as it is now; a page that answers a form can't be asked for again. */
  const again = () =>
    location.replace("/list" + (location.pathname === "/list" ? location.search : ""));

  // A file that is dropped on the form is chosen, and sent.
  const drop = document.getElementById("drop");
  if (drop) {
    const input = drop.querySelector('input[type="file"]');
    for (const kind of ["dragover", "dragleave", "drop"]) {
      drop.addEventListener(kind, (event) => {
        event.preventDefault();
        drop.classList.toggle("drop-over", kind === "dragover");
        if (kind === "drop" && event.dataTransfer.files.length > 0) {
          input.files = event.dataTransfer.files;
          drop.requestSubmit();
        }
      });
    }
  }

  // A row is checked again at once, and takes the place of what was shown of it.
  async function mend(form) {
    const button = form.querySelector("button");
    button.disabled = true;
    let answer = null;
    try {
      answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        headers: { "X-CSRF": desk.csrf, "X-Part": "row" },
      });
    } catch (error) {
      desk.stopped();
      return;
    }
    if (!answer.ok) {
      again(); // the list is another one by now: show it as it is
      return;
    }
    const parts = new DOMParser().parseFromString(await answer.text(), "text/html");
    let row = null;
    for (const id of ["counts", form.closest(".row").id]) {
      const made = document.importNode(parts.getElementById(id), true);
      document.getElementById(id).replaceWith(made);
      row = made;
    }
    const wrong = row.querySelector('[aria-invalid="true"]');
    (wrong || row).focus();
    const name = row.querySelector("h3").textContent;
    const said = [row.querySelector(".badge"), ...row.querySelectorAll(".error")];
    document.getElementById("heard").textContent =
      `${name}: ${said.map((each) => each.textContent.trim()).join(". ")}`;
  }

  document.addEventListener("submit", (event) => {
    if (event.target.matches(".row-form")) {
      event.preventDefault();
      mend(event.target);
    }
  });

  // How far it is; the page is shown anew once that has ended.
  const shown = document.getElementById("progress");
  if (shown) {
    for (const link of shown.querySelectorAll(".by-hand")) {
      link.hidden = true;
    }
    const bar = document.getElementById("bar");
    const look = async () => {
      const answer = await desk.get("/list/progress");
      if (!answer) {
        return;
      }
      const now = await answer.json();
      if (now.key !== shown.dataset.key || now.state !== shown.dataset.state) {
        again();
        return;
      }
      document.getElementById("stage").textContent = now.stage;
      document.getElementById("how-far").textContent = now.how_far;
      if (now.percent === null) {
        bar.removeAttribute("value");
      } else {
        bar.max = 100;
        bar.value = now.percent;
      }
      setTimeout(look, everySeconds * 1000);
    };
    setTimeout(look, everySeconds * 1000);
  }
})();
