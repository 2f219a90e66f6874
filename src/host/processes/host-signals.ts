import { constants } from 'node:os';
import { SysError } from '../../base/sys-error.ts';

/** A signal of the host, without `SIG`: `TERM`. */
export interface HostSignal {
  readonly name: string;
  readonly number: number;
}

/** Old names of signals that have better ones. */
const ALIASES: ReadonlySet<string> = new Set(['IOT', 'POLL', 'UNUSED', 'CLD']);

const NUMBERS = new Map(Object.entries(constants.signals).map(([name, number]) => [name.replace(/^SIG/, ''), number]));

/** All that may be sent, by number, each once. */
export const HOST_SIGNALS: readonly HostSignal[] = [...NUMBERS]
  .filter(([name]) => !ALIASES.has(name))
  .map(([name, number]) => ({ name, number }))
  .sort((one, other) => one.number - other.number);

/** The first of the real-time signals that programs may use; the C library keeps two before it. */
const RTMIN = 34;
const LAST = 64;

/** Reads `15`, `TERM`, `term`, `SIGTERM` or an old name such as `IOT`. @throws SysError EINVAL naming the signals there are */
export function parseHostSignal(text: string): HostSignal {
  const name = text.toUpperCase().replace(/^SIG/, '');
  const number = NUMBERS.get(name) ?? (/^\d+$/.test(text) ? Number(text) : undefined);
  const signal = HOST_SIGNALS.find((known) => known.number === number);
  if (signal === undefined) throw new SysError('EINVAL', 'signal', text, `the signals are ${known()}`);
  return signal;
}

/** The signals of a mask as /proc writes it: hexadecimal, bit 0 for signal 1. Real-time ones are `RTMIN+N`. */
export function signalsOfMask(mask: string): readonly string[] {
  const bits = BigInt(`0x${mask}`);
  const numbers = Array.from({ length: LAST }, (_, index) => index + 1);
  return numbers.filter((number) => ((bits >> BigInt(number - 1)) & 1n) === 1n).map(signalName);
}

/** @returns the number itself for one without a name */
export function signalName(number: number): string {
  if (number === RTMIN) return 'RTMIN';
  if (number > RTMIN) return `RTMIN+${number - RTMIN}`;
  return HOST_SIGNALS.find((signal) => signal.number === number)?.name ?? String(number);
}

function known(): string {
  return HOST_SIGNALS.map(({ name, number }) => `${name}=${number}`).join(' ');
}
