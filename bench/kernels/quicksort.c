// cflags: -mexec-model=reactor
/* Sorts pseudo-random numbers. */
#define N 300000
static unsigned data[N];

static void sort(int low, int high) {
  while (low < high) {
    unsigned pivot = data[(low + high) / 2];
    int i = low, j = high;
    while (i <= j) {
      while (data[i] < pivot) i++;
      while (data[j] > pivot) j--;
      if (i <= j) {
        unsigned t = data[i];
        data[i++] = data[j];
        data[j--] = t;
      }
    }
    sort(low, j);
    low = i;
  }
}

__attribute__((export_name("run"))) double run(void) {
  unsigned seed = 1;
  for (int i = 0; i < N; i++) data[i] = seed = seed * 1664525u + 1013904223u;
  sort(0, N - 1);
  return data[N / 2];
}
