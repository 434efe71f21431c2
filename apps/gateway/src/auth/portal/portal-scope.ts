import { Inject, Injectable } from '@nestjs/common';
import { isId, type Operation } from '@postrider/contracts';
import { withinWeeksOf, type Database } from '@postrider/event-store';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { notFound } from '../../http/api-error.js';
import type { PortalAccess } from '../../http/caller.js';
import { DATABASE } from '../../tokens.js';

type Fields = Record<string, unknown>;

/**
 * Confines the calls of a portal session to its customer: what a path names must belong to the customer, and a filter or
 * field `customer` is always the customer. An id of somebody else's gets the same 404 as one that does not exist.
 */
@Injectable()
export class PortalScope {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Must run before the first route is added. The hook runs once the body is parsed, and before it is validated. */
  addTo(fastify: FastifyInstance): void {
    fastify.addHook('preHandler', async (request: FastifyRequest) => {
      const { operation } = request.routeOptions.config;
      const access = request.caller?.portal;
      if (operation && access) await this.#confine(request, operation, access);
    });
  }

  async #confine(request: FastifyRequest, operation: Operation, access: PortalAccess): Promise<void> {
    await this.#requireOwn(fieldsOf(request.params) ?? {}, access);
    if (hasCustomer(operation.query)) request.query = withCustomer(request.query, access);
    if (hasCustomer(operation.body)) request.body = withCustomer(request.body, access);
  }

  /** Throws ApiError 404. */
  async #requireOwn(params: Fields, { organization_id, customer }: PortalAccess): Promise<void> {
    const own = [organization_id, customer.id];
    for (const [name, value] of Object.entries(params)) {
      const id = String(value);
      if (name === 'endpoint_id') {
        const isOwn = isId('endpoint', id) && (await this.#exists('endpoints', 'customer_id = $3', [id, ...own]));
        if (!isOwn) throw notFound.endpoint(id);
      } else if (name === 'delivery_id') {
        const ofCustomer = 'endpoint_id IN (SELECT e.id FROM endpoints e WHERE e.customer_id = $3)';
        const isOwn =
          isId('delivery', id) &&
          (await this.#exists('deliveries', `${ofCustomer} AND ${withinWeeksOf('id', [id])}`, [id, ...own]));
        if (!isOwn) throw notFound.delivery(id);
      } else if (name === 'operation_id') {
        // An export is the organization's, also one of this customer's deliveries.
        const ofCustomer = "filter->>'customer_id' = $3 AND kind <> 'export'";
        const isOwn = isId('bulkOperation', id) && (await this.#exists('bulk_operations', ofCustomer, [id, ...own]));
        if (!isOwn) throw notFound.operation(id);
      } else if (name !== 'event_type') {
        throw new Error(`no rule confines the parameter ${name} to a customer`);
      }
    }
  }

  async #exists(table: string, condition: string, values: string[]): Promise<boolean> {
    const { rows } = await this.database.query(
      `SELECT 1 FROM ${table} WHERE id = $1 AND organization_id = $2 AND ${condition}`,
      values,
    );
    return rows.length > 0;
  }
}

const hasCustomer = (schema: z.ZodType): boolean => schema instanceof z.ZodObject && 'customer' in schema.shape;

const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;

/** What is no object is left to validation. Throws ApiError 404 for another customer. */
function withCustomer(given: unknown, { customer }: PortalAccess): unknown {
  const fields = given === undefined || given === null ? {} : fieldsOf(given);
  if (!fields) return given;
  const { customer: named } = fields;
  if (typeof named === 'string' && named !== customer.id && named !== customer.uid) throw notFound.customer(named);
  return named === undefined || typeof named === 'string' ? { ...fields, customer: customer.id } : fields;
}
