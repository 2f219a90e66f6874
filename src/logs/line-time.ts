import { type Day, dateBefore } from './date-before.ts';
import { digit, two } from './digits.ts';

/** Characters that are looked at for a time; of JSON more, since its time may stand behind the message. */
const LOOK = 200;
const LOOK_JSON = 512;

/** `1795176001`, `1795176001.123`, `1795176001123`, at the beginning */
const EPOCH = /^\[?([12]\d{9}(?:\.\d{1,9}|\d{3})?)(?![\w.:/-])/;
const JSON_TIME = /"(?:time|timestamp|ts|@timestamp|@t)" ?: ?(?:"([^"]{1,40})"|(\d{10,19}(?:\.\d+)?))/;
const ZONE = / ?(?:(Z|UTC|GMT)|([+-])(\d\d):?(\d\d))/y;

const DAY_MS = 86_400_000;
const [BRACE, COLON, ZERO, DOT, COMMA, OPEN, Z] = [0x7b, 0x3a, 0x30, 0x2e, 0x2c, 0x5b, 0x5a];

/**
 * The time that a line of a log says of itself, in milliseconds since 1970; without a zone it is of the local one. @param now milliseconds
 * since 1970, for the year of a line that has none: it is not of tomorrow
 */
export function lineTime(text: string, now: number): number | undefined {
  const first = text.charCodeAt(0);
  if (first === BRACE) return jsonTime(text.slice(0, LOOK_JSON), now);
  // All but the epoch have a clock such as 12:00:01, with a date before it.
  for (let at = text.indexOf(':'); at >= 0 && at < LOOK; at = text.indexOf(':', at + 1)) {
    if (text.charCodeAt(at + 3) !== COLON || !isClock(text, at)) continue;
    const day = dateBefore(text, at - 2);
    if (day !== undefined) return timeAt(text, at, day, now);
  }
  return (first > ZERO && first <= ZERO + 2) || first === OPEN ? epochTime(text) : undefined;
}

function jsonTime(head: string, now: number): number | undefined {
  const match = JSON_TIME.exec(head);
  if (match?.[1] !== undefined) return lineTime(match[1], now);
  return match?.[2] === undefined ? undefined : ofEpoch(Number(match[2]));
}

function epochTime(text: string): number | undefined {
  const match = EPOCH.exec(text.slice(0, LOOK));
  return match === null ? undefined : ofEpoch(Number(match[1]));
}

/** Seconds, milliseconds, microseconds or nanoseconds: they are apart for centuries. */
function ofEpoch(figure: number): number {
  if (figure < 1e11) return Math.round(figure * 1_000);
  return Math.round(figure < 1e14 ? figure : figure < 1e17 ? figure / 1e3 : figure / 1e6);
}

/** @param colon the first of `12:00:01` */
function isClock(text: string, colon: number): boolean {
  return two(text, colon - 2) < 24 && two(text, colon + 1) < 60 && two(text, colon + 4) <= 60;
}

function timeAt(text: string, colon: number, { year, month, day }: Day, now: number): number {
  let end = colon + 6;
  let ms = 0;
  const mark = text.charCodeAt(end);
  if ((mark === DOT || mark === COMMA) && digit(text, end + 1) >= 0) {
    for (let unit = 100; digit(text, ++end) >= 0; unit /= 10) if (unit >= 1) ms += unit * digit(text, end);
  }
  const [hour, minute, second] = [two(text, colon - 2), two(text, colon + 1), two(text, colon + 4)];
  const inYear = (number: number): number => new Date(number, month, day, hour, minute, second, ms).getTime();
  if (year === undefined) {
    const behind = / (\d{4})(?!\S)/y;
    behind.lastIndex = end;
    const stated = behind.exec(text)?.[1];
    return stated === undefined ? notTomorrow(inYear, now) : inYear(Number(stated));
  }
  if (text.charCodeAt(end) === Z) return Date.UTC(year, month, day, hour, minute, second, ms);
  ZONE.lastIndex = end;
  const zone = ZONE.exec(text);
  if (zone === null) return inYear(year);
  return Date.UTC(year, month, day, hour, minute, second, ms) - aheadOf(zone);
}

function notTomorrow(inYear: (year: number) => number, now: number): number {
  const year = new Date(now).getFullYear();
  const time = inYear(year);
  return time > now + DAY_MS ? inYear(year - 1) : time;
}

/** Milliseconds by which a zone's clocks are ahead. */
function aheadOf([, utc, sign, hours, minutes]: RegExpExecArray): number {
  if (utc !== undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
