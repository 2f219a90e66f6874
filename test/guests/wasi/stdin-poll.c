#include "check.h"

/* Waits for stdin with a poll, reads what is there, and sees the end. */
int main(void) {
  __wasi_event_t event;
  __wasi_size_t count;
  __wasi_subscription_t wish = {.userdata = 1, .u = {.tag = __WASI_EVENTTYPE_FD_READ}};
  char text[64];
  __wasi_size_t total = 0;
  for (;;) {
    EXPECT(__wasi_poll_oneoff(&wish, &event, 1, &count), 0);
    EXPECT(count, 1);
    EXPECT(event.error, 0);
    __wasi_size_t got = take(0, text + total, sizeof text - total);
    if (got == 0) break;
    total += got;
  }
  printf("%u\n", (unsigned)total);
  return 0;
}
