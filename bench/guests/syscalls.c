// Times calls of WASI from inside: prints a line `name nanoseconds` for each, the best of some rounds or more.
// Arguments: calls a round, rounds. The directory at fd 3 has d1/d2/.../file at depths 1, 4 and 8, and a file `data` of 64 KiB.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasi/api.h>

#define ROOT 3

// Nanoseconds that each row is called for at least: until then compilers are at work.
#define WARM 50000000

// What a stream of wasi-libc reads and writes at once (BUFSIZ).
static uint8_t bytes[1024];
static __wasi_fd_t data;

static void must(__wasi_errno_t error, const char *what) {
  if (error == 0) return;
  fprintf(stderr, "%s: errno %d\n", what, error);
  exit(1);
}

static uint64_t now(void) {
  __wasi_timestamp_t time;
  must(__wasi_clock_time_get(__WASI_CLOCKID_MONOTONIC, 1, &time), "clock_time_get");
  return time;
}

// Back to the beginning, once in a whole file.
static void rewind_data(int call) {
  __wasi_filesize_t at;
  if (call % 64 == 0) must(__wasi_fd_seek(data, 0, __WASI_WHENCE_SET, &at), "fd_seek");
}

static void write_1k(const char *path, int call) {
  __wasi_ciovec_t vector = {bytes, sizeof bytes};
  __wasi_size_t written;
  rewind_data(call);
  must(__wasi_fd_write(data, &vector, 1, &written), "fd_write");
}

static void read_1k(const char *path, int call) {
  __wasi_iovec_t vector = {bytes, sizeof bytes};
  __wasi_size_t read;
  rewind_data(call);
  must(__wasi_fd_read(data, &vector, 1, &read), "fd_read");
}

static void seek(const char *path, int call) {
  __wasi_filesize_t at;
  must(__wasi_fd_seek(data, 7, __WASI_WHENCE_SET, &at), "fd_seek");
}

static void clock_get(const char *path, int call) {
  __wasi_timestamp_t time;
  must(__wasi_clock_time_get(__WASI_CLOCKID_MONOTONIC, 1, &time), "clock_time_get");
}

static void open_close(const char *path, int call) {
  __wasi_fd_t fd;
  must(__wasi_path_open(ROOT, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, path, 0, __WASI_RIGHTS_FD_READ, 0, 0, &fd), path);
  must(__wasi_fd_close(fd), "fd_close");
}

static void stat_path(const char *path, int call) {
  __wasi_filestat_t stat;
  must(__wasi_path_filestat_get(ROOT, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, path, &stat), path);
}

struct row {
  const char *name;
  void (*call)(const char *path, int call);
  const char *path;
};

static const struct row rows[] = {
    {"fd_write", write_1k, ""},
    {"fd_read", read_1k, ""},
    {"fd_seek", seek, ""},
    {"clock_time_get", clock_get, ""},
    {"path_open-1", open_close, "file"},
    {"path_open-4", open_close, "d1/d2/d3/file"},
    {"path_open-8", open_close, "d1/d2/d3/d4/d5/d6/d7/file"},
    {"path_stat-1", stat_path, "file"},
    {"path_stat-4", stat_path, "d1/d2/d3/file"},
    {"path_stat-8", stat_path, "d1/d2/d3/d4/d5/d6/d7/file"},
};

static uint64_t round_of(const struct row *row, int calls) {
  uint64_t start = now();
  for (int i = 0; i < calls; i++) row->call(row->path, i);
  return now() - start;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  int calls = atoi(argv[1]), rounds = atoi(argv[2]);
  __wasi_rights_t rights = __WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_WRITE | __WASI_RIGHTS_FD_SEEK;
  must(__wasi_path_open(ROOT, 0, "data", 0, rights, 0, 0, &data), "data");
  for (size_t row = 0; row < sizeof rows / sizeof *rows; row++) {
    uint64_t best = UINT64_MAX;
    uint64_t start = now();
    for (int round = 0; round < rounds || now() - start < WARM; round++) {
      uint64_t taken = round_of(&rows[row], calls);
      if (taken < best) best = taken;
    }
    printf("%s %.1f\n", rows[row].name, (double)best / calls);
  }
  return 0;
}
