import { existsSync } from 'node:fs';
import { SysError } from '../../base/sys-error.ts';
import { wordsOf } from '../../base/words.ts';
import type { Disks } from '../../disk/disks.ts';
import { control } from '../../kernel/control.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { controlNamespace } from '../../kernel/namespace-control.ts';
import type { TaskInput } from '../../kernel/task-input.ts';
import { INIT_PID } from '../../kernel/task-table.ts';
import type { Command } from '../../monitor/data/source.ts';
import type { FollowedManifest } from './followed-manifest.ts';
import { hostFolders } from './paths.ts';
import type { TaskStarter } from './task-starter.ts';

/** Carries out texts for control files of tasks. */
export class TaskControl {
  readonly #kernel: Kernel;
  readonly #starter: TaskStarter;
  readonly #manifest: FollowedManifest;
  readonly #disks: Disks;

  constructor(kernel: Kernel, starter: TaskStarter, manifest: FollowedManifest, disks: Disks) {
    this.#kernel = kernel;
    this.#starter = starter;
    this.#manifest = manifest;
    this.#disks = disks;
  }

  /** @returns what there is to say of it, `''` for nothing. @throws SysError */
  async write({ target: { pid }, file, text }: Command): Promise<string> {
    switch (file) {
      case 'ctl':
        return pid === INIT_PID ? this.#controlInit(text) : this.#control(pid, text);
      case 'ns/ctl':
        await this.#disks.answer([...this.#foldersOf(pid), ...mountedBy(text)]);
        await controlNamespace(this.#kernel, pid, text);
        return '';
      case 'fd/0':
        this.#inputOf(pid).write(text);
        return '';
      case 'fd/0/ctl':
        this.#inputOf(pid).end();
        return '';
    }
  }

  #control(pid: number, line: string): string {
    control(this.#kernel, pid, line);
    return '';
  }

  /** What init does beside what every task's control file can: it starts tasks, and follows the manifest. */
  async #controlInit(line: string): Promise<string> {
    const [verb, what, ...args] = wordsOf(line).map(({ text }) => text);
    if (verb === 'apply') return this.#manifest.apply();
    if ((verb !== 'spawn' && verb !== 'run') || what === undefined) return this.#control(INIT_PID, line);
    await this.#disks.answer(verb === 'spawn' ? [what] : this.#starter.entries.foldersOf(what));
    if (verb === 'spawn' && !existsSync(what)) throw new SysError('ENOENT', 'spawn', what);
    const task = verb === 'run' ? this.#starter.entries.start(what, args) : this.#starter.start({ file: what, args });
    return `${task.pid} ${task.name} is started`;
  }

  #foldersOf(pid: number): readonly string[] {
    const task = this.#kernel.table.find(pid);
    return task === undefined ? [] : hostFolders(task.namespace);
  }

  #inputOf(pid: number): TaskInput {
    const input = this.#starter.inputOf(pid);
    if (input === undefined) throw new SysError('EBADF', 'write', 'fd/0', 'its input is not the screen');
    return input;
  }
}

/** The directory of the host that a line for a namespace mounts. */
function mountedBy(line: string): readonly string[] {
  const [verb, type, source = '/'] = wordsOf(line).map(({ text }) => text);
  return verb === 'mount' && type === 'host' ? [source] : [];
}
