import { existsSync } from 'node:fs';
import { SysError } from '../../base/sys-error.ts';
import { wordsOf } from '../../base/words.ts';
import { control } from '../../kernel/control.ts';
import type { Kernel } from '../../kernel/kernel.ts';
import { controlNamespace } from '../../kernel/namespace-control.ts';
import type { TaskInput } from '../../kernel/task-input.ts';
import { INIT_PID } from '../../kernel/task-table.ts';
import type { Command } from '../../monitor/data/source.ts';
import type { FollowedManifest } from './followed-manifest.ts';
import type { TaskStarter } from './task-starter.ts';

/** Carries out texts for control files of tasks. */
export class TaskControl {
  readonly #kernel: Kernel;
  readonly #starter: TaskStarter;
  readonly #manifest: FollowedManifest;

  constructor(kernel: Kernel, starter: TaskStarter, manifest: FollowedManifest) {
    this.#kernel = kernel;
    this.#starter = starter;
    this.#manifest = manifest;
  }

  /** @returns what there is to say of it, `''` for nothing. @throws SysError */
  async write({ target: { pid }, file, text }: Command): Promise<string> {
    switch (file) {
      case 'ctl':
        return pid === INIT_PID ? this.#controlInit(text) : this.#control(pid, text);
      case 'ns/ctl':
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
    if (verb === 'spawn' && !existsSync(what)) throw new SysError('ENOENT', 'spawn', what);
    const task = verb === 'run' ? this.#starter.entries.start(what, args) : this.#starter.start({ file: what, args });
    return `${task.pid} ${task.name} is started`;
  }

  #inputOf(pid: number): TaskInput {
    const input = this.#starter.inputOf(pid);
    if (input === undefined) throw new SysError('EBADF', 'write', 'fd/0', 'its input is not the screen');
    return input;
  }
}
