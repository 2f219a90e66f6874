// cflags: -mexec-model=reactor
/* Multiplies two matrices of doubles. */
#define N 160
static double a[N][N], b[N][N], c[N][N];

__attribute__((export_name("run"))) double run(void) {
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) a[i][j] = i + j, b[i][j] = i - j, c[i][j] = 0;
  for (int i = 0; i < N; i++)
    for (int k = 0; k < N; k++)
      for (int j = 0; j < N; j++) c[i][j] += a[i][k] * b[k][j];
  return c[7][9];
}
