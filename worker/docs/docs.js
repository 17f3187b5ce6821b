// The page is complete without this: it adds the search, the copy buttons, the forms to try a call, the choice of light
// or dark, the fade of long lines and the mark of where you are.

const contents = document.querySelector("#contents");
const input = contents.querySelector("input");

contents.querySelector(".filter").hidden = false;
input.addEventListener("input", () => {
  const wanted = input.value.trim().toLowerCase();
  let found = 0;
  for (const section of contents.querySelectorAll("section")) {
    let shown = 0;
    for (const item of section.querySelectorAll("li")) {
      const words = item.dataset.words ?? item.textContent.toLowerCase();
      item.hidden = !words.includes(wanted);
      if (!item.hidden) shown++;
    }
    section.hidden = shown === 0;
    found += shown;
  }
  contents.querySelector(".none").hidden = found > 0;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.closest("input, textarea")) return;
  event.preventDefault();
  // On a phone the contents are not there until they are asked for.
  if (getComputedStyle(contents).display === "none") contents.showPopover();
  input.focus();
});

/** The links that the search has left, in order. */
const shownLinks = () => [...contents.querySelectorAll("li:not([hidden]) a")].filter((link) => link.checkVisibility());

contents.addEventListener("keydown", (event) => {
  const all = shownLinks();
  if (event.key === "Enter" && event.target === input && input.value !== "") all[0]?.click();
  if (event.key === "Escape" && event.target === input && input.value !== "") {
    input.value = "";
    input.dispatchEvent(new Event("input"));
    event.preventDefault();
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const here = all.indexOf(event.target);
  const next = event.key === "ArrowDown" ? all[here + 1] : here > 0 ? all[here - 1] : input;
  if (here === -1 && event.target !== input) return;
  event.preventDefault();
  next?.focus();
});

// On a phone the contents lie over the page: a choice closes them.
contents.addEventListener("click", (event) => {
  if (event.target.closest("a") && contents.matches(":popover-open")) contents.hidePopover();
});

/** Lets code fade out at its end as long as there is more to scroll to. */
function fade(code) {
  code.classList.toggle("more", code.scrollLeft + code.clientWidth < code.scrollWidth - 1);
}
const resized = new ResizeObserver((changes) => {
  for (const { target } of changes) fade(target);
});

for (const figure of document.querySelectorAll("figure.code")) {
  const code = figure.querySelector("pre");
  code.addEventListener("scroll", () => fade(code), { passive: true });
  resized.observe(code);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(figure.querySelector("code").textContent);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Not allowed";
    }
    setTimeout(() => {
      button.textContent = "Copy";
    }, 1500);
  });
  figure.querySelector("figcaption").append(button);
}

for (const article of document.querySelectorAll('article[data-trial="yes"]')) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "try";
  button.textContent = "Try it";
  button.ariaExpanded = "false";
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      const { toggleTrial } = await import("./try.js");
      toggleTrial(article.id, button);
    } catch {
      button.textContent = "The form did not load. Try again";
    }
    button.disabled = false;
  });
  article.querySelector(".samples").append(button);
}

// The choice of light or dark is kept for the next page, and only once it was made.
const schemes = { auto: "Auto", light: "Light", dark: "Dark" };
const scheme = document.createElement("select");
scheme.ariaLabel = "Light or dark";
scheme.className = "scheme";
for (const [value, text] of Object.entries(schemes)) scheme.append(new Option(text, value));
function applyScheme(value) {
  scheme.value = value in schemes ? value : "auto";
  document.documentElement.dataset.scheme = scheme.value;
}
try {
  applyScheme(localStorage.getItem("firstline-docs-scheme") ?? "auto");
} catch {
  applyScheme("auto");
}
scheme.addEventListener("change", () => {
  applyScheme(scheme.value);
  try {
    localStorage.setItem("firstline-docs-scheme", scheme.value);
  } catch {
    // Where nothing may be kept, it holds for this page.
  }
});
document.querySelector(".top").append(scheme);

const links = new Map(Array.from(contents.querySelectorAll("a"), (link) => [link.hash.slice(1), link]));
const inView = new Set();
const observer = new IntersectionObserver(
  (changes) => {
    for (const { target, isIntersecting } of changes) {
      if (isIntersecting) inView.add(target.id);
      else inView.delete(target.id);
    }
    contents.querySelector("[aria-current]")?.removeAttribute("aria-current");
    const current = [...links.keys()].find((id) => inView.has(id));
    if (current === undefined) return;
    const link = links.get(current);
    link.setAttribute("aria-current", "location");
    if (input.value === "" && !contents.matches(":hover")) scrollContentsTo(link);
  },
  { rootMargin: "-100px 0px -65% 0px" },
);
for (const id of links.keys()) {
  const target = document.getElementById(id);
  if (target) observer.observe(target);
}

/** Keeps the marked link in view without moving the page itself. */
function scrollContentsTo(link) {
  const { top, bottom } = link.getBoundingClientRect();
  const box = contents.getBoundingClientRect();
  if (top < box.top + 80 || bottom > box.bottom - 40) contents.scrollTop += top - box.top - box.height / 3;
}
