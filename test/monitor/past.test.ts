import { expect, test } from 'vitest';
import { rowOf } from '../components/fake-source.ts';
import { Desk } from '../support/desk.ts';
import { HostDesk, named } from './host-desk.ts';

const ESCAPE = '\u001b';

/** A process that burns a core in seconds 3 to 5 of ten, and is gone then. */
function deskOfTen(): HostDesk {
  const desk = new HostDesk([named(100, 'always')]);
  const { machine } = desk.source.getSnapshot();
  for (let second = 1; second <= 10; second++) {
    const busy = second >= 3 && second <= 5;
    const rows = [named(100, 'always'), ...(busy ? [named(200, 'spike', { cpu: 0.9 })] : [])];
    desk.source.publish([], {
      host: { rows, problem: undefined },
      machine: { ...machine, cores: busy ? [1, 1] : [0, 0] },
    });
  }
  return desk;
}

test('the table is as it was then, with a sign that nobody misses, and Esc leads back', () => {
  const desk = deskOfTen();
  expect(desk.pids).toEqual([100]);
  desk.type(',,,,,,');
  expect(desk.text).toMatch(/^ PAST \d\d:\d\d:\d\d, 6s ago /m);
  expect(desk.pids).toEqual([200, 100]);
  expect(desk.row(200)).toContain(' 90.0 ');
  desk.show([named(100, 'always'), named(300, 'new')]);
  expect(desk.pids).toEqual([200, 100]);
  expect(desk.text).toContain('7s ago');
  desk.type('.');
  expect(desk.text).toContain('6s ago');
  desk.type(ESCAPE);
  expect(desk.text).not.toContain('PAST');
  expect(desk.pids).toEqual([100, 300]);
});

test('spikes are gone to, from one to the other', () => {
  const desk = deskOfTen();
  desk.type('(');
  expect(desk.pids).toEqual([200, 100]);
  expect(desk.text).toContain('7s ago');
  desk.type('(');
  expect(desk.lines.at(-1)).toContain('no spike of CPU before this is remembered');
  desk.type('{');
  expect(desk.lines.at(-1)).toContain('that is as far back as it is remembered');
  desk.type(')');
  expect(desk.text).toContain('7s ago');
  desk.type(')');
  expect(desk.lines.at(-1)).toContain('no spike of CPU after this is remembered');
  desk.type('}');
  expect(desk.text).not.toContain('PAST');
});

test('a moment is named by a command', () => {
  const desk = deskOfTen();
  desk.type(':at -6s\r');
  expect(desk.pids).toEqual([200, 100]);
  desk.type(':now\r');
  expect(desk.pids).toEqual([100]);
  desk.type(',q');
  expect(desk.text).not.toContain('PAST');
  expect(desk.asked).toEqual([]);
  desk.type(':at tomorrow\r');
  expect(desk.text).toContain('a moment is 14:02, 14:02:30, or -5m for five minutes ago');
});

test('signals in the past go to what is there now, or say that it is gone', () => {
  const desk = deskOfTen();
  desk.type('(200x');
  expect(desk.lines.at(-1)).toContain('200 spike is gone');
  desk.type('100x\r');
  expect(desk.text).toContain('You look at the past, and this is done now.');
  desk.type('y');
  expect(desk.orders).toEqual(['100 ctl kill TERM']);
  desk.show([named(100, 'another', { startedAt: 5_000_000 })]);
  desk.type('p');
  expect(desk.lines.at(-1)).toContain('100 always is gone');
  expect(desk.sent).toHaveLength(1);
});

test('the log goes on while the table is in the past', () => {
  const desk = new Desk([rowOf({ pid: 2, name: 'talker' })]);
  for (let second = 0; second < 3; second++) desk.source.publish([rowOf({ pid: 2, name: 'talker' })]);
  desk.type(',');
  expect(desk.text).toContain(' PAST ');
  desk.source.write(2, 'said meanwhile');
  desk.type(',');
  expect(desk.text).toContain('said meanwhile');
});

test('before anything is remembered there is no way back', () => {
  const desk = new Desk();
  desk.type(',');
  expect(desk.text).not.toContain('PAST');
  expect(desk.lines.at(-1)).toContain('nothing is remembered yet');
});
