import { test } from 'vitest';
import { TerminalProgram } from '../support/terminal.ts';

/** Selects the row of a task by searching for it. */
function choose(program: TerminalProgram, name: string): Promise<void> {
  program.press(`/${name}\r`);
  return program.until(() => program.lines.some((line) => new RegExp(`Log: \\d+ ${name}`).test(line)));
}

function row(program: TerminalProgram, name: string): string {
  return program.lines.find((line) => new RegExp(`^ *\\d+ +\\d .* ${name}( |$)`).test(line)) ?? '';
}

// The steps are those of the README.
test('the tour', async () => {
  using program = new TerminalProgram(['demo'], 130, 40);
  await program.until((screen) => screen.includes('primes-first') && screen.includes('sleeper'));

  // 1. Look.
  await choose(program, 'weblog');
  await program.until(/GET \/.* \d+ms/);
  await program.until(/ (?:[3-9]\d|\d{3}) lines ──/);
  program.press('\t\u001b[A');
  await program.until('── paused, ');
  program.press('G\t');
  await program.until('── following ──');

  // 2. Pause.
  await choose(program, 'primes-last');
  program.press('p');
  await program.until(() => / 5 T /.test(row(program, 'primes-last')));
  program.press('p');
  await program.until(() => / 5 R /.test(row(program, 'primes-last')));

  // 3. Renice.
  program.press(']');
  await program.until(() => / 4 R /.test(row(program, 'primes-last')));
  program.press(':renice high primes-last\r');
  await program.until(() => / 1 R /.test(row(program, 'primes-last')));

  // 4. End it.
  program.press('\u001b[20~');
  await program.until(/Signal to \d+ primes-last/);
  program.press('\r');
  await program.until(() => row(program, 'primes-last').includes('[signal TERM]'));

  // 5. Answer.
  await choose(program, 'ask');
  program.press('i');
  await program.until(/Input to \d+ ask/);
  program.press('Ann\r');
  await program.until('Hello, Ann!');
  program.press('\u001b');
  await program.until((screen) => !screen.includes('Input to'));

  // 6. Read why.
  await program.until(() => row(program, 'trap').includes('[trap: memory access out of bounds]'));
  await choose(program, 'trap');
  await program.until(/at .*amount_of|at .*main/);
  await program.until(() => row(program, 'leak').includes('[exit 1]'));

  // 7. Start one more.
  program.press(':run primes\r');
  await program.until(/\d+ one-more is started/);
  await program.until(() => / 4 R /.test(row(program, 'one-more')));

  // 8. Leave.
  program.press('q');
  await program.until(/tasks are alive. End them and quit/);
  program.press('y');
  await program.exited;
}, 60_000);
