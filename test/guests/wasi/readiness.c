#include "check.h"

/* What a poll says of descriptors that are not ready, of some that are, and of wishes that cannot be met. */
static const __wasi_timestamp_t ms = 1000000;

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
  __wasi_event_t events[8];
  __wasi_size_t count = 99;
  /* Nobody writes to stdin yet: the clock comes, alone. */
  __wasi_subscription_t wishes[4] = {file_wish(1, __WASI_EVENTTYPE_FD_READ, 0), clock_wish(2, __WASI_CLOCKID_MONOTONIC, 30 * ms, 0)};
  EXPECT(__wasi_poll_oneoff(wishes, events, 2, &count), 0);
  EXPECT(count, 1);
  EXPECT(events[0].userdata, 2);
  EXPECT(events[0].type, __WASI_EVENTTYPE_CLOCK);

  /* The same wish three times gives three events, in the order of the wishes. */
  for (int i = 0; i < 3; i++) wishes[i] = file_wish(10 + i, __WASI_EVENTTYPE_FD_WRITE, i == 1 ? 2 : 1);
  EXPECT(__wasi_poll_oneoff(wishes, events, 3, &count), 0);
  EXPECT(count, 3);
  for (int i = 0; i < 3; i++) {
    EXPECT(events[i].userdata, 10 + i);
    EXPECT(events[i].error, 0);
    EXPECT(events[i].type, __WASI_EVENTTYPE_FD_WRITE);
  }

  /* Clocks that cannot be waited for, a clock and a kind that there are not: an error each, beside what is ready. */
  wishes[0] = clock_wish(20, __WASI_CLOCKID_PROCESS_CPUTIME_ID, ms, 0);
  wishes[1] = clock_wish(21, 77, ms, 0);
  wishes[2] = file_wish(22, 9, 1);
  wishes[3] = clock_wish(23, __WASI_CLOCKID_REALTIME, 0, 0);
  EXPECT(__wasi_poll_oneoff(wishes, events, 4, &count), 0);
  EXPECT(count, 4);
  EXPECT(events[0].error, __WASI_ERRNO_NOTSUP);
  EXPECT(events[1].error, __WASI_ERRNO_INVAL);
  EXPECT(events[2].error, __WASI_ERRNO_INVAL);
  EXPECT(events[3].error, 0);

  /* A timeout that never comes does not come at once. */
  wishes[0] = clock_wish(30, __WASI_CLOCKID_MONOTONIC, -1, 0);
  wishes[1] = clock_wish(31, __WASI_CLOCKID_REALTIME, -1, __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME);
  wishes[2] = clock_wish(32, __WASI_CLOCKID_MONOTONIC, 20 * ms, 0);
  EXPECT(__wasi_poll_oneoff(wishes, events, 3, &count), 0);
  EXPECT(count, 1);
  EXPECT(events[0].userdata, 32);

  /* Wishes and events may lie in the same place. */
  union {
    __wasi_subscription_t wishes[2];
    __wasi_event_t events[2];
  } same = {.wishes = {clock_wish(40, __WASI_CLOCKID_MONOTONIC, 5 * ms, 0), clock_wish(41, __WASI_CLOCKID_MONOTONIC, 1, 0)}};
  EXPECT(__wasi_poll_oneoff(same.wishes, same.events, 2, &count), 0);
  EXPECT(count, 1);
  EXPECT(same.events[0].userdata, 41);

  /* A reader that does not want to wait. */
  char text[16];
  __wasi_iovec_t into = {(uint8_t *)text, sizeof text};
  __wasi_size_t size;
  __wasi_fdstat_t stat;
  EXPECT(__wasi_fd_fdstat_set_flags(0, __WASI_FDFLAGS_NONBLOCK), 0);
  EXPECT(__wasi_fd_fdstat_get(0, &stat), 0);
  EXPECT(stat.fs_flags, __WASI_FDFLAGS_NONBLOCK);
  EXPECT(__wasi_fd_read(0, &into, 1, &size), __WASI_ERRNO_AGAIN);
  EXPECT(__wasi_fd_fdstat_set_flags(0, 0), 0);

  /* The test writes four bytes when it reads this, then ends the pipe. */
  put(1, "go\n");
  wishes[0] = file_wish(50, __WASI_EVENTTYPE_FD_READ, 0);
  EXPECT(__wasi_poll_oneoff(wishes, events, 1, &count), 0);
  EXPECT(count, 1);
  EXPECT(events[0].fd_readwrite.nbytes >= 1, 1);
  EXPECT(take(0, text, 2), 2);
  EXPECT(__wasi_poll_oneoff(wishes, events, 1, &count), 0);
  EXPECT(events[0].fd_readwrite.nbytes >= 1, 1);
  EXPECT(take(0, text, sizeof text), 2);
  EXPECT(__wasi_poll_oneoff(wishes, events, 1, &count), 0);
  EXPECT(events[0].userdata, 50);
  EXPECT(events[0].error, 0);
  EXPECT(events[0].fd_readwrite.flags, __WASI_EVENTRWFLAGS_FD_READWRITE_HANGUP);
  EXPECT(take(0, text, sizeof text), 0);
  return 0;
}
