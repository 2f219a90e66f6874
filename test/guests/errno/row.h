#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasi/api.h>

/* The directory under test; the harness puts it first. Beside it lie /dev, and the mounts that it makes. */
#define ROOT 3
#define FOLLOW __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW
/* Nothing is open there. */
#define NOT_OPEN 999
/* Outside of memory, wherever it ends. */
#define OUTSIDE ((void *)-16)
#define ALL ((__wasi_rights_t)-1 >> 34)

/* Says which errno a row of docs/wasi.md gave; the harness knows which it has to be. Where several rows hold, the first counts:
 * so in each check all that later rows of the table are about is wrong too, where it can be. */
static inline void row(const char *function, const char *precondition, int got) {
  printf("%s: %s: %d\n", function, precondition, got);
}

/* What has to work for the rows to mean anything. */
static inline void must_at(const char *file, int line, int got) {
  if (got == 0) return;
  printf("%s:%d: setup fails with %d\n", file, line, got);
  exit(1);
}
#define MUST(what) must_at(__FILE_NAME__, __LINE__, (what))

/* As the ABI has it: paths are a pointer and a length. */
#define IMPORT(name) __attribute__((import_module("wasi_snapshot_preview1"), import_name(#name))) int raw_##name
IMPORT(path_open)(int fd, int lookup, const char *path, int length, int oflags, long long rights, long long inheriting, int flags, void *result);
IMPORT(path_create_directory)(int fd, const char *path, int length);
IMPORT(path_remove_directory)(int fd, const char *path, int length);
IMPORT(path_unlink_file)(int fd, const char *path, int length);
IMPORT(path_filestat_get)(int fd, int lookup, const char *path, int length, void *result);
IMPORT(path_filestat_set_times)(int fd, int lookup, const char *path, int length, long long atim, long long mtim, int flags);
IMPORT(path_link)(int old_fd, int lookup, const char *old_path, int old_length, int new_fd, const char *new_path, int new_length);
IMPORT(path_rename)(int old_fd, const char *old_path, int old_length, int new_fd, const char *new_path, int new_length);
IMPORT(path_symlink)(const char *target, int target_length, int fd, const char *path, int length);
IMPORT(path_readlink)(int fd, const char *path, int length, void *buffer, int size, void *result);
IMPORT(proc_raise)(int signal);

static inline int open_at(int fd, const char *path, int oflags, __wasi_rights_t rights, int flags) {
  __wasi_fd_t opened;
  MUST(raw_path_open(fd, 0, path, strlen(path), oflags, rights, 0, flags, &opened));
  return opened;
}

/* Rights to write are asked for in vain: a directory is not opened with them. */
static inline int folder(const char *path, __wasi_rights_t rights, __wasi_rights_t inheriting) {
  __wasi_fd_t opened;
  rights &= ~(__WASI_RIGHTS_FD_WRITE | __WASI_RIGHTS_FD_ALLOCATE);
  MUST(raw_path_open(ROOT, 0, path, strlen(path), __WASI_OFLAGS_DIRECTORY, rights, inheriting, 0, &opened));
  return opened;
}

/* A descriptor of a new file that has all rights but some. */
static inline int file_without(__wasi_rights_t lacking) {
  return open_at(ROOT, "file", __WASI_OFLAGS_CREAT, ALL & ~lacking, 0);
}

/* Opens all that may be open, says what the next call gives, and closes them again. */
static inline void full_row(const char *function, int (*call)(void)) {
  __wasi_fd_t taken[100], *next = taken;
  while (raw_path_open(ROOT, 0, "file", 4, 0, 0, 0, 0, next) == 0) next++;
  row(function, "the task has as many files open as it may", call());
  while (next > taken) MUST(__wasi_fd_close(*--next));
}
