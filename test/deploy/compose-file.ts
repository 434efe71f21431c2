import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { Ajv, type ErrorObject } from 'ajv';
import { parse } from 'yaml';

import { readText } from './checkout.js';

export interface ComposeService {
  image: string;
  build?: string;
  container_name?: string;
  command: string[];
  entrypoint?: string[];
  environment: Record<string, string | number>;
  env_file?: unknown;
  ports?: string[];
  networks: string[];
  volumes?: string[];
  configs?: { source: string; target: string }[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck: { test: string[] };
  restart: string;
  read_only?: boolean;
  stop_grace_period: string;
  profiles?: string[];
}

interface ComposeFile {
  services: Record<string, ComposeService>;
  networks: Record<string, { internal?: boolean } | null>;
  volumes: Record<string, unknown>;
  configs: Record<string, { content: string }>;
}

/** What the operator has to give; nothing of it has a default. */
export const secrets = {
  POSTGRES_PASSWORD: 'a-superuser-password',
  DATABASE_PASSWORD: 'a-database-password',
  REDIS_PASSWORD: 'a-redis-password',
  POSTRIDER_ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  POSTRIDER_OPERATOR_PASSWORD: 'an-operator-password',
};

const variable = /\$\{(\w+)(?::([-?])([^}]*))?\}/g;

/** The file as Compose sees it when .env holds these variables. */
export async function readCompose(variables: Readonly<Record<string, string>> = secrets): Promise<ComposeFile> {
  const text = (await readText('docker-compose.yml')).replaceAll(
    variable,
    (_, name: string, operator?: string, word?: string) => {
      const value = variables[name] ?? '';
      if (value === '' && operator === '?')
        throw new Error(`required variable ${name} is missing a value: ${word ?? ''}`);
      return value === '' && operator === '-' ? (word ?? '') : value;
    },
  );
  return parse(text, { merge: true }) as ComposeFile;
}

/** The variables that the file asks for. */
export async function composeVariables(): Promise<string[]> {
  const text = await readText('docker-compose.yml');
  return [...new Set(Array.from(text.matchAll(variable), ([, name = '']) => name))];
}

/** What the JSON schema of the Compose Specification finds wrong. */
export async function schemaErrors(compose: unknown): Promise<ErrorObject[]> {
  const { $schema: _, ...schema } = JSON.parse(await readFile(schemaPath(), 'utf8')) as Record<string, unknown>;
  const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
  validate(compose);
  return validate.errors ?? [];
}

/** The linter of Compose files has the specification's schema beside it. */
function schemaPath(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('dclint/package.json')), 'schemas', 'compose.schema.json');
}

export function service(compose: ComposeFile, name: string): ComposeService {
  const found = compose.services[name];
  if (!found) throw new Error(`there is no service ${name}`);
  return found;
}

/** Of a container, as strings. */
export function environmentOf({ environment }: ComposeService): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)]));
}

export function milliseconds(duration: string): number {
  const [, amount, unit] = /^(\d+)(ms|s|m)$/.exec(duration) ?? [];
  const factor = { ms: 1, s: 1_000, m: 60_000 }[unit ?? ''];
  if (factor === undefined) throw new Error(`not a duration: ${duration}`);
  return Number(amount) * factor;
}
