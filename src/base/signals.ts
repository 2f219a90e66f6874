import { SysError } from './sys-error.ts';

/** The signals that tasks know, with Linux's numbers. */
export const SIGNALS = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  KILL: 9,
  USR1: 10,
  USR2: 12,
  TERM: 15,
  CONT: 18,
  STOP: 19,
} as const;

export type SignalName = keyof typeof SIGNALS;

const NAMES = new Map<number, SignalName>(
  Object.entries(SIGNALS).map(([name, number]) => [number, name as SignalName]),
);

/** The name of a signal's number: `TERM` for 15. @throws SysError EINVAL for numbers that are no signal of ours. */
export function signalName(number: number): SignalName {
  const name = NAMES.get(number);
  if (name === undefined) throw new SysError('EINVAL', 'signal', String(number), `the signals are ${known()}`);
  return name;
}

/** Reads `15`, `TERM`, `term` or `SIGTERM`. @throws SysError EINVAL naming the signals there are. */
export function parseSignal(text: string): SignalName {
  if (/^\d+$/.test(text)) return signalName(Number(text));
  const name = text.toUpperCase().replace(/^SIG/, '');
  if (!Object.hasOwn(SIGNALS, name)) throw new SysError('EINVAL', 'signal', text, `the signals are ${known()}`);
  return name as SignalName;
}

function known(): string {
  return Object.entries(SIGNALS)
    .map(([name, number]) => `${name}=${number}`)
    .join(' ');
}
