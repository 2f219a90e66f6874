/** From the least serious one. */
export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;

/** How serious a line is. */
export type Level = (typeof LEVELS)[number];

/** Characters that are looked at; of JSON more, since some sort its fields by their names. */
const LOOK = 200;
const LOOK_JSON = 512;

/** The words for the levels, in small letters. */
const WORDS: Readonly<Record<Level, string>> = {
  trace: 'trace trce verbose finest finer',
  debug: 'debug dbug dbg fine',
  info: 'info inf information notice note log',
  warn: 'warn warning wrn',
  error: 'error err eror fail severe',
  fatal: 'fatal crit critical emerg emergency alert panic dpanic ftl',
};

const BY_WORD: ReadonlyMap<string, Level> = new Map(
  Object.entries(WORDS).flatMap(([level, words]) => words.split(' ').map((word) => [word, level as Level] as const)),
);

const BY_LETTER: Readonly<Record<string, Level>> = {
  T: 'trace',
  V: 'trace',
  D: 'debug',
  I: 'info',
  N: 'info',
  W: 'warn',
  E: 'error',
  C: 'fatal',
  F: 'fatal',
};

/** By the last three bits of syslog's priority. */
const BY_SEVERITY: readonly Level[] = ['fatal', 'fatal', 'fatal', 'error', 'warn', 'info', 'info', 'debug'];

/** By the hundreds of an HTTP status. */
const BY_STATUS: Readonly<Record<string, Level>> = { 4: 'warn', 5: 'error' };

const SEVERITY = /^<(\d{1,3})>/;
const KLOG = /^([IWEF])\d{4} \d\d:/;
const LOGCAT = /^\d\d-\d\d [\d:.]{8,15} +\d+ +\d+ ([VDIWEF]) /;
const ACCESS = /\] "[^"]*" (\d)\d\d /;
const JSON_LEVEL = /"(?:level|lvl|severity|levelname|log\.level|@l|s)" ?: ?(?:"([A-Za-z]+)"|(\d\d?)\b)/;

/**
 * The first sign of a level: a word in capitals; one in brackets, after `level=`, before a colon, or at the beginning; or what only failing
 * programs say. `no ERROR`, `0 errors`, and words within names and paths are none.
 */
const SIGN = new RegExp(
  [
    String.raw`\b(?:`,
    String.raw`(TRACE|VERBOSE|DEBUG|INFO|NOTICE|LOG(?=:)|WARN(?:ING)?|ERR(?:OR)?|FATAL|CRIT(?:ICAL)?|SEVERE|EMERG|ALERT|PANIC)(?![\w/-])`,
    '|(?:level|lvl|severity)[=:] ?"?([A-Za-z]+)',
    String.raw`|((?:[Ee]rror|[Ff]atal|[Ww]arning|warn|info|debug|trace|panic|notice|dbug|trce|fail|crit)(?=:)|error(?=\[E\d| TS\d)|(?<=^(?:npm )?)(?:[Ee]rror|[Ww]arn(?:ing)?|[Ff]atal)(?=[ !]))`,
    ')',
    String.raw`|\[([A-Za-z]{3,9})\]|\[([TDIWEFC])\]`,
    String.raw`|(Traceback \(most|\b[A-Z]\w*(?:Exception|Error)(?=:|$))`,
  ].join(''),
  'g',
);

/** What stands before a word that is none: `no `, `0 `, or the rest of a name or a path. `production.ERROR` is one. */
const DENIED = /[/-]$|\b(?:no|0) $/i;

/** The level that a line of a log says of itself, or that what it says is of. */
export function lineLevel(text: string): Level | undefined {
  const head = text.length > LOOK ? text.slice(0, LOOK) : text;
  switch (head.charCodeAt(0)) {
    case 0x7b:
      return jsonLevel(text.slice(0, LOOK_JSON));
    case 0x3c: {
      const priority = SEVERITY.exec(head)?.[1];
      if (priority !== undefined) return BY_SEVERITY[Number(priority) & 7];
    }
  }
  return letterLevel(head) ?? (head.includes('] "') ? accessLevel(head) : signLevel(head));
}

function jsonLevel(head: string): Level | undefined {
  const match = JSON_LEVEL.exec(head);
  const word = match?.[1];
  if (word !== undefined) return BY_WORD.get(word.toLowerCase()) ?? BY_LETTER[word];
  return match?.[2] === undefined ? undefined : ofNumber(Number(match[2]));
}

/** pino's and bunyan's, from 10 to 60. */
function ofNumber(number: number): Level | undefined {
  return (['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const)[Math.floor(number / 10) - 1];
}

function letterLevel(head: string): Level | undefined {
  const match = KLOG.exec(head) ?? LOGCAT.exec(head);
  return match === null ? undefined : BY_LETTER[match[1] ?? ''];
}

function accessLevel(head: string): Level | undefined {
  const match = ACCESS.exec(head);
  return match === null ? signLevel(head) : BY_STATUS[match[1] ?? ''];
}

function signLevel(head: string): Level | undefined {
  SIGN.lastIndex = 0;
  for (let match = SIGN.exec(head); match !== null; match = SIGN.exec(head)) {
    const [, capitals, value, label, bracketed, letter] = match;
    if (letter !== undefined) return BY_LETTER[letter];
    if (bracketed === undefined && DENIED.test(head.slice(Math.max(0, match.index - 4), match.index))) continue;
    const word = capitals ?? value ?? label ?? bracketed;
    const level = word === undefined ? 'error' : BY_WORD.get(word.toLowerCase());
    // `[main]` says nothing.
    if (level !== undefined) return level;
  }
  return undefined;
}
