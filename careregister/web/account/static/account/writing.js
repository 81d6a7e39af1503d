// Everything works without this file. It saves what is written every few seconds, and says so.
document.documentElement.classList.add("cr-script");

const mistakes = document.querySelector(".govuk-error-summary");
if (mistakes) {
  mistakes.setAttribute("tabindex", "-1");
  mistakes.focus();
}

const form = document.querySelector("form[data-autosave]");
const said = document.querySelector("[data-saved]");
let waiting = 0;
let sending = false;
let left = false;

async function save() {
  if (left) return;
  if (sending) return plan(1500);
  sending = true;
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File || name.endsWith("-remove")) data.delete(name);
  try {
    const answer = await fetch(form.getAttribute("action") || location.pathname, {
      method: "POST", body: data, headers: { "X-Autosave": "1" }, redirect: "error",
    });
    const told = await answer.json();
    if (left) return;
    said.textContent = told.words;
    if (told.saved) {
      form.elements.base.value = told.base;
      form.setAttribute("action", told.action + location.search);
    }
  } catch {
    said.textContent = ""; // no connection, or signed out: the button keeps the words
  } finally {
    sending = false;
  }
}

function plan(after) {
  clearTimeout(waiting);
  waiting = setTimeout(save, after);
}

form.addEventListener("input", (event) => {
  said.textContent = "";
  if (event.target.type !== "file") plan(2500);
});

form.addEventListener("submit", (event) => {
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  left = true;
  clearTimeout(waiting);
  setTimeout(() => { delete form.dataset.sent; left = false; }, 8000);
});

// Back from the next page: the form may be sent again.
addEventListener("pageshow", () => { delete form.dataset.sent; left = false; });
