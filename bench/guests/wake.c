// Sleeps some milliseconds again and again, and says how late it woke at the 99th percentile, in microseconds: `wake MS TIMES`.
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static int compare(const void *first, const void *second) {
  long long difference = *(const long long *)first - *(const long long *)second;
  return difference < 0 ? -1 : difference > 0;
}

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  long long length = atoll(argv[1]) * 1000000;
  int times = atoi(argv[2]);
  long long *late = malloc(times * sizeof *late);
  for (int i = 0; i < times; i++) {
    struct timespec sleep = {length / 1000000000, length % 1000000000};
    long long due = now() + length;
    nanosleep(&sleep, NULL);
    late[i] = now() - due;
  }
  qsort(late, times, sizeof *late, compare);
  printf("%lld\n", late[times * 99 / 100] / 1000);
  return 0;
}
