#include "row.h"

/* The calls that move bytes, and the listing of directories. The harness makes fd 0 a pipe that nobody writes to, and fd 2 one whose
 * reader is gone. */
static uint8_t text[64];
static __wasi_size_t size;
static const __wasi_filesize_t negative = (__wasi_filesize_t)-1;

enum { TOO_MANY = 1025 };
static __wasi_iovec_t many[TOO_MANY], good = {text, 4}, bad = {OUTSIDE, 64};
#define WRITTEN(buffers) ((const __wasi_ciovec_t *)(buffers))

static void reads(int writer, int reader) {
  for (int at = 0; at < 2; at++) {
    const char *name = at ? "fd_pread" : "fd_read";
#define READ(fd, buffers, count, result) (at ? __wasi_fd_pread(fd, buffers, count, negative, result) : __wasi_fd_read(fd, buffers, count, result))
    row(name, "`fd` is not open", READ(NOT_OPEN, OUTSIDE, TOO_MANY, OUTSIDE));
    row(name, "`fd` is a directory", READ(ROOT, OUTSIDE, TOO_MANY, OUTSIDE));
    row(name, "the right `FD_READ` is missing", READ(writer, OUTSIDE, TOO_MANY, OUTSIDE));
    row(name, "more than 1024 buffers", READ(reader, OUTSIDE, TOO_MANY, OUTSIDE));
    row(name, "the buffers or the result do not fit in memory", READ(reader, OUTSIDE, 1, &size));
    row(name, "the buffers or the result do not fit in memory", READ(reader, &bad, 1, &size));
    row(name, "the buffers or the result do not fit in memory", READ(reader, &good, 1, OUTSIDE));
  }
  row("fd_read", "nothing is there, and the flag `NONBLOCK` is set", __wasi_fd_read(0, &good, 1, &size));
  row("fd_read", "else (0 bytes at the end)", __wasi_fd_read(reader, &good, 1, &size));
  row("fd_read", "else (0 bytes at the end)", __wasi_fd_read(reader, many, 1024, &size));
  row("fd_pread", "`fd` is a stream or socket", __wasi_fd_pread(0, &good, 1, negative, &size));
  row("fd_pread", "`offset` is past 2^53, or has bit 63 set", __wasi_fd_pread(reader, &good, 1, negative, &size));
  row("fd_pread", "`offset` is past 2^53, or has bit 63 set", __wasi_fd_pread(reader, &good, 1, 1ull << 62, &size));
  row("fd_pread", "else (0 bytes at the end)", __wasi_fd_pread(reader, &good, 1, 1000, &size));
}

static void writes(int writer, int reader) {
  for (int at = 0; at < 2; at++) {
    const char *name = at ? "fd_pwrite" : "fd_write";
#define WRITE(fd, buffers, count, result) \
  (at ? __wasi_fd_pwrite(fd, WRITTEN(buffers), count, negative, result) : __wasi_fd_write(fd, WRITTEN(buffers), count, result))
    row(name, "`fd` is not open", WRITE(NOT_OPEN, OUTSIDE, TOO_MANY, OUTSIDE));
    row(name, "`fd` is a directory", WRITE(ROOT, OUTSIDE, TOO_MANY, OUTSIDE));
    row(name, "the right `FD_WRITE` is missing", WRITE(reader, OUTSIDE, TOO_MANY, OUTSIDE));
    row(name, "the right `FD_WRITE` is missing", WRITE(0, OUTSIDE, TOO_MANY, OUTSIDE));
    row(name, "more than 1024 buffers", WRITE(writer, OUTSIDE, TOO_MANY, OUTSIDE));
    row(name, "the buffers or the result do not fit in memory", WRITE(writer, OUTSIDE, 1, &size));
    row(name, "the buffers or the result do not fit in memory", WRITE(writer, &bad, 1, &size));
    row(name, "the buffers or the result do not fit in memory", WRITE(writer, &good, 1, OUTSIDE));
  }
  int full = open_at(ROOT, "dev/full", 0, __WASI_RIGHTS_FD_WRITE, 0);
  row("fd_write", "nobody reads the pipe or connection any more", __wasi_fd_write(2, WRITTEN(&good), 1, &size));
  row("fd_write", "there is no room: the host's disk, a ram disk, `/dev/full`", __wasi_fd_write(full, WRITTEN(&good), 1, &size));
  row("fd_write", "else", __wasi_fd_write(writer, WRITTEN(&good), 1, &size));
  row("fd_write", "else", __wasi_fd_write(writer, WRITTEN(many), 1024, &size));
  row("fd_pwrite", "`fd` is a stream or socket", __wasi_fd_pwrite(2, WRITTEN(&good), 1, negative, &size));
  row("fd_pwrite", "`offset` is past 2^53, or has bit 63 set", __wasi_fd_pwrite(writer, WRITTEN(&good), 1, negative, &size));
  row("fd_pwrite", "`offset` is past 2^53, or has bit 63 set", __wasi_fd_pwrite(writer, WRITTEN(&good), 1, 1ull << 62, &size));
  row("fd_pwrite", "else (at `offset`, whether or not the flag `APPEND` is set)", __wasi_fd_pwrite(writer, WRITTEN(&good), 1, 8, &size));
}

static void listing(int file) {
  const char *name = "fd_readdir";
  row(name, "`fd` is not open", __wasi_fd_readdir(NOT_OPEN, OUTSIDE, 64, 0, OUTSIDE));
  row(name, "`fd` is no directory", __wasi_fd_readdir(file, OUTSIDE, 64, 0, OUTSIDE));
  row(name, "the right `FD_READDIR` is missing", __wasi_fd_readdir(folder(".", ALL & ~__WASI_RIGHTS_FD_READDIR, 0), OUTSIDE, 64, 0, OUTSIDE));
  row(name, "the buffer or the result do not fit in memory", __wasi_fd_readdir(ROOT, OUTSIDE, 64, 0, &size));
  row(name, "the buffer or the result do not fit in memory", __wasi_fd_readdir(ROOT, text, 64, 0, OUTSIDE));
  row(name, "else (a cookie past the end gives 0 bytes)", __wasi_fd_readdir(ROOT, text, 64, 0, &size));
  row(name, "else (a cookie past the end gives 0 bytes)", __wasi_fd_readdir(ROOT, text, 64, negative, &size));
  MUST(size);
}

int main(void) {
  int reader = open_at(ROOT, "file", __WASI_OFLAGS_CREAT, __WASI_RIGHTS_FD_READ, 0), writer = open_at(ROOT, "file", 0, __WASI_RIGHTS_FD_WRITE, 0);
  MUST(__wasi_fd_fdstat_set_flags(0, __WASI_FDFLAGS_NONBLOCK));
  reads(writer, reader);
  writes(writer, reader);
  listing(reader);
  return 0;
}
