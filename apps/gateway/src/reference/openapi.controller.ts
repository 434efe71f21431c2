import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { asyncApiDocument, openApiDocument } from '@postrider/openapi';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccessCheck } from '../auth/access/access-check.js';
import { OrganizationDocuments } from './organization-documents.js';

/**
 * Serves the OpenAPI document without authentication, since everything in it is public. With a key, it has the event types
 * of the key's organization. The dashboard's cookie does not count: what it opens stays out of an address that all may read.
 */
@Controller()
export class OpenApiController {
  #json: string | undefined;
  #asyncJson: string | undefined;

  constructor(
    private readonly access: AccessCheck,
    private readonly documents: OrganizationDocuments,
  ) {}

  @Get('openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  @Header('vary', 'authorization')
  async document(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    if (request.headers.authorization === undefined) return (this.#json ??= JSON.stringify(openApiDocument()));
    const { organization_id } = await this.access.requireManagementKey(request, reply);
    const { json, etag } = await this.documents.of(organization_id);
    void reply.headers({ 'cache-control': 'private, no-cache', etag });
    if (request.headers['if-none-match'] !== etag) return json;
    void reply.status(304);
    return undefined;
  }

  /** The streams of server-sent events. */
  @Get('asyncapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  streams(): string {
    return (this.#asyncJson ??= JSON.stringify(asyncApiDocument()));
  }
}
