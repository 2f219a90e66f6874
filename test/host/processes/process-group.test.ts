import { expect, test } from 'vitest';
import { parseProcessGroup } from '../../../src/host/processes/process-group.ts';

const ID = 'a1b2c3d4e5f60718'.repeat(4);
const SHORT = 'a1b2c3d4e5f6';

test.each([
  ['docker', `/docker/${ID}`, SHORT],
  ['docker by systemd', `/system.slice/docker-${ID}.scope`, SHORT],
  ['docker in docker', `/docker/${'0'.repeat(64)}/docker/${ID}/init`, SHORT],
  ['podman', `/machine.slice/libpod-${ID}.scope/container`, SHORT],
  ['what watches a podman container', `/machine.slice/libpod-conmon-${ID}.scope`, ''],
  ['kubernetes', `/kubepods/burstable/pod0c1d/${ID}`, SHORT],
  ['kubernetes by systemd', `/kubepods.slice/kubepods-pod1.slice/cri-containerd-${ID}.scope`, SHORT],
  ['CRI-O', `/kubepods.slice/crio-${ID}.scope`, SHORT],
  ['lxc', '/lxc/web/system.slice', 'web'],
  ['lxc 4', '/lxc.payload.web/init.scope', 'web'],
  ['nspawn', '/machine.slice/systemd-nspawn@web.service/payload', 'web'],
  ['a machine', '/machine.slice/machine-my\\x2dweb.scope', 'my-web'],
  ['a service', '/system.slice/docker.service', ''],
  ['a session', '/user.slice/user-1000.slice/session-2.scope', ''],
])('%s', (_, path, container) => {
  expect(parseProcessGroup(`0::${path}\n`)).toEqual({ cgroup: path, container });
});

test('version 1 has a tree for memory, cpu or pids', () => {
  expect(parseProcessGroup('9:name=systemd:/x\n4:cpu,cpuacct:/b\n3:pids:/c\n')).toEqual({
    cgroup: '/b',
    container: '',
  });
  expect(parseProcessGroup(`4:pids:/c\n2:memory:/docker/${ID}\n0::/\n`).container).toBe(SHORT);
});

test('the root is empty, and so is what cannot be read', () => {
  for (const text of ['0::/\n', '4:memory:/\n', ''])
    expect(parseProcessGroup(text)).toEqual({ cgroup: '', container: '' });
});
