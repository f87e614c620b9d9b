/* Reading: the contents list follows the page, and a section counts as read once its end has been on the screen.
   Without this the reader says so with the button at the end of each section. */
"use strict";

{
  const text = document.querySelector("[data-reading]");
  const chapters = [...document.querySelectorAll("[data-chapter]")];
  const links = new Map([...document.querySelectorAll(".toc a[href^='#']")].map((link) => [link.hash.slice(1), link]));

  /* Which section is under the eye: the last one whose heading has passed the upper third. */
  const seen = new IntersectionObserver(() => {
    const here = chapters.filter((chapter) => chapter.getBoundingClientRect().top < innerHeight / 3).pop() ?? chapters[0];
    const anchor = here?.getAttribute("aria-labelledby");
    links.forEach((link, name) => { if (name === anchor) link.setAttribute("aria-current", "location"); else link.removeAttribute("aria-current"); });
  }, { rootMargin: "0px 0px -66% 0px", threshold: [0, 0.05, 0.5, 1] });
  chapters.forEach((chapter) => seen.observe(chapter));

  const form = document.getElementById("reading");
  if (form && text?.dataset.reading) {
    const told = new Set();
    const tell = (section) => {
      if (told.has(section)) return;
      told.add(section);
      const body = new FormData(form);
      body.set("section", section);
      fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "fetch" }, keepalive: true }).catch(() => told.delete(section));
    };
    /* Two seconds at the end of a section: whoever only leafs through has not read it. */
    const waiting = new Map();
    const ends = new IntersectionObserver((entries) => entries.forEach((entry) => {
      const section = entry.target.value;
      if (entry.isIntersecting) waiting.set(section, setTimeout(() => tell(section), 2000));
      else clearTimeout(waiting.get(section));
    }), { threshold: 1 });
    document.querySelectorAll("button[form=reading]").forEach((button) => ends.observe(button));
  }
}
