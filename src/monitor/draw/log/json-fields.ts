/** What a line of JSON says: the common fields, and all others in their order. */
export interface JsonFields {
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
  const fields = objectIn(text);
  if (fields === undefined) return undefined;
  const entries = Object.entries(fields);
  const level = entries.find(([name]) => LEVEL_NAMES.includes(name.toLowerCase()));
  const message = MESSAGES.map((wanted) => entries.find(([name]) => name.toLowerCase() === wanted)).find(
    (entry) => entry !== undefined,
  );
  const common = [level, message];
  return {
    level: level === undefined ? '' : (COUNTED[String(level[1])] ?? valueText(level[1])),
    message: message === undefined ? '' : valueText(message[1]),
    others: entries
      .filter((entry) => !common.includes(entry) && !TIMES.includes(entry[0].toLowerCase()))
      .map(([name, value]) => [name, valueText(value)]),
  };
}

function objectIn(text: string): object | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) return undefined;
  try {
    return JSON.parse(trimmed) as object;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
