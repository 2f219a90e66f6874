import { availableParallelism } from 'node:os';
import { Cgroup } from '../../host/cgroup.ts';
import { readText } from '../../host/processes/proc-file.ts';
import { parseProcessLimits } from '../../host/processes/process-limits.ts';
import { formatBytes } from '../../monitor/draw/format.ts';
import { type Finding, Findings } from './finding.ts';

/** Descriptors for some hundred tasks with open files, and a process each of the host's table. */
const FEW_FILES = 4_096;
/** Without these the threads cannot start: those of the program and of each cpu. */
const LEAST_FILES = 48;
const FILES_OF_CPU = 8;
/** What V8 reserves for a memory with its guard pages, and in how many mappings; code and stacks make some more. */
const ADDRESSES_OF_TASK = 8 * 1024 ** 3;
const MAPS_OF_TASK = 4;
/** What Node itself reserves with the threads of tasks. */
const OWN_ADDRESSES = 16 * 1024 ** 3;
const FEW_TASKS = 1_000;
/** With room for fewer, those of a manifest that start together end with memory that they do not get. */
const LEAST_TASKS = 4;
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
  const least = LEAST_FILES + FILES_OF_CPU * availableParallelism();
  if (files < least)
    return findings.problem(
      'files',
      `open files: ${files}, and wasitop itself needs ${least}`,
      'ulimit -n 65536, or LimitNOFILE= of the service',
    );
  const advice = 'ulimit -n 65536, or LimitNOFILE= of the service: with fewer the processes are read more slowly';
  findings.note(
    'files',
    `open files: ${said(files)}, of which each process that is shown takes one`,
    files < FEW_FILES ? advice : undefined,
  );
}

function checkAddresses(findings: Findings, addresses: number, maps: number): void {
  checkReserved(findings, addresses);
  const mapped = Math.floor(maps / MAPS_OF_TASK);
  findings.note(
    'maps',
    `mappings: ${said(maps)}, for some ${said(mapped)} tasks at a time`,
    mapped < FEW_TASKS ? 'sysctl vm.max_map_count=1048576' : undefined,
  );
}

function checkReserved(findings: Findings, addresses: number): void {
  const tasks = Math.floor((addresses - OWN_ADDRESSES) / ADDRESSES_OF_TASK);
  if (tasks === Number.POSITIVE_INFINITY) return findings.ok('addresses', 'address space: no limit');
  const text = `address space: ${formatBytes(addresses)}, of which each task reserves ${formatBytes(ADDRESSES_OF_TASK)}`;
  const advice = 'ulimit -v unlimited: it is reserved, not used; limit memory by a cgroup instead';
  if (tasks < LEAST_TASKS) findings.problem('addresses', `${text}: hardly a task can run`, advice);
  else findings.note('addresses', text, tasks < FEW_TASKS ? advice : undefined);
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
