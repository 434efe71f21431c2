import { Controller } from '@nestjs/common';
import { isId, listOAuthGrants, revokeOAuthGrant } from '@postrider/contracts';
import type { Sql } from '@postrider/event-store';
import { CommandRunner } from '../commands/command-runner.js';
import { notFound } from '../http/api-error.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { OAuthGrantQueries } from './oauth-grant-queries.js';

@Controller()
export class OAuthGrantsController {
  constructor(
    private readonly runner: CommandRunner,
    private readonly queries: OAuthGrantQueries,
  ) {}

  @Route(listOAuthGrants)
  list(@Input() { caller, query }: InputOf<typeof listOAuthGrants>) {
    return this.queries.list(caller.organization_id, query);
  }

  @Route(revokeOAuthGrant)
  revoke(@Input() { request, params: { grant_id } }: InputOf<typeof revokeOAuthGrant>) {
    return this.runner.run(request, async (sql, { organization_id }) => {
      if (!isId('oauthGrant', grant_id) || !(await deleteGrant(sql, organization_id, grant_id))) {
        throw notFound.oauthGrant(grant_id);
      }
      return { body: undefined };
    });
  }
}

/** Returns whether the organization has the grant. */
async function deleteGrant(sql: Sql, organizationId: string, id: string): Promise<boolean> {
  const { rowCount } = await sql.query('DELETE FROM oauth_grants WHERE id = $1 AND organization_id = $2', [
    id,
    organizationId,
  ]);
  return rowCount === 1;
}
