import 'reflect-metadata';
import { sanitizeLines } from '@postrider/terminal';
import { CommanderError } from 'commander';
import { adminProgram } from './program.js';

try {
  await adminProgram().parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError))
    process.stderr.write(`${sanitizeLines(error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = 1;
}
