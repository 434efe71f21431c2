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

const callers = new WeakMap<FastifyRequest, Caller>();

export const setCaller = (request: FastifyRequest, caller: Caller): void => {
  callers.set(request, caller);
};

export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const caller = callers.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (!caller) throw new Error('the route has no access check');
  return caller;
});
