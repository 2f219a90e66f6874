/** Characters that are looked at for a time; of JSON more, since its time may stand behind the message. */
const LOOK = 200;
const LOOK_JSON = 512;

const MONTH = '(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const CLOCK = String.raw`(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?`;
const ZONE = String.raw`(Z|UTC|GMT|[+-]\d\d:?\d\d)`;

/** `2026-11-20T12:00:01.123+01:00`, `2026/11/20 12:00:01` */
const ISO = new RegExp(String.raw`(?<![\w./:-])(\d{4})([-/])(\d\d)\2(\d\d)[T _]${CLOCK} ?${ZONE}?`);
/** `20/Nov/2026:12:00:01 +0000`, `20 Nov 2026 12:00:01` */
const DAY_FIRST = new RegExp(String.raw`(?<!\w)(\d\d?)[-/ ]${MONTH}[-/ ](\d{4})[: ]${CLOCK} ?${ZONE}?`);
/** `Nov 20 12:00:01`, `Fri Nov 20 12:00:01.123 2026` */
const MONTH_FIRST = new RegExp(String.raw`(?<!\w)${MONTH} +(\d\d?) ${CLOCK}(?: (\d{4})(?!\S))?`);
/** `1795176001`, `1795176001.123`, `1795176001123`, at the beginning */
const EPOCH = /^\[?([12]\d{9}(?:\.\d{1,9}|\d{3})?)(?![\w.:/-])/;
/** `E1120 12:00:01.123456` */
const KLOG = new RegExp(String.raw`^[IWEF](\d\d)(\d\d) ${CLOCK} `);
const JSON_TIME = /"(?:time|timestamp|ts|@timestamp|@t)" ?: ?(?:"([^"]{1,40})"|(\d{10,19}(?:\.\d+)?))/;

const MONTHS: ReadonlyMap<string, number> = new Map(
  ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'].map((name, month) => [
    name,
    month,
  ]),
);

const DAY_MS = 86_400_000;

/**
 * The time that a line of a log says of itself, in milliseconds since 1970; without a zone it is of the local one. @param now milliseconds
 * since 1970, for the year of a line that has none: it is not of tomorrow
 */
export function lineTime(text: string, now: number): number | undefined {
  if (text.charCodeAt(0) === BRACE) return jsonTime(text.slice(0, LOOK_JSON), now);
  const head = text.length > LOOK ? text.slice(0, LOOK) : text;
  return isoTime(head) ?? klogTime(head, now) ?? dayFirstTime(head) ?? monthFirstTime(head, now) ?? epochTime(head);
}

const BRACE = 0x7b;

function jsonTime(head: string, now: number): number | undefined {
  const match = JSON_TIME.exec(head);
  if (match?.[1] !== undefined) return lineTime(match[1], now);
  return match?.[2] === undefined ? undefined : ofEpoch(Number(match[2]));
}

function isoTime(head: string): number | undefined {
  const match = ISO.exec(head);
  if (match === null) return undefined;
  const [, year, , month, day, hour, minute, second, fraction, zone] = match;
  return at(Number(year), Number(month) - 1, day, hour, minute, second, fraction, zone);
}

function dayFirstTime(head: string): number | undefined {
  const match = DAY_FIRST.exec(head);
  if (match === null) return undefined;
  const [, day, month, year, hour, minute, second, fraction, zone] = match;
  return at(Number(year), MONTHS.get(month ?? ''), day, hour, minute, second, fraction, zone);
}

function monthFirstTime(head: string, now: number): number | undefined {
  const match = MONTH_FIRST.exec(head);
  if (match === null) return undefined;
  const [, month, day, hour, minute, second, fraction, year] = match;
  const inYear = (number: number) =>
    at(number, MONTHS.get(month ?? ''), day, hour, minute, second, fraction, undefined);
  return year === undefined ? notTomorrow(inYear, now) : inYear(Number(year));
}

function klogTime(head: string, now: number): number | undefined {
  const match = KLOG.exec(head);
  if (match === null) return undefined;
  const [, month, day, hour, minute, second, fraction] = match;
  return notTomorrow((year) => at(year, Number(month) - 1, day, hour, minute, second, fraction, undefined), now);
}

function epochTime(head: string): number | undefined {
  const match = EPOCH.exec(head);
  return match === null ? undefined : ofEpoch(Number(match[1]));
}

/** Seconds, milliseconds, microseconds or nanoseconds: they are apart for centuries. */
function ofEpoch(figure: number): number {
  if (figure < 1e11) return Math.round(figure * 1_000);
  return Math.round(figure < 1e14 ? figure : figure < 1e17 ? figure / 1e3 : figure / 1e6);
}

function notTomorrow(inYear: (year: number) => number | undefined, now: number): number | undefined {
  const year = new Date(now).getFullYear();
  const time = inYear(year);
  return time === undefined || time > now + DAY_MS ? inYear(year - 1) : time;
}

/** @returns undefined for what no calendar has, such as the month 13 */
function at(
  year: number,
  month: number | undefined,
  day: string | undefined,
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  fraction: string | undefined,
  zone: string | undefined,
): number | undefined {
  const parts = [year, month ?? 12, Number(day), Number(hour), Number(minute), Number(second)] as const;
  if (parts[1] > 11 || parts[2] > 31 || parts[2] < 1 || parts[3] > 24 || parts[4] > 59 || parts[5] > 60)
    return undefined;
  const ms = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1_000 + 1e-6);
  if (zone === undefined) return new Date(...parts, ms).getTime();
  return Date.UTC(...parts, ms) - offsetOf(zone);
}

/** Milliseconds by which a zone's clocks are ahead. */
function offsetOf(zone: string): number {
  const sign = zone.startsWith('-') ? -1 : 1;
  const digits = zone.replace(/\D/g, '');
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2))) * 60_000;
}
