import { membersOf } from './json-members.ts';

/** What a line of JSON says: the common fields, and all others in their order. Values are as they were written. */
export interface JsonFields {
  readonly time: string;
  readonly level: string;
  readonly message: string;
  readonly others: readonly (readonly [name: string, value: string])[];
}

const MESSAGES = ['msg', 'message', 'event', 'text', 'log'];
const LEVEL_NAMES = ['level', 'severity', 'lvl', 'log.level', 'levelname'];
const TIMES = ['time', 'timestamp', 'ts', '@timestamp', 'date'];

/** What pino and bunyan count their levels with. */
const COUNTED: Readonly<Record<string, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};

/** A line that is one JSON object; undefined for any other one. */
export function jsonFields(text: string): JsonFields | undefined {
  const members = membersOf(text);
  if (members === undefined) return undefined;
  const named = (names: readonly string[]) =>
    names.map((wanted) => members.find(([name]) => name.toLowerCase() === wanted)).find((one) => one !== undefined);
  const [time, level, message] = [named(TIMES), named(LEVEL_NAMES), named(MESSAGES)];
  return {
    time: time?.[1] ?? '',
    level: level === undefined ? '' : (COUNTED[level[1]] ?? level[1]),
    message: message?.[1] ?? '',
    others: members.filter((one) => one !== time && one !== level && one !== message),
  };
}
