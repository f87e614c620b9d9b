/* A text with its references as chips. The plain field stays the truth: whatever happens here is written there at once, as
   Markdown with [[kind:id]], and its input event tells everyone else. Without this the field itself is what one writes in. */
"use strict";

{
  const data = document.getElementById("references");
  const { names = {}, icons = "" } = data ? JSON.parse(data.textContent) : {};
  const CODE = /\[\[([a-z-]+):([^[\]\n]{1,120}?)\]\]/g;
  const MARKS = { commitment: "commitment", claim: "commitment", document: "document" };
  const boxes = [];

  const make = (name, attributes, ...inner) => {
    const made = name === "svg" || name === "use" ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    made.append(...inner);
    return made;
  };

  const chipOf = ([code, kind, id], language) => {
    const known = names[language] ?? {};
    const words = known[`${kind}:${id.trim()}`] ?? known[`${kind}:`]?.replace("…", id.trim());
    const mark = words ? MARKS[kind] : "warn";
    const icon = mark ? [make("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": "true" }, make("use", { href: `${icons}#${mark}` }))] : [];
    const said = words ?? `${kind}:${id}`;
    const short = said.length > 60 ? `${said.slice(0, 58).trimEnd()}…` : said;
    return make("a", { class: words ? "chip" : "chip chip--lost", contenteditable: "false", "data-code": code, title: said }, ...icon, short);
  };

  const isText = (node) => node.nodeType === Node.TEXT_NODE;
  /* The line break that stands last only keeps the last line open. */
  const textOf = (node) => {
    if (isText(node)) return node.data;
    if (node.dataset?.code) return node.dataset.code;
    if (node.nodeName === "BR") return "\n";
    return [...node.childNodes].map((each) => (each === node.lastChild && each.nodeName === "BR" ? "" : textOf(each))).join("");
  };

  class Prose {
    constructor(field) {
      const label = document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
      label.id ||= `${field.id}-label`;
      this.field = field;
      this.box = make("div", { class: "area area--prose area--chips", role: "textbox", "aria-multiline": "true", "aria-labelledby": label.id, lang: field.lang, spellcheck: "true" });
      ["aria-describedby", "aria-invalid"].forEach((name) => { if (field.hasAttribute(name)) this.box.setAttribute(name, field.getAttribute(name)); });
      if (field.rows <= 3) this.box.classList.add("area--low");
      try { this.box.contentEditable = "plaintext-only"; } catch { this.box.contentEditable = "true"; }
      /* The box takes the place of the field for links and labels; the form still sends the field. */
      this.box.id = field.id;
      field.id += "-plain";
      field.hidden = true;
      field.after(this.box);
      this.box.prose = this;
      label.addEventListener("click", () => this.focus());
      this.selectionStart = this.selectionEnd = field.value.length;
      this.past = [[field.value, field.value.length, field.value.length]];
      this.now = 0;
      this.draw();
      this.listen();
    }

    get value() { return this.field.value; }

    listen() {
      const on = (name, does) => this.box.addEventListener(name, does);
      on("beforeinput", (event) => this.before(event));
      on("input", (event) => this.typed(event));
      on("compositionend", () => this.typed({ inputType: "insertText" }));
      on("paste", (event) => { event.preventDefault(); this.replace(event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n")); });
      ["copy", "cut"].forEach((name) => on(name, (event) => {
        event.preventDefault();
        this.remember();
        event.clipboardData.setData("text/plain", this.value.slice(this.selectionStart, this.selectionEnd));
        if (name === "cut") this.replace("");
      }));
      on("dragstart", (event) => event.preventDefault());
      on("keydown", (event) => {
        this.remember();
        const key = event.key.toLowerCase();
        if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y")) return;
        event.preventDefault();
        this.step(key === "y" || event.shiftKey ? 1 : -1);
      });
      document.addEventListener("selectionchange", () => this.remember());
      const refresh = () => { if (textOf(this.box) !== this.value) this.draw(); };
      this.field.form?.addEventListener("input", (event) => { if (event.target === this.field.form) refresh(); });
      addEventListener("pageshow", refresh);
    }

    draw() {
      const shown = [];
      let end = 0;
      for (const found of this.value.matchAll(CODE)) {
        shown.push(this.value.slice(end, found.index), chipOf(found, this.field.lang));
        end = found.index + found[0].length;
      }
      shown.push(this.value.slice(end));
      this.box.replaceChildren(...shown.filter((piece) => piece !== ""), make("br", {}));
      underline();
    }

    /* Where a place of the page is in the text, and back. */
    offset(node, at) {
      const range = document.createRange();
      const chip = (isText(node) ? node.parentElement : node).closest("[data-code]");
      range.setStart(this.box, 0);
      if (!chip) range.setEnd(node, at);
      else if (at) range.setEndAfter(chip);
      else range.setEndBefore(chip);
      return textOf(range.cloneContents()).length;
    }

    place(offset) {
      const nodes = [...this.box.childNodes];
      for (const [index, node] of nodes.entries()) {
        const length = textOf(node).length;
        if (isText(node) && offset <= length) return [node, offset];
        if (offset <= 0) return [this.box, index];
        offset -= length;
      }
      return [this.box, Math.max(nodes.length - 1, 0)];
    }

    ends({ startContainer, startOffset, endContainer, endOffset }) {
      return [this.offset(startContainer, startOffset), this.offset(endContainer, endOffset)];
    }

    /* A caret that a browser put inside a chip comes out of it again: nothing can be typed in there. */
    remember() {
      const chosen = getSelection();
      if (!chosen.rangeCount || !this.box.contains(chosen.anchorNode) || !this.box.contains(chosen.focusNode)) return;
      [this.selectionStart, this.selectionEnd] = this.ends(chosen.getRangeAt(0));
      const [from, to] = [chosen.anchorNode, chosen.focusNode].map((node) => node.parentElement.closest("[data-code]"));
      if (from && from === to) getSelection().setBaseAndExtent(...this.place(this.selectionStart), ...this.place(this.selectionEnd));
    }

    choose(from, to) {
      [this.selectionStart, this.selectionEnd] = [from, to];
      getSelection().setBaseAndExtent(...this.place(from), ...this.place(to));
      const [node, at] = this.place(to);
      const here = (isText(node) ? node.parentElement : node).childNodes[at] ?? node;
      const foot = here.getBoundingClientRect?.().bottom ?? 0;
      if (here !== this.box && foot > innerHeight - 96) scrollBy(0, foot - innerHeight + 140);
    }

    focus() {
      this.box.focus();
      this.choose(this.selectionStart, this.selectionEnd);
    }

    /* Every change that is not plain typing: text takes the place of what stands from one sign to another. */
    splice(from, to, text, chosenFrom = from + text.length, chosenTo = chosenFrom) {
      const old = this.value;
      this.field.value = old.slice(0, from) + text + old.slice(to);
      this.draw();
      this.box.focus();
      this.choose(chosenFrom, chosenTo);
      this.keep("");
    }

    replace(text) {
      this.remember();
      this.splice(...this.whole(this.selectionStart, this.selectionEnd), text);
    }

    /* A chip is one sign: whatever touches its inside takes all of it. */
    whole(from, to) {
      for (const found of this.value.matchAll(CODE)) {
        const [start, end] = [found.index, found.index + found[0].length];
        if (from < end && to > start && from !== to) [from, to] = [Math.min(from, start), Math.max(to, end)];
      }
      return [from, to];
    }

    before(event) {
      const kind = event.inputType;
      if (kind.startsWith("format")) event.preventDefault();
      if (kind.startsWith("history")) {
        event.preventDefault();
        this.step(kind === "historyRedo" ? 1 : -1);
      }
      if (event.defaultPrevented || event.isComposing || !event.cancelable) return;
      const range = event.getTargetRanges()[0];
      this.remember();
      let [from, to] = range ? this.ends(range) : [this.selectionStart, this.selectionEnd];
      if (kind.startsWith("delete")) [from, to] = this.doomed(kind, from, to);
      const text = { insertParagraph: "\n", insertLineBreak: "\n" }[kind] ?? (kind.startsWith("delete") ? "" : event.data ?? event.dataTransfer?.getData("text/plain") ?? "");
      const plain = range && isText(range.startContainer) && range.startContainer === range.endContainer && !(text + this.value.slice(from, to)).includes("\n") && this.selectionStart === this.selectionEnd;
      const chip = [...this.value.matchAll(CODE)].some(({ index, 0: code }) => from < to && from < index + code.length && to > index);
      if ((plain && !chip) || (from === to && !text)) return;
      event.preventDefault();
      this.splice(...this.whole(from, to), text.replace(/\r\n?/g, "\n"));
    }

    /* Backspace and Delete beside a chip take the chip. */
    doomed(kind, from, to) {
      if (this.selectionStart !== this.selectionEnd) return [this.selectionStart, this.selectionEnd];
      for (const { index, 0: code } of this.value.matchAll(CODE)) {
        if (kind === "deleteContentBackward" && index + code.length === this.selectionStart) return [index, index + code.length];
        if (kind === "deleteContentForward" && index === this.selectionStart) return [index, index + code.length];
      }
      return [from, to];
    }

    /* After plain typing the page already shows it; a code that was just completed becomes a chip. */
    typed(event) {
      this.field.value = textOf(this.box);
      if (!event.isComposing) {
        const chips = [...this.box.querySelectorAll("[data-code]")].map((chip) => chip.dataset.code).join();
        const flat = [...this.box.childNodes].every((node) => isText(node) || node.dataset?.code || node === this.box.lastChild);
        this.remember();
        if (!flat || chips !== (this.value.match(CODE) ?? []).join()) {
          this.draw();
          this.choose(this.selectionStart, this.selectionEnd);
        } else if (this.box.lastChild?.nodeName !== "BR") this.box.append(make("br", {}));
      }
      this.keep(event.inputType);
    }

    /* One step back is one thought, not one letter. */
    keep(kind) {
      const state = [this.value, this.selectionStart, this.selectionEnd];
      const joined = kind && kind === this.kind && Date.now() - this.when < 900 && this.now;
      this.past.splice(this.now + (joined ? 0 : 1), Infinity, state);
      this.past.splice(0, this.past.length - 300);
      this.now = this.past.length - 1;
      [this.kind, this.when] = [kind, Date.now()];
      this.tell();
    }

    step(by) {
      if (!this.past[this.now + by]) return;
      this.now += by;
      this.kind = "";
      const [value, from, to] = this.past[this.now];
      this.field.value = value;
      this.draw();
      this.choose(from, to);
      this.tell();
    }

    tell() { this.field.dispatchEvent(new Event("input", { bubbles: true })); }

    find(passage) {
      const words = passage.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+");
      const found = words && new RegExp(words).exec(this.value);
      if (!found) return [];
      const range = document.createRange();
      range.setStart(...this.place(found.index));
      range.setEnd(...this.place(found.index + found[0].length));
      return [range];
    }
  }

  /* What a finding quotes is underlined in the text, where the browser can mark a passage without changing it. */
  function underline() {
    if (!CSS.highlights) return;
    const quotes = [...document.querySelectorAll("[data-quote]")].map((finding) => finding.dataset.quote);
    CSS.highlights.set("flaw", new Highlight(...boxes.flatMap((box) => quotes.flatMap((quote) => box.find(quote)))));
  }

  document.querySelectorAll("textarea[data-prose]").forEach((field) => boxes.push(new Prose(field)));
  underline();
  document.addEventListener("htmx:afterSettle", underline);
}
