import { expect, test } from 'vitest';
import { LogLook } from '../../../src/monitor/log/log-look.ts';
import { logText } from '../../../src/monitor/log/log-text.ts';
import type { LogView } from '../../../src/monitor/log/log-view.ts';
import { rowOf } from '../../components/fake-source.ts';
import { Desk } from '../../support/desk.ts';

/** The log of one task has the keys. */
function deskWith(texts: readonly string[], first = {}): Desk {
  const desk = new Desk([rowOf({ pid: 2, name: 't2' })], 60, 24, first);
  desk.source.write(2, ...texts);
  desk.type('\t');
  return desk;
}

const VIEW: Pick<LogView, 'format'> = {
  format: {
    wrap: true,
    json: 'off',
    columns: 20,
    left: 5,
    stamps: 'off',
    usualStamps: 'off',
    now: 0,
    timeOf: ({ time }) => time,
    label: () => undefined,
    labelWidth: 0,
    marks: new Map([[0, 1]]),
  },
};

function textOf({ source }: Desk, coloured: boolean): string {
  const view = { ...VIEW, look: new LogLook(source.log(2)) };
  return [...logText(view, coloured)].join('');
}

test('lines are whole, and have the colours of their programs where that is wanted', () => {
  const desk = deskWith([`\u001b[1;31mred\u001b[0m ${'x'.repeat(100)}`, '\u001b]0;title\u0007plain']);
  expect(textOf(desk, false)).toBe(`red ${'x'.repeat(100)}\nplain\n`);
  expect(textOf(desk, true)).toBe(`\u001b[1;31mred\u001b[0m ${'x'.repeat(100)}\nplain\n`);
});

test('lines that come or are dropped while it is read are no trouble', () => {
  const desk = deskWith(Array.from({ length: 5_000 }, (_, line) => `line ${line}`));
  const pieces = logText({ ...VIEW, look: new LogLook(desk.source.log(2)) });
  const first = pieces.next().value ?? '';
  desk.source.write(2, 'late');
  const rest = [...pieces].join('');
  expect(`${first}${rest}`.split('\n').length).toBe(5_001);
  expect(rest).not.toContain('late');
});

test('the pager begins where the pane does', () => {
  const desk = deskWith(Array.from({ length: 99 }, (_, line) => `line ${line}`));
  desk.type('O');
  desk.type('1O');
  desk.type('jjO');
  desk.type('&9\\d$\rO');
  expect(desk.asked.map((asked) => asked.split('\n')[0])).toEqual([
    expect.stringMatching(/^pager end < .* line 0$/),
    expect.stringMatching(/^pager 1 < .* line 0$/),
    expect.stringMatching(/^pager 3 < .* line 0$/),
    expect.stringMatching(/^pager \w+ < .* line 90$/),
  ]);
});

test('with --readonly no program is started', () => {
  const desk = deskWith(['one'], { readOnly: true });
  for (const key of ['O', '\u000f', '|', '\u0013']) {
    desk.type(key);
    expect(desk.text).toContain('read-only: ');
  }
  expect(desk.asked).toEqual([]);
});
