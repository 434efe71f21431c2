import { parseArgs } from 'node:util';
import { scenarios } from './scenarios/all.ts';
import { targetKinds, type TargetConfig, type TargetKind } from './targets/target.ts';

export const usage = `npm run bench -- [options]

  --quick                  small counts: checks that nothing is lost, gives no figures to quote
  --only <names>           only these scenarios and those they need, separated by commas:
                           ${Object.keys(scenarios).join(', ')}
  --against <git ref>      measure another version in turn with this one: builds it in a temporary folder, and gives each
                           figure over its
  --target <kind>          measure a running system: ${targetKinds.join(' or ')}
  --url <url>              URL of its API, without a path
  --secret <name>=<value>  a credential or an id for its adapter; repeat the option for several
  --help`;

export interface Options {
  help: boolean;
  quick: boolean;
  /** Names of scenarios. Default: all. */
  only?: string[] | undefined;
  /** A git ref to compare with. */
  against?: string | undefined;
  target?: TargetConfig | undefined;
}

/** Invalid arguments. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Throws a UsageError. Names of scenarios are not checked. */
export function readOptions(args: readonly string[]): Options {
  const { help, quick, only, against, ...target } = parse(args);
  if (against !== undefined && target.target !== undefined) {
    throw new UsageError('--against and --target exclude each other');
  }
  return {
    help,
    quick,
    against,
    only: only?.split(',').map((name) => name.trim()),
    target: targetOf(target),
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
        target: { type: 'string' },
        url: { type: 'string' },
        secret: { type: 'string', multiple: true, default: [] },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function targetOf({
  target,
  url,
  secret,
}: {
  target?: string | undefined;
  url?: string | undefined;
  secret: string[];
}): TargetConfig | undefined {
  if (target === undefined) {
    if (url !== undefined || secret.length > 0) throw new UsageError('--url and --secret require --target');
    return undefined;
  }
  if (!isTargetKind(target)) throw new UsageError(`--target: expected ${targetKinds.join(' or ')}`);
  if (url === undefined || !URL.canParse(url)) throw new UsageError('--url: expected the URL of the target');
  const secrets = secret.map((given) => {
    const at = given.indexOf('=');
    if (at < 1) throw new UsageError('--secret: expected <name>=<value>');
    return [given.slice(0, at), given.slice(at + 1)];
  });
  return { kind: target, url: new URL(url).origin, secrets: Object.fromEntries(secrets) as Record<string, string> };
}

const isTargetKind = (text: string): text is TargetKind => (targetKinds as readonly string[]).includes(text);
