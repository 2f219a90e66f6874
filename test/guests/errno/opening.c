#include "path-rows.h"

/* path_open. */
static const char *name = "path_open";
static __wasi_fd_t opened;

static int call(int fd, const char *path, int length) {
  return raw_path_open(fd, 0, path, length, 0, 0, 0, 0, &opened);
}

static int spoiled(int fd, const char *path, int length) {
  return raw_path_open(fd, 8, path, length, 0xff, -1, -1, 0xff, OUTSIDE);
}

static int open_with(int fd, int lookup, const char *path, int oflags, __wasi_rights_t rights, int flags) {
  int error = raw_path_open(fd, lookup, path, strlen(path), oflags, rights, 0, flags, &opened);
  if (error == 0) MUST(__wasi_fd_close(opened));
  return error;
}

enum { CREATE = __WASI_OFLAGS_CREAT, EXCLUSIVE = CREATE | __WASI_OFLAGS_EXCL, DIRECTORY = __WASI_OFLAGS_DIRECTORY, TRUNCATE = __WASI_OFLAGS_TRUNC };
static const __wasi_rights_t READ = __WASI_RIGHTS_FD_READ, WRITE = __WASI_RIGHTS_FD_WRITE;

static int one_too_many(void) { return raw_path_open(ROOT, 0, "", 0, CREATE | TRUNCATE, 0, 0, 0, &opened); }

static void arguments(void) {
  descriptor_rows(name, spoiled, "fd", "PATH_OPEN", __WASI_RIGHTS_PATH_OPEN);
  text_rows(name, spoiled, "path");
  row(name, "the result does not fit in memory", raw_path_open(ROOT, 8, "", 0, 0xff, -1, -1, 0xff, OUTSIDE));
  int narrow = folder(".", __WASI_RIGHTS_PATH_OPEN, READ);
  const char *text = "`dirflags`, `oflags` or `fdflags` has one that is not known";
  row(name, text, open_with(narrow, 2, "", CREATE | DIRECTORY | TRUNCATE, ALL, 0));
  row(name, text, open_with(narrow, 0, "", 16 | CREATE | DIRECTORY | TRUNCATE, ALL, 0));
  row(name, text, open_with(narrow, 0, "", CREATE | DIRECTORY | TRUNCATE, ALL, 32));
  row(name, "`CREAT`, and `fd` lacks the right `PATH_CREATE_FILE`", open_with(narrow, 0, "", CREATE | DIRECTORY | TRUNCATE, ALL, 0));
  int creator = folder(".", __WASI_RIGHTS_PATH_OPEN | __WASI_RIGHTS_PATH_CREATE_FILE, READ);
  row(name, "`TRUNC`, and `fd` lacks the right `PATH_FILESTAT_SET_SIZE`", open_with(creator, 0, "", CREATE | DIRECTORY | TRUNCATE, ALL, 0));
  text = "a right that `fd` does not hand on";
  row(name, text, open_with(creator, 0, "", CREATE | DIRECTORY, WRITE, 0));
  row(name, text, raw_path_open(creator, 0, "", 0, CREATE | DIRECTORY, 0, WRITE, 0, &opened));
  row(name, text, open_with(creator, 0, "", CREATE | DIRECTORY, 1ull << 40, 0));
  row(name, "`CREAT` and `DIRECTORY` together", open_with(ROOT, 0, "", CREATE | DIRECTORY, WRITE, 0));
  full_row(name, one_too_many);
  lookup_rows(name, call, "path");
}

