// A file can be dropped on the page, and lists of drugs open where "these" is chosen.
"use strict";

{
  const input = document.getElementById("record");
  if (input) {
    const form = document.getElementById("hand-in");
    form.addEventListener("dragover", (event) => {
      event.preventDefault();
      form.classList.add("dropping");
    });
    form.addEventListener("dragleave", () => form.classList.remove("dropping"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      form.classList.remove("dropping");
      input.files = event.dataTransfer.files;
      form.requestSubmit();
    });
    // Beside the form, a file that is dropped would be opened in place of the page.
    for (const kind of ["dragover", "drop"]) {
      document.addEventListener(kind, (event) => event.preventDefault());
    }
  }
  desk.openLists(document);
  document.addEventListener("change", () => desk.openLists(document));
}
