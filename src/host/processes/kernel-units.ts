import { uptime } from 'node:os';
import { readBytes, readText } from './proc-file.ts';

/** What the numbers of /proc count in. */
export interface KernelUnits {
  readonly ticksPerSecond: number;
  /** Bytes. */
  readonly pageSize: number;
  /** Milliseconds since 1970. The kernel moves it when the clock is set, so it is read once. */
  readonly bootedAt: number;
}

/** Entries of the auxiliary vector, getauxval(3). */
const PAGE_SIZE = 6;
const CLOCK_TICKS = 17;

/** @param proc the mounted /proc */
export function readKernelUnits(proc: string): KernelUnits {
  const vector = auxiliaryVector(proc);
  return {
    ticksPerSecond: vector.get(CLOCK_TICKS) || 100,
    pageSize: vector.get(PAGE_SIZE) || 4096,
    bootedAt: bootTime(proc) * 1000,
  };
}

/** Pairs of 64-bit numbers in the machine's own order. */
function auxiliaryVector(proc: string): ReadonlyMap<number, number> {
  const bytes = new Uint8Array(readBytes(`${proc}/self/auxv`) ?? []);
  const numbers = new BigUint64Array(bytes.buffer, 0, bytes.length >> 3);
  const pairs = Array.from({ length: numbers.length >> 1 }, (_, index): [number, number] => [
    Number(numbers[2 * index]),
    Number(numbers[2 * index + 1]),
  ]);
  return new Map(pairs);
}

/** In seconds. A /proc that shows processes alone (subset=pid) does not tell. */
function bootTime(proc: string): number {
  const told = /^btime (\d+)$/m.exec(readText(`${proc}/stat`) ?? '')?.[1];
  return told === undefined ? Math.floor(Date.now() / 1000 - uptime()) : Number(told);
}