static void names(void) {
  const char *text = "`CREAT`, and `path` ends with a slash";
  row(name, text, open_with(ROOT, 0, "new/", EXCLUSIVE, READ, 0));
  row(name, text, open_with(ROOT, 0, "ro/file/", EXCLUSIVE, READ, 0));
  text = "anything is there, a link too, and `CREAT` with `EXCL`";
  row(name, text, open_with(ROOT, 0, "link", EXCLUSIVE, READ, 0));
  row(name, text, open_with(ROOT, FOLLOW, "dangling", EXCLUSIVE, READ, 0));
  row(name, text, open_with(ROOT, 0, "dir", EXCLUSIVE, WRITE, 0));
  row(name, text, open_with(ROOT, 0, "ro/file", EXCLUSIVE, READ, 0));
  text = "nothing is there, or the link leads nowhere, and no `CREAT`";
  row(name, text, open_with(ROOT, 0, "ro/missing", 0, WRITE, 0));
  row(name, text, open_with(ROOT, FOLLOW, "dangling", 0, READ, 0));
  row(name, "nothing is there, and the union has no layer for new files", open_with(ROOT, 0, "sealed/new", CREATE, READ, 0));
}

static void links(void) {
  const char *text = "a link is there, and `dirflags` does not say to follow it";
  row(name, text, open_with(ROOT, 0, "link", DIRECTORY, READ | WRITE, 0));
  row(name, text, open_with(ROOT, 0, "dirlink", 0, WRITE, 0));
  row(name, text, open_with(ROOT, 0, "dangling", CREATE, READ, 0));
  row(name, text, open_with(ROOT, 0, "loop", 0, READ, 0));
  row(name, "more than 40 links are in the way", open_with(ROOT, FOLLOW, "loop", CREATE, READ, 0));
}

static void kinds(void) {
  const char *text = "a directory, and `FD_WRITE`, `FD_ALLOCATE`, `APPEND` or `TRUNC`";
  row(name, text, open_with(ROOT, 0, "dir", 0, WRITE, 0));
  row(name, text, open_with(ROOT, 0, "dir/", DIRECTORY, READ | WRITE, 0));
  row(name, text, open_with(ROOT, 0, "ro", 0, __WASI_RIGHTS_FD_ALLOCATE, 0));
  row(name, text, open_with(ROOT, 0, "dir", 0, READ, __WASI_FDFLAGS_APPEND));
  row(name, text, open_with(ROOT, 0, "dir", TRUNCATE, READ, 0));
  text = "no directory, and `DIRECTORY` or a slash at the end";
  row(name, text, open_with(ROOT, 0, "ro/file", DIRECTORY, READ | WRITE, 0));
  row(name, text, open_with(ROOT, 0, "ro/file/", 0, WRITE, 0));
  row(name, text, open_with(ROOT, FOLLOW, "link", DIRECTORY, READ | WRITE, 0));
  row(name, text, open_with(ROOT, 0, "link/", 0, READ, 0));
  row(name, text, open_with(ROOT, 0, "fifo", DIRECTORY, READ, 0));
  text = "the mount is read-only, and the call would write, truncate or make";
  row(name, text, open_with(ROOT, 0, "ro/file", 0, WRITE, 0));
  row(name, text, open_with(ROOT, 0, "ro/file", TRUNCATE, READ, 0));
  row(name, text, open_with(ROOT, 0, "ro/new", EXCLUSIVE, READ, 0));
  row(name, "a device, socket or FIFO of the host", open_with(ROOT, 0, "fifo", 0, READ, 0));
}

int main(void) {
  arguments();
  names();
  links();
  kinds();
  row(name, "else", open_with(ROOT, 0, "file", 0, READ | WRITE, 31));
  row(name, "else", open_with(ROOT, 0, "made", EXCLUSIVE | TRUNCATE, 0, 0));
  row(name, "else", open_with(ROOT, FOLLOW, "dangling", CREATE, READ, 0));
  row(name, "else", open_with(ROOT, 0, "dir/", 0, READ, __WASI_FDFLAGS_NONBLOCK));
  row(name, "else", open_with(ROOT, 0, ".", 0, 0, 0));
  row(name, "else", open_with(ROOT, 0, "dir/.././/file", 0, READ, 0));
  return 0;
}
