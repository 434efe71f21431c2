import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { scenarios } from './scenarios/all.ts';
import { targetKinds, type RunningSystem } from './targets/target.ts';

export const usage = `npm run bench -- [options]

  --quick                  small counts: checks that nothing is lost, gives no figures to quote
  --only <names>           only these scenarios and those they need, separated by commas:
                           ${Object.keys(scenarios).join(', ')}
  --against <git ref>      measure another version in turn with this one: builds it in a temporary folder, and gives each
                           figure over its
  --target <kind>          measure a running system: ${targetKinds.join(', ')}
  --url <url>              URL of its API, without a path
  --secret <name>=<value>  a credential or an id for its adapter; repeat the option for several
  --process <pid or name>  a process of it, to measure its memory and to kill it; repeat the option for several
  --restart <command>      starts its processes again after they were killed
  --targets <file>         measure several systems, listed in a YAML file with these options: name, target, url, secrets,
                           processes, restart
  --help`;

export interface Options {
  help: boolean;
  quick: boolean;
  /** Names of scenarios. Default: all. */
  only?: string[] | undefined;
  /** A git ref to compare with. */
  against?: string | undefined;
  /** Running systems to measure. If there are none, the bench starts a Postrider. */
  targets: RunningSystem[];
}

/** Invalid arguments. */
export class UsageError extends Error {
  override name = 'UsageError';
}

const running = z
  .strictObject({
    target: z.enum(targetKinds),
    name: z.string().optional(),
    url: z.url(),
    secrets: z.record(z.string(), z.coerce.string()).default({}),
    processes: z.array(z.union([z.int().positive(), z.string()])).default([]),
    restart: z.string().optional(),
  })
  .transform(({ target, name = target, url, ...rest }): RunningSystem => {
    return { kind: target, name, url: new URL(url).origin, ...rest };
  });

/** Throws a UsageError. Names of scenarios are not checked. */
export async function readOptions(args: readonly string[]): Promise<Options> {
  const { help, quick, only, against, targets: file, ...one } = parse(args);
  const isOne = [one.target, one.url, one.restart, ...one.secret, ...one.process].some((given) => given !== undefined);
  if ([against !== undefined, file !== undefined, isOne].filter(Boolean).length > 1) {
    throw new UsageError('--against, --target and --targets exclude each other');
  }
  const ofOne = isOne ? [checked(running, ofOptions(one), '--target')] : [];
  return {
    help,
    quick,
    against,
    only: only?.split(',').map((name) => name.trim()),
    targets: file === undefined ? ofOne : await listedIn(file),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        only: { type: 'string' },
        against: { type: 'string' },
        targets: { type: 'string' },
        target: { type: 'string' },
        url: { type: 'string' },
        secret: { type: 'string', multiple: true, default: [] },
        process: { type: 'string', multiple: true, default: [] },
        restart: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function listedIn(file: string): Promise<RunningSystem[]> {
  const read = async (): Promise<unknown> => parseYaml(await readFile(file, 'utf8'));
  const listed = await read().catch((error: unknown) => {
    throw new UsageError(`--targets: ${error instanceof Error ? error.message : String(error)}`);
  });
  return checked(z.array(running).min(1), listed, `--targets ${file}`);
}

type One = Pick<ReturnType<typeof parse>, 'target' | 'url' | 'secret' | 'process' | 'restart'>;

function ofOptions({ secret, process, ...others }: One): object {
  const secrets = secret.map((given) => {
    const at = given.indexOf('=');
    if (at < 1) throw new UsageError('--secret: expected <name>=<value>');
    return [given.slice(0, at), given.slice(at + 1)];
  });
  const processes = process.map((given) => (/^\d+$/.test(given) ? Number(given) : given));
  return { ...others, secrets: Object.fromEntries(secrets) as Record<string, string>, processes };
}

function checked<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new UsageError(`${what}: ${z.prettifyError(result.error)}`);
}
