"use strict";

const data = JSON.parse(document.getElementById("data").textContent);
const texts = data.texts.split("\n"), traps = data.traps.split("\n");
const element = (id) => document.getElementById(id);

// Decodes base-32 numbers: see `page.rs`.
const DIGITS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
const VALUES = new Map([...DIGITS].map((digit, value) => [digit.charCodeAt(0), value]));

function numbers(encoded) {
  const result = [];
  let value = 0, scale = 1;
  for (let i = 0; i < encoded.length; i++) {
    const digit = VALUES.get(encoded.charCodeAt(i));
    value += (digit % 32) * scale;
    scale *= 32;
    if (digit < 32) {
      result.push(value);
      [value, scale] = [0, 1];
    }
  }
  return result;
}

// The functions, without their lines.
const functions = data.functions.map(([index, name, size, instructionBytes, frame], position) =>
  ({ index, name, lower: name.toLowerCase(), size, instructionBytes, frame, position }));
const byName = new Map(functions.map((f) => [f.name, f.position]));
const byIndex = new Map(functions.map((f) => [f.index, f.position]));

const KINDS = ["instruction", "label", "entry", "constant", "padding"];
const SECTIONS = ["prologue", null, "seldom executed", "constants"];

// The rows of a function: operators and machine code. Rows that belong together have the same group, the index of an
// operator.
function contents(position) {
  const [, , , , , encodedOperators, encodedLines] = data.functions[position];
  const operators = [];
  let input = numbers(encodedOperators), offset = input[0], group = null;
  for (let i = 1; i < input.length; i += 3) {
    const depth = Math.floor(input[i + 1] / 3), kind = input[i + 1] % 3;
    offset += input[i + 2];
    if (kind === 0) group = operators.length;
    operators.push({ text: texts[input[i]], depth, offset, never: kind === 2, group: kind === 2 ? null : group });
  }
  const lines = [];
  let at = 0, operator = 0, section = 1, instructions = 0;
  input = numbers(encodedLines);
  for (let i = 0; i < input.length; i += 4) {
    const [head, text, len, distance] = input.slice(i, i + 4);
    const kind = KINDS[head % 5], here = Math.floor(head / 5) % 4, trap = Math.floor(head / 20);
    let group = null;
    if (distance > 0) {
      operator += (distance - 1) % 2 ? -Math.floor((distance - 1) / 2) : Math.floor((distance - 1) / 2);
      group = operator;
    }
    if (here !== section && SECTIONS[here]) lines.push({ kind: "section", text: SECTIONS[here], group: null });
    section = here;
    if (kind === "instruction") instructions++;
    lines.push({ kind, text: texts[text], len, at, group, trap: trap ? traps[trap - 1] : null });
    at += len;
  }
  return { operators, lines, instructions };
}

// A virtual list: only the visible rows are in the document.
class Rows {
  constructor(container, height, draw) {
    Object.assign(this, { container, height, draw, items: [], shown: new Map() });
    this.space = container.appendChild(document.createElement("div"));
    this.space.className = "space";
    container.addEventListener("scroll", () => this.update());
    new ResizeObserver(() => this.update()).observe(container);
  }

  show(items) {
    this.items = items;
    this.space.style.height = `${items.length * this.height}px`;
    this.space.replaceChildren();
    this.shown.clear();
    this.update();
  }

  update() {
    const { container, height, items } = this;
    const first = Math.max(0, Math.floor(container.scrollTop / height) - 20);
    const end = Math.min(items.length, Math.ceil((container.scrollTop + container.clientHeight) / height) + 20);
    for (const [i, row] of this.shown) {
      if (i < first || i >= end) {
        row.remove();
        this.shown.delete(i);
      }
    }
    for (let i = first; i < end; i++) {
      if (this.shown.has(i)) continue;
      const row = document.createElement("div");
      row.className = "row";
      row.style.top = `${i * height}px`;
      row.item = items[i];
      this.draw(row, items[i]);
      this.shown.set(i, row);
      this.space.append(row);
    }
  }

