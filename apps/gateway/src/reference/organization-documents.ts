import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Settings } from '@postrider/contracts';
import type { Database } from '@postrider/event-store';
import { organizationDocument } from '@postrider/openapi';
import type { Catalogue, EventTypeDefinition } from '../event-types/catalogue.js';
import { Catalogues } from '../event-types/catalogues.js';
import { WeightedLru } from '../event-types/weighted-lru.js';
import { DATABASE, SETTINGS } from '../tokens.js';

interface OrganizationDocument {
  catalogue: Catalogue;
  json: string;
  etag: string;
}

const cachedBytes = 16 * 1_024 * 1_024;

/** The OpenAPI documents of organizations, each with the event types of its catalogue. */
@Injectable()
export class OrganizationDocuments {
  readonly #cache = new WeightedLru<string, OrganizationDocument>(cachedBytes);

  constructor(
    private readonly catalogues: Catalogues,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'eventTypes'>,
  ) {}

  async of(organizationId: string): Promise<Pick<OrganizationDocument, 'json' | 'etag'>> {
    const catalogue = await this.catalogues.of(this.database, organizationId);
    const cached = this.#cache.get(organizationId);
    if (cached?.catalogue === catalogue) return cached;
    // In the order of creation: a new type takes no other's name in the document.
    const types = catalogue.all.map(({ definition }) => definition).toSorted((a, b) => createdAt(a) - createdAt(b));
    const json = JSON.stringify(organizationDocument(types, { maxBytes: this.settings.eventTypes.openApiMaxBytes }));
    const etag = `"${createHash('sha256').update(json).digest('base64url')}"`;
    const document = { catalogue, json, etag };
    this.#cache.set(organizationId, document, json.length);
    return document;
  }
}

const createdAt = ({ created_at }: EventTypeDefinition): number => created_at?.getTime() ?? 0;
