import fs from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A mounted file system, as a line of /proc/self/mountinfo has it. */
export interface Mount {
  readonly at: string;
  /** `major:minor`: the same for all mounts of one file system. */
  readonly device: string;
  /** A call may wait there for ever: its files come over a network, or from another program. */
  readonly mayHang: boolean;
}

/** File systems whose calls end in any case: on a disk of this machine, or in memory. All others may hang. */
const LOCAL = new Set(
  (
    'bcachefs bpf btrfs cgroup cgroup2 configfs cramfs debugfs devpts devtmpfs efivarfs erofs exfat ext2 ext3 ext4 f2fs ' +
    'fusectl hfs hfsplus hugetlbfs iso9660 jfs jffs2 mqueue msdos nilfs2 nsfs ntfs ntfs3 overlay proc pstore ramfs reiserfs rootfs ' +
    'securityfs selinuxfs squashfs sysfs tmpfs tracefs ubifs udf ufs vfat xfs zfs zonefs'
  ).split(' '),
);

/** Milliseconds for which a list of mounts is taken for the present one, where it is asked for each load. */
const RECENT_MS = 1_000;

/** As many links as Linux follows. */
const MOST_LINKS = 40;

/** All mounts now. Where there is no /proc nothing is known of disks, and none is thought to hang. */
export function currentMounts(): Mount[] {
  try {
    return parseMounts(fs.readFileSync('/proc/self/mountinfo', 'utf8'));
  } catch {
    return [];
  }
}

let recent = { mounts: [] as readonly Mount[], at: Number.NEGATIVE_INFINITY, known: new Map<string, boolean>() };

/** Whether a call on a path may wait for ever. To walk the same path for each of many starts would cost more than to start. */
export async function mayHang(path: string): Promise<boolean> {
  const now = performance.now();
  if (now - recent.at > RECENT_MS) recent = { mounts: currentMounts(), at: now, known: new Map() };
  const { mounts, known } = recent;
  const before = known.get(path);
  if (before !== undefined) return before;
  const found = (await mountBehind(resolve(path), mounts))?.mayHang ?? false;
  known.set(path, found);
  return found;
}

/** Whether `mayHang` said a moment ago that no call on this path waits for ever. */
export function isKnownLocal(path: string): boolean {
  return performance.now() - recent.at <= RECENT_MS && recent.known.get(path) === false;
}

export function parseMounts(text: string): Mount[] {
  return text.split('\n').flatMap((line) => {
    const [fields = '', source = ''] = line.split(' - ');
    const [, , device, , at] = fields.split(' ');
    if (device === undefined || at === undefined) return [];
    return [{ at: unescaped(at), device, mayHang: !LOCAL.has(source.split(' ')[0] ?? '') }];
  });
}

/** Blanks and newlines stand there as octal numbers. */
function unescaped(path: string): string {
  return path.replace(/\\(\d{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** The mount that a path without links lies on: the innermost, and of several at one place the last. */
export function mountOver(path: string, mounts: readonly Mount[]): Mount | undefined {
  let found: Mount | undefined;
  for (const mount of mounts)
    if (isWithin(path, mount.at) && (found === undefined || mount.at.length >= found.at.length)) found = mount;
  return found;
}

export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === '/' ? '/' : `${folder}/`);
}

/**
 * The mount that a path leads to, through all links. Nothing on a mount that may hang is touched: the way ends at its root, so links
 * inside it count as part of it.
 *
 * @param path absolute
 */
export async function mountBehind(path: string, mounts: readonly Mount[]): Promise<Mount | undefined> {
  if (!mounts.some(({ mayHang }) => mayHang)) return mountOver(path, mounts);
  let [at, rest, links] = ['/', namesOf(path), 0];
  while (rest.length > 0 && mountOver(at, mounts)?.mayHang !== true) {
    const [name = '', ...others] = rest;
    const next = name === '..' ? dirname(at) : join(at, name);
    const target = mountOver(next, mounts)?.mayHang === true || name === '..' ? undefined : await linkAt(next);
    if (target === undefined || links++ > MOST_LINKS) [at, rest] = [next, others];
    else [at, rest] = [target.startsWith('/') ? '/' : at, [...namesOf(target), ...others]];
  }
  return mountOver(join(at, ...rest), mounts);
}

function namesOf(path: string): string[] {
  return path.split('/').filter((name) => name !== '' && name !== '.');
}

/** Where a link leads; undefined for anything else, and for nothing. */
async function linkAt(path: string): Promise<string | undefined> {
  try {
    return await fs.promises.readlink(path);
  } catch {
    return undefined;
  }
}
