import { WASI_MODULES } from '../../../src/wasi/preview1.ts';
import { type Code, call, DROP, forever, functionType, i32, i64, TYPE, u } from '../../assembly.ts';
import { KIND, ModuleBuilder } from '../../module-builder.ts';
import type { Random } from '../../random.ts';
import type { HostileKind } from '../hostile.ts';

const PREVIEW1 = 'wasi_snapshot_preview1';
const FUNCTIONS = Object.entries(WASI_MODULES[PREVIEW1] ?? {}).map(([title, { params }]) => ({ title, params }));

/** Of the memory of a module here, in pages and bytes. */
const PAGES = 64;
const END_OF_MEMORY = PAGES * 65_536;

const SMALL = [0, 1, 2, 3, 4, 5, 6, 8, 16, 64, 100, 1_000, 4_096];
const LARGE = [65_536, END_OF_MEMORY / 2, END_OF_MEMORY - 8, END_OF_MEMORY, 2 ** 31 - 1, -(2 ** 31), -1, -8, 2 ** 28];

function argument(kind: string, random: Random): Code {
  const value = random.once(3) ? random.pick(LARGE) : random.pick(SMALL);
  if (kind === 'i32') return i32(value);
  return i64(random.once(4) ? 2n ** 63n - 1n : BigInt(value));
}

function importing(builder: ModuleBuilder, titles: readonly string[]): void {
  for (const title of titles) {
    const params = FUNCTIONS.find((candidate) => candidate.title === title)?.params ?? [];
    const types = params.map((kind) => (kind === 'i32' ? TYPE.i32 : TYPE.i64));
    const type = builder.type(functionType(types, title === 'proc_exit' ? [] : [TYPE.i32]));
    builder.import(PREVIEW1, title, [KIND.function, u(type)]);
  }
}

/** A memory with words that look like pointers, lengths, paths and subscriptions. */
function withMemory(builder: ModuleBuilder, random: Random): void {
  builder.add('memory', [0, u(PAGES)]);
  const words = new Uint8Array(
    Uint32Array.from(random.times(2_000, () => random.pick([...SMALL, 4_096, 65_536, random.pick(LARGE)]))).buffer,
  );
  const path = new TextEncoder().encode(
    random.pick(['m/f', '..', '.', '../../etc/passwd', 'd/'.repeat(40), '\0', 'f']),
  );
  const at = (where: number, bytes: Uint8Array): Code => [0, i32(where), 0x0b, u(bytes.length), bytes];
  builder.add('data', at(0, path));
  builder.add('data', at(64, words));
  builder.add('data', at(65_536, words));
}

/** Calls functions over and over with arguments of all kinds. */
const callsOf =
  (choose: (random: Random) => readonly string[]): HostileKind =>
  (random) => {
    const builder = new ModuleBuilder();
    const titles = choose(random);
    importing(builder, titles);
    withMemory(builder, random);
    const calls = random.times(1 + random.below(12), () => {
      const index = random.below(titles.length);
      const { title = '', params = [] } = FUNCTIONS.find((known) => known.title === titles[index]) ?? {};
      return [params.map((kind) => argument(kind, random)), call(index), title === 'proc_exit' ? [] : DROP];
    });
    return { bytes: builder.start([], random.once(8) ? calls : forever(calls), titles.length).finish() };
  };

const titlesOf = (prefix: string) => FUNCTIONS.map(({ title }) => title).filter((title) => title.startsWith(prefix));
const ENDING = new Set(['proc_exit', 'proc_raise']);

/** The next number for a new name, written as text at 16: each turn another. */
const NEXT_NAME: Code = [...[i32(16), i32(16), [0x28, 2, 0], i32(1), 0x6a, [0x36, 2, 0]]];

/** Opens, makes and lists files without end: descriptors, names, large listings. */
const files: HostileKind = (random) => {
  const builder = new ModuleBuilder();
  const titles = ['path_open', 'fd_readdir', 'path_create_directory', 'fd_write', 'path_symlink'];
  importing(builder, titles);
  builder.add('memory', [0, u(PAGES)]);
  // A name of four bytes at 16, a buffer of 32 KiB behind 1,024, and an iovec at 32 for it.
  builder.add('data', [
    0,
    i32(16),
    0x0b,
    24,
    new TextEncoder().encode('aaaa'),
    new Uint8Array(12),
    0,
    4,
    0,
    0,
    0,
    128,
    0,
    0,
  ]);
  const fd = () => i32(3 + random.below(4));
  const ways: Code[] = [
    [fd(), i32(0), i32(16), i32(4), i32(1), i64(-1n), i64(-1n), i32(0), i32(64), call(0), DROP],
    [fd(), i32(0), i32(16), i32(1), i32(2), i64(-1n), i64(-1n), i32(0), i32(64), call(0), DROP],
    [fd(), i32(1_024), i32(random.pick([24, 32_768, END_OF_MEMORY - 1_024])), i64(0n), i32(64), call(1), DROP],
    [fd(), i32(16), i32(4), call(2), DROP],
    [fd(), i32(32), i32(1), i32(64), call(3), DROP],
    [i32(16), i32(4), fd(), i32(16), i32(4), call(4), DROP],
  ];
  const body = random.times(1 + random.below(6), () => random.pick(ways));
  return { bytes: builder.start([], forever(NEXT_NAME, body), titles.length).finish() };
};

/** Polls with thousands of subscriptions, of clocks that are over at once or never, and of descriptors. */
const polls: HostileKind = (random) => {
  const builder = new ModuleBuilder();
  importing(builder, ['poll_oneoff']);
  builder.add('memory', [0, u(PAGES)]);
  const count = 1 + random.below(20_000);
  const one = new Uint8Array(48);
  one[8] = random.below(3);
  one[16] = random.pick([0, 1, 2, 3]);
  one[24 + random.below(7)] = random.below(256);
  const at = 2 * 1024 ** 2;
  builder.add('data', [0, i32(at), 0x0b, u(48 * 100), ...Array<Code>(100).fill(one)]);
  const poll = [i32(at), i32(0), i32(random.pick([count, 100, 1])), i32(at - 8), call(0), DROP];
  return { bytes: builder.start([], forever(poll), 1).finish() };
};

export const CALLING: Readonly<Record<string, HostileKind>> = {
  'any calls': callsOf((random) =>
    random.times(12, () => random.pick(FUNCTIONS).title).filter((title) => !ENDING.has(title) || random.once(4)),
  ),
  'calls of descriptors': callsOf(() => titlesOf('fd_')),
  'calls of paths': callsOf(() => titlesOf('path_')),
  'calls of sockets': callsOf(() => titlesOf('sock_')),
  'one call': callsOf((random) => [random.pick(FUNCTIONS).title]),
  'random bytes': callsOf(() => ['random_get']),
  files,
  polls,
};
