// cflags: -mexec-model=reactor
/* Counts primes with a sieve. */
#define N 2000000
static unsigned char composite[N];

__attribute__((export_name("run"))) double run(void) {
  for (int i = 0; i < N; i++) composite[i] = 0;
  int count = 0;
  for (int i = 2; i < N; i++) {
    if (composite[i]) continue;
    count++;
    for (long j = (long)i * i; j < N; j += i) composite[j] = 1;
  }
  return count;
}
