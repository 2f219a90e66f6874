import { type ChildProcess, spawn } from 'node:child_process';

/** Runs a program beside us that has the path of the log as its first argument. */
export function beside(program: string, ...args: string[]): ChildProcess {
  const begin = `const fs = require('fs'); const [path, ...args] = process.argv.slice(1);`;
  return spawn(process.execPath, ['-e', `${begin} ${program}`, ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
}
