import { expect, test } from 'vitest';
import { COMMANDS } from '../../src/monitor/commands/registry.ts';
import { ACTIONS } from '../../src/monitor/input/actions/registry.ts';
import { rowOf } from '../components/fake-source.ts';
import { Desk } from '../support/desk.ts';
import { HostDesk, named } from './host-desk.ts';

/** What a terminal sends for a key. */
const BYTES: Readonly<Record<string, string>> = {
  f7: '\u001b[18~',
  f8: '\u001b[19~',
  f9: '\u001b[20~',
  delete: '\u001b[3~',
  'ctrl-s': '\u0013',
  enter: '\r',
  space: ' ',
};

const CHANGING = ACTIONS.filter(({ changes }) => changes).flatMap(({ id, keys }) =>
  keys.map((key) => [id, key] as const),
);

function desks(): Desk[] {
  const readOnly = { readOnly: true };
  return [
    new Desk([rowOf({ pid: 2, name: 'spin' })], 120, 30, readOnly),
    new HostDesk([named(100, 'victim')], 120, 30, readOnly),
  ];
}

function expectNothingDone(desk: Desk): void {
  expect(desk.sent).toEqual([]);
  expect(desk.saved).toEqual([]);
  expect(desk.exported.size).toBe(0);
  expect(desk.asked).toEqual([]);
}

test.each(CHANGING)('%s by %s changes nothing on a screen that only shows', (_id, key) => {
  for (const desk of desks()) {
    desk.type(`${BYTES[key] ?? key}\ry`);
    expect(desk.text).not.toMatch(/Signal to|Write the table|Input to/);
    expectNothingDone(desk);
  }
});

const ARGUMENTS: Readonly<Record<string, string>> = {
  renice: '3',
  spawn: '/bin/true.wasm',
  run: 'x',
  export: '/tmp/x.csv',
  mount: 'ram none /x',
  input: '2 hello',
  limit: 'memory 1M',
  bind: '/a /b',
  unbind: '/a',
  '!': 'true',
};

test.each(COMMANDS.filter(({ changes }) => changes).map(({ name }) => name))(
  ':%s changes nothing on a screen that only shows, and says so',
  (name) => {
    for (const desk of desks()) {
      desk.type(`:${name} ${ARGUMENTS[name] ?? ''}\r`);
      expect(desk.text).toMatch(/start without --readonly|there is no (task|manifest)/);
      desk.type('y');
      expectNothingDone(desk);
    }
  },
);

test('a menu that another one opened sends nothing on such a screen', () => {
  const desk = new HostDesk([named(100, 'victim')], 120, 30, { readOnly: true });
  desk.type(':kill 100\r');
  expect(desk.text).toMatch(/read-only/);
  expect(desk.text).not.toMatch(/sent/);
  expectNothingDone(desk);
});

test('what changes the screen alone works, and the setup counts until the end', () => {
  const desk = new HostDesk([named(100, 'one'), named(101, 'two')], 120, 30, { readOnly: true });
  desk.type(':sort pid\rt\\two\r');
  expect(desk.pids).toEqual([101]);
  desk.type('S\u001b[B \u001b');
  expect(desk.text).toContain('read-only: what was changed counts until you quit');
  expect(desk.table[0]).not.toContain('USER');
  expectNothingDone(desk);
});
