import { expect, test } from 'vitest';
import { formatWhole } from '../../src/monitor/draw/format.ts';
import { PANES, type Pane } from '../../src/monitor/input/actions/action.ts';
import { keyMapFor } from '../../src/monitor/input/key-map.ts';
import { keyName } from '../../src/monitor/input/key-names.ts';
import type { Preset } from '../../src/monitor/input/presets.ts';
import { guest } from '../support/guests.ts';
import { sentBy } from '../support/sent-keys.ts';
import { TerminalProgram } from '../support/terminal.ts';
import { TemporaryDirectory } from '../vfs/temporary-directory.ts';
import { ENTRY, WALKS, type Walk } from './walk-expectations.ts';

/** Where each key begins: PID 4 among others, a log with much above, the details from their beginning. A sequence first: an Esc before it stays one. */
const HOME: Readonly<Record<Pane, { readonly keys: string; readonly shows: RegExp }>> = {
  table: { keys: '\u001b[D4\u001b[D', shows: /Log: 4 [\s\S]*F4Filter/ },
  log: { keys: '\u001b[DGbb', shows: / paused, [\s\S]*G Follow/ },
  details: { keys: '\u001b[Dg', shows: /Details: 4 [\s\S]*Enter Back/ },
};

const CASES = (['default', 'htop'] as const).flatMap((preset) => PANES.map((pane) => [preset, pane] as const));

/** Where the log is after two pages up, which is known when it is known how long one is: nothing is written any more. */
async function twoPagesUp(program: TerminalProgram): Promise<RegExp> {
  program.press('Gb');
  await program.until(/ line [\d,]+ of [\d,]+ /);
  const [, line = '', lines = ''] = / line ([\d,]+) of ([\d,]+) /.exec(program.screen) ?? [];
  const [at, all] = [line, lines].map((text) => Number(text.replaceAll(',', ''))) as [number, number];
  const page = (all + 1 - at) / 2;
  return new RegExp(` line ${formatWhole(at - page)} of [\\s\\S]*G Follow`);
}

function shows({ shows: wanted }: Walk, screen: string, before: string): boolean {
  return typeof wanted === 'function' ? wanted(screen, before) : wanted.test(screen);
}

test.each(CASES)(
  'with %s keys each key of the %s does on a terminal what help says',
  async (preset, pane) => {
    using directory = new TemporaryDirectory({ 'wasitop/config.toml': `preset = "${preset}"\n` });
    using program = new TerminalProgram(
      ['sleep-forever', 'sleep-forever', pane === 'log' ? 'forever-newline' : 'sleep-forever', 'sleep-forever'].map(
        (name) => guest(`basic/${name}`),
      ),
      110,
      34,
      { XDG_CONFIG_HOME: directory.path, PAGER: 'false', VISUAL: 'false' },
    );
    await program.until(/ 5 .*sleep-forever/);
    program.press('4');
    await program.until('Log: 4');
    // The keys of the past need one.
    await program.until((screen) => {
      if (!screen.includes('PAST ')) program.press(',');
      return screen.includes('PAST ');
    });
    program.press('}');
    if (pane === 'log') {
      await program.until(/following .*,\d{3} lines/);
      program.press(':stop\r');
      await program.until('is paused');
      // Once that message has gone, what was written before is there too.
      await program.until((screen) => !screen.includes('is paused'));
    }
    program.press(ENTRY[pane]);
    const home = pane === 'log' ? await twoPagesUp(program) : HOME[pane].shows;
    for (const [key, id] of keyMapFor(preset satisfies Preset, {}).panes[pane].actions) {
      const entry = WALKS[id];
      const walk = typeof entry === 'function' ? entry(pane) : entry;
      const where = `${keyName(key)}, ${id}`;
      program.press(HOME[pane].keys);
      await program.until(home).catch((error: unknown) => expect.fail(`before ${where}: ${String(error)}`));
      if (walk.before !== undefined) {
        const first = program.screen;
        program.press(walk.before);
        await program.until((screen) => screen !== first);
      }
      const before = program.screen;
      program.press(sentBy(key) + (walk.also ?? ''));
      await program
        .until((screen) => shows(walk, screen, before))
        .catch((error: unknown) => expect.fail(`${where}: ${String(error)}`));
      program.press(walk.undo ?? '');
    }
  },
  120_000,
);
