// A program under node:wasi in a worker of its own; the module comes compiled.
import { WASI } from 'node:wasi';
import { workerData } from 'node:worker_threads';

const wasi = new WASI({ version: 'preview1', args: ['hello'], stdout: workerData.stdout });
wasi.start(await WebAssembly.instantiate(workerData.module, wasi.getImportObject()));
