import { availableParallelism } from 'node:os';
import { Cgroup } from '../../host/cgroup.ts';
import { readText } from '../../host/processes/proc-file.ts';
import { parseProcessLimits } from '../../host/processes/process-limits.ts';
import { formatBytes } from '../../monitor/draw/format.ts';
import { type Finding, Findings } from './finding.ts';

/** Descriptors for some hundred tasks with open files, and a process each of the host's table. */
const FEW_FILES = 4_096;
/** What V8 reserves for a memory with its guard pages, and in how many mappings; code and stacks make some more. */
const ADDRESSES_OF_TASK = 8 * 1024 ** 3;
const MAPS_OF_TASK = 4;
const FEW_TASKS = 1_000;
/** wasitop with its threads and some tasks. */
const LITTLE_MEMORY = 512 * 1024 ** 2;
/** The configuration, a manifest and its modules. */
const FEW_WATCHES = 128;
/** Threads: the cpus, the loader, those of Node. */
const FEW_THREADS = 64;

/** Limits that will bite. @param root stands in for `/` */
export function limitFindings(root: string): readonly Finding[] {
  const findings = new Findings('Limits');
  const limits = new Map(
    parseProcessLimits(readText(`${root}/proc/self/limits`) ?? '').map((limit) => [limit.name, limit]),
  );
  const soft = (name: string): number => numberOf(limits.get(name)?.soft);
  checkFiles(findings, soft('open files'));
  checkAddresses(findings, soft('address space'), numberOf(readText(`${root}/proc/sys/vm/max_map_count`)));
  const threads = soft('processes');
  findings.note(
    'threads',
    `processes and threads: ${said(threads)}`,
    threads < FEW_THREADS ? 'ulimit -u 1024, or LimitNPROC= of the service' : undefined,
  );
  checkGroup(findings, root);
  checkWatches(findings, root);
  return findings.list;
}

function checkFiles(findings: Findings, files: number): void {
  const advice = 'ulimit -n 65536, or LimitNOFILE= of the service: with fewer the processes are read more slowly';
  findings.note(
    'files',
    `open files: ${said(files)}, of which each process that is shown takes one`,
    files < FEW_FILES ? advice : undefined,
  );
}

function checkAddresses(findings: Findings, addresses: number, maps: number): void {
  const tasks = Math.floor(addresses / ADDRESSES_OF_TASK);
  findings.note(
    'addresses',
    tasks === Number.POSITIVE_INFINITY
      ? 'address space: no limit'
      : `address space: ${formatBytes(addresses)}, of which each task reserves ${formatBytes(ADDRESSES_OF_TASK)}`,
    tasks < FEW_TASKS ? 'ulimit -v unlimited: it is reserved, not used; limit memory by a cgroup instead' : undefined,
  );
  const mapped = Math.floor(maps / MAPS_OF_TASK);
  findings.note(
    'maps',
    `mappings: ${said(maps)}, for some ${said(mapped)} tasks at a time`,
    mapped < FEW_TASKS ? 'sysctl vm.max_map_count=1048576' : undefined,
  );
}

function checkGroup(findings: Findings, root: string): void {
  using group = new Cgroup(root);
  const memory = group.memory(Number.MAX_SAFE_INTEGER);
  const left = memory === undefined ? Number.POSITIVE_INFINITY : memory.total - memory.used;
  findings.note(
    'memory',
    memory === undefined
      ? 'memory: no limit by a cgroup'
      : `memory: ${formatBytes(left)} of ${formatBytes(memory.total)} of the cgroup are left`,
    left < LITTLE_MEMORY
      ? 'give the container or service more: past it the kernel ends wasitop and all tasks'
      : undefined,
  );
  const quota = group.cpu()?.quota;
  const cores = group.cores()?.size ?? availableParallelism();
  findings.note(
    'cpu',
    `cores: ${cores}${quota === undefined ? '' : `, CPU time of ${quota} of them by a cgroup`}`,
    quota !== undefined && quota < 1 ? 'give it one core at least: the screen and the tasks wait otherwise' : undefined,
  );
}

function checkWatches(findings: Findings, root: string): void {
  const [watches, instances] = ['max_user_watches', 'max_user_instances'].map((name) =>
    numberOf(readText(`${root}/proc/sys/fs/inotify/${name}`)),
  ) as [number, number];
  const few = watches < FEW_WATCHES || instances < FEW_WATCHES;
  findings.note(
    'watches',
    `inotify: ${said(watches)} watches, ${said(instances)} instances for a user`,
    few
      ? `sysctl fs.inotify.max_user_watches=65536 fs.inotify.max_user_instances=${FEW_WATCHES}: changes of the manifest and the configuration may be missed`
      : undefined,
  );
}

/** Infinity for what has no limit, or none that can be read. */
function numberOf(text: string | undefined): number {
  return /^\d+/.test(text ?? '') ? Number.parseInt(text ?? '', 10) : Number.POSITIVE_INFINITY;
}

function said(count: number): string {
  return count === Number.POSITIVE_INFINITY ? 'no limit' : String(count);
}
