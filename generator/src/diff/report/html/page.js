"use strict";
// Hides what is not asked for. Everything else of the page works without this.
(() => {
  const byId = (id) => document.getElementById(id);
  const filters = byId("filters");
  if (!filters) return;
  const search = byId("search");
  const kind = byId("kind");
  const operation = byId("operation");
  const buttons = [...filters.querySelectorAll("button[data-key]")];
  const names = [...operation.options].slice(1).map((option) => option.text.toLowerCase());

  const ranges = (text) =>
    text.split(" ").filter(Boolean).map((range) => {
      const [first, last = first] = range.split("-").map(Number);
      return [first, last];
    });

  const changes = [...document.querySelectorAll("li.change")].map((element) => ({
    element,
    text: null,
    operations: ranges(element.dataset.operations),
  }));

  // What a search looks at: not the excerpts, whose lines have little to do with the change.
  const textOf = (change) => {
    if (change.text === null) {
      const parts = change.element.querySelectorAll("h3, .kind, figcaption, .rust .path, .fingerprint");
      change.text = [...parts].map((part) => part.textContent).join(" ").toLowerCase();
    }
    return change.text;
  };

  // How many of the operations before each number are like a word: says at once whether a range has one.
  const countsOf = (word) => {
    const counts = [0];
    for (const name of names) counts.push(counts.at(-1) + (name.includes(word) ? 1 : 0));
    return counts;
  };

  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = words.map((word) => [word, countsOf(word)]);
    const pressed = {};
    for (const button of buttons) {
      if (button.getAttribute("aria-pressed") === "true") {
        (pressed[button.dataset.key] ??= []).push(button.dataset.verdict);
      }
    }
    const number = operation.value === "" ? null : Number(operation.value);
    const fits = (change) => {
      const data = change.element.dataset;
      return (kind.value === "" || data.kind === kind.value)
        && Object.entries(pressed).every(([key, verdicts]) => verdicts.includes(data[key]))
        && (number === null || change.operations.some(([first, last]) => first <= number && number <= last))
        && wanted.every(([word, counts]) =>
          textOf(change).includes(word)
          || change.operations.some(([first, last]) => counts[last + 1] > counts[first]));
    };
    let shown = 0;
    for (const change of changes) {
      const fit = fits(change);
      change.element.hidden = !fit;
      if (fit) shown += 1;
    }
    for (const section of document.querySelectorAll("main > section[class]")) {
      const left = section.querySelectorAll("li.change:not([hidden])").length;
      section.hidden = left === 0;
      section.querySelector(".number").textContent = String(left);
    }
    const all = changes.length;
    byId("count").textContent = shown === all
      ? `${all} ${all === 1 ? "change" : "changes"}`
      : `${shown} of ${all} changes`;
    byId("nothing").hidden = shown > 0;
    byId("reset").disabled = shown === all && words.length === 0;
  };

  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 80);
  });
  kind.addEventListener("change", apply);
  operation.addEventListener("change", apply);
  for (const button of buttons) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      apply();
    });
  }
  const reset = () => {
    search.value = kind.value = operation.value = "";
    for (const button of buttons) button.setAttribute("aria-pressed", "false");
    apply();
  };
  byId("reset").addEventListener("click", () => {
    reset();
    search.focus();
  });
  const unfold = (open) => {
    for (const { element } of changes) {
      if (!element.hidden) element.querySelector("details").open = open;
    }
  };
  byId("expand").addEventListener("click", () => unfold(true));
  byId("collapse").addEventListener("click", () => unfold(false));

  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape" && event.target === search) {
      clearTimeout(waiting);
      search.value = "";
      apply();
    }
  });

  // A link to one change shows it, whatever is asked for.
  const arrive = () => {
    const change = changes.find(({ element }) => `#${element.id}` === location.hash);
    if (!change) return;
    if (change.element.hidden) reset();
    change.element.querySelector("details").open = true;
    change.element.scrollIntoView();
  };
  window.addEventListener("hashchange", arrive);

  filters.hidden = false;
  apply();
  arrive();
})();
