import type {
  BrowserOrigins,
  CustomerLimits,
  PortalSettings,
  RequestFormat,
  RequestFormatName,
} from '@postrider/contracts';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { manage } from '../api/request.js';
import type { Limits } from '../shared/limit-fields.js';
import { requestFormatQuery } from '../shared/request-format-query.js';

/** How the portal looks, and where it may be embedded. */
export const portalSettingsQuery = queryOptions({
  queryKey: ['portal_settings'],
  queryFn: ({ signal }) => manage<PortalSettings>('GET', '/portal', { signal }),
  staleTime: 30_000,
});

/** Texts of messages are left as they are. */
type PortalForm = Omit<PortalSettings, 'message_texts'>;

export function useUpdatePortalSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: PortalForm) => manage<PortalSettings>('PATCH', '/portal', { body }),
    onSuccess: (settings) => {
      client.setQueryData(portalSettingsQuery.queryKey, settings);
    },
  });
}

export const customerLimitsQuery = queryOptions({
  queryKey: ['customer_limits'],
  queryFn: ({ signal }) => manage<CustomerLimits>('GET', '/customer-limits', { signal }),
  staleTime: 30_000,
});

export function useUpdateCustomerLimits() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Limits) => manage<CustomerLimits>('PATCH', '/customer-limits', { body }),
    onSuccess: (limits) => {
      client.setQueryData(customerLimitsQuery.queryKey, limits);
      // Customers show the limits that apply.
      void client.invalidateQueries({ queryKey: ['endpoints', 'customers'] });
    },
  });
}

export function useUpdateRequestFormat() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { preset: RequestFormatName } | RequestFormat) =>
      manage<RequestFormat>('PATCH', '/request-format', { body }),
    onSuccess: (format) => {
      client.setQueryData(requestFormatQuery.queryKey, format);
    },
  });
}

/** The pages whose scripts may call the API. */
export const browserOriginsQuery = queryOptions({
  queryKey: ['browser_origins'],
  queryFn: ({ signal }) => manage<BrowserOrigins>('GET', '/browser-origins', { signal }),
  staleTime: 30_000,
});

export function useUpdateBrowserOrigins() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (origins: string[]) => manage<BrowserOrigins>('PATCH', '/browser-origins', { body: { origins } }),
    onSuccess: (saved) => {
      client.setQueryData(browserOriginsQuery.queryKey, saved);
    },
  });
}
