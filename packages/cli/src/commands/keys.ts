import type { ApiKeyInput } from '@postrider/sdk';
import { Command, Option } from 'commander';
import { action, showing } from '../session.js';
import { list } from '../input/values.js';
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
    'No matching keys.',
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
  keys
    .command('browser-origins')
    .description('show or set the origins of the pages whose scripts may call the API')
    .option('--set <origins>', 'replace all origins, separated by commas; none removes them', list)
    .action(
      action(async ({ client, output }, { set }: { set?: string[] }) => {
        const wanted = set?.length === 1 && set[0] === 'none' ? [] : set;
        const origins = await (wanted ? client.keys.updateBrowserOrigins(wanted) : client.keys.browserOrigins());
        output.show({ origins }, () => (origins.length === 0 ? 'No browser origins.' : origins.join('\n')));
      }),
    );
  return keys;
}
