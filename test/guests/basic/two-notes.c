#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

/* What preview1 numbers them; the libc has neither. */
enum { HUP = 1, USR1 = 10 };
__attribute__((import_module("wasi_snapshot_preview1"), import_name("proc_raise"))) int proc_raise(int signal);

static void say_next(const char *name, int note) {
  char line[100];
  ssize_t got = read(note, line, sizeof line - 1);
  line[got < 0 ? 0 : got] = 0;
  printf("%s: %s", name, line);
}

/* Reads its notes from two files; closes one, and then the other. */
int main(void) {
  int first = open("/task/self/note", O_RDONLY), second = open("/task/self/note", O_RDONLY);
  proc_raise(USR1);
  say_next("first", first);
  say_next("second", second);
  /* Asks the kernel for the next note, and leaves that unanswered. */
  struct pollfd waiting = {.fd = second, .events = POLLIN};
  poll(&waiting, 1, 1);
  close(second);
  proc_raise(HUP);
  say_next("first", first);
  poll(&(struct pollfd){.fd = first, .events = POLLIN}, 1, 1);
  fflush(stdout);
  close(first);
  proc_raise(USR1);
  return 1;
}
