/* The toolbar above a text: bold, italic, list, and the references that can be put in. Plain Markdown stays in the field. */
"use strict";

{
  const put = (field, text, from, to, selectFrom, selectTo) => {
    if (field.splice) return field.splice(from, to, text, selectFrom, selectTo);
    field.focus();
    field.setRangeText(text, from, to, "end");
    field.setSelectionRange(selectFrom, selectTo);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  /* Around the chosen words; pressed again, the marks go. */
  const wrap = (field, mark) => {
    const { selectionStart: from, selectionEnd: to, value } = field;
    const inside = value.slice(from, to);
    const marked = value.slice(from - mark.length, from) === mark && value.slice(to, to + mark.length) === mark;
    if (marked) put(field, inside, from - mark.length, to + mark.length, from - mark.length, to - mark.length);
    else put(field, mark + inside + mark, from, to, from + mark.length, to + mark.length);
  };

  const prefix = (field, mark) => {
    const { selectionStart: from, selectionEnd: to, value } = field;
    const start = value.lastIndexOf("\n", from - 1) + 1;
    const lines = value.slice(start, to).split("\n");
    const marked = lines.every((line) => line.startsWith(mark));
    const text = lines.map((line) => (marked ? line.slice(mark.length) : mark + line)).join("\n");
    put(field, text, start, to, start, start + text.length);
  };

  const insert = (field, text) => {
    const { selectionStart: from, selectionEnd: to, value } = field;
    const gap = from && !/\s$/.test(value.slice(0, from)) ? " " : "";
    put(field, gap + text, from, to, from + gap.length + text.length, from + gap.length + text.length);
  };

  /* The field of a bar, or the one that was written in last; where its references are chips, the box over it. */
  let last = null;
  document.addEventListener("focusin", (event) => { if (event.target.matches("textarea, [role=textbox]")) last = event.target; });
  const fieldOf = (button) => {
    const bar = button.closest("[data-into]") ?? document.querySelector("[data-into]");
    const field = (button.closest("[data-into]") || !last?.isConnected) && bar ? document.getElementById(bar.dataset.into) : last;
    return field?.prose ?? field;
  };

  /* Buttons carry data-wrap="**", data-prefix="- ", data-insert="…", or data-choose="document" to choose from a list. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-wrap], [data-prefix], [data-insert], [data-choose]");
    const field = button && fieldOf(button);
    if (!field) return;
    if (button.dataset.wrap) wrap(field, button.dataset.wrap);
    else if (button.dataset.prefix) prefix(field, button.dataset.prefix);
    else if (button.dataset.insert) insert(field, button.dataset.insert);
    else offer(field, button);
  });

  const chooser = document.getElementById("chooser");
  const lists = chooser && JSON.parse(document.getElementById("references").textContent).lists;

  function offer(field, button) {
    const sought = chooser.querySelector("input");
    const list = chooser.querySelector("ul");
    const show = () => {
      const wanted = sought.value.toLowerCase().split(/\s+/);
      const found = lists[button.dataset.choose].filter(([, words]) => wanted.every((word) => words.toLowerCase().includes(word)));
      list.replaceChildren(...found.slice(0, 60).map(([code, words]) => {
        const item = document.createElement("li");
        const choice = Object.assign(document.createElement("button"), { type: "button", textContent: words });
        choice.onclick = () => { chooser.close(); insert(field, code); };
        item.append(choice);
        return item;
      }));
    };
    chooser.querySelector("h2").textContent = button.textContent;
    chooser.querySelector("[data-close]").onclick = () => chooser.close();
    sought.value = "";
    sought.oninput = show;
    sought.onkeydown = (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      list.querySelector("button")?.click();
    };
    show();
    chooser.showModal();
    sought.focus();
  }

  document.querySelectorAll("[data-into][hidden]").forEach((bar) => { bar.hidden = false; });
}
