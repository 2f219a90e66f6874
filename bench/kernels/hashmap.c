// cflags: -mexec-model=reactor
/* Fills an open-addressing table and looks everything up again. */
#define SIZE 262144
static unsigned keys[SIZE], values[SIZE];

static unsigned slot_of(unsigned key) {
  unsigned slot = key * 2654435769u >> 14;
  while (keys[slot] != 0 && keys[slot] != key) slot = (slot + 1) & (SIZE - 1);
  return slot;
}

__attribute__((export_name("run"))) double run(void) {
  for (int i = 0; i < SIZE; i++) keys[i] = values[i] = 0;
  unsigned seed = 7, sum = 0;
  for (int i = 0; i < 150000; i++) {
    seed = seed * 1664525u + 1013904223u;
    unsigned slot = slot_of(seed | 1);
    keys[slot] = seed | 1;
    values[slot] += i;
  }
  seed = 7;
  for (int i = 0; i < 150000; i++) {
    seed = seed * 1664525u + 1013904223u;
    sum += values[slot_of(seed | 1)];
  }
  return sum;
}
