// Everything works without this file. It saves a second press, a search for the mistake, and a copy by hand.
document.documentElement.classList.add("cr-script");

const mistakes = document.querySelector(".govuk-error-summary");
if (mistakes) {
  mistakes.setAttribute("tabindex", "-1");
  mistakes.focus();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if ((form.method || "").toLowerCase() !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 5000);
});

// Back from the next page: the form may be sent again.
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

if (!navigator.clipboard) document.querySelectorAll("[data-copy]").forEach((button) => button.remove());

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy], button[data-print]");
  if (!button) return;
  if ("print" in button.dataset) return window.print();
  await navigator.clipboard.writeText(button.dataset.copy);
  const said = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => (button.textContent = said), 2500);
});
