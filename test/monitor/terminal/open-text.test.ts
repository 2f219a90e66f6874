import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { type OpenedText, openText } from '../../../src/monitor/terminal/open-text.ts';

const COLOURED = '\u001b[31mred\u001b[0m\n';

function textFor(program: OpenedText['program'], line: number, atEnd = false): OpenedText {
  return { program, line, atEnd, text: (coloured) => [coloured ? COLOURED : 'red\n'] };
}

/** The command line, and what it was given. */
async function ran(opened: OpenedText, environment: Readonly<Record<string, string>>): Promise<[string, string]> {
  const seen: [string, string] = ['', ''];
  await openText(opened, environment, async (command, input) => {
    seen[0] = command;
    seen[1] = [...(input ?? [])].join('');
    return '';
  });
  return seen;
}

test.each([
  ['less -R', 7, false, 'less -R +7'],
  ['less', 7, true, 'less +G'],
  ['/usr/bin/less -S -i', 1, false, '/usr/bin/less -S -i'],
  ['more', 7, false, 'more +7'],
  ['more', 7, true, 'more +7'],
  ['bat --paging=always', 7, false, 'bat --paging=always'],
  ['less | cat', 7, true, 'less | cat'],
])('the pager %j is run for line %i, following: %s, as %j', async (PAGER, line, atEnd, command) => {
  expect((await ran(textFor('pager', line, atEnd), { PAGER }))[0]).toBe(command);
});

test.each([
  [{ PAGER: 'less -R' }, COLOURED],
  [{ PAGER: 'less --RAW-CONTROL-CHARS' }, COLOURED],
  [{ PAGER: 'less -SR' }, COLOURED],
  [{ PAGER: 'less', LESS: 'FRX' }, COLOURED],
  [{ PAGER: 'less', LESS: '-i' }, 'red\n'],
  [{ PAGER: 'more' }, 'red\n'],
])('with %j colours go to a pager that shows them', async (environment, text) => {
  expect((await ran(textFor('pager', 1), environment))[1]).toBe(text);
});

test.each([
  ['vim', /^vim \+7 \/.*\/wasitop\.log$/],
  ['emacsclient -t', /^emacsclient -t \+7 \//],
  ['code --wait', /^code --wait \//],
])('the editor %j has the text in a file', async (VISUAL, command) => {
  expect((await ran(textFor('editor', 7), { VISUAL }))[0]).toMatch(command);
});

test("the file is nobody else's, and gone afterwards, whatever comes", async () => {
  let path = '';
  const failed = openText(textFor('editor', 1), { VISUAL: 'ed' }, async (command) => {
    path = command.replace('ed ', '');
    expect(readFileSync(path, 'utf8')).toBe('red\n');
    expect([path, dirname(path)].map((one) => statSync(one).mode & 0o777)).toEqual([0o600, 0o700]);
    throw new Error('no terminal');
  });
  await expect(failed).rejects.toThrow('no terminal');
  expect(existsSync(path)).toBe(false);
});
