import { UsageError } from '../usage-error.js';

/** Loaded when it is needed: it is jq itself, compiled to WebAssembly. */
const load = () => import('jq-wasm');

/** Text of strings, and other values on one line each, as `gh --jq` prints them. */
const flags = ['-r', '-c'];

const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error))
    .replaceAll(/^jq: (error: )?/gm, '')
    .replace(/\s*\(Unix shell quoting issues\?\)/, '')
    .replace(/\n\d+ compile errors?\s*$/, '')
    // What follows is the filter as `requireFilter` has wrapped it.
    .replace(/ at <top-level>, line \d+:[^]*$/, '')
    .trim();

/** Throws a UsageError unless jq can compile the filter. */
export async function requireFilter(filter: string): Promise<void> {
  const { raw } = await load();
  try {
    // The line break ends a comment in the filter.
    await raw('null', `empty | (${filter}\n)`, flags);
  } catch (error) {
    throw new UsageError(`--jq: ${reasonOf(error)}`);
  }
}

/** What the filter makes of the JSON. Numbers that no filter changes keep their spelling. */
export async function runFilter(json: string, filter: string): Promise<string> {
  const { raw } = await load();
  try {
    return await raw(json, filter, flags);
  } catch (error) {
    throw new Error(`--jq: ${reasonOf(error)}`, { cause: error });
  }
}
