import { expect, test } from 'vitest';
import { Child } from '../host/processes/children.ts';
import { HostProgram, uniqueName } from '../support/host-programs.ts';

const ESCAPE = '\u001b';
/** Percent of a core: less than anything that spins gets. */
const BUSY = 3;

/** Where the time cursor is; empty for now. */
function clock({ screen }: HostProgram): string {
  return / PAST (\d\d:\d\d:\d\d), /.exec(screen)?.[1] ?? '';
}

const LINGER = '[screen]\nlinger = "1s"\n';

test('what made a spike is there again in the past, with its CPU; signals go to what is', async () => {
  const name = uniqueName();
  await using quiet = await Child.sleep({ argv0: name });
  const busy = await Child.start('sh', ['-c', `while :; do :; done # ${name}`]);
  await using spinning = busy;
  using program = new HostProgram(110, 24, [], LINGER);
  await program.only(name);
  const cpu = () => Number(/ R +(\d+\.\d) /.exec(program.row(spinning.pid))?.[1] ?? 0);
  // Long enough for more than one step of what is remembered.
  await program.until(() => cpu() > BUSY && / 0:0[2-9]\.\d\d /.test(program.row(spinning.pid)));
  await spinning.kill();
  await program.until(() => /\[(ended|signal KILL)\]/.test(program.row(spinning.pid)));
  await program.until(() => program.row(spinning.pid) === '');

  for (let step = 0; step < 20 && cpu() <= BUSY; step++) {
    const before = clock(program);
    program.press(',');
    await program.until(() => clock(program) !== '' && clock(program) !== before);
  }
  await program.until(() => cpu() > BUSY);
  expect(program.row(spinning.pid)).not.toContain('[ended]');
  expect(program.lines.some((line) => /^ PAST .* ago .*Esc now/.test(line))).toBe(true);

  await program.select(spinning.pid);
  program.press('x');
  await program.until(`${spinning.pid} sh is gone`);
  await program.select(quiet.pid);
  program.press('x');
  await program.until(`Signal to ${quiet.pid} sleep`);
  program.press('\r');
  await program.until('You look at the past, and this is done now.');
  program.press('y');
  expect(await quiet.ended()).toBe('SIGTERM');
  await program.until(/ PAST /);
  program.press(ESCAPE);
  await program.until((screen) => !screen.includes(' PAST '));
  expect(program.row(spinning.pid)).toBe('');
}, 60_000);

test('the cursor goes by seconds, by thirty of them, to a moment, and no farther than is remembered', async () => {
  const name = uniqueName();
  await using child = await Child.sleep({ argv0: name });
  using program = new HostProgram(110, 24, [], LINGER);
  await program.only(name);
  const past = () => / PAST (\S+), (\S+) ago/.exec(program.screen);
  await program.until((screen) => / up /.test(screen));
  program.press(',');
  await program.until(() => past() !== null);
  const [, first = ''] = past() ?? [];
  program.press(',,');
  await program.until(() => (past()?.[1] ?? first) < first || program.screen.includes('as far back'));
  program.press('{');
  await program.until('that is as far back as it is remembered');
  program.press('}');
  await program.until(() => past() === null);
  program.press(':at -1s\r');
  await program.until(() => past() !== null);
  program.press('.');
  program.press('.');
  program.press('.');
  await program.until(() => past() === null);
  program.press(':at 99:00\r');
  await program.until('a moment is 14:02, 14:02:30, or -5m for five minutes ago');
  program.press(ESCAPE);
  await program.until((screen) => !screen.includes('a moment is'));
  program.press(':at -1s\r');
  await program.until(() => past() !== null);
  program.press(':now\r');
  await program.until(() => past() === null);
  expect(program.pids).toEqual([child.pid]);
});
