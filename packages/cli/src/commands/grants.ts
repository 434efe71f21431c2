import { Command } from 'commander';
import { action } from '../session.js';
import { grantTable } from '../views/grants.js';
import { confirm } from './confirm.js';
import { showList } from './paging.js';

export function grantsCommand(): Command {
  const grants = new Command('grants').description('MCP clients that users have connected without a key (OAuth)');
  showList(
    grants.command('list').description('list grants, newest first'),
    (client, page) => client.oauthGrants.list(page),
    grantTable,
    'No matching grants.',
  );
  grants
    .command('revoke')
    .description('revoke a grant: further calls of the client are refused')
    .argument('<id>', 'grant id (oag_…)')
    .option('-y, --yes', 'skip the confirmation')
    .action(
      action(async ({ client, output }, id: string, { yes }: { yes?: boolean }) => {
        await confirm(`Revoke grant ${id}?`, yes);
        await client.oauthGrants.revoke(id);
        output.show({ id, revoked: true }, () => `Revoked ${id}`);
      }),
    );
  return grants;
}
