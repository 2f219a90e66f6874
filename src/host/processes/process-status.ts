import { signalsOfMask } from './host-signals.ts';

/** Names of signals, by what becomes of them. */
export interface SignalSets {
  readonly pending: readonly string[];
  readonly blocked: readonly string[];
  readonly ignored: readonly string[];
  readonly caught: readonly string[];
}

/** How often it gave its core away, and how often that was taken. */
export interface ContextSwitches {
  readonly voluntary: number;
  readonly involuntary: number;
}

/** @param status of /proc/N/status */
export function signalSets(status: string): SignalSets {
  const set = (name: string) => signalsOfMask(new RegExp(`^${name}:\\s+([0-9a-f]+)$`, 'm').exec(status)?.[1] ?? '0');
  return {
    // For its first thread, and for any of them.
    pending: [...new Set([...set('SigPnd'), ...set('ShdPnd')])],
    blocked: set('SigBlk'),
    ignored: set('SigIgn'),
    caught: set('SigCgt'),
  };
}

/** @param status of /proc/N/status */
export function contextSwitches(status: string): ContextSwitches {
  const count = (name: string) => Number(new RegExp(`^${name}_ctxt_switches:\\s+(\\d+)$`, 'm').exec(status)?.[1] ?? 0);
  return { voluntary: count('voluntary'), involuntary: count('nonvoluntary') };
}
