import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { workerData } from 'node:worker_threads';
import { Cpu, type CpuInit, THREAD_WORD } from './cpu.ts';

/** The thread of a cpu. It runs a few nice steps below the main thread, so that the screen stays smooth under full load. */
const init = workerData as CpuInit & { readonly nice: number };

try {
  // The number behind the last slash is the thread's id, which setpriority(2) takes on Linux.
  const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
  Atomics.store(new Int32Array(init.load), THREAD_WORD, thread);
  setPriority(thread, init.nice);
} catch {
  // Without /proc, or the permission, the thread keeps the priority of the process.
}

const cpu = new Cpu(init);

process.on('uncaughtException', (error) => {
  if (!cpu.blame(error)) throw error;
});
