// The interface's words, numbers and dates, in the reader's language. No claim is ever translated.

/** Words of the chosen language: `say(key, values)`, `count(key, n)`, dates and numbers in the reader's own form of it. */
class Words {
  constructor(messages, language) {
    this.languages = messages;
    this.use(language);
  }

  /** Speak another language; returns whether the page knows it. */
  use(language) {
    if (!Object.hasOwn(this.languages, language)) return false;
    this.language = language;
    this.messages = this.languages[language];
    const own = (navigator.languages ?? []).find((locale) => locale.split("-")[0] === language);
    this.locale = own ?? (language === "en" ? "en-GB" : language);
    const format = (options) => new Intl.DateTimeFormat(this.locale, { timeZone: "UTC", ...options });
    this.formats = {
      day: format({ day: "numeric", month: "short", year: "numeric" }),
      short: format({ day: "numeric", month: "short" }),
      month: format({ month: "short", year: "numeric" }),
      monthOnly: format({ month: "short" }),
      year: format({ year: "numeric" }),
    };
    this.numbers = new Intl.NumberFormat(this.locale);
    this.shares = new Intl.NumberFormat(this.locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    this.regions = new Intl.DisplayNames([this.locale], { type: "region", fallback: "code" });
    this.plurals = new Intl.PluralRules(this.locale);
    return true;
  }

  /** Say anew what stands in the page since it was made: `data-say` and its kin name the phrase. */
  retell(root) {
    const each = (name, change) => {
      for (const node of root.querySelectorAll(`[data-${name}]`)) change(node, node.getAttribute(`data-${name}`));
    };
    each("say", (node, key) => (node.textContent = this.say(key)));
    each("say-label", (node, key) => node.setAttribute("aria-label", this.say(key)));
    each("say-hint", (node, key) => node.setAttribute("placeholder", this.say(key)));
    each("say-title", (node, key) => node.setAttribute("title", this.say(key)));
    each("label", (node, text) => (node.textContent = this.label(text)));
    each("number", (node, number) => (node.textContent = this.number(Number(number))));
    each("count", (node, key) => (node.textContent = this.count(key, Number(node.dataset.n))));
    for (const node of root.querySelectorAll("time[datetime]")) node.textContent = this.day(dayOf(node.dateTime));
  }

  say(key, values = {}) {
    const phrase = this.messages[key] ?? key;
    return phrase.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  }

  /** A phrase in the plural form of `n`: keys `key.one`, `key.few`, `key.many`, `key.other`. */
  count(key, n) {
    const form = `${key}.${this.plurals.select(n)}`;
    return this.say(form in this.messages ? form : `${key}.other`, { n: this.numbers.format(n) });
  }

  number(n) {
    return this.numbers.format(n);
  }

  /** What a theatre calls itself or a side, in the reader's language where it is one that the page knows. */
  label(text) {
    return this.messages[`label.${text}`] ?? text;
  }

  /** A score from 0 to 1. */
  share(score) {
    return this.shares.format(score);
  }

  /** A country's name; what is no code of two letters stays as it is. */
  country(code) {
    return /^[A-Z]{2}$/.test(code) ? this.regions.of(code) : code;
  }

  day(day, form = "day") {
    return this.formats[form].format(new Date(day * 864e5)).replace("Sept", "Sep");
  }

  /** "12 Jan 2023", "10–12 Nov 2025", "2022". */
  span(first, last, about = false) {
    if (first === null) return this.say("date.none");
    const prefix = about ? this.say("date.about") + " " : "";
    if (first === last) return prefix + this.day(first);
    const a = new Date(first * 864e5);
    const b = new Date(last * 864e5);
    const nextDay = new Date((last + 1) * 864e5);
    if (a.getUTCDate() === 1 && nextDay.getUTCDate() === 1) {
      if (a.getUTCMonth() === 0 && b.getUTCMonth() === 11 && a.getUTCFullYear() === b.getUTCFullYear()) return prefix + this.day(first, "year");
      if (a.getUTCMonth() === b.getUTCMonth() && a.getUTCFullYear() === b.getUTCFullYear()) return prefix + this.day(first, "month");
    }
    const sameYear = a.getUTCFullYear() === b.getUTCFullYear();
    return prefix + `${this.day(first, sameYear ? "short" : "day")} – ${this.day(last)}`;
  }

  /** "at least 20", "about 5", "7 to 12": a number with what is known of its bounds. */
  bounds(low, high, about) {
    const n = this.number(low ?? high);
    const form = low === high ? (about ? "about" : "exact") : high === null ? (about ? "over" : "least") : low === null ? (about ? "below" : "most") : "range";
    return this.say(`bounds.${form}`, { n, to: this.number(high ?? low) });
  }

  distance(metres) {
    if (metres < 1000) return this.say("unit.m", { n: this.number(metres) });
    const km = metres < 1e4 ? Math.round(metres / 100) / 10 : Math.round(metres / 1000);
    return this.say("unit.km", { n: this.number(km) });
  }
}

/** "2023-01-13" as days from 1970, null where it is no day. */
function dayOf(text) {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? "");
  if (!match) return null;
  const time = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return isoOf(time / 864e5) === text ? time / 864e5 : null;
}

/** Days from 1970 as "2023-01-13". */
function isoOf(day) {
  return new Date(day * 864e5).toISOString().slice(0, 10);
}
