import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { builtin } from '../base/builtin.ts';
import { workerEntry } from '../base/worker-entry.ts';
import type { DiskReply, DiskRequest } from './messages.ts';

/** The thread or process in which a disk is used. */
export interface Endpoint {
  send(request: DiskRequest): void;
  /** Ends it, without waiting: a call in it may last for ever. */
  close(): void;
}

/** Receives what an endpoint sends, and its end. */
export interface Listener {
  reply(reply: DiskReply): void;
  /** It has ended by itself. */
  ended(why: string): void;
}

/** A thread, for disks of this machine: nothing is copied on its way. */
export function openThread(listener: Listener): Endpoint {
  const worker = new Worker(workerEntry('disk-worker'));
  worker.unref();
  let why = 'its thread ended';
  worker.on('message', (reply: DiskReply) => listener.reply(reply));
  worker.on('error', (error) => {
    why = String(error);
  });
  worker.on('exit', () => listener.ended(why));
  return { send: (request) => worker.postMessage(request), close: () => void worker.terminate() };
}

/**
 * A process, for mounts that may hang: a call that hangs in the kernel cannot be ended, and neither can the process whose thread makes it. It
 * has a session of its own, so that no signal of the terminal reaches it, and ends with its channel.
 */
export function openProcess(listener: Listener): Endpoint {
  const child = builtin.childProcess.fork(fileURLToPath(workerEntry('disk-worker')), [], {
    detached: true,
    execArgv: ['--disable-sigusr1'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.unref();
  child.channel?.unref();
  child.on('message', (reply) => listener.reply(reply as DiskReply));
  child.on('error', (error) => listener.ended(String(error)));
  child.on('exit', () => listener.ended('its process ended'));
  return {
    send: (request) => {
      // 'exit' reports a process that has just ended; with a callback, send() does not throw then.
      child.send(request, () => {});
    },
    close: () => {
      child.removeAllListeners();
      child.kill('SIGKILL');
      if (child.connected) child.disconnect();
    },
  };
}
