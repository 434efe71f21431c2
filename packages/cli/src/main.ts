import { PostriderError } from '@postrider/sdk';
import { sanitizeJson, sanitizeLines } from '@postrider/terminal';
import { CommanderError } from 'commander';
import { errorBody, explain } from './explain.js';
import { postriderProgram } from './program.js';
import { Drift, Interrupted, UsageError } from './usage-error.js';

// The reader of a pipe may close it early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

const program = postriderProgram();
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = report(error, program.opts<{ json?: boolean }>().json === true);
}

/** Prints the error to standard error and returns the exit code. */
function report(error: unknown, isJson: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof Drift) return 2;
  const { code, body, text } = failureOf(error);
  process.stderr.write(isJson ? `${sanitizeJson(body)}\n` : `${sanitizeLines(text)}\n`);
  return code;
}

function failureOf(error: unknown): { code: number; body: object; text: string } {
  if (error instanceof PostriderError) {
    return { code: 1, body: errorBody(error), text: `error: ${explain(error)}` };
  }
  const message = error instanceof Error ? error.message : String(error);
  const body = (type: string): object => ({ error: { type, code: type, message } });
  if (error instanceof Interrupted) return { code: 130, body: body('interrupted'), text: message };
  if (error instanceof UsageError) return { code: 2, body: body('usage_error'), text: `error: ${message}` };
  return { code: 1, body: body('failed'), text: `error: ${message}` };
}
