// The interface's words, numbers and dates, in the reader's language. No claim is ever translated.

/** Words of one language: `say(key, values)`, `count(key, n)`, dates and numbers. */
class Words {
  constructor(messages, language) {
    this.messages = messages;
    this.locale = language === "en" ? "en-GB" : language;
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

  distance(metres) {
    return metres < 1000 ? `${this.number(metres)} m` : `${this.number(Math.round(metres / (metres < 1e4 ? 100 : 1000)) / (metres < 1e4 ? 10 : 1))} km`;
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
