import type { Customer, Settings } from '@postrider/contracts';
import type { CustomerState } from '@postrider/domain';
import type { OwnLimits } from './customer-limit-store.js';

type Limits = Customer['limits'];
type Source = Limits['rate_limit']['source'];

/** The nearest limit of each kind, and where it comes from: `from` has the nearest first, the settings are last. */
export function appliedLimits(
  from: readonly { source: Source; limits: OwnLimits }[],
  { customers }: Pick<Settings, 'customers'>,
): Limits {
  const applied = (name: keyof OwnLimits, fallback: number | null): Limits['rate_limit'] => {
    const nearest = from.find(({ limits }) => limits[name] !== null);
    return nearest ? { value: nearest.limits[name], source: nearest.source } : { value: fallback, source: 'settings' };
  };
  return {
    rate_limit: applied('rate_limit', null),
    publish_limit: applied('publish_limit', null),
    max_endpoints: applied('max_endpoints', customers.endpointsMax),
  };
}

/** `ofOrganization`: the limits of the organization's customers without their own. */
export function customerView(
  state: CustomerState,
  ofOrganization: OwnLimits,
  settings: Pick<Settings, 'customers'>,
): Customer {
  const { rate_limit, publish_limit, max_endpoints } = state;
  return {
    id: state.id,
    uid: state.uid,
    name: state.name,
    metadata: state.metadata,
    active: state.active,
    rate_limit,
    publish_limit,
    max_endpoints,
    allowed_event_types: state.allowed_event_types,
    limits: appliedLimits(
      [
        { source: 'customer', limits: state },
        { source: 'organization', limits: ofOrganization },
      ],
      settings,
    ),
    created_at: state.created_at.toISOString(),
    updated_at: state.updated_at.toISOString(),
  };
}
