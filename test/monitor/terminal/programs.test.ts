import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { editText } from '../../../src/monitor/terminal/edit-text.ts';
import { editorOf, pagerOf } from '../../../src/monitor/terminal/programs.ts';
import { Folder } from '../../support/programs.ts';

test('the pager is what the environment says, else less where there is one', () => {
  using folder = new Folder();
  expect(pagerOf({ PAGER: 'most -s', PATH: folder.path })).toBe('most -s');
  expect(pagerOf({ PAGER: ' ', PATH: `:${folder.path}` })).toBe('more');
  writeFileSync(folder.file('less'), '');
  expect(pagerOf({ PATH: folder.path })).toBe('more');
  chmodSync(folder.file('less'), 0o755);
  expect(pagerOf({ PATH: folder.path })).toBe('less -R');
});

test('the editor is what the environment says, else vi', () => {
  expect(editorOf({ VISUAL: 'code --wait', EDITOR: 'ed' })).toBe('code --wait');
  expect(editorOf({ VISUAL: '', EDITOR: 'ed' })).toBe('ed');
  expect(editorOf({})).toBe('vi');
});

test('a text is edited in a file that nobody else can read, and that is gone afterwards', async () => {
  const seen: string[] = [];
  const edited = await editText('before\n', 'plan.yaml', 'ed -s', async (command) => {
    const path = command.replace('ed -s ', '');
    seen.push(path, readFileSync(path, 'utf8'), (statSync(path).mode & 0o777).toString(8));
    writeFileSync(path, 'after\n');
    return 'ed: exit 2';
  });
  const [path = '', text, mode] = seen;
  expect(edited).toEqual({ text: 'after\n', failure: 'ed: exit 2' });
  expect(path).toMatch(/\/plan\.yaml$/);
  expect([text, mode]).toEqual(['before\n', '600']);
  expect(existsSync(path)).toBe(false);
});
