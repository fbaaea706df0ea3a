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

// What is being made in the background is looked at again until it is over. Without this there is a link to do so.
const LOOK_EVERY = 2000;

async function lookAgain(block) {
  const answer = await fetch(location.href).catch(() => null);
  const page = answer && answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const now = page && page.querySelector("[data-progress]");
  if (now && now.dataset.progress === "on") {
    block.querySelector("[for=progress]").textContent = now.querySelector("[for=progress]").textContent;
    Object.assign(block.querySelector("progress"), { max: now.querySelector("progress").max, value: now.querySelector("progress").value });
  }
  if (now && now.dataset.progress !== "on") {
    const held = block.contains(document.activeElement);
    block.replaceChildren(...now.childNodes);
    if (held) block.focus();
    return;
  }
  setTimeout(lookAgain, LOOK_EVERY, block);
}

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();
document.querySelectorAll("[data-shown-for]").forEach(followAnswers);
document.querySelectorAll("[data-progress=on]").forEach((block) => setTimeout(lookAgain, LOOK_EVERY, block));
