import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Operation } from '@postrider/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../http/api-error.js';
import { operationMetadata } from '../http/operation-route.js';
import { ApiKeys } from './api-keys.js';
import { setCaller } from './caller.js';
import { KeyUses } from './key-uses.js';
import { ManagementRateLimit } from './rate-limit.js';

/** Checks each operation's bearer key and what it may do, and counts management calls (conventions, Authentication). */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly keys: ApiKeys,
    private readonly uses: KeyUses,
    private readonly rateLimit: ManagementRateLimit,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const operation = this.reflector.get<Operation | undefined>(operationMetadata, context.getHandler());
    if (!operation) return true;
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const key = bearer(request.headers.authorization);
    const publishing = operation.access === 'publish';
    const caller = await (publishing ? this.keys.findRecent(key) : this.keys.find(key));
    if (!caller) throw new ApiError('invalid_api_key', 'the API key is unknown or revoked');
    this.uses.note(caller.key_id);
    if (!publishing && caller.kind !== 'management') {
      throw new ApiError('key_not_permitted', 'a project key publishes events; this call needs a management key');
    }
    setCaller(request, caller);
    if (!publishing) await this.rateLimit.count(caller, http.getResponse<FastifyReply>());
    return true;
  }
}

function bearer(header: string | undefined): string {
  const [, key] = /^Bearer +(\S+) *$/i.exec(header ?? '') ?? [];
  if (key === undefined) throw new ApiError('missing_api_key', 'expected a header "Authorization: Bearer <API key>"');
  return key;
}
