import { expect, test } from 'vitest';
import { Desk } from '../support/desk.ts';

const ESCAPE = '\u001b';
const F2 = `${ESCAPE}OQ`;
const [LEFT, WHEEL_DOWN] = [0, 65];

/** A report of the mouse at a place that is counted from 0. */
function mouseAt(column: number, row: number, button = LEFT): string {
  return `${ESCAPE}[<${button};${column + 1};${row + 1}M`;
}

/** A click on the first place where the screen shows a text. */
function clickOn(desk: Desk, text: string): string {
  const row = desk.lines.findIndex((line) => line.includes(text));
  expect(row, `${text} is on the screen`).toBeGreaterThanOrEqual(0);
  return mouseAt((desk.lines[row] ?? '').indexOf(text), row);
}

test('a click on a message takes it away, and does not do what the key below it does', () => {
  const desk = new Desk();
  const quit = clickOn(desk, 'Quit');
  desk.controller.say({ text: 'something happened', bad: true });
  desk.type(quit);
  expect(desk.asked).toEqual([]);
  expect(desk.text).not.toContain('Confirm');
  expect(desk.lines.at(-1)).toContain('Quit');
  desk.type(quit);
  expect(desk.asked.length + Number(desk.text.includes('Confirm'))).toBe(1);
});

test('while the setup asks for a key, neither the wheel nor a click is one', () => {
  const desk = new Desk();
  desk.type(`${F2}${ESCAPE}[Zjjjj\r`);
  expect(desk.lines.at(-1)).toMatch(/Press (the|one more) key for/);
  const { keys } = desk.controller.kept.settings;
  for (const [column, row] of [
    [50, 12],
    [0, 0],
  ] as const)
    desk.type(mouseAt(column, row, WHEEL_DOWN) + mouseAt(column, row));
  expect(desk.lines.at(-1)).toMatch(/Press (the|one more) key for/);
  expect(desk.controller.kept.settings.keys).toEqual(keys);
});

test('a click beside the box of a filter takes the filter back', () => {
  const desk = new Desk();
  desk.type('\\t3\r');
  expect(desk.text).toContain('filter: t3');
  desk.type('\\\u0015name=t4 cp');
  expect(desk.text).toContain('+ Filter');
  desk.type(mouseAt(90, 0));
  expect(desk.text).not.toContain('+ Filter');
  expect(desk.text).toContain('filter: t3');
});

test('a click where a box lies over the table is for the box', () => {
  const desk = new Desk();
  const row = clickOn(desk, ' t4');
  desk.type('?');
  desk.type(row);
  expect(desk.text).toContain('Help: [');
  desk.type(ESCAPE);
  desk.type('x');
  expect(desk.text).toContain('Signal to 2');
});

test('the wheel scrolls the details wherever the mouse is on them', () => {
  const desk = new Desk(undefined, 100, 12);
  desk.type('\r');
  const first = () => desk.part('details')[1];
  const before = first();
  desk.type(mouseAt(20, 8, WHEEL_DOWN));
  const { detailsTop } = desk.controller.moment.state;
  expect(first() === before).toBe(detailsTop === 0);
});
