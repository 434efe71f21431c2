import type { ApiKeyInput } from '@postrider/sdk';
import { Command, Option } from 'commander';
import { action, showing } from '../session.js';
import { createdKey, keyTable } from '../views/keys.js';
import { confirm } from './confirm.js';
import { examples } from './examples.js';
import { showList } from './paging.js';

const kinds: ApiKeyInput['kind'][] = ['management', 'project'];

export function keysCommand(): Command {
  const keys = new Command('keys').description('API keys of the organization');
  showList(
    keys.command('list').description('list keys, newest first, also revoked ones; the keys themselves are not shown'),
    (client, page) => client.keys.list(page),
    keyTable,
    'No keys.',
  );
  keys
    .command('create')
    .description('create a key and show it, which is done only once')
    .argument('<name>', 'name of the key, for people')
    .addOption(
      new Option('--kind <kind>', 'a management key can make all calls, a project key can only publish')
        .choices(kinds)
        .makeOptionMandatory(),
    )
    .addHelpText(...examples("postrider keys create 'the shop' --kind project"))
    .action(
      showing(
        (client, name: string, { kind }: Pick<ApiKeyInput, 'kind'>) => client.keys.create({ name, kind }),
        createdKey,
      ),
    );
  keys
    .command('revoke')
    .description('revoke a key: further calls with it are refused, and its sessions end')
    .argument('<id>', 'key id (key_…)')
    .option('-y, --yes', 'skip the confirmation')
    .action(
      action(async ({ client, output }, id: string, { yes }: { yes?: boolean }) => {
        await confirm(`Revoke key ${id}?`, yes);
        await client.keys.revoke(id);
        output.show({ id, revoked: true }, () => `Revoked ${id}`);
      }),
    );
  return keys;
}
