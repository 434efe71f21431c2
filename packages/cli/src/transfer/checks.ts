import { coversAny, isTypeOfCustomer, type FieldError } from '@postrider/contracts';
import { AddressPolicy } from '@postrider/domain';
import { definitionProblems } from './definition-problems.js';
import type { Known } from './known.js';
import type { Line } from './line.js';

/** What the API would refuse because of what the organization has. For a dry run; the API itself checks every call. */
export function problemsOf(line: Line, known: Known): FieldError[] {
  switch (line.type) {
    case 'event_type':
      return definitionProblems(line.body);
    case 'customer': {
      const kept = known.customers.get(line.uid)?.allowed_event_types ?? [];
      return uncovered('allowed_event_types', line.body.allowed_event_types ?? [], known, { kept });
    }
    case 'endpoint': {
      const { customer, event_types } = line.body;
      const owner = customer === undefined ? undefined : known.customers.get(customer);
      if (customer !== undefined && !owner) {
        return [{ field: 'customer', message: `no customer has the uid ${customer}, here or on an earlier line` }];
      }
      const kept = known.endpoint(customer, line.uid)?.fields.event_types ?? [];
      const allowed = owner === undefined ? undefined : (owner.allowed_event_types ?? null);
      return uncovered('event_types', event_types, known, { allowed, kept });
    }
  }
}

/** `allowed` is that of a customer. What is there may stay after its type is deleted. */
function uncovered(
  field: string,
  patterns: readonly string[],
  { eventTypes }: Known,
  { allowed, kept }: { allowed?: readonly string[] | null | undefined; kept: readonly string[] },
): FieldError[] {
  const all = [...eventTypes.keys()];
  const types = allowed === undefined ? all : all.filter((type) => isTypeOfCustomer(type, allowed));
  return patterns.flatMap((pattern, i) => {
    const isCovered = coversAny(pattern, types) || kept.includes(pattern);
    return isCovered ? [] : [{ field: `${field}.${i}`, message: `${pattern} covers no event type` }];
  });
}

/** Only public addresses: which others the operator allows is known to the server alone. */
const publicOnly = new AddressPolicy([]);

export function warningsOf(line: Line): string[] {
  if (line.type !== 'endpoint') return [];
  const { hostname } = new URL(line.body.url);
  const refusal = publicOnly.hostRefusal(hostname);
  return refusal === undefined ? [] : [`url: refused unless the operator allows the address: ${refusal}`];
}
