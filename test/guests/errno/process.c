#include "row.h"

/* Arguments, variables, clocks, polls, chance, and the process itself. */
static __wasi_event_t event;
static __wasi_size_t size;

static void strings(void) {
  __wasi_size_t count;
  static uint8_t *array[16], text[1024];
  row("args_sizes_get", "a result does not fit in memory", __wasi_args_sizes_get(OUTSIDE, &size));
  row("args_sizes_get", "a result does not fit in memory", __wasi_args_sizes_get(&count, OUTSIDE));
  row("args_sizes_get", "else", __wasi_args_sizes_get(&count, &size));
  row("args_get", "the pointers or the texts do not fit in memory", __wasi_args_get((uint8_t **)-1, text));
  row("args_get", "the pointers or the texts do not fit in memory", __wasi_args_get(array, (uint8_t *)-1));
  row("args_get", "else", __wasi_args_get(array, text));
  row("environ_sizes_get", "a result does not fit in memory", __wasi_environ_sizes_get(OUTSIDE, &size));
  row("environ_sizes_get", "a result does not fit in memory", __wasi_environ_sizes_get(&count, OUTSIDE));
  row("environ_sizes_get", "else", __wasi_environ_sizes_get(&count, &size));
  row("environ_get", "the pointers or the texts do not fit in memory", __wasi_environ_get((uint8_t **)-1, text));
  row("environ_get", "the pointers or the texts do not fit in memory", __wasi_environ_get(array, (uint8_t *)-1));
  row("environ_get", "else", __wasi_environ_get(array, text));
}

static void clocks(void) {
  __wasi_timestamp_t time;
  row("clock_res_get", "`id` is not known", __wasi_clock_res_get(4, OUTSIDE));
  row("clock_res_get", "the result does not fit in memory", __wasi_clock_res_get(0, OUTSIDE));
  row("clock_time_get", "`id` is not known", __wasi_clock_time_get(4, 1, OUTSIDE));
  row("clock_time_get", "the result does not fit in memory", __wasi_clock_time_get(0, 1, OUTSIDE));
  for (int clock = 0; clock < 4; clock++) {
    row("clock_res_get", "else (all four clocks)", __wasi_clock_res_get(clock, &time));
    row("clock_time_get", "else (all four clocks)", __wasi_clock_time_get(clock, 1, &time));
  }
}

/* The errno of the event, where the call itself succeeds. */
static int polled(__wasi_subscription_t wish) {
  wish.userdata = 7;
  MUST(__wasi_poll_oneoff(&wish, &event, 1, &size));
  MUST(size == 1 && event.userdata == 7 && event.type == wish.u.tag ? 0 : 1);
  return event.error;
}

static int polled_clock(int id, int flags) {
  __wasi_subscription_t wish = {.u = {.tag = __WASI_EVENTTYPE_CLOCK}};
  wish.u.u.clock.id = id;
  wish.u.u.clock.timeout = 1;
  wish.u.u.clock.flags = flags;
  return polled(wish);
}

static int polled_file(int type, int fd) {
  __wasi_subscription_t wish = {.u = {.tag = type}};
  wish.u.u.fd_read.file_descriptor = fd;
  return polled(wish);
}

static void polls(void) {
  const char *name = "poll_oneoff";
  const int to_read = __WASI_EVENTTYPE_FD_READ, to_write = __WASI_EVENTTYPE_FD_WRITE;
  const __wasi_rights_t both = __WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_WRITE;
  __wasi_subscription_t wish = {.u = {.tag = __WASI_EVENTTYPE_CLOCK}};
  row(name, "`nsubscriptions` is 0", __wasi_poll_oneoff(OUTSIDE, OUTSIDE, 0, OUTSIDE));
  row(name, "the subscriptions, the events or the result do not fit in memory", __wasi_poll_oneoff(OUTSIDE, &event, 1, &size));
  row(name, "the subscriptions, the events or the result do not fit in memory", __wasi_poll_oneoff(&wish, OUTSIDE, 1, &size));
  row(name, "the subscriptions, the events or the result do not fit in memory", __wasi_poll_oneoff(&wish, &event, 1, OUTSIDE));
  row(name, "the subscriptions, the events or the result do not fit in memory", __wasi_poll_oneoff(&wish, &event, -1, &size));
  row(name, "in the event: the type is not known", polled_file(3, NOT_OPEN));
  row(name, "in the event: the clock is not known", polled_clock(4, 2));
  row(name, "in the event: the clock counts CPU time", polled_clock(__WASI_CLOCKID_PROCESS_CPUTIME_ID, 2));
  row(name, "in the event: the clock counts CPU time", polled_clock(__WASI_CLOCKID_THREAD_CPUTIME_ID, 2));
  row(name, "in the event: the clock's `flags` has one that is not known", polled_clock(0, 2));
  row(name, "in the event: the descriptor is not open", polled_file(to_read, NOT_OPEN));
  row(name, "in the event: the right `POLL_FD_READWRITE` is missing", polled_file(to_read, open_at(ROOT, "file", 0, __WASI_RIGHTS_FD_WRITE, 0)));
  const __wasi_rights_t poll = __WASI_RIGHTS_POLL_FD_READWRITE;
  const char *text = "in the event: the right `FD_READ` or `FD_WRITE` is missing, whichever is polled for";
  row(name, text, polled_file(to_read, open_at(ROOT, "file", 0, poll | __WASI_RIGHTS_FD_WRITE, 0)));
  row(name, text, polled_file(to_write, open_at(ROOT, "file", 0, poll | __WASI_RIGHTS_FD_READ, 0)));
  row(name, text, polled_file(to_read, ROOT));
  row(name, text, polled_file(to_write, 0));
  int file = open_at(ROOT, "file", 0, poll | both, 0);
  row(name, "else, and in the event (waits for the first)", __wasi_poll_oneoff(&wish, &event, 1, &size));
  row(name, "else, and in the event (waits for the first)", polled_clock(0, 0));
  row(name, "else, and in the event (waits for the first)", polled_clock(1, __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME));
  row(name, "else, and in the event (waits for the first)", polled_file(to_read, file));
  row(name, "else, and in the event (waits for the first)", polled_file(to_write, file));
}

int main(void) {
  static uint8_t bytes[70000];
  MUST(__wasi_fd_close(file_without(0)));
  strings();
  clocks();
  polls();
  row("random_get", "the buffer does not fit in memory", __wasi_random_get(OUTSIDE, 64));
  row("random_get", "else (of any length)", __wasi_random_get(bytes, 0));
  row("random_get", "else (of any length)", __wasi_random_get(bytes, sizeof bytes));
  row("sched_yield", "always", __wasi_sched_yield());
  row("proc_raise", "`sig` is past 30", raw_proc_raise(31));
  row("proc_raise", "`sig` is past 30", raw_proc_raise(255));
  row("proc_raise", "a signal that wasitop does not have", raw_proc_raise(11));
  row("proc_raise", "`NONE`", raw_proc_raise(0));
  row("proc_raise", "else (it does what it does from anybody: `TERM` ends the task, and the call does not return)", raw_proc_raise(17));
  /* It does not come back; the harness compares the status. */
  row("proc_exit", "any `rval`: the task ends with that status, and the call does not return", 0);
  fflush(stdout);
  __wasi_proc_exit(77);
}
