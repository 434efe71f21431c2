import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import {
  createPortalSession,
  getPortalSettings,
  listPortalSessions,
  revokePortalSession,
  updatePortalSettings,
  type PortalView,
  type Settings,
} from '@postrider/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessCheck } from '../auth/access/access-check.js';
import { CommandRunner } from '../commands/command-runner.js';
import { ApiError } from '../http/api-error.js';
import { Input, Route, type InputOf } from '../http/operation-route.js';
import { SETTINGS } from '../tokens.js';
import { PortalCommands } from './portal-commands.js';
import { PortalQueries } from './portal-queries.js';

@Controller()
export class PortalController {
  constructor(
    private readonly runner: CommandRunner,
    private readonly commands: PortalCommands,
    private readonly queries: PortalQueries,
    private readonly access: AccessCheck,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'portal'>,
  ) {}

  @Route(getPortalSettings)
  getSettings(@Input() { caller }: InputOf<typeof getPortalSettings>) {
    return this.queries.settings(caller.organization_id);
  }

  @Route(updatePortalSettings)
  updateSettings(@Input() { request, body }: InputOf<typeof updatePortalSettings>) {
    return this.runner.run(request, (sql, caller) => this.commands.updateSettings(sql, caller, body));
  }

  @Route(createPortalSession)
  createSession(@Input() { request, params, body }: InputOf<typeof createPortalSession>) {
    return this.runner.run(request, (sql, caller) =>
      this.commands.createSession(sql, caller, params.customer, body, request),
    );
  }

  @Route(listPortalSessions)
  listSessions(@Input() { caller, params, query }: InputOf<typeof listPortalSessions>) {
    return this.queries.list(caller.organization_id, params.customer, query);
  }

  @Route(revokePortalSession)
  revokeSession(@Input() { request, params }: InputOf<typeof revokePortalSession>) {
    return this.runner.run(request, (sql, caller) =>
      this.commands.revokeSession(sql, caller, params.customer, params.session_id),
    );
  }

  /** For the page of the portal alone: no operation of the API. */
  @Get('portal/session')
  async showSession(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PortalView> {
    if (!this.settings.portal.enabled) throw new ApiError('route_not_found', 'there is no GET /portal/session');
    return this.queries.view(await this.access.requirePortalSession(request, reply));
  }
}
