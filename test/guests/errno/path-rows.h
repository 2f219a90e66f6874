#include "row.h"

/* Rows that all functions have that take a path. The harness makes `file`, `dir`, `link` to the file, `dangling`, `loop`, `out`
 * and `absolute`, which lead out, and `fifo`. */

/* Calls with a descriptor and a path. */
typedef int path_call(int fd, const char *path, int length);

static inline void named_row(const char *function, const char *format, const char *name, int got) {
  char text[128];
  snprintf(text, sizeof text, format, name);
  row(function, text, got);
}

static inline void descriptor_rows(const char *function, path_call *call, const char *fd, const char *right, __wasi_rights_t bit) {
  char text[128];
  named_row(function, "`%s` is not open", fd, call(NOT_OPEN, OUTSIDE, 1));
  named_row(function, "`%s` is no directory", fd, call(file_without(0), OUTSIDE, 1));
  snprintf(text, sizeof text, "`%s` lacks the right `%s`", fd, right);
  row(function, text, call(folder(".", ALL & ~bit, 0), OUTSIDE, 1));
}

static inline void text_rows(const char *function, path_call *call, const char *path) {
  named_row(function, "`%s` does not lie in memory", path, call(ROOT, OUTSIDE, 64));
  named_row(function, "`%s` is not UTF-8", path, call(ROOT, "\xff/x", 3));
}

#define LITERAL(text) text, sizeof text - 1

static inline void lookup_rows(const char *function, path_call *call, const char *path) {
  static char deep[4096], wide[259];
  memset(deep, '/', sizeof deep);
  memcpy(deep, "dir", 3);
  memset(wide, 'x', sizeof wide);
  memcpy(wide, "no/", 3);
  named_row(function, "`%s` is empty", path, call(ROOT, "", 0));
  named_row(function, "`%s` begins with a slash", path, call(ROOT, LITERAL("/file")));
  named_row(function, "`%s` holds a NUL", path, call(ROOT, LITERAL("file\0")));
  named_row(function, "`%s` has more than 4095 bytes", path, call(ROOT, deep, sizeof deep));
  named_row(function, "a name in `%s` has more than 255 bytes", path, call(ROOT, wide, sizeof wide));
  const char *text = "`%s` leads above its descriptor, or by a link out of the mount";
  named_row(function, text, path, call(ROOT, LITERAL("../file")));
  named_row(function, text, path, call(ROOT, LITERAL("dir/../../file")));
  named_row(function, text, path, call(ROOT, LITERAL("out/x")));
  named_row(function, text, path, call(ROOT, LITERAL("absolute/x")));
  text = "a directory in `%s` is missing, or a link to it leads nowhere";
  named_row(function, text, path, call(ROOT, LITERAL("missing/x")));
  named_row(function, text, path, call(ROOT, LITERAL("missing/../file")));
  named_row(function, text, path, call(ROOT, LITERAL("dangling/x")));
  named_row(function, text, path, call(ROOT, LITERAL("ro/missing/x")));
  named_row(function, text, path, call(ROOT, LITERAL("missing/x/")));
  named_row(function, text, path, call(ROOT, LITERAL("missing/x/.")));
  text = "what has a slash behind it in `%s` is no directory";
  named_row(function, text, path, call(ROOT, LITERAL("file/x")));
  named_row(function, text, path, call(ROOT, LITERAL("link/x")));
  named_row(function, text, path, call(ROOT, LITERAL("ro/file/x")));
  named_row(function, text, path, call(ROOT, LITERAL("file/.")));
  named_row(function, text, path, call(ROOT, LITERAL("file/../file")));
  named_row(function, "more than 40 links are in the way", path, call(ROOT, LITERAL("loop/x")));
}
