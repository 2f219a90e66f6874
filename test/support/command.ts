import { spawn } from 'node:child_process';
import { projectFile } from './guests.ts';

/** How it ended, and what it said. */
export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the program as a user does; `meanwhile` is called for each piece of its output. */
export function wasitop(
  args: readonly string[],
  input = '',
  meanwhile: (child: ReturnType<typeof spawn>) => void = () => {},
): Promise<Result> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [projectFile('dist/start.js'), ...args]);
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk;
      meanwhile(child);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk;
    });
    child.stdin.end(input);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}
