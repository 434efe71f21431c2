import type { OAuthConsent, OAuthDecision, OAuthRedirect } from '@postrider/contracts';
import { queryOptions, useMutation } from '@tanstack/react-query';
import { send } from '../api/request.js';

/** What a client asks for. Not cached: the session may be another one the next time. */
export const consentQuery = (request: string) =>
  queryOptions({
    queryKey: ['session', 'consent', request],
    queryFn: ({ signal }) => send<OAuthConsent>('GET', '/oauth/consent', { query: { request }, signal }),
    gcTime: 0,
  });

export const useDecision = () =>
  useMutation({ mutationFn: (body: OAuthDecision) => send<OAuthRedirect>('POST', '/oauth/consent', { body }) });
