/* The RACI grid under the hands: arrow keys move, a letter sets, Delete clears, Ctrl+Z takes back.
   Without script every cell is a select of its own; the grid only hides it behind the letter. */
"use strict";

{
  const LETTERS = { a: "A", r: "R", c: "C", i: "I" };
  const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  const show = (cell, select) => {
    const letters = [...(select.value.match(/^[ARCI]+/)?.[0] ?? "")]; // words behind the letters stay in the option
    cell.querySelector("[data-duty]").replaceChildren(...letters.map((letter) => {
      const mark = document.createElement("span");
      mark.className = `duty duty--${letter.toLowerCase()}`;
      mark.textContent = letter;
      return mark;
    }));
    if (!letters.length) cell.querySelector("[data-duty]").textContent = "·";
    cell.setAttribute("aria-label", `${select.getAttribute("aria-label")}: ${select.selectedOptions[0]?.textContent ?? ""}`);
  };

  /* A and R may stand together: the one who answers may also do the work. */
  const toggled = (value, letter) => {
    const both = { A: "R", R: "A" }[letter];
    if (value.includes(letter)) return value.replace(letter, "");
    return both && value.includes(both) ? "AR" : letter;
  };

  const grid = (table) => {
    const rows = [...table.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("td")].filter((cell) => cell.querySelector("select"))).filter((row) => row.length);
    const undone = [];
    let here = rows[0]?.[0];

    const enter = (cell) => {
      here.tabIndex = -1;
      here = cell;
      here.tabIndex = 0;
      here.focus();
    };
    const set = (cell, value, remember = true) => {
      const select = cell.querySelector("select");
      if (![...select.options].some((option) => option.value === value)) return;
      if (remember) undone.push([cell, select.value]);
      select.value = value;
      show(cell, select);
      select.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const move = ([down, right]) => {
      const row = rows.findIndex((cells) => cells.includes(here));
      const column = rows[row].indexOf(here);
      const next = rows[row + down]?.[column + right];
      if (next) enter(next);
    };

    rows.flat().forEach((cell) => {
      const select = cell.querySelector("select");
      const duty = document.createElement("span");
      duty.dataset.duty = "";
      duty.setAttribute("aria-hidden", "true");
      select.hidden = true;
      cell.append(duty);
      cell.tabIndex = cell === here ? 0 : -1;
      show(cell, select);
      cell.addEventListener("click", () => enter(cell));
    });
    table.addEventListener("keydown", (event) => {
      const cell = event.target.closest("td");
      if (!cell || cell !== here) return;
      const letter = LETTERS[event.key.toLowerCase()];
      if (event.ctrlKey || event.metaKey) {
        if (event.key.toLowerCase() !== "z" || !undone.length) return;
        const [changed, value] = undone.pop();
        set(changed, value, false);
        enter(changed);
      } else if (MOVES[event.key]) move(MOVES[event.key]);
      else if (letter) set(cell, toggled(cell.querySelector("select").value, letter));
      else if (event.key === "Delete" || event.key === "Backspace") set(cell, "");
      else return;
      event.preventDefault();
    });
  };

  document.querySelectorAll("table[data-raci]").forEach(grid);
}
