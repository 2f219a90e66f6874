import { expect, test } from 'vitest';
import { HOST_SIGNALS, parseHostSignal, signalsOfMask } from '../../../src/host/processes/host-signals.ts';

test('the signals are in order, each once', () => {
  const numbers = HOST_SIGNALS.map(({ number }) => number);
  expect(numbers).toEqual([...new Set(numbers)].sort((one, other) => one - other));
  const names = HOST_SIGNALS.map(({ name }) => name);
  expect(names.slice(0, 9)).toEqual(['HUP', 'INT', 'QUIT', 'ILL', 'TRAP', 'ABRT', 'BUS', 'FPE', 'KILL']);
  expect(names).toContain('IO');
  expect(names).toContain('SYS');
});

test.each([['15'], ['TERM'], ['term'], ['SIGTERM']])('%s is TERM', (text) => {
  expect(parseHostSignal(text)).toEqual({ name: 'TERM', number: 15 });
});

test('old names are understood', () => {
  expect(parseHostSignal('POLL').name).toBe('IO');
});

test.each([[''], ['0'], ['65'], ['1.5'], ['SIG'], ['constructor']])('%j is none', (text) => {
  expect(() => parseHostSignal(text)).toThrow(/the signals are HUP=1/);
});

test('a mask names its signals, real-time ones too', () => {
  expect(signalsOfMask('0000000000004002')).toEqual(['INT', 'TERM']);
  expect(signalsOfMask('8000000300000000')).toEqual(['33', 'RTMIN', 'RTMIN+30']);
  expect(signalsOfMask('0000000000000000')).toEqual([]);
});
