// cflags: -mexec-model=reactor
#include <math.h>

/* Moves five bodies under their gravity. */
static double x[5] = {0, 4.8, 8.3, 12.9, 15.4}, y[5] = {0, -1.2, 4.1, -15.1, -25.9}, z[5] = {0, -0.1, -0.4, -0.2, 0.2};
static double vx[5], vy[5] = {0, 2.8, 1.8, 1.1, 1.0}, vz[5];
static const double mass[5] = {39.5, 0.04, 0.01, 0.002, 0.002};

__attribute__((export_name("run"))) double run(void) {
  for (int step = 0; step < 50000; step++) {
    for (int i = 0; i < 5; i++)
      for (int j = i + 1; j < 5; j++) {
        double dx = x[i] - x[j], dy = y[i] - y[j], dz = z[i] - z[j];
        double d2 = dx * dx + dy * dy + dz * dz, f = 0.001 / (d2 * sqrt(d2));
        vx[i] -= dx * mass[j] * f, vy[i] -= dy * mass[j] * f, vz[i] -= dz * mass[j] * f;
        vx[j] += dx * mass[i] * f, vy[j] += dy * mass[i] * f, vz[j] += dz * mass[i] * f;
      }
    for (int i = 0; i < 5; i++) x[i] += 0.001 * vx[i], y[i] += 0.001 * vy[i], z[i] += 0.001 * vz[i];
  }
  return x[0] + y[1] + z[2];
}
