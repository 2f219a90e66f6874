// A program under node:wasi: node node-wasi.mjs DIRECTORY MODULE [ARGS...]; the directory is the program's root.
import { readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';

const [, , directory, file, ...args] = process.argv;
const wasi = new WASI({ version: 'preview1', args: [file, ...args], preopens: { '/': directory } });
const module = await WebAssembly.compile(readFileSync(file));
process.exitCode = wasi.start(await WebAssembly.instantiate(module, wasi.getImportObject()));
