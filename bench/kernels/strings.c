// cflags: -mexec-model=reactor
#include <string.h>

/* Copies, compares and searches text. */
static char text[65536], copy[65536];

__attribute__((export_name("run"))) double run(void) {
  unsigned long found = 0;
  for (int i = 0; i < 65535; i++) text[i] = 'a' + i * 7 % 26;
  for (int round = 0; round < 60; round++) {
    memcpy(copy, text, sizeof text);
    for (int i = 0; i < 65000; i += 64) found += memcmp(copy + i, text + i, 64) == 0;
    for (char *at = copy; (at = strchr(at, 'q')); at++) found++;
    found += strlen(copy);
  }
  return found;
}
