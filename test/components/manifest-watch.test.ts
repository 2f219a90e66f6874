import { createHash } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { guest } from '../support/guests.ts';
import { TerminalProgram } from '../support/terminal.ts';

/** A folder with a manifest in it, whose entries have these names, guests and further lines. */
class Folder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'wasitop-test-'));

  write(entries: readonly (readonly [name: string, program: string, more: string])[]): void {
    const blocks = entries.map(([name, program, more]) => {
      const bytes = readFileSync(guest(program));
      const file = `${program.replaceAll('/', '-')}.wasm`;
      copyFileSync(guest(program), join(this.path, file));
      const hash = createHash('sha256').update(bytes).digest('hex');
      return `  - name: ${name}\n    kind: process.wasm\n    fs: here\n    path: ${file}\n    hash: sha256:${hash}\n    method: _start\n${more}`;
    });
    this.raw(
      `version: '1.0'\nnamespace: t\nentries:\n  - name: here\n    kind: fs.directory\n    directory: .\n${blocks.join('')}`,
    );
  }

  raw(text: string): void {
    writeFileSync(join(this.path, 'wasitop.yaml'), text);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true });
  }
}

test('a manifest that changes is announced with what would change, and applied by a key', async () => {
  using folder = new Folder();
  folder.write([
    ['first', 'basic/spin', ''],
    ['second', 'basic/sleep-forever', ''],
  ]);
  using program = new TerminalProgram(['-m', join(folder.path, 'wasitop.yaml')], 110, 30);
  await program.until((screen) => / 4 R .*first/.test(screen) && screen.includes('second'));
  folder.write([
    ['first', 'basic/spin', '    priority: 2\n'],
    ['third', 'basic/sleep-forever', ''],
  ]);
  await program.until('manifest changed: R shows');
  program.press('R');
  await program.until('+ t:third, starts');
  expect(program.screen).toContain('- t:second, ends');
  expect(program.screen).toContain('~ t:first: priority, starts anew');
  program.press('\r');
  await program.until('is applied');
  await program.until(/ 2 R .*first/);
  await program.until((screen) => /S .*third/.test(screen) && /Z .*second \[signal TERM\]/.test(screen));
  expect(program.screen).not.toContain('manifest changed');
});

test('a manifest that became wrong changes nothing, and says why', async () => {
  using folder = new Folder();
  folder.write([['first', 'basic/spin', '']]);
  using program = new TerminalProgram(['-m', join(folder.path, 'wasitop.yaml')], 110, 30);
  await program.until(/ 4 R .*first/);
  folder.write([['first', 'basic/spin', '    prority: 2\n']]);
  await program.until('manifest changed: R shows');
  program.press('R');
  await program.until("unknown key 'prority'");
  expect(program.screen).toContain('What changed cannot be applied');
  program.press('\u001b');
  folder.write([['first', 'basic/spin', '']]);
  await program.until((screen) => !screen.includes('manifest changed'));
  expect(program.screen).toMatch(/ 4 R .*first/);
});

test('a module that changes under its manifest is announced', async () => {
  using folder = new Folder();
  folder.write([['first', 'basic/spin', '']]);
  using program = new TerminalProgram(['-m', join(folder.path, 'wasitop.yaml')], 140, 30);
  await program.until(/ 4 R .*first/);
  copyFileSync(guest('basic/hello'), join(folder.path, 'basic-spin.wasm'));
  await program.until('manifest changed: R shows');
  program.press('R');
  await program.until('t:first: hash mismatch');
  expect(program.screen).toContain('What changed cannot be applied');
});
