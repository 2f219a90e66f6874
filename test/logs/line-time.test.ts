import { expect, test } from 'vitest';
import { lineTime } from '../../src/logs/line-time.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const UTC = Date.UTC(2026, 10, 20, 12, 0, 1);
const LOCAL = new Date(2026, 10, 20, 12, 0, 1).getTime();

test.for<[string, number]>([
  ['2026-11-20T12:00:01Z INFO up', UTC],
  ['2026-11-20T12:00:01.123Z INFO up', UTC + 123],
  ['2026-11-20T12:00:01.123456789Z INFO up', UTC + 123],
  ['2026-11-20T14:00:01,123+02:00 up', UTC + 123],
  ['2026-11-20 06:30:01.5-0530 up', UTC + 500],
  ['2026-11-20T12:00:01 up', LOCAL],
  ['2026-11-20 12:00:01,250 [main] INFO c.e.App - up', LOCAL + 250],
  ['[2026-11-20 12:00:01] production.ERROR: broken', LOCAL],
  ['2026-11-20 12:00:01.250 UTC [123] LOG:  checkpoint', UTC + 250],
  ['[2026-11-20T12:00:01Z ERROR krate::part] broken', UTC],
  ['time="2026-11-20T12:00:01Z" level=info msg="up"', UTC],
  ['ts=2026-11-20T12:00:01.001Z caller=main.go:12', UTC + 1],
  ['INFO 2026-11-20 12:00:01 up', LOCAL],
  ['2026/11/20 12:00:01 up', LOCAL],
  ['2026/11/20 12:00:01 [error] 12#12: *1 open() failed', LOCAL],
  ['Nov 20 12:00:01 host sshd[12]: Accepted', LOCAL],
  ['<34>Nov 20 12:00:01 host su: failed', LOCAL],
  ['Nov  2 12:00:01 host cron[1]: x', new Date(2026, 10, 2, 12, 0, 1).getTime()],
  ['Dec 31 23:59:59 host cron[1]: of last year', new Date(2025, 11, 31, 23, 59, 59).getTime()],
  ['<165>1 2026-11-20T12:00:01.003Z host app 1 - - up', UTC + 3],
  ['[Fri Nov 20 12:00:01.123456 2026] [core:error] broken', LOCAL + 123],
  ['127.0.0.1 - - [20/Nov/2026:12:00:01 +0000] "GET / HTTP/1.1" 200 12', UTC],
  ['2001:db8::1 - bob [20/Nov/2026:13:00:01 +0100] "GET / HTTP/1.1" 200 12', UTC],
  ['1:M 20 Nov 2026 12:00:01.123 * Ready to accept connections', LOCAL + 123],
  [`${UTC / 1000} up`, UTC],
  [`[${UTC / 1000}.250] up`, UTC + 250],
  [`${UTC} up`, UTC],
  ['E1120 12:00:01.123456   12 main.go:3] broken', LOCAL + 123],
  ['I0102 00:00:00.000000   12 main.go:3] up', new Date(2026, 0, 2).getTime()],
  [`{"level":30,"time":${UTC + 7},"msg":"up"}`, UTC + 7],
  [`{"ts":${UTC / 1000}.5,"msg":"up"}`, UTC + 500],
  ['{"timestamp":"2026-11-20T12:00:01Z","level":"info"}', UTC],
  ['{"@timestamp": "2026-11-20T12:00:01.009+00:00"}', UTC + 9],
  [`{"time":"${UTC}"}`, UTC],
])('%s', ([text, time]) => {
  expect(lineTime(text, NOW)).toBe(time);
});

test.for([
  '',
  'up',
  '    at Object.<anonymous> (/app/main.js:12:5)',
  '2026-13-20T12:00:01Z no such month',
  '2026-11-20 no clock',
  '12345 lines',
  '1795176001.db was opened.12',
  '10.20.30.40:5060 connected',
  '{"msg":"up"}',
  '{"uptime":1795176001}',
  '{',
  `${'x'.repeat(300)} 2026-11-20T12:00:01Z too far behind`,
  '/backup/2026-11-20T12:00:01.tar is a path',
])('no time: %s', (text) => {
  expect(lineTime(text, NOW)).toBeUndefined();
});
