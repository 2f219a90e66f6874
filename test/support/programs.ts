import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reason } from '../../src/base/reason.ts';
import { buildNamespace, type HostMount, preopensOf } from '../../src/kernel/namespace-builder.ts';
import type { Task, TaskSpec } from '../../src/kernel/task.ts';
import { projectFile } from './guests.ts';
import { TestKernel } from './test-kernel.ts';

/** A file of a package from npm. */
export function packaged(path: string): string {
  return projectFile(`node_modules/${path}`);
}

/** A folder of the host for one test. */
export class Folder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'wasitop-test-'));

  file(name: string): string {
    return join(this.path, name);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true });
  }
}

/**
 * A command that says `on its way` once it can be interrupted, and goes on until then.
 * Between its fork and the exec of what it starts, dash loses an interrupt: who says it must be the program itself.
 */
export function waitingCommand(folder: Folder): string {
  const path = folder.file('waiting.txt');
  writeFileSync(path, 'on its way\n');
  return `tail -f ${path}`;
}

/** A kernel that runs programs of others over mounts of the host: `HOST::GUEST` or `HOST::GUEST:ro`. */
export class ProgramKernel extends TestKernel {
  run(
    name: string,
    module: string,
    args: readonly string[],
    mounts: readonly string[],
    spec: Partial<TaskSpec> = {},
    cwd = '/',
  ): Task {
    const directories = mounts.map(mountOf);
    const namespace = buildNamespace(this.kernel.servers, directories, cwd);
    return this.spawn(name, { module, args, namespace, preopens: preopensOf(namespace, directories, cwd), ...spec });
  }

  /** Runs it to its end. */
  async finish(...run: Parameters<ProgramKernel['run']>): Promise<{ reason: Reason; text: string }> {
    const task = this.run(...run);
    return { reason: await this.end(task), text: this.text(task) };
  }
}

function mountOf(text: string): HostMount {
  const [host = '', guest = ''] = text.split('::');
  return { host, guest: guest.replace(/:ro$/, ''), readOnly: guest.endsWith(':ro') };
}