  scrollTo(index) {
    const { container, height } = this;
    const top = index * height, bottom = top + height;
    if (top < container.scrollTop || bottom > container.scrollTop + container.clientHeight) {
      container.scrollTop = top - container.clientHeight / 2;
    }
    this.update();
  }

  each(change) {
    for (const row of this.shown.values()) change(row, row.item);
  }
}

function span(className, text) {
  const span = document.createElement("span");
  span.className = className;
  span.textContent = text;
  return span;
}

// Adjacent groups have different colours, the same on both sides.
function tone(group) {
  return group === null ? "transparent" : `hsl(${(group * 137) % 360} 55% var(--bar))`;
}

function mark(row, item) {
  row.classList.toggle("hot", item.group !== null && item.group === hot);
  row.classList.toggle("pinned", item.group !== null && item.group === pinned);
}

function drawOperator(row, operator) {
  row.style.setProperty("--tone", tone(operator.group));
  row.title = operator.never ? "never reached" : `offset ${operator.offset} (0x${operator.offset.toString(16)}) of the module`;
  const space = (operator.text + " ").indexOf(" "), word = operator.text.slice(0, space), rest = operator.text.slice(space);
  const text = span(operator.never ? "never" : "", " ".repeat(2 * operator.depth));
  text.append(span("mnemonic", word));
  const callee = word === "call" ? byIndex.get(Number(rest)) : undefined;
  if (callee === undefined) text.append(...operands(rest));
  else text.append(" ", link(callee, rest.trim()));
  row.append(text);
  mark(row, operator);
}

