import type { DoctorOptions } from '../doctor-options.ts';
export async function doctorCommand(_options: DoctorOptions): Promise<number> {
  return 0;
}
