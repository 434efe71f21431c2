import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ApiKeyKind } from '@postrider/event-store';
import type { FastifyRequest } from 'fastify';

/** Who makes a call: everything it may see belongs to its organization. */
export interface Caller {
  organization_id: string;
  /** The key's id, or the session's: calls are counted by it, and streams end with it. */
  credential: string;
  kind: ApiKeyKind;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access check, for routes that have one. */
    caller: Caller | null;
  }
}

export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!caller) throw new Error('the route has no access check');
  return caller;
});
