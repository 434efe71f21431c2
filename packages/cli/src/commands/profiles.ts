import { Postrider, PostriderError } from '@postrider/sdk';
import { Command, InvalidArgumentError } from 'commander';
import { precedesProfile, readKey, readUrl, setting } from '../connection.js';
import { readLine, readSecretLine } from '../input/secret-line.js';
import { profileNamed, withoutProfile, withProfile } from '../profiles/change-profiles.js';
import { profilePath, readProfiles, writeProfiles } from '../profiles/profile-file.js';
import { action, fetchAsCli, type Session } from '../session.js';
import { UsageError } from '../usage-error.js';
import { profileTable, type ListedProfile } from '../views/profiles.js';
import { examples } from './examples.js';

const path = (): string => profilePath(process.env);

const kindOf = (key: string): ListedProfile['kind'] =>
  key.startsWith('mlx_mk_') ? 'management' : key.startsWith('mlx_sk_') ? 'project' : null;

function profileName(text: string): string {
  if (/^[A-Za-z0-9][\w.-]{0,63}$/.test(text)) return text;
  throw new InvalidArgumentError('Expected up to 64 letters, digits, dots, dashes or underscores.');
}

export function loginCommand(): Command {
  return new Command('login')
    .description('verify a key and store it as a profile; reads the key from standard input, or asks for it')
    .argument('[profile]', 'name of the profile (default: --profile, or default)', profileName)
    .addHelpText(
      ...examples(
        'postrider login --url https://postrider.example.com',
        'postrider login staging --url https://staging.example.com < key-file',
      ),
    )
    .action(action(login));
}

async function login({ output, given }: Session, argument: string | undefined): Promise<void> {
  if (given.key !== undefined) throw new UsageError('login reads the key from standard input, and not from --key');
  const name = profileName(argument ?? given.profile ?? 'default');
  const url = readUrl(given.url ?? setting(process.env, 'POSTRIDER_URL') ?? (await askForUrl()));
  const line = await readSecretLine(`API key for ${url}: `);
  if (line === '') throw new UsageError('no API key: standard input is empty');
  const key = readKey(line);
  await verify(url, key);
  const stored = withProfile(readProfiles(path()), name, { url, key });
  writeProfiles(path(), stored);
  output.show({ name, url, kind: kindOf(key), current: true }, ({ kind }, { colors }) => {
    const kindText = kind === null ? 'key' : `${kind} key`;
    return `${colors.green('✔')} Stored the ${kindText} for ${url} as profile ${name}, which is current now`;
  });
  const other = precedesProfile(process.env, process.cwd());
  if (other !== undefined) output.note(`Here, ${other} comes before the current profile. To use it: --profile ${name}`);
}

async function askForUrl(): Promise<string> {
  if (process.stdin.isTTY) return readLine('Server URL: ');
  throw new UsageError('no server URL: pass --url or set POSTRIDER_URL');
}

/** Throws if the server refuses the key. A project key cannot list, but is known there. */
async function verify(url: string, key: string): Promise<void> {
  const client = new Postrider({ url, key, maxRetries: 2, fetch: fetchAsCli });
  try {
    await client.endpoints.list({ limit: 1 }).page();
  } catch (error) {
    if (error instanceof PostriderError && error.code === 'key_not_permitted') return;
    throw error;
  }
}

export function logoutCommand(): Command {
  return new Command('logout')
    .description('remove a stored profile; its key stays valid until it is revoked')
    .argument('[profile]', 'name of the profile (default: --profile, or the current one)', profileName)
    .action(
      action(({ output, given }, argument: string | undefined) => {
        const stored = readProfiles(path());
        const name = argument ?? given.profile ?? stored.current;
        if (name === null) throw new UsageError('no current profile: postrider profiles list');
        profileNamed(stored, name);
        writeProfiles(path(), withoutProfile(stored, name));
        output.show({ name, removed: true }, () => `Removed profile ${name}`);
        output.note('Its key is still valid. To revoke it: postrider keys revoke <id>');
        return Promise.resolve();
      }),
    );
}

export function profilesCommand(): Command {
  const profiles = new Command('profiles').description('servers and keys that login has stored');
  profiles
    .command('list')
    .description('list the profiles, without their keys')
    .action(
      action(({ output }) => {
        const { current, profiles: stored } = readProfiles(path());
        const data = Object.entries(stored).map(([name, { url, key }]) => ({
          name,
          url,
          kind: kindOf(key),
          current: name === current,
        }));
        output.show({ data }, (shown, screen) => profileTable(shown.data, screen));
        if (data.length === 0) output.note('No profiles. To store one: postrider login');
        return Promise.resolve();
      }),
    );
  profiles
    .command('use')
    .description('make a profile the current one')
    .argument('<profile>', 'name of the profile', profileName)
    .action(
      action(({ output }, name: string) => {
        const stored = readProfiles(path());
        const { url } = profileNamed(stored, name);
        writeProfiles(path(), { ...stored, current: name });
        output.show({ name, url, current: true }, () => `Profile ${name} (${url}) is current now`);
        return Promise.resolve();
      }),
    );
  return profiles;
}
