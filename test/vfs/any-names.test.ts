import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Random } from '../../fuzz/random.ts';
import type { Maybe } from '../../src/base/maybe.ts';
import { spell } from '../../src/base/spelling.ts';
import { Namespace } from '../../src/namespace/namespace.ts';
import { READ_ONLY } from '../../src/vfs/file-server.ts';
import { TestKernel } from '../support/test-kernel.ts';
import { entriesOf } from './entries-of.ts';
import { TemporaryDirectory } from './temporary-directory.ts';

/** All of these answer at once. */
function now<T>(value: Maybe<T>): T {
  if (value instanceof Promise) throw new Error('a promise where a value was expected');
  return value;
}

/** A directory that is seen at /m, with files whose names are any bytes; each has its name as contents. */
class Names implements Disposable {
  readonly #disk = new TemporaryDirectory();
  readonly namespace = new Namespace().mount(this.#disk.server, '/m');

  at(name: Buffer): Buffer {
    return Buffer.concat([Buffer.from(`${this.#disk.path}/`), name]);
  }

  add(name: Buffer): void {
    fs.writeFileSync(this.at(name), name);
  }

  /** What is there, as the host has it. */
  get onHost(): string[] {
    return fs.readdirSync(this.#disk.path, 'hex').sort();
  }

  list(path = '.'): string[] {
    using handle = now(this.namespace.open('/m', path, { ...READ_ONLY, directory: true }, true)).handle;
    return entriesOf(handle).map(({ name }) => name);
  }

  read(path: string): Buffer {
    using handle = now(this.namespace.open('/m', path, READ_ONLY, true)).handle;
    const bytes = Buffer.alloc(1_000);
    return bytes.subarray(0, handle.read(bytes, 0));
  }

  [Symbol.dispose](): void {
    this.#disk[Symbol.dispose]();
  }
}

const BAD = Buffer.from([0x61, 0xff, 0xc3]);

describe('names that are not UTF-8', () => {
  test('of any bytes are listed, and lead to their file', () => {
    using names = new Names();
    const random = new Random(3);
    const all = new Set<string>();
    for (let count = 0; count < 300; count++) {
      const name = Buffer.from(
        random.times(1 + random.below(8), () => 1 + random.below(255)).filter((byte) => byte !== 0x2f),
      );
      if (name.length > 0 && !/^\.\.?$/.test(name.toString('latin1'))) all.add(name.toString('hex'));
    }
    for (const name of all) names.add(Buffer.from(name, 'hex'));
    const listed = names.list();
    expect(listed.every((name) => name.isWellFormed())).toBe(true);
    expect(listed.map((name) => names.read(name).toString('hex')).sort()).toEqual([...all].sort());
  });

  test('are made, renamed, linked and removed by the same spelling', () => {
    using names = new Names();
    const { namespace } = names;
    const text = spell(BAD.toString('latin1'));
    namespace.makeDirectory('/m', text);
    expect(names.onHost).toEqual([BAD.toString('hex')]);
    now(namespace.open('/m', `${text}/${text}`, { ...READ_ONLY, write: true, create: true }, true)).handle.close();
    expect(names.list(text)).toEqual([text]);
    expect(now(namespace.stat('/m', `${text}/../${text}/${text}`, true)).type).toBe('file');
    namespace.rename('/m', `${text}/${text}`, '/m', 'plain');
    namespace.link('/m', 'plain', false, '/m', `${text}/hard`);
    namespace.unlink('/m', `${text}/hard`);
    namespace.removeDirectory('/m', text);
    expect(names.list()).toEqual(['plain']);
  });

  test('stand in links as they are, which are followed', () => {
    using names = new Names();
    names.add(BAD);
    fs.symlinkSync(BAD, names.at(Buffer.from('link')));
    const text = spell(BAD.toString('latin1'));
    expect(now(names.namespace.readlink('/m', 'link'))).toBe(text);
    expect(names.read('link')).toEqual(BAD);
    names.namespace.symlink(text, '/m', 'made');
    expect(fs.readlinkSync(names.at(Buffer.from('made')), 'buffer')).toEqual(BAD);
    expect(names.read('made')).toEqual(BAD);
  });

  test('an open directory with such a name knows where it lies', () => {
    using names = new Names();
    names.namespace.makeDirectory('/m', 'd');
    const text = spell(BAD.toString('latin1'));
    const { handle, pathNow } = now(names.namespace.open('/m', 'd', READ_ONLY, true));
    names.namespace.rename('/m', 'd', '/m', text);
    expect(pathNow?.()).toBe(`/m/${text}`);
    handle.close();
  });

  test('are as long as the host takes them, and have one spelling', () => {
    using names = new Names();
    const long = Buffer.alloc(255, 0xff);
    names.add(long);
    const [text = ''] = names.list();
    expect(names.read(text)).toEqual(long);
    expect(() => names.read(`${text}a`)).toThrow('ENAMETOOLONG');
    expect(() => names.read('\u{10ffc3}\u{10ffa9}')).toThrow(/^(?!.*proc).*EILSEQ/);
  });

  test('a guest lists, opens, renames and removes them', async () => {
    using names = new Names();
    const bytes = [BAD, Buffer.from([0xfe]), Buffer.from('größer'), Buffer.from([0xf4, 0x8f, 0xbf, 0xbf])];
    for (const name of bytes) names.add(name);
    await using os = new TestKernel();
    const task = os.spawn('wasi/every-name', { namespace: names.namespace, preopens: [{ name: '/', path: '/m' }] });
    expect(await os.end(task), os.text(task)).toEqual({ kind: 'exit', code: bytes.length });
    expect(names.onHost).toEqual([]);
  });
});
