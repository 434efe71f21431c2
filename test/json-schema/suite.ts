import { readdir, readFile } from 'node:fs/promises';
import { Budget, compileSchema, SchemaRefused, type CompiledSchema } from '@postrider/json-schema';

const folder = new URL('../fixtures/json-schema-test-suite/', import.meta.url);
const steps = 4_000_000;

interface Group {
  description: string;
  schema: unknown;
  tests: readonly { description: string; data: unknown; valid: boolean }[];
}

/** The results of one file of the suite. */
export interface FileResult {
  file: string;
  /** Number of test cases. */
  cases: number;
  /** Cases whose schema is refused, by keyword and reason. */
  refused: { cases: number; reasons: string[] }[];
  /** Cases with another result than expected. */
  failed: string[];
}

/** Runs all files of the official test suite. */
export async function runSuite(): Promise<FileResult[]> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) => {
      const groups = JSON.parse(await readFile(new URL(file, folder), 'utf8')) as Group[];
      return resultOf(file, groups);
    }),
  );
}

function resultOf(file: string, groups: readonly Group[]): FileResult {
  const result: FileResult = { file, cases: 0, refused: [], failed: [] };
  for (const { description, schema, tests } of groups) {
    result.cases += tests.length;
    const compiled = compile(schema);
    if (compiled instanceof SchemaRefused) {
      result.refused.push({ cases: tests.length, reasons: reasonsOf(compiled) });
      continue;
    }
    const wrong = tests.filter(({ data, valid }) => isValid(compiled, data) !== valid);
    result.failed.push(...wrong.map((test) => `${description}: ${test.description}`));
  }
  return result;
}

const isValid = (schema: CompiledSchema, data: unknown): boolean => schema.check(data, new Budget(steps)).length === 0;

function compile(schema: unknown): CompiledSchema | SchemaRefused {
  try {
    return compileSchema(schema);
  } catch (error) {
    if (error instanceof SchemaRefused) return error;
    throw error;
  }
}

const reasonsOf = ({ problems }: SchemaRefused): string[] => [
  ...new Set(problems.map(({ path, message }) => `\`${path.at(-1) ?? ''}\` ${message}`)),
];