const PARTS = /(\$[^\s,.\]]+|func\[\d+\]|[=#]?-?\b0x[0-9a-f]+|#?-?\b\d+(?:\.\d+)?\b|\b[LT]\d+\b)/g;

function* operands(text) {
  for (const part of text.split(PARTS)) {
    if (part === "") continue;
    if (byName.has(part)) yield link(byName.get(part), part);
    else if (part.startsWith("$")) yield span("name", part);
    else if (/^[LT]\d/.test(part)) yield span("label", part);
    else if (/^[=#-]*\d/.test(part)) yield span("number", part);
    else yield part;
  }
}

function link(position, text) {
  const link = document.createElement("a");
  link.className = "name";
  link.textContent = text;
  link.onclick = (event) => {
    event.stopPropagation();
    choose(position, true);
  };
  return link;
}

function drawLine(row, line) {
  row.style.setProperty("--tone", tone(line.group));
  const named = line.kind === "label" || line.kind === "section";
  const text = span("", "");
  row.append(span("at", named ? "" : line.at.toString(16)), text);
  switch (line.kind) {
    case "section": text.append(span("section", line.text)); break;
    case "label": text.append(span("label", `${line.text}:`)); break;
    case "instruction": {
      const space = line.text.indexOf(" ");
      text.append("  ", span("mnemonic", line.text.slice(0, space + 1)), ...operands(line.text.slice(space + 1)));
      break;
    }
    case "entry": text.append("  ", span("mnemonic", ".entry "), span("label", line.text)); break;
    case "constant": text.append("  ", span("mnemonic", ".const "), span("number", line.text)); break;
    case "padding": text.append("  ", span("quiet", `${line.len} bytes between`)); break;
  }
  if (line.trap) text.append(span("trap", `${line.text.startsWith("ud") ? "traps" : "may trap"}: ${line.trap}`));
  mark(row, line);
}

function drawFunction(row, f) {
  row.title = `${f.name}, function ${f.index}`;
  row.append(span("what", f.name), span("size", f.size.toLocaleString("en")));
  row.classList.toggle("chosen", f.position === chosen);
}

const askedFor = location.hash;
let chosen = -1, hot = null, pinned = null, current = null;
const list = new Rows(element("functions"), 24, drawFunction);
const wasm = new Rows(element("wasm"), 20, drawOperator);
const machine = new Rows(element("machine"), 20, drawLine);

function choose(position, reveal) {
  if (position === chosen) return;
  const f = functions[position];
  [chosen, hot, pinned] = [position, null, null];
  current = contents(position);
  wasm.container.scrollTop = machine.container.scrollTop = 0;
  wasm.show(current.operators);
  machine.show(current.lines);
  element("name").textContent = f.name;
  const facts = [`function ${f.index}`, `${f.size.toLocaleString("en")} bytes`, `${current.instructions.toLocaleString("en")} instructions`];
  if (f.frame) facts.push(`frame of ${f.frame} bytes`);
  if (current.operators.length) facts.push(`${current.operators.length.toLocaleString("en")} operators`);
  element("facts").textContent = facts.join(" · ");
  if (reveal) {
    const at = list.items.indexOf(f);
    if (at >= 0) list.scrollTo(at);
  }
  list.each((row, item) => row.classList.toggle("chosen", item.position === chosen));
  history.replaceState(null, "", `#${f.index}`);
}

function search() {
  const words = element("search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = functions.filter((f) => words.every((word) => f.lower.includes(word) || String(f.index) === word));
  const order = { index: (a, b) => a.position - b.position, size: (a, b) => b.size - a.size, name: (a, b) => (a.lower < b.lower ? -1 : 1) };
  found.sort(order[element("order").value]);
  list.container.scrollTop = 0;
  list.show(found);
  element("found").textContent = `${found.length.toLocaleString("en")} of ${functions.length.toLocaleString("en")} functions`;
}

function remark() {
  wasm.each(mark);
  machine.each(mark);
}

// Hovering over a line highlights its group on both sides. A click keeps the highlight and scrolls the other side to it.
for (const [rows, other] of [[wasm, machine], [machine, wasm]]) {
  rows.container.addEventListener("mouseover", (event) => {
    const row = event.target.closest(".row");
    hot = row ? row.item.group : null;
    remark();
  });
  rows.container.addEventListener("mouseleave", () => {
    hot = null;
    remark();
  });
  rows.container.addEventListener("click", (event) => {
    const row = event.target.closest(".row");
    if (!row) return;
    pinned = pinned === row.item.group ? null : row.item.group;
    remark();
    const at = pinned === null ? -1 : other.items.findIndex((item) => item.group === pinned);
    if (at >= 0) other.scrollTo(at);
  });
}

list.container.addEventListener("click", (event) => {
  const row = event.target.closest(".row");
  if (row) choose(row.item.position, false);
});
element("search").addEventListener("input", search);
element("order").addEventListener("change", search);
document.addEventListener("keydown", (event) => {
  const typing = event.target === element("search");
  if (event.key === "/" && !typing) {
    event.preventDefault();
    element("search").select();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const at = list.items.findIndex((f) => f.position === chosen);
    const next = list.items[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      event.preventDefault();
      choose(next.position, true);
    }
  } else if (event.key === "Enter" && typing && list.items.length) {
    choose(list.items[0].position, true);
  }
});

// A compiled file has no operators.
document.querySelector(".panes").classList.toggle("alone", !data.functions.some((f) => f[5].length > 1));
element("title").textContent = data.title;
element("isa").textContent = data.isa;
element("summary").textContent = `${functions.length.toLocaleString("en")} functions, ${data.bytes.toLocaleString("en")} bytes of machine code`;
search();
const asked = functions.find((f) => askedFor === `#${f.index}`);
if (functions.length) choose((asked || functions[0]).position, true);

// Self-test, for the tests: uses the page and reports the results as attributes of the document.
if (askedFor === "#check") {
  const report = {};
  const start = performance.now();
  const largest = functions.reduce((a, b) => (b.size > a.size ? b : a));
  choose(largest.position, true);
  const line = [...machine.shown.values()].find((row) => row.item.group !== null);
  line.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
  report.hot = [wasm, machine].map((rows) => [...rows.shown.values()].filter((row) => row.classList.contains("hot")).length);
  line.click();
  report.pinned = wasm.container.querySelectorAll(".pinned").length;
  element("search").value = largest.name;
  search();
  report.found = list.items.length;
  report.rows = document.querySelectorAll(".row").length;
  report.functions = functions.length;
  report.lines = current.lines.length;
  report.milliseconds = Math.round(performance.now() - start);
  for (const [key, value] of Object.entries(report)) document.documentElement.dataset[key] = String(value);
}
