(() => {
  "use strict";
  const FIRST = 100; // so many rows are shown at first, and so many more when asked: any browser shows them at once
  const MORE = 1000;
  const byId = (id) => document.getElementById(id);
  const form = byId("filter"), table = byId("register"), found = byId("found"), more = byId("more");
  const between = byId("between"), unfold = byId("unfold"), heading = byId("actions");
  const fields = Object.fromEntries([...form.elements].filter((field) => field.name).map((field) => [field.name, field]));
  const number = new Intl.NumberFormat("en-GB");
  const unknown = new Map(); // what the address asked for and this register does not have
  let matches = [], shown = [], most = FIRST, changed = null;

  const rows = [...table.tBodies[0].rows].map((row) => ({
    row,
    text: null,
    group: Number(row.dataset.g || 0),
    meeting: Number(row.dataset.m),
    owners: row.dataset.o.split(" ").map(Number),
    letters: row.dataset.s,
    due: row.dataset.d || "",
  }));

  // What is compared: without accents, in one case.
  function plain(text) {
    const letters = /^[\x00-\x7f]*$/.test(text) ? text : text.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase();
    return letters.toLowerCase();
  }

  function textOf(entry) {
    if (entry.text === null) {
      const said = [...entry.row.cells].map((cell) => {
        const summary = cell.querySelector("summary");
        return summary ? cell.textContent.replace(summary.textContent, " ") : cell.textContent;
      });
      entry.text = plain(said.join(" "));
    }
    return entry.text;
  }

  function dayAfter(day, days) {
    const date = new Date(`${day}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() + days);
    return date.toISOString().slice(0, 10);
  }

  const today = form.dataset.day, soon = dayAfter(today, 30);
  const statuses = {
    open: (entry) => /[op]/.test(entry.letters),
    overdue: (entry) => entry.letters.includes("v"),
    proposed: (entry) => entry.letters.includes("p"),
    closed: (entry) => entry.letters.includes("c"),
    "struck-out": (entry) => entry.letters.includes("s"),
  };
  const deadlines = {
    overdue: statuses.overdue,
    soon: (entry) => entry.due >= today && entry.due <= soon,
    later: (entry) => entry.due > soon,
    none: (entry) => entry.due === "",
    between: (entry) => {
      const from = fields.from.value, to = fields.to.value;
      return (!from && !to) || (entry.due !== "" && entry.due >= from && (!to || entry.due <= to));
    },
  };

  // The filters that are set, each as a question to one action.
  function questions() {
    const asked = [];
    const place = (name) => (fields[name] ? fields[name].selectedIndex : 0);
    const group = place("group"), meeting = place("meeting"), owner = place("owner");
    if (group) asked.push((entry) => entry.group === group);
    if (meeting) asked.push((entry) => entry.meeting === meeting);
    if (owner) asked.push((entry) => entry.owners.includes(owner));
    if (fields.status.value) asked.push(statuses[fields.status.value]);
    if (fields.deadline.value) asked.push(deadlines[fields.deadline.value]);
    const words = plain(fields.q.value).split(/\s+/).filter(Boolean);
    if (words.length) asked.push((entry) => words.every((word) => textOf(entry).includes(word)));
    return asked;
  }

  function show(extra) {
    const next = matches.slice(0, most);
    const left = matches.length - next.length;
    if (extra && !next.includes(extra)) next.push(extra);
    for (const entry of shown) entry.row.classList.remove("on");
    for (const entry of next) entry.row.classList.add("on");
    shown = next;
    if (unfolded()) unfoldShown(true);
    more.hidden = left === 0;
    more.textContent = `Show ${number.format(Math.min(left, MORE))} more`;
    table.hidden = next.length === 0;
    const said = [`${number.format(matches.length)} of ${number.format(rows.length)} actions.`];
    if (left) said.push(`The first ${number.format(most)} are shown.`);
    for (const [name, value] of unknown) said.push(`The address asks for ${name} ${value}, which is not in this register.`);
    found.textContent = said.join(" ");
  }

  function filter(extra) {
    const asked = questions();
    most = FIRST;
    between.hidden = fields.deadline.value !== "between";
    matches = asked.length ? rows.filter((entry) => asked.every((question) => question(entry))) : rows;
    show(extra);
  }

  function address() {
    const asked = new URLSearchParams();
    for (const [name, field] of Object.entries(fields)) {
      const dates = name === "from" || name === "to";
      if (field.value && !(dates && between.hidden)) asked.set(name, field.value);
    }
    return `#${asked}`;
  }

  // The first change in a field makes a step that Back undoes; further ones there belong to it.
  function remember(field) {
    const url = address();
    try {
      if (field && field === changed) history.replaceState(null, "", url);
      else if (url !== (location.hash || "#")) history.pushState(null, "", url);
    } catch {
      // a browser that counts such steps and has had enough: the filter works, only the address stays behind
    }
    changed = field;
  }

  function read() {
    const asked = new URLSearchParams(location.hash.slice(1));
    form.reset();
    unknown.clear();
    for (const [name, field] of Object.entries(fields)) {
      const value = asked.get(name);
      if (!value) continue;
      field.value = value;
      if (field.value !== value && field.tagName === "SELECT") {
        field.value = "";
        unknown.set(name, value);
      }
    }
    changed = null;
  }

  function actionAt(hash) {
    let id = hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      return null; // not made by this page
    }
    const row = byId(id);
    return row && row.parentElement === table.tBodies[0] ? rows[row.sectionRowIndex] : null;
  }

  function goTo(entry) {
    if (!entry.row.classList.contains("on")) show(entry);
    for (const other of table.querySelectorAll(".here")) other.classList.remove("here");
    entry.row.classList.add("here");
    entry.row.querySelector("details").open = true;
    entry.row.scrollIntoView();
    entry.row.tabIndex = -1;
    entry.row.focus({ preventScroll: true });
  }

  function follow() {
    const hash = location.hash;
    if (hash === "" || hash.includes("=")) {
      read();
      filter();
      return;
    }
    const entry = actionAt(hash);
    if (entry) goTo(entry);
    else if (hash !== "#") history.replaceState(null, "", address()); // a place on the page: the filters stay
  }

  const unfolded = () => unfold.getAttribute("aria-pressed") === "true";

  function unfoldShown(open) {
    for (const entry of shown) entry.row.querySelector("details").open = open;
    unfold.setAttribute("aria-pressed", String(open));
  }

  // The indexes ask for what they name.
  for (const cell of document.querySelectorAll("[data-ask]")) {
    const link = cell.querySelector("a") || document.createElement("a");
    link.href = `#${cell.dataset.ask}`;
    if (!link.parentElement) {
      link.append(...cell.childNodes);
      cell.append(link);
    }
    link.addEventListener("click", (event) => {
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      history.pushState(null, "", link.hash);
      follow();
      heading.scrollIntoView();
      heading.focus({ preventScroll: true });
    });
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", (event) => {
    unknown.clear();
    filter();
    remember(event.target);
  });
  form.addEventListener("focusin", (event) => {
    if (event.target !== changed) changed = null;
  });
  byId("clear").addEventListener("click", () => {
    form.reset();
    unknown.clear();
    filter();
    remember(null);
  });
  fields.q.addEventListener("focus", () => rows.forEach(textOf)); // so that the first letter finds them read
  fields.q.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !fields.q.value) return;
    event.preventDefault();
    fields.q.value = "";
    filter();
    remember(fields.q);
  });
  unfold.addEventListener("click", () => unfoldShown(!unfolded()));
  more.addEventListener("click", () => {
    const next = matches[most];
    most += MORE;
    show();
    next.row.querySelector("a").focus();
  });
  addEventListener("hashchange", follow);
  addEventListener("beforeprint", () => {
    for (const entry of matches) entry.row.classList.add("on");
  });
  addEventListener("afterprint", () => {
    for (const entry of matches) entry.row.classList.remove("on");
    show();
  });

  form.hidden = false;
  table.classList.add("chosen"); // from now on a row is shown because it was asked for
  const first = actionAt(location.hash);
  if (!first) read();
  filter(first);
  if (first) goTo(first);
})();
