import { controllerLine, UNIFIED_LINE } from '../cgroup-line.ts';

/** Where a process stands among the control groups. */
export interface ProcessGroup {
  /** Empty for the root. */
  readonly cgroup: string;
  /** Empty for none. */
  readonly container: string;
}

/** In this order: version 2's one tree, then the trees of version 1 that container engines surely use. */
const TREES = [UNIFIED_LINE, ...['memory', 'cpu', 'pids'].map(controllerLine)];

/** What engines call the groups they make: an id of 64 digits, alone or as `docker-ID.scope`. conmon only watches. */
const ID = /^(?!.*conmon)(?:.*-)?([0-9a-f]{64})(?:\.scope)?$/;

/** Containers that have names. */
const NAMED = [
  /^lxc\.payload\.([^/]+)$/,
  /^machine-(?!qemu)(.+)\.scope$/,
  /^systemd-nspawn@(.+)\.service$/,
  /^(?:nerdctl|cri-containerd)-([\w.-]+)\.scope$/,
];

/** Directories whose entries are named containers. */
const PARENTS = /\/(?:lxc|lxc\.payload|docker|containerd)\/([^/]+)/;

/** @param text of /proc/N/cgroup */
export function parseProcessGroup(text: string): ProcessGroup {
  const paths = TREES.map((line) => line.exec(text)?.[1] ?? '/');
  const cgroup = paths.find((path) => path !== '/') ?? '';
  return { cgroup, container: containerOf(cgroup) };
}

/** The innermost counts: containers may have containers. */
function containerOf(cgroup: string): string {
  const names = cgroup.split('/').reverse();
  for (const name of names) {
    const id = ID.exec(name)?.[1];
    if (id !== undefined) return id.slice(0, 12);
    for (const named of NAMED) {
      const found = named.exec(name)?.[1];
      if (found !== undefined) return unescapeUnit(found);
    }
  }
  return PARENTS.exec(cgroup)?.[1] ?? '';
}

/** systemd writes `\x2d` for a dash in the name of a unit (systemd.unit(5)). */
function unescapeUnit(name: string): string {
  return name.replace(/\\x([0-9a-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
