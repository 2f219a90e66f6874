#include "check.h"

/* Clocks, and waiting for them: relative and absolute, with other wishes beside. */
static __wasi_timestamp_t now(__wasi_clockid_t clock) {
  __wasi_timestamp_t time;
  EXPECT(__wasi_clock_time_get(clock, 1, &time), 0);
  return time;
}

static __wasi_subscription_t clock_wish(uint64_t userdata, __wasi_clockid_t id, __wasi_timestamp_t timeout, int flags) {
  __wasi_subscription_t wish = {.userdata = userdata, .u = {.tag = __WASI_EVENTTYPE_CLOCK}};
  wish.u.u.clock.id = id;
  wish.u.u.clock.timeout = timeout;
  wish.u.u.clock.flags = flags;
  return wish;
}

static __wasi_subscription_t file_wish(uint64_t userdata, int type, __wasi_fd_t fd) {
  __wasi_subscription_t wish = {.userdata = userdata, .u = {.tag = type}};
  wish.u.u.fd_read.file_descriptor = fd;
  return wish;
}

int main(void) {
  __wasi_event_t events[4];
  __wasi_size_t count;
  __wasi_timestamp_t resolution;
  const __wasi_timestamp_t ms = 1000000;
  for (int clock = 0; clock < 4; clock++) {
    EXPECT(__wasi_clock_res_get(clock, &resolution), 0);
    EXPECT(resolution > 0, 1);
    EXPECT(now(clock) <= now(clock), 1);
  }
  EXPECT(__wasi_clock_res_get(9, &resolution), __WASI_ERRNO_INVAL);
  EXPECT(__wasi_clock_time_get(9, 1, &resolution), __WASI_ERRNO_INVAL);

  for (int clock = __WASI_CLOCKID_REALTIME; clock <= __WASI_CLOCKID_MONOTONIC; clock++) {
    __wasi_timestamp_t before = now(__WASI_CLOCKID_MONOTONIC);
    __wasi_subscription_t wish = clock_wish(7, clock, 20 * ms, 0);
    EXPECT(__wasi_poll_oneoff(&wish, events, 1, &count), 0);
    EXPECT(count, 1);
    EXPECT(events[0].userdata, 7);
    EXPECT(events[0].error, 0);
    EXPECT(events[0].type, __WASI_EVENTTYPE_CLOCK);
    EXPECT(now(__WASI_CLOCKID_MONOTONIC) - before >= 19 * ms, 1);
    before = now(__WASI_CLOCKID_MONOTONIC);
    wish = clock_wish(8, clock, now(clock) + 20 * ms, __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME);
    EXPECT(__wasi_poll_oneoff(&wish, events, 1, &count), 0);
    EXPECT(events[0].userdata, 8);
    EXPECT(now(__WASI_CLOCKID_MONOTONIC) - before >= 18 * ms, 1);
    /* What has passed is due at once. */
    wish = clock_wish(9, clock, 1, __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME);
    EXPECT(__wasi_poll_oneoff(&wish, events, 1, &count), 0);
    EXPECT(count, 1);
  }

  EXPECT(__wasi_poll_oneoff((const __wasi_subscription_t *)events, events, 0, &count), __WASI_ERRNO_INVAL);

  /* A file is ready at once; the clock beside it is not. A bad descriptor is an event too. */
  __wasi_fd_t fd = create("file");
  __wasi_subscription_t wishes[4] = {clock_wish(1, __WASI_CLOCKID_MONOTONIC, 60000 * ms, 0), file_wish(2, __WASI_EVENTTYPE_FD_WRITE, fd),
                                     file_wish(3, __WASI_EVENTTYPE_FD_READ, 999), file_wish(4, __WASI_EVENTTYPE_FD_WRITE, 1)};
  EXPECT(__wasi_poll_oneoff(wishes, events, 4, &count), 0);
  EXPECT(count, 3);
  EXPECT(events[0].userdata, 2);
  EXPECT(events[1].userdata, 3);
  EXPECT(events[1].error, __WASI_ERRNO_BADF);
  EXPECT(events[2].userdata, 4);

  /* Two clocks: the earlier one comes. */
  wishes[1] = clock_wish(5, __WASI_CLOCKID_MONOTONIC, 10 * ms, 0);
  EXPECT(__wasi_poll_oneoff(wishes, events, 2, &count), 0);
  EXPECT(count, 1);
  EXPECT(events[0].userdata, 5);
  return 0;
}
