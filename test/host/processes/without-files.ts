// Lets nobody open another file, and then tries to control the process whose PID it is given; writes what came of it.
import { openSync, writeSync } from 'node:fs';
import { controlProcess } from '../../../src/host/processes/process-control.ts';
import { ProcessSampler } from '../../../src/host/processes/process-sampler.ts';
import { rowOf } from './sweep.ts';

const pid = Number(process.argv[2]);
using sampler = new ProcessSampler({ descriptors: Number(process.argv[3]) });
const { startedAt } = rowOf(sampler, pid)!;
takeAllFiles();
const lines = ['kill WINCH', 'renice 5', 'nice +1'].map(attempt);
lines.push(String(sampler.details(pid, startedAt)));
writeSync(1, lines.join('\n'));

function attempt(line: string): string {
  try {
    return controlProcess(sampler, pid, startedAt, line);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function takeAllFiles(): void {
  try {
    for (;;) openSync('/dev/null', 'r');
  } catch {
    // There are none left, as wanted.
  }
}
