import type { EndpointData, Settings } from '@postrider/contracts';
import { takeBacklog, takeFact, takeOperation, takeTime, type Decided } from '@postrider/domain';
import {
  addToOutbox,
  collectForContacts,
  findOldestDue,
  findSubscribing,
  loadEndpointData,
  lockAlerts,
  lockBacklogAlert,
  readBacklog,
  saveAlerts,
  saveBacklogAlert,
  takeFacts,
  withSubscribers,
  type AddressedEvent,
  type AlertRow,
  type Database,
  type DigestTimes,
  type FactRow,
} from '@postrider/event-store';

type AlertSettings = Settings['operationalEvents'];

interface Context {
  settings: AlertSettings;
  contacts: DigestTimes;
  now: Date;
}

export interface DecidedPage {
  decided: number;
  /** Whether there may be more facts, or more alerts that are due. */
  more: boolean;
  /** When the last fact of the page was noted; undefined without facts. */
  readUpTo: Date | undefined;
}

/** Facts, and alerts that are due, of one transaction. */
const page = 500;

/**
 * Reads a page of facts and of alerts that are due, and stores the events that follow from them, in one transaction: to be
 * published for endpoints, and for the next messages to contacts. Events that would go to nobody are dropped.
 */
export function decideEvents(database: Database, context: Context): Promise<DecidedPage> {
  return database.transaction(async (sql) => {
    const facts = await takeFacts(sql, page);
    const endpointIds = [...new Set(facts.flatMap(({ endpoint_id }) => endpoint_id ?? []))];
    const alerts = await lockAlerts(sql, { endpointIds, now: context.now, limit: page });
    const subscribing = await findSubscribing(
      sql,
      [...facts, ...alerts.values()].map(({ organization_id }) => organization_id),
    );
    const endpoints = await loadEndpointData(sql, [...new Set([...endpointIds, ...alerts.keys()])]);
    const { events, changed } = decideAll({ facts, alerts, subscribing, endpoints }, context);
    const wanted = await withSubscribers(sql, events);
    await addToOutbox(sql, wanted);
    await collectForContacts(sql, events, context.contacts);
    await saveAlerts(sql, changed);
    const due = alerts.size - endpointIds.filter((id) => alerts.has(id)).length;
    return {
      decided: wanted.length,
      more: facts.length === page || due >= page,
      readUpTo: facts.at(-1)?.created_at,
    };
  });
}

interface Read {
  facts: readonly FactRow[];
  alerts: ReadonlyMap<string, AlertRow>;
  subscribing: ReadonlySet<string>;
  /** Without deleted ones. */
  endpoints: ReadonlyMap<string, EndpointData>;
}

function decideAll(
  { facts, alerts, subscribing, endpoints }: Read,
  context: Context,
): { events: AddressedEvent[]; changed: AlertRow[] } {
  const events: AddressedEvent[] = [];
  const changed = new Map<string, AlertRow>();
  const change = (
    { endpoint_id, organization_id }: Pick<AlertRow, 'endpoint_id' | 'organization_id'>,
    decide: (before: AlertRow['alerts'], endpoint: EndpointData) => Decided,
  ): void => {
    const before = (changed.get(endpoint_id) ?? alerts.get(endpoint_id))?.alerts ?? {};
    const endpoint = endpoints.get(endpoint_id);
    const decided =
      endpoint && subscribing.has(organization_id) ? decide(before, endpoint) : { alerts: {}, events: [] };
    changed.set(endpoint_id, { endpoint_id, organization_id, alerts: decided.alerts });
    const customer_id = endpoint?.customer?.id ?? null;
    for (const event of decided.events) events.push({ organization_id, customer_id, event });
  };
  for (const fact of facts) {
    const { organization_id, endpoint_id } = fact;
    if (fact.type === 'operation_ended') {
      if (!subscribing.has(organization_id)) continue;
      events.push({ organization_id, customer_id: null, event: takeOperation(fact) });
    } else if (endpoint_id !== null) {
      change({ endpoint_id, organization_id }, (before, endpoint) => takeFact(before, fact, endpoint, context));
    }
  }
  for (const row of alerts.values()) change(row, (before, endpoint) => takeTime(before, endpoint, context));
  return { events, changed: [...changed.values()] };
}

/** Decides whether the operator's organization is told of an old backlog. Returns the number of events. */
export async function decideBacklog(database: Database, { settings, contacts, now }: Context): Promise<number> {
  const { operatorOrganizationId: organization_id } = settings;
  if (organization_id === undefined) return 0;
  return database.transaction(async (sql) => {
    const subscribing = await findSubscribing(sql, [organization_id]);
    if (!subscribing.has(organization_id)) return 0;
    const before = await lockBacklogAlert(sql);
    const oldestDueAt = await findOldestDue(sql, now);
    const isOld = oldestDueAt !== null && now.getTime() - oldestDueAt.getTime() >= settings.backlogAgeMs;
    // Counted only for the event.
    const due = isOld && before === null ? (await readBacklog(sql)).due : 0;
    const { alert, events } = takeBacklog(before, { oldestDueAt, due }, { backlogAgeMs: settings.backlogAgeMs, now });
    if (alert === before) return 0;
    const addressed = events.map((event) => ({ organization_id, customer_id: null, event }));
    const wanted = await withSubscribers(sql, addressed);
    await addToOutbox(sql, wanted);
    await collectForContacts(sql, addressed, contacts);
    await saveBacklogAlert(sql, organization_id, alert);
    return wanted.length;
  });
}
