import { closeSync, openSync, readFileSync } from 'node:fs';
import { WASI } from 'node:wasi';
import { parentPort, workerData } from 'node:worker_threads';

// Runs a guest again and again on a plain thread of Node, once for each message.
const { file, args } = workerData;
const module = new WebAssembly.Module(readFileSync(file));

parentPort.on('message', (times) => {
  for (let left = times; left > 0; left--) run();
  parentPort.postMessage('done');
});

function run() {
  const stdout = openSync('/dev/null', 'w');
  const wasi = new WASI({ version: 'preview1', args: [file, ...args], stdout });
  wasi.start(new WebAssembly.Instance(module, wasi.getImportObject()));
  closeSync(stdout);
}
