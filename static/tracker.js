// Makes the pages easier where JavaScript is on. Everything works without it.
import { initAll } from "./vendor/govuk-frontend.min.js";

function showFor(block) {
  const values = block.dataset.shownValues.split(" ");
  const answers = Array.from(document.getElementsByName(block.dataset.shownFor));
  block.hidden = !answers.some((answer) => answer.checked && values.includes(answer.value));
}

function followAnswers(block) {
  const answers = document.getElementsByName(block.dataset.shownFor);
  answers.forEach((answer) => answer.addEventListener("change", () => showFor(block)));
  showFor(block);
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
document.querySelectorAll("[data-shown-for]").forEach(followAnswers);
