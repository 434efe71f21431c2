import { Logger } from '@nestjs/common';
import { disableContact, type ContactRow, type Database } from '@postrider/event-store';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pagePolicy } from '../dashboard/page-policy.js';
import { respondWithApiErrors } from '../http/error-filter.js';
import { findPortal } from '../portal/portal-settings-store.js';
import { wordsOf } from './message-words.js';
import { unsubscribePath, type UnsubscribeLinks } from './unsubscribe-links.js';
import { askToUnsubscribe, unknownLink, unsubscribed } from './unsubscribe-page.js';

/** A form of a page, or that of a mail program (RFC 8058). Its fields are not read. */
const bodyLimit = 4_096;

type Addressee = Pick<ContactRow, 'organization_id' | 'address' | 'disabled_reason'>;

/** Serves the page behind the link of an e-mail. The link alone permits it: nobody has to sign in. */
export async function mountUnsubscribe(
  fastify: FastifyInstance,
  { database, links }: { database: Database; links: UnsubscribeLinks },
): Promise<void> {
  const contactOf = ({ params }: FastifyRequest): string | undefined =>
    links.contactOf((params as { token: string }).token);
  const respond = (reply: FastifyReply, status: number, html: string): FastifyReply =>
    reply
      .status(status)
      .headers({ 'content-security-policy': pagePolicy(), 'x-robots-tag': 'noindex' })
      .type('text/html; charset=utf-8')
      .send(html);

  await fastify.register((scope, _options, done) => {
    respondWithApiErrors(scope, new Logger('unsubscribe'));
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, _bytes, parsed) => {
      parsed(null, undefined);
    });
    scope.get(`${unsubscribePath}/:token`, async (request, reply) => {
      const id = contactOf(request);
      const found = id === undefined ? undefined : await findAddressee(database, id);
      if (!found) return respond(reply, 404, unknownLink());
      const portal = await findPortal(database, found.organization_id);
      if (found.disabled_reason === 'unsubscribed') return respond(reply, 200, unsubscribed(wordsOf(portal)));
      const name = portal?.settings.name ?? portal?.organization ?? '';
      return respond(reply, 200, askToUnsubscribe(wordsOf(portal), found.address ?? '', name));
    });
    scope.post(`${unsubscribePath}/:token`, { bodyLimit }, async (request, reply) => {
      const id = contactOf(request);
      const found = id === undefined ? undefined : await findAddressee(database, id);
      const isKnown = id !== undefined && (await disableContact(database, id, 'unsubscribed'));
      if (!found || !isKnown) return respond(reply, 404, unknownLink());
      return respond(reply, 200, unsubscribed(wordsOf(await findPortal(database, found.organization_id))));
    });
    done();
  });
}

async function findAddressee(database: Database, id: string): Promise<Addressee | undefined> {
  const { rows } = await database.query<Addressee>(
    'SELECT organization_id, address, disabled_reason FROM contacts WHERE id = $1',
    [id],
  );
  return rows[0];
}
