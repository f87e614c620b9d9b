/* The toolbar above a text: bold, italic, list, and whatever a chip puts in. Plain Markdown stays in the field. */
"use strict";

{
  const put = (field, text, from, to, selectFrom, selectTo) => {
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

  /* Buttons carry data-wrap="**", data-prefix="- " or data-insert="[[…]]"; a select inserts the value that is chosen. */
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-wrap], [data-prefix], [data-insert]");
    const field = button && document.getElementById(button.closest("[data-into]")?.dataset.into);
    if (!field) return;
    if (button.dataset.wrap) wrap(field, button.dataset.wrap);
    else if (button.dataset.prefix) prefix(field, button.dataset.prefix);
    else insert(field, button.dataset.insert);
  });
  document.addEventListener("change", (event) => {
    const select = event.target.closest("select[data-insert-choice]");
    const field = select && document.getElementById(select.closest("[data-into]")?.dataset.into);
    if (!field || !select.value) return;
    insert(field, select.value);
    select.value = "";
  });

  document.querySelectorAll("[data-into][hidden]").forEach((bar) => { bar.hidden = false; });
}
