#include "directory.h"

/*
 * Reads and changes files below `d` for argv[1] milliseconds, by all calls that take a path, while somebody on the host swaps what
 * `d` is. Files inside begin with `i`; what lies outside begins with `S`, is SECRET bytes long and is called `secret`.
 */
enum { SECRET = 600 };

static unsigned long rounds, inside, refused, escapes;

static void escaped(const char *call, const char *path) {
  if (escapes++ < 10) printf("ESCAPE %s %s\n", call, path);
}

static void count(__wasi_errno_t error) { if (error) refused++; }

static void look(__wasi_fd_t at, const char *path) {
  __wasi_fd_t fd;
  __wasi_filestat_t stat;
  __wasi_errno_t error = open_at(at, path, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, 0, __WASI_RIGHTS_FD_READ, 0, &fd);
  count(error);
  if (error == 0) {
    char text[8] = {0};
    __wasi_iovec_t buffer = {(uint8_t *)text, 8};
    __wasi_size_t size;
    if (__wasi_fd_read(fd, &buffer, 1, &size) == 0) {
      if (text[0] == 'S') escaped("read", path);
      if (text[0] == 'i') inside++;
    }
    EXPECT(__wasi_fd_close(fd), 0);
  }
  error = __wasi_path_filestat_get(at, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, path, &stat);
  count(error);
  if (error == 0 && stat.size == SECRET) escaped("stat", path);
}

static void list(__wasi_fd_t at, const char *path) {
  __wasi_fd_t fd;
  __wasi_errno_t error = open_at(at, path, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, __WASI_OFLAGS_DIRECTORY, __WASI_RIGHTS_FD_READDIR, 0, &fd);
  count(error);
  if (error) return;
  static uint8_t buffer[4096];
  __wasi_size_t size = 0;
  error = __wasi_fd_readdir(fd, buffer, sizeof buffer - 1, 0, &size);
  count(error);
  if (error == 0) {
    for (__wasi_size_t i = 0; i + 6 <= size; i++) {
      if (memcmp(buffer + i, "secret", 6) == 0) escaped("list", path);
    }
  }
  EXPECT(__wasi_fd_close(fd), 0);
}

static void write_to(__wasi_fd_t at, const char *path, int oflags) {
  __wasi_fd_t fd;
  __wasi_errno_t error = open_at(at, path, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, oflags, __WASI_RIGHTS_FD_WRITE, 0, &fd);
  count(error);
  if (error) return;
  __wasi_ciovec_t buffer = {(const uint8_t *)"inside", 6};
  __wasi_size_t size;
  count(__wasi_fd_write(fd, &buffer, 1, &size));
  EXPECT(__wasi_fd_close(fd), 0);
}

static void change(__wasi_fd_t at, const char *under) {
  char new[64], other[64], folder[64], link[64], file[64];
  snprintf(new, sizeof new, "%snew", under);
  snprintf(other, sizeof other, "%sother", under);
  snprintf(folder, sizeof folder, "%sfolder", under);
  snprintf(link, sizeof link, "%snewlink", under);
  snprintf(file, sizeof file, "%sf", under);
  write_to(at, new, __WASI_OFLAGS_CREAT);
  write_to(at, file, 0);
  write_to(at, file, __WASI_OFLAGS_TRUNC);
  count(__wasi_path_create_directory(at, folder));
  count(__wasi_path_symlink("f", at, link));
  count(__wasi_path_link(at, 0, new, at, other));
  count(__wasi_path_rename(at, other, at, new));
  count(__wasi_path_rename(at, new, at, other));
  count(__wasi_path_filestat_set_times(at, __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW, file, 1, 1, __WASI_FSTFLAGS_MTIM | __WASI_FSTFLAGS_ATIM));
  count(__wasi_path_filestat_set_times(at, 0, link, 1, 1, __WASI_FSTFLAGS_MTIM));
  count(__wasi_path_remove_directory(at, folder));
  count(__wasi_path_unlink_file(at, link));
  count(__wasi_path_unlink_file(at, new));
  count(__wasi_path_unlink_file(at, other));
}

static void look_around(__wasi_fd_t at) {
  static const char *files[] = {"d/f", "d/sub/f", "d/sub/../f", "d/sub/../../d/f", "d/sub/../../f", "d/sub/../../secret", "d/../secret", "f"};
  for (unsigned i = 0; i < sizeof files / sizeof *files; i++) look(at, files[i]);
  static const char *directories[] = {"d", "d/sub", "d/sub/..", "d/sub/../..", "d/.."};
  for (unsigned i = 0; i < sizeof directories / sizeof *directories; i++) list(at, directories[i]);
}

int main(int argc, char **argv) {
  __wasi_timestamp_t now, end;
  puts("ready");
  fflush(stdout);
  EXPECT(__wasi_clock_time_get(__WASI_CLOCKID_MONOTONIC, 1, &now), 0);
  end = now + (argc > 1 ? strtoull(argv[1], 0, 10) : 1000) * 1000000;
  for (; now < end; rounds++) {
    look_around(ROOT);
    change(ROOT, "d/");
    change(ROOT, "d/sub/");
    change(ROOT, "d/sub/../");
    __wasi_fd_t held;
    if (open_directory(ROOT, "d", &held) == 0) {
      for (int times = 0; times < 4; times++) {
        look(held, "f");
        look(held, "sub/f");
        look(held, "sub/../f");
        look(held, "../secret");
        list(held, ".");
        list(held, "sub");
        change(held, "");
        change(held, "sub/");
      }
      EXPECT(__wasi_fd_close(held), 0);
    }
    EXPECT(__wasi_clock_time_get(__WASI_CLOCKID_MONOTONIC, 1, &now), 0);
  }
  printf("rounds %lu inside %lu refused %lu escapes %lu\n", rounds, inside, refused, escapes);
  return 0;
}
