// Makes the pages easier where JavaScript is on. Everything works without it.
import { initAll } from "./vendor/govuk-frontend.min.js";

function answersFor(block) {
  return Array.from(block.closest("form").elements).filter((each) => each.name === block.dataset.shownFor);
}

function showFor(block) {
  const values = block.dataset.shownValues.split(" ");
  block.hidden = !answersFor(block).some((answer) => answer.checked && values.includes(answer.value));
}

function followAnswers(block) {
  answersFor(block).forEach((answer) => answer.addEventListener("change", () => showFor(block)));
  showFor(block);
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
document.querySelectorAll("[data-shown-for]").forEach(followAnswers);
