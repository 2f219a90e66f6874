import { Command } from 'commander';

/** What `wasitop doctor` is asked for. */
export interface DoctorOptions {
  readonly command: 'doctor';
  readonly json: boolean;
}

export function doctorCommand(accept: (options: DoctorOptions) => void): Command {
  return new Command('doctor')
    .description('look at the terminal, Node and the limits here, and say what to do')
    .option('--json', 'the same as a JSON object')
    .action(({ json = false }: { readonly json?: boolean }) => accept({ command: 'doctor', json }));
}
