#include "directory.h"

/*
 * Tries every path of argv[2] of these names, up to three, and one more behind them, with every call that takes a path, from each directory
 * that it has. What lies outside is called `secret`, or begins with `S` and is SECRET bytes long.
 */
enum { SECRET = 600 };

static const char *names[] = {"..", ".", "", "d", "d/sub", "absolute", "relative", "dots", "slash", "proc", "through", "d/link", "d/filelink", "dangling"};
static const char *lasts[] = {"secret", "f", "outside/f", "made", "", "fifo", "socket"};
enum { NAMES = sizeof names / sizeof *names, LASTS = sizeof lasts / sizeof *lasts };

static unsigned long tried, done, escapes;

static void escaped(const char *call, const char *path) {
  if (escapes++ < 20) printf("ESCAPE %s %s\n", call, path);
}

static int ok(__wasi_errno_t error) {
  tried++;
  done += error == 0;
  return error == 0;
}

static void look(__wasi_fd_t at, const char *path) {
  __wasi_fd_t fd;
  __wasi_filestat_t stat;
  char text[4096] = {0};
  __wasi_size_t size = 0;
  if (ok(__wasi_path_filestat_get(at, 1, path, &stat)) && stat.size == SECRET) escaped("stat", path);
  ok(__wasi_path_readlink(at, path, (uint8_t *)text, sizeof text, &size));
  if (!ok(open_at(at, path, 1, 0, __WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_READDIR, 0, &fd))) return;
  __wasi_iovec_t buffer = {(uint8_t *)text, 8};
  if (__wasi_fd_read(fd, &buffer, 1, &size) == 0 && text[0] == 'S') escaped("read", path);
  if (__wasi_fd_readdir(fd, (uint8_t *)text, sizeof text, 0, &size) == 0) {
    for (__wasi_size_t i = 0; i + 6 <= size; i++) {
      if (memcmp(text + i, "secret", 6) == 0) escaped("list", path);
    }
  }
  EXPECT(__wasi_fd_close(fd), 0);
}

/* The test looks at what is outside afterwards; `mine` is a file that each call gets anew. */
static void change(__wasi_fd_t at, const char *path) {
  __wasi_fd_t fd;
  if (ok(open_at(at, path, 1, __WASI_OFLAGS_CREAT, __WASI_RIGHTS_FD_WRITE, 0, &fd))) EXPECT(__wasi_fd_close(fd), 0);
  if (ok(open_at(at, path, 1, __WASI_OFLAGS_TRUNC, __WASI_RIGHTS_FD_WRITE, 0, &fd))) EXPECT(__wasi_fd_close(fd), 0);
  if (ok(open_at(ROOT, "mine", 0, __WASI_OFLAGS_CREAT, __WASI_RIGHTS_FD_WRITE, 0, &fd))) EXPECT(__wasi_fd_close(fd), 0);
  ok(__wasi_path_filestat_set_times(at, 1, path, 1, 1, __WASI_FSTFLAGS_MTIM));
  ok(__wasi_path_link(ROOT, 0, "mine", at, path));
  for (int follow = 0; follow < 2; follow++) {
    if (!ok(__wasi_path_link(at, follow, path, ROOT, "stolen"))) continue;
    look(ROOT, "stolen");
    ok(__wasi_path_unlink_file(ROOT, "stolen"));
  }
  ok(__wasi_path_rename(ROOT, "mine", at, path));
  ok(__wasi_path_create_directory(at, path));
  ok(__wasi_path_symlink("f", at, path));
}

static unsigned levels = 3, paths = LASTS;

static void build(char *path, unsigned number) {
  *path = 0;
  for (unsigned level = 0; level < levels; level++, number /= NAMES) {
    strcat(path, names[number % NAMES]);
    strcat(path, "/");
  }
  strcat(path, lasts[number % LASTS]);
}

int main(int argc, char **argv) {
  int changes = argc > 1 && strcmp(argv[1], "change") == 0;
  if (argc > 2) levels = strtoul(argv[2], 0, 10);
  for (unsigned level = 0; level < levels; level++) paths *= NAMES;
  __wasi_fd_t sub;
  EXPECT(open_directory(ROOT, "d/sub", &sub), 0);
  const __wasi_fd_t from[] = {ROOT, ROOT + 1, sub};
  char path[128];
  for (unsigned number = 0; number < paths; number++) {
    build(path, number);
    for (unsigned i = 0; i < 3; i++) {
      if (!changes) look(from[i], path);
      /* In the root beside the mount nothing can be changed. */
      else if (i != 1) change(from[i], path);
    }
  }
  static const char *absolute[] = {"/", "/etc/passwd", "//etc/passwd", "/m/f", "/proc/self/root", "/m/../../etc/passwd"};
  for (unsigned i = 0; i < sizeof absolute / sizeof *absolute; i++) {
    __wasi_fd_t fd;
    EXPECT(open_at(ROOT, absolute[i], 1, 0, 0, 0, &fd), __WASI_ERRNO_PERM);
  }
  printf("tried %lu done %lu escapes %lu\n", tried, done, escapes);
  return 0;
}
