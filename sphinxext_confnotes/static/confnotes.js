/**
 * A filter for long lists of talks, and sorting where they are tables.
 *
 * Everything here comes on top of a page that is complete without it: what a list shows is in the
 * HTML, and only hidden or put in another order.  What a reader has chosen is kept in the address,
 * so that it survives a reload and can be sent to others.
 *
 * Of a list in several pages, what the others have is in a file, which is loaded when somebody looks
 * for something, or for a day that has moved to another page.
 *
 * The words come from this script's tag, in the language of the project.
 */
(() => {
  "use strict";

  const words = document.currentScript.dataset;

  const LISTS = ".confnotes-list, .confnotes-summary";
  const ITEMS = ".confnotes-talk, .confnotes-item";
  /** What has a heading of its own, and goes with the last of its items. */
  const PARTS = ".confnotes-day, .confnotes-post, .confnotes-group";
  const COLUMN = "confnotes-column-";
  const DATE = "confnotes-on-";
  const MOST_TAGS = 20;
  /** Milliseconds without a keystroke after which a list is filtered. */
  const PAUSE = 150;

  /** Make an element with properties and content. */
  function make(name, properties, ...content) {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...content);
    return element;
  }

  const press = (button, on) => button.setAttribute("aria-pressed", on);
  const isPressed = (button) => button.getAttribute("aria-pressed") === "true";

  /** Put values into a sentence, in the place of their names in braces. */
  const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /**
   * Return a text without case and accents.
   *
   * Of all marks only those of Latin, Greek and Cyrillic letters are taken off; in other scripts
   * they are as good as letters.
   */
  const plain = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

  /** Open what is folded in an element and has words that are looked for. */
  function unfold(element, wanted) {
    for (const fold of element.querySelectorAll(".confnotes-fold > details")) {
      const text = plain(fold.textContent);
      if (wanted.some((word) => text.includes(word))) fold.open = true;
    }
  }

  /** Compare texts as the page's language orders them, "Room 9" before "Room 10". */
  const compare = (() => {
    const options = { numeric: true, sensitivity: "base" };
    try {
      return new Intl.Collator(document.documentElement.lang || undefined, options).compare;
    } catch {
      // What the project calls its language is nothing that browsers know.
      return new Intl.Collator(undefined, options).compare;
    }
  })();

  /** The part of the query string that is one list's; `prefix` sets it off from other lists'. */
  class Address {
    constructor(prefix) {
      this.keys = { text: `${prefix}talks`, tags: `${prefix}tags`, sort: `${prefix}sort` };
    }

    read() {
      const query = new URLSearchParams(location.search);
      const tags = query.get(this.keys.tags);
      return {
        text: query.get(this.keys.text) ?? "",
        tags: tags ? tags.split(",").map((tag) => tag.replace(/%2C|%25/g, decodeURIComponent)) : [],
        sort: query.get(this.keys.sort) ?? "",
      };
    }

    /** Write the state; all else in the address stays. */
    write({ text, tags, sort }) {
      const values = {
        text: text.trim(),
        // A comma within a tag isn't one between tags.
        tags: tags.map((tag) => tag.replace(/[,%]/g, encodeURIComponent)).join(),
        sort,
      };
      const url = new URL(location);
      for (const [name, key] of Object.entries(this.keys)) {
        if (values[name]) url.searchParams.set(key, values[name]);
        else url.searchParams.delete(key);
      }
      try {
        history.replaceState(history.state, "", url);
      } catch {
        // Within a frame, or with too many changes in a row, a browser may not allow it.
      }
    }
  }

  /** The address of the page, without what changes while it is read. */
  const HERE = location.href.replace(/[?#].*$/, "");

  /** What all pages of a list have, loaded when it is asked for. */
  class Whole {
    constructor(pages) {
      this.address = new URL(pages.dataset.index, HERE);
    }

    /** Return talks, anchors and pages; nothing of them where the file can't be loaded. */
    load() {
      this.loading ??= fetch(this.address)
        .then((answer) => answer.json())
        .then(({ pages, anchors, talks }) => ({
          pages: pages.map((page) => this.resolve(page)),
          anchors: new Map(Object.entries(anchors)),
          talks: talks.map(([title, address, speakers, tags, notes]) => ({
            title,
            speakers,
            address: address && this.resolve(address),
            text: plain([title, speakers, ...tags, notes].join("\n")),
            tags: new Set(tags),
          })),
        }))
        .catch(() => undefined);
      return this.loading;
    }

    resolve(address) {
      return new URL(address, this.address).href;
    }
  }

  /** Return the links between the pages of a list, should it have several. */
  function pagesOf(element) {
    const links = ".confnotes-pages[data-index]";
    const next = element.nextElementSibling;
    // What is kept from Sphinx's search is in a block of its own.
    return next?.matches(links) ? next : next?.querySelector(`:scope > ${links}`);
  }

  /** A table of a list, with a button in the head of each column. */
  class Table {
    constructor(table, sortBy) {
      this.body = table.tBodies[0];
      this.rows = [...this.body.rows];
      this.columns = [...table.tHead.rows[0].cells].map((head, index) => {
        const name = [...head.classList].find((one) => one.startsWith(COLUMN));
        return { head, index, name: name.slice(COLUMN.length) };
      });
      for (const { head, name } of this.columns) {
        const label = head.textContent.trim();
        const button = make("button", {
          type: "button",
          className: "confnotes-sort",
          title: fill(words.sort, { name: label }),
          onclick: () => sortBy(name),
        });
        // The theme may have something to say about what is in the cell.
        const holder = head.firstElementChild ?? head;
        button.append(...holder.childNodes);
        holder.append(button);
      }
    }

    /** Sort by a column, with a hyphen before its name from the end; by none as it was. */
    sort(by) {
      const from = by.startsWith("-") ? -1 : 1;
      const column = this.columns.find(({ name }) => name === by.replace(/^-/, ""));
      for (const { head } of this.columns) head.removeAttribute("aria-sort");
      let rows = this.rows;
      if (column) {
        column.head.setAttribute("aria-sort", from > 0 ? "ascending" : "descending");
        const keys = new Map(rows.map((row) => [row, this.key(row, column)]));
        // What is empty goes last either way.  Equal rows keep their order.
        rows = [...rows].sort((a, b) => {
          const [first, second] = [keys.get(a), keys.get(b)];
          return first && second ? from * compare(first, second) : !first - !second;
        });
      }
      this.body.append(...rows);
    }

    /** Let the rows that are left alternate, for themes with stripes. */
    stripe() {
      [...this.body.rows]
        .filter((row) => !row.hidden)
        .forEach((row, i) => {
          row.classList.toggle("row-even", i % 2 === 0);
          row.classList.toggle("row-odd", i % 2 === 1);
        });
    }

    /** Return what a row is sorted by: the text in the column, but dates as ISO writes them. */
    key(row, { index, name }) {
      const date = name === "date" && [...row.classList].find((one) => one.startsWith(DATE));
      return date || row.cells[index].textContent.trim();
    }
  }

  /** A list or summary with its controls. */
  class List {
    constructor(element, address) {
      this.element = element;
      this.address = address;
      const pages = pagesOf(element);
      this.whole = pages && new Whole(pages);
      this.items = [...element.querySelectorAll(ITEMS)].map((item) => ({
        element: item,
        text: plain(item.textContent),
        tags: new Set([...item.querySelectorAll(".confnotes-tag")].map((tag) => tag.textContent)),
        // A talk may stand in several groups, and is counted once.
        talk: item.querySelector("a[href]")?.getAttribute("href") ?? item,
      }));
      this.tables = [...element.querySelectorAll("table.confnotes-table")].map(
        (table) => new Table(table, (name) => this.sortBy(name)),
      );
      this.makeControls(address.read());
      this.read();
    }

    makeControls({ tags }) {
      this.input = make("input", {
        type: "search",
        autocomplete: "off",
        oninput: () => {
          clearTimeout(this.typing);
          this.typing = setTimeout(() => this.change(), PAUSE);
        },
      });
      this.buttons = this.commonTags(tags).map((tag) => {
        const button = make("button", { type: "button" }, tag);
        button.onclick = () => {
          press(button, !isPressed(button));
          this.change();
        };
        return button;
      });
      this.count = make("p", { className: "confnotes-count" });
      this.count.setAttribute("role", "status");
      this.reset = make(
        "button",
        {
          type: "button",
          className: "confnotes-reset",
          onclick: () => {
            this.clear();
            // This button is gone now, and what has the focus may not be.
            this.input.focus();
          },
        },
        words.clear,
      );
      const controls = make(
        "div",
        {
          className: "confnotes-controls",
          onkeydown: (event) => {
            if (event.key === "Escape" && !event.isComposing && this.isFiltered()) {
              event.preventDefault();
              this.clear();
            }
          },
        },
        make("label", {}, make("span", {}, words.filter), this.input),
      );
      if (this.buttons.length) {
        const legend = make("legend", {}, words.tags);
        controls.append(make("fieldset", {}, legend, ...this.buttons));
      }
      controls.append(make("div", { className: "confnotes-outcome" }, this.count, this.reset));
      this.elsewhere = make("div", { className: "confnotes-elsewhere", hidden: true });
      if (this.whole) controls.append(this.elsewhere);
      this.element.prepend(controls);
    }

    /**
     * Return the tags that get a button, the most frequent first; those of the address do, and
     * the one that the page is about doesn't.
     */
    commonTags(chosen) {
      const talks = new Map();
      const about = this.element.dataset.tag?.toLowerCase();
      for (const { tags, talk } of this.items) {
        for (const tag of tags) talks.set(tag, (talks.get(tag) ?? new Set()).add(talk));
      }
      const tags = [...talks.keys()].sort(
        (a, b) => talks.get(b).size - talks.get(a).size || compare(a, b),
      );
      const others = tags.filter((tag) => tag.toLowerCase() !== about || chosen.includes(tag));
      return others.filter((tag, i) => i < MOST_TAGS || chosen.includes(tag));
    }

    /** Take the state from the address. */
    read() {
      const { text, tags, sort } = this.address.read();
      this.input.value = text;
      for (const button of this.buttons) {
        press(button, tags.includes(button.textContent));
      }
      this.sort = sort;
      for (const table of this.tables) table.sort(sort);
      this.filter();
    }

    /** The controls were used. */
    change() {
      clearTimeout(this.typing);
      this.filter();
      this.address.write({ text: this.input.value, tags: this.pressed(), sort: this.sort });
    }

    clear() {
      this.input.value = "";
      for (const button of this.buttons) press(button, false);
      this.change();
    }

    pressed() {
      return this.buttons.filter(isPressed).map((button) => button.textContent);
    }

    isFiltered() {
      return this.input.value.trim() !== "" || this.pressed().length > 0;
    }

    /** Hide the items that haven't all of the words and tags, and the parts without others. */
    filter() {
      const wanted = plain(this.input.value).split(/\s+/);
      const pressed = this.pressed();
      const left = new Set();
      for (const { element, text, tags, talk } of this.items) {
        const fits =
          wanted.every((word) => text.includes(word)) && pressed.every((tag) => tags.has(tag));
        element.hidden = !fits;
        if (fits) left.add(talk);
        if (fits && wanted[0]) unfold(element, wanted);
      }
      const isFiltered = this.isFiltered();
      const shown = ITEMS.split(", ").map((item) => `${item}:not([hidden])`);
      for (const part of this.element.querySelectorAll(PARTS)) {
        part.hidden = isFiltered && !part.querySelector(shown.join());
      }
      for (const table of this.tables) table.stripe();
      this.reset.hidden = !isFiltered;
      if (this.whole) {
        this.lookElsewhere(isFiltered, wanted, pressed, left.size);
      } else {
        const total = new Set(this.items.map(({ talk }) => talk)).size;
        this.count.textContent = fill(words.count, { n: left.size, total });
      }
    }

    /** Show the talks of other pages that fit, as links. */
    async lookElsewhere(isFiltered, wanted, pressed, left) {
      const question = (this.question = {});
      const whole = isFiltered && (await this.whole.load());
      // Meanwhile something else may have been typed.
      if (question !== this.question) return;
      const { talks } = whole || { talks: [] };
      const here = new Set(this.items.map(({ talk }) => String(new URL(talk, HERE))));
      const found = talks.filter(
        ({ address, text, tags }) =>
          !here.has(address) &&
          wanted.every((word) => text.includes(word)) &&
          pressed.every((tag) => tags.has(tag)),
      );
      const items = found.map(({ title, address, speakers }) => {
        const item = make("li", {}, address ? make("a", { href: address }, title) : title);
        if (speakers) item.append(" ", make("span", {}, speakers));
        return item;
      });
      this.elsewhere.replaceChildren(
        make("p", {}, words.elsewhere),
        make("ul", {}, ...items),
      );
      this.elsewhere.hidden = !found.length;
      // How many there are is known of the whole list alone.
      const counted = { n: left + found.length, total: talks.length };
      this.count.textContent = whole ? fill(words.count, counted) : "";
    }

    /** A column's button was pressed: from its beginning, from its end, as it was. */
    sortBy(name) {
      if (this.sort === name) this.sort = `-${name}`;
      else this.sort = this.sort === `-${name}` ? "" : name;
      for (const table of this.tables) {
        table.sort(this.sort);
        table.stripe();
      }
      this.change();
    }
  }

  /** Return what the address's fragment names. */
  function fragment() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  }

  /** Go to the page that has what the fragment names, if this one has it no longer. */
  async function follow() {
    const id = fragment();
    if (!id || document.getElementById(id)) return;
    for (const element of document.querySelectorAll(LISTS)) {
      const pages = pagesOf(element);
      const whole = pages && (await new Whole(pages).load());
      const page = whole?.pages[whole.anchors.get(id)];
      if (page) {
        location.replace(`${page}#${encodeURIComponent(id)}`);
        return;
      }
    }
  }

  /** Show what the address's fragment names, should it be hidden. */
  function reveal(lists) {
    const id = fragment();
    const target = document.getElementById(id);
    const list = lists.find(({ element }) => element.contains(target));
    if (target?.closest("[hidden]") && list) {
      list.clear();
      // The browser may have looked for it in vain already.
      target.scrollIntoView({ behavior: "instant" });
    }
  }

  /** Call a function when an element is shown, if only in a tab that is opened later. */
  function whenShown(element, call) {
    if (element.offsetHeight) {
      call();
      return;
    }
    const observer = new ResizeObserver(() => {
      if (element.offsetHeight) {
        observer.disconnect();
        call();
      }
    });
    observer.observe(element);
  }

  const lists = [];
  const elements = [...document.querySelectorAll(LISTS)];
  elements.forEach((element, i) => {
    const address = new Address(elements.length > 1 ? `${i + 1}-` : "");
    whenShown(element, () => {
      const { text, tags, sort } = address.read();
      // One that fits on the screen needs nothing, unless somebody with a smaller one sent a link.
      const isLong =
        element.offsetHeight > window.innerHeight || text || tags.length || sort || pagesOf(element);
      if (isLong && element.querySelector(ITEMS)) lists.push(new List(element, address));
    });
  });
  reveal(lists);
  follow();
  // Going back may lead to an address from before the last change.  Not every browser takes that
  // for a change of the fragment, nor tells of a link within the page by the other event.
  for (const event of ["popstate", "hashchange"]) {
    window.addEventListener(event, () => {
      for (const list of lists) list.read();
      reveal(lists);
      follow();
    });
  }
})();
