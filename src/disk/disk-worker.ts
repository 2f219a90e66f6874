import { type MessagePort, parentPort } from 'node:worker_threads';
import { failureOf } from './failure.ts';
import { JOBS, type JobName } from './jobs.ts';
import type { DiskReply, DiskRequest } from './messages.ts';
import { TailService } from './tail-service.ts';

const services = new Map<number, TailService>();

function send(reply: DiskReply): void {
  if (parentPort === null) process.send?.(reply);
  else sendByPort(parentPort, reply);
}

/** Large pieces are handed over, not copied. */
function sendByPort(port: MessagePort, reply: DiskReply): void {
  const bytes = reply.kind === 'pieces' ? reply.bytes.buffer : undefined;
  port.postMessage(reply, bytes instanceof ArrayBuffer && bytes.byteLength > 0 ? [bytes] : []);
}

function take(request: DiskRequest): void {
  switch (request.kind) {
    case 'job':
      return void runJob(request.id, request.job, request.args);
    case 'follow':
      services.set(request.id, new TailService(request.id, request.options, send));
      return;
    case 'add':
      return services.get(request.id)?.add(request.word);
    case 'stored':
      return services.get(request.id)?.stored(request.bytes);
    case 'leave':
      services.get(request.id)?.close();
      services.delete(request.id);
  }
}

async function runJob(id: number, job: JobName, args: readonly unknown[]): Promise<void> {
  try {
    const run = JOBS[job] as (...args: readonly unknown[]) => unknown;
    send({ kind: 'done', id, value: await run(...args) });
  } catch (error) {
    send({ kind: 'failed', id, failure: failureOf(error) });
  }
}

if (parentPort === null) {
  process.on('message', take);
  // The monitor has ended, or was killed.
  process.on('disconnect', () => process.exit());
} else parentPort.on('message', take);
