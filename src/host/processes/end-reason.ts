import { signalName } from './host-signals.ts';
import type { StatLine } from './stat-line.ts';

/** A signal that we sent. */
export interface SentSignal {
  /** Without `SIG`. */
  readonly name: string;
  /** A clock in milliseconds. */
  readonly at: number;
}

/** An end that comes later than this has other reasons: many programs go on after a HUP. */
const AFTER_SIGNAL_MS = 60_000;

/** Whether the kernel lets us look into a process: of all others its exit code is 0. */
export function isOpen({ argsAddress }: StatLine): boolean {
  return argsAddress !== '' && argsAddress !== '0';
}

/**
 * Why a process ended: `exit 3` or `signal KILL` if it was seen as a zombie, `ended after KILL` if we sent that, `ended` otherwise.
 * @param line the last that was read of it
 * @param wasOpen whether we were ever let look into it: a zombie does not show it
 */
export function endReason(line: StatLine, wasOpen: boolean, sent: SentSignal | undefined, now: number): string {
  // The first of several threads may end before the others, with a code of its own.
  const isZombie = (line.state === 'Z' || line.state === 'X') && line.threads <= 1;
  if (isZombie && (wasOpen || line.exitCode !== 0)) return reasonOfCode(line.exitCode);
  return sent !== undefined && now - sent.at <= AFTER_SIGNAL_MS ? `ended after ${sent.name}` : 'ended';
}

/** As wait(2) has it: the signal in the low seven bits, the status in the second byte. */
function reasonOfCode(code: number): string {
  const signal = code & 0x7f;
  return signal === 0 ? `exit ${(code >> 8) & 0xff}` : `signal ${signalName(signal)}`;
}
