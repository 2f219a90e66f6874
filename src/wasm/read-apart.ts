import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { builtin } from '../base/builtin.ts';
import { SysError } from '../base/sys-error.ts';
import { workerEntry } from '../base/worker-entry.ts';
import type { ReaderReply } from './reader-process.ts';

/**
 * Reads a module in a process of its own, for mounts that may hang: a process whose thread waits for such a mount cannot end, and nobody waits
 * for this one.
 * @throws SysError; the signal's reason as soon as it is raised.
 */
export function readApart(path: string, signal?: AbortSignal): Promise<Uint8Array> {
  const child = startReader();
  return new Promise<Uint8Array>((resolve, reject) => {
    child.on('message', (reply) => {
      const { bytes, code, detail } = reply as ReaderReply;
      if (bytes !== undefined) resolve(bytes);
      else reject(new SysError(code, 'load', path, detail));
    });
    child.on('error', (error) => reject(new SysError('EIO', 'load', path, error.message)));
    child.on('exit', () => reject(new SysError('EIO', 'load', path, 'the process that read it ended')));
    signal?.addEventListener('abort', () => reject(signal.reason));
    if (signal?.aborted) reject(signal.reason);
    child.send(path);
  }).finally(() => leave(child));
}

/** It has a session of its own, so that no signal of the terminal reaches it. */
function startReader(): ChildProcess {
  return builtin.childProcess.fork(fileURLToPath(workerEntry('reader-process')), [], {
    detached: true,
    execArgv: ['--disable-sigusr1'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

function leave(child: ChildProcess): void {
  child.removeAllListeners();
  child.kill('SIGKILL');
  if (child.connected) child.disconnect();
  child.unref();
}
