// Written by `npm run sdk:types` from docs/openapi.json. Do not edit.

export interface paths {
  '/manage/v1/webhooks/event-types': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List event types
     * @description Every event type that the organization can publish and subscribe to, with a short description and an example of its data.
     */
    get: operations['list_webhook_event_types'];
    put?: never;
    /**
     * Create an event type
     * @description Adds a type to the catalogue of the organization. With a `schema` (JSON Schema 2020-12) only events whose `data` is valid are accepted; the `example` must be.
     */
    post: operations['create_webhook_event_type'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/event-types/{event_type}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get an event type
     * @description One event type by its name.
     */
    get: operations['get_webhook_event_type'];
    put?: never;
    post?: never;
    /**
     * Delete an event type
     * @description Nothing of this type can be published any more. Its events and deliveries stay, pending ones are still sent, and endpoints keep their subscriptions.
     */
    delete: operations['delete_webhook_event_type'];
    options?: never;
    head?: never;
    /**
     * Update an event type
     * @description Changes the named fields of a type that the organization made, from the next published event on. `schema: null` removes the schema.
     */
    patch: operations['update_webhook_event_type'];
    trace?: never;
  };
  '/manage/v1/webhooks/endpoints': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List endpoints
     * @description The endpoints of the organization, newest first. Deleted ones are left out.
     */
    get: operations['list_webhook_endpoints'];
    put?: never;
    /**
     * Create an endpoint
     * @description Returns the endpoint with a generated `signing_secret`, shown once: save it for verifying deliveries.
     */
    post: operations['create_webhook_endpoint'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/endpoints/activity': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List endpoints' activity
     * @description For each endpoint, newest first: what came of its attempts by hours, its last failure, and what is pending.
     */
    get: operations['list_webhook_endpoint_activity'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/endpoints/{endpoint_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get an endpoint
     * @description One endpoint. Its signing secret is never shown again after create and rotate.
     */
    get: operations['get_webhook_endpoint'];
    put?: never;
    post?: never;
    /**
     * Delete an endpoint
     * @description Soft-delete. In-flight deliveries, pending retries too, still complete; its deliveries stay listed.
     */
    delete: operations['delete_webhook_endpoint'];
    options?: never;
    head?: never;
    /**
     * Update an endpoint
     * @description Changes the named fields, from the next attempt on. Deactivating fails the pending deliveries with `endpoint_inactive`; they can be replayed later.
     */
    patch: operations['update_webhook_endpoint'];
    trace?: never;
  };
  '/manage/v1/webhooks/endpoints/{endpoint_id}/recover': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Recover missed events
     * @description Creates the deliveries that an endpoint missed while it was inactive or did not exist: of the events published in the time range, those that it subscribes to now and has no delivery of. Doing it twice creates nothing twice.
     */
    post: operations['recover_webhook_endpoint'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/endpoints/{endpoint_id}/rotate-secret': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Rotate the signing secret
     * @description Returns a new signing secret once. The old one stays valid for 24 hours: both sign, so that a verifier can be changed without a gap.
     */
    post: operations['rotate_webhook_secret'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/endpoints/{endpoint_id}/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a test event
     * @description Sends the event type's example with `test: true` to this endpoint alone, whatever it subscribes to, active or not.
     */
    post: operations['send_webhook_test'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List events
     * @description What was published, newest first, also events that nobody subscribed to.
     */
    get: operations['list_webhook_events'];
    put?: never;
    /**
     * Publish an event
     * @description Accepted means durable: the event, and which deliveries it gets, are committed before the answer. A repeated `id` or `Idempotency-Key` with the same content answers the first result and sends nothing.
     */
    post: operations['publish_webhook_event'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/events/batch': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Publish a batch of events
     * @description Up to 1,000 events, all or nothing, in the order given. The answer lists all deliveries; those of a large call are made after it.
     */
    post: operations['publish_webhook_events'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/events/{event_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get an event
     * @description One event with its data and its deliveries.
     */
    get: operations['get_webhook_event'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List deliveries
     * @description Deliveries, newest first. Filters combine.
     */
    get: operations['list_webhook_deliveries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/deliveries/replay': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Replay many deliveries
     * @description Replays every delivery that the filter matches, oldest first, at a pace that leaves fresh deliveries theirs. Answers an operation that can be watched and cancelled.
     */
    post: operations['bulk_replay_webhook_deliveries'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/deliveries/{delivery_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a delivery
     * @description One delivery with its payload, the last response and the history of its attempts.
     */
    get: operations['get_webhook_delivery'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/deliveries/{delivery_id}/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the history of a delivery
     * @description Everything that has happened to a delivery, oldest first, as the log has it; without the payload.
     */
    get: operations['get_webhook_delivery_history'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/deliveries/{delivery_id}/replay': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Replay a delivery
     * @description Sends the same payload with the same `webhook-id` again, at once, with a fresh retry budget. The history is kept. A pending delivery has its next attempt brought forward.
     */
    post: operations['replay_webhook_delivery'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/overview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get an overview
     * @description What came of attempts within the last hour, day or week, what is pending, and which endpoints fail.
     */
    get: operations['get_webhook_overview'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/listen': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Listen to events
     * @description A stream of server-sent events: each event as it is published, as the signed request that a receiver gets. Needs no public URL. `Last-Event-ID` resumes.
     */
    get: operations['listen_to_webhook_events'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List keys
     * @description The organization's API keys, newest first, also revoked ones. No key itself is in it.
     */
    get: operations['list_webhook_keys'];
    put?: never;
    /**
     * Create a key
     * @description An API key of the caller's organization. The answer shows the key, this once.
     */
    post: operations['create_webhook_key'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/keys/{key_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Revoke a key
     * @description From the next call on the key is refused, and whoever signed in with it is signed out. It stays in the list. A second time changes nothing.
     */
    delete: operations['revoke_webhook_key'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Watch for changes
     * @description A stream of server-sent events that says, about once a second at most, of what something has changed. It is for pages that ask again then; it holds no data, and resumes nothing.
     */
    get: operations['watch_webhook_changes'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/operations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List bulk operations
     * @description Bulk replays and recoveries, newest first.
     */
    get: operations['list_webhook_operations'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/operations/{operation_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a bulk operation
     * @description How far a bulk replay or a recovery is.
     */
    get: operations['get_webhook_operation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/operations/{operation_id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel a bulk operation
     * @description Stops it before its next page. What it has already scheduled is sent.
     */
    post: operations['cancel_webhook_operation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface webhooks {
  'budget.threshold_reached': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * budget.threshold_reached
     * @description Spend crossed one of a budget's thresholds.
     *
     *     Verify the signature over the raw body before parsing it.
     */
    post: operations['budget.threshold_reached'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'budget.exceeded': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * budget.exceeded
     * @description Spend passed a budget's cap.
     *
     *     Verify the signature over the raw body before parsing it.
     */
    post: operations['budget.exceeded'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'routing_config.created': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * routing_config.created
     * @description A routing configuration was created.
     *
     *     Verify the signature over the raw body before parsing it.
     */
    post: operations['routing_config.created'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'routing_config.updated': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * routing_config.updated
     * @description A routing configuration was changed.
     *
     *     Verify the signature over the raw body before parsing it.
     */
    post: operations['routing_config.updated'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'routing_config.deleted': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * routing_config.deleted
     * @description A routing configuration was deleted.
     *
     *     Verify the signature over the raw body before parsing it.
     */
    post: operations['routing_config.deleted'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'provider.health_changed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * provider.health_changed
     * @description An upstream provider's health state changed.
     *
     *     Verify the signature over the raw body before parsing it.
     */
    post: operations['provider.health_changed'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'api_key.revoked': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * api_key.revoked
     * @description An API key was revoked.
     *
     *     Verify the signature over the raw body before parsing it.
     */
    post: operations['api_key.revoked'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'request.anomaly_detected': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * request.anomaly_detected
     * @description A request looked anomalous.
     *
     *     Verify the signature over the raw body before parsing it.
     */
    post: operations['request.anomaly_detected'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'experiment.completed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * experiment.completed
     * @description A scheduled experiment's run finished. Fires on every run.
     *
     *     Verify the signature over the raw body before parsing it.
     */
    post: operations['experiment.completed'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'experiment.regression_detected': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * experiment.regression_detected
     * @description An experiment run breached a threshold (cost, latency, error rate, judge-worse). Fires on the breach only; `signal_key` names it.
     *
     *     Verify the signature over the raw body before parsing it.
     */
    post: operations['experiment.regression_detected'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface components {
  schemas: {
    CreateWebhookEventTypeRequest: {
      /** @example budget.threshold_reached */
      type: string;
      description: string;
      /** @description At most 16384 bytes of JSON. */
      example: Record<string, unknown>;
      schema?: Record<string, unknown> | null;
    };
    UpdateWebhookEventTypeRequest: {
      description?: string;
      /** @description At most 16384 bytes of JSON. */
      example?: Record<string, unknown>;
      schema?: Record<string, unknown> | null;
    };
    CreateWebhookEndpointRequest: {
      /**
       * @description An absolute http or https URL without user name and password, to a public address or one that the operator allows.
       * @example https://your-app.example.com/hooks/modelux
       */
      url: string;
      /**
       * @example [
       *       "budget.threshold_reached",
       *       "routing_config.updated"
       *     ]
       */
      event_types: string[];
      description?: string | null;
      active?: boolean;
      rate_limit?: number | null;
    };
    UpdateWebhookEndpointRequest: {
      /**
       * @description An absolute http or https URL without user name and password, to a public address or one that the operator allows.
       * @example https://your-app.example.com/hooks/modelux
       */
      url?: string;
      /**
       * @example [
       *       "budget.threshold_reached",
       *       "routing_config.updated"
       *     ]
       */
      event_types?: string[];
      description?: string | null;
      active?: boolean;
      rate_limit?: number | null;
    };
    RecoverWebhookEndpointRequest: {
      /** Format: date-time */
      since: string;
      /**
       * Format: date-time
       * @description After `since`.
       */
      until?: string;
    };
    SendWebhookTestRequest: {
      /** @example budget.threshold_reached */
      event_type: string;
    };
    PublishWebhookEventRequest: {
      /** @example budget.threshold_reached */
      type: string;
      data: Record<string, unknown>;
      id?: string;
    };
    PublishWebhookEventsRequest: {
      events: {
        /** @example budget.threshold_reached */
        type: string;
        data: Record<string, unknown>;
        id?: string;
      }[];
    };
    BulkReplayWebhookDeliveriesRequest: {
      /** @description These deliveries, as far as the other filters match them too. */
      delivery_ids?: string[];
      endpoint_id?: string;
      event_id?: string;
      /** @enum {string} */
      status?: 'pending' | 'delivered' | 'failed';
      /** @example budget.threshold_reached */
      event_type?: string;
      /** Format: date-time */
      since?: string;
      /**
       * Format: date-time
       * @description After `since`.
       */
      until?: string;
    };
    CreateWebhookKeyRequest: {
      /** @enum {string} */
      kind: 'management' | 'project';
      /** @description What it is for. */
      name: string & (unknown & unknown);
    };
    ListWebhookEventTypesResponse: {
      data: components['schemas']['EventType'][];
    };
    EventType: {
      type: string;
      description: string;
      /** @description The `data` of a typical event, and of test events. */
      example: {
        [key: string]: unknown;
      };
      /** @description JSON Schema that `data` is checked against when an event is published; null is no check. */
      schema: {
        [key: string]: unknown;
      } | null;
      /**
       * @description Whose it is: Postrider's own, of the operator's file, or made by the organization.
       * @enum {string}
       */
      source: 'built_in' | 'operator' | 'organization';
      /** @description Null for types that no call has made. */
      created_at: string | null;
      /** @description Null for types that no call has made. */
      updated_at: string | null;
    };
    Error: {
      error: {
        /** @enum {string} */
        type:
          | 'invalid_request_error'
          | 'authentication_error'
          | 'permission_error'
          | 'not_found'
          | 'conflict'
          | 'rate_limited'
          | 'internal_error'
          | 'service_unavailable';
        /** @enum {string} */
        code:
          | 'malformed_body'
          | 'malformed_url'
          | 'missing_api_key'
          | 'invalid_api_key'
          | 'signed_out'
          | 'invalid_sign_in_link'
          | 'operator_only'
          | 'key_not_permitted'
          | 'cross_site_request'
          | 'queues_read_only'
          | 'route_not_found'
          | 'webhook_endpoint_not_found'
          | 'webhook_delivery_not_found'
          | 'webhook_operation_not_found'
          | 'webhook_event_type_not_found'
          | 'webhook_key_not_found'
          | 'webhook_event_not_found'
          | 'method_not_allowed'
          | 'request_timeout'
          | 'idempotency_key_reused'
          | 'event_id_reused'
          | 'endpoint_deleted'
          | 'endpoint_inactive'
          | 'event_type_exists'
          | 'event_type_read_only'
          | 'too_many_event_types'
          | 'too_many_keys'
          | 'too_many_secrets'
          | 'concurrent_change'
          | 'payload_too_large'
          | 'unsupported_media_type'
          | 'validation_failed'
          | 'too_many_endpoints'
          | 'too_many_deliveries'
          | 'rate_limited'
          | 'too_many_listeners'
          | 'headers_too_large'
          | 'internal_error'
          | 'service_unavailable';
        message: string;
        resource?: string;
        id?: string;
        field?: string;
        fields?: components['schemas']['FieldError'][];
      };
    };
    FieldError: {
      field: string;
      message: string;
    };
    ListWebhookEndpointsResponse: {
      data: components['schemas']['Endpoint'][];
      next_cursor: string | null;
    };
    Endpoint: {
      id: string;
      url: string;
      /** @description Types, prefixes such as `budget.*`, or `*`. */
      event_types: string[];
      description: string | null;
      /** @description An inactive endpoint gets no events but test events. */
      active: boolean;
      /** @description `gone` after a 410, `failing` after five days of nothing but failures; else null. */
      disabled_reason: ('gone' | 'failing') | null;
      /**
       * @description `slack` where the URL is a Slack incoming webhook.
       * @enum {string}
       */
      format: 'json' | 'slack';
      /** @description Requests per second; null is no limit. */
      rate_limit: number | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    CreateWebhookEndpointResponse: {
      id: string;
      url: string;
      /** @description Types, prefixes such as `budget.*`, or `*`. */
      event_types: string[];
      description: string | null;
      /** @description An inactive endpoint gets no events but test events. */
      active: boolean;
      /** @description `gone` after a 410, `failing` after five days of nothing but failures; else null. */
      disabled_reason: ('gone' | 'failing') | null;
      /**
       * @description `slack` where the URL is a Slack incoming webhook.
       * @enum {string}
       */
      format: 'json' | 'slack';
      /** @description Requests per second; null is no limit. */
      rate_limit: number | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      /** @description Shown this once. */
      signing_secret: string;
    };
    ListWebhookEndpointActivityResponse: {
      data: components['schemas']['EndpointActivity'][];
      next_cursor: string | null;
    };
    EndpointActivity: {
      endpoint_id: string;
      /** @description The last 24, oldest first, without gaps. */
      hours: {
        /** Format: date-time */
        start: string;
        delivered: number;
        /** @description Attempts that failed. */
        failed: number;
      }[];
      /** @description Since when every attempt has failed; null if the last did not. */
      failing_since: string | null;
      /** @description Of the last eight days. */
      last_failure: components['schemas']['LastFailure'] | null;
      /** @description Deliveries that are pending, counted up to 1000. */
      pending: number;
      /** @description Whether there are more. */
      pending_capped: boolean;
    };
    LastFailure: {
      /** Format: date-time */
      at: string;
      /** @enum {string} */
      reason:
        | 'timeout'
        | 'dns_error'
        | 'connection_refused'
        | 'connection_reset'
        | 'connection_error'
        | 'tls_error'
        | 'invalid_response'
        | 'http_error'
        | 'redirect'
        | 'blocked_address'
        | 'secret_unreadable'
        | 'endpoint_gone'
        | 'endpoint_inactive';
      /** @description Null if there was no answer. */
      response_status: number | null;
    };
    BulkOperation: {
      id: string;
      /** @enum {string} */
      kind: 'replay' | 'recover';
      /** @enum {string} */
      status: 'running' | 'completed' | 'cancelled';
      /** @description How many matched when they were counted: deliveries, or events for a recovery. Null until they are; a completed operation has it. */
      total: number | null;
      /** @description How many of them it has dealt with. */
      processed: number;
      /** @description Of the processed: those that could not be replayed, since their endpoint is deleted or inactive. */
      skipped: number;
      /** Format: date-time */
      created_at: string;
      completed_at: string | null;
    };
    RotateWebhookSecretResponse: {
      /** @description Shown this once. */
      signing_secret: string;
      /**
       * Format: date-time
       * @description Until then the old secret signs as well.
       */
      previous_secret_expires_at: string;
    };
    Delivery: {
      id: string;
      endpoint_id: string;
      event_id: string;
      event_type: string;
      /** @enum {string} */
      status: 'pending' | 'delivered' | 'failed';
      /** @description Whether it carries a test event. */
      test: boolean;
      /** @description Attempts so far, over all replays. */
      attempt_count: number;
      /** @description Of the last attempt's answer; null if it got none. */
      response_status: number | null;
      /** @description Why the last attempt, or the delivery itself, failed; null if neither did. */
      failure_reason:
        | (
            | 'timeout'
            | 'dns_error'
            | 'connection_refused'
            | 'connection_reset'
            | 'connection_error'
            | 'tls_error'
            | 'invalid_response'
            | 'http_error'
            | 'redirect'
            | 'blocked_address'
            | 'secret_unreadable'
            | 'endpoint_gone'
            | 'endpoint_inactive'
          )
        | null;
      /** Format: date-time */
      created_at: string;
      /** @description Null unless it is pending. */
      next_attempt_at: string | null;
      /** @description When it was delivered or failed for good; null while it is pending. */
      completed_at: string | null;
    };
    ListWebhookEventsResponse: {
      data: components['schemas']['Event'][];
      next_cursor: string | null;
    };
    Event: {
      id: string;
      type: string;
      /** @description Whether it is a test event. */
      test: boolean;
      /** Format: date-time */
      created_at: string;
      /** @description How many deliveries it has. */
      delivery_count: number;
      /** @description Not all where there are very many: list deliveries by `event_id`. */
      deliveries: {
        id: string;
        endpoint_id: string;
        /** @enum {string} */
        status: 'pending' | 'delivered' | 'failed';
      }[];
    };
    PublishedEvent: {
      id: string;
      type: string;
      /** Format: date-time */
      created_at: string;
      deliveries: {
        id: string;
        endpoint_id: string;
      }[];
    };
    PublishWebhookEventsResponse: {
      data: components['schemas']['PublishedEvent'][];
    };
    EventDetail: {
      id: string;
      type: string;
      /** @description Whether it is a test event. */
      test: boolean;
      /** Format: date-time */
      created_at: string;
      /** @description How many deliveries it has. */
      delivery_count: number;
      /** @description Not all where there are very many: list deliveries by `event_id`. */
      deliveries: {
        id: string;
        endpoint_id: string;
        /** @enum {string} */
        status: 'pending' | 'delivered' | 'failed';
      }[];
      data: {
        [key: string]: unknown;
      };
    };
    ListWebhookDeliveriesResponse: {
      data: components['schemas']['Delivery'][];
      next_cursor: string | null;
    };
    DeliveryDetail: {
      id: string;
      endpoint_id: string;
      event_id: string;
      event_type: string;
      /** @enum {string} */
      status: 'pending' | 'delivered' | 'failed';
      /** @description Whether it carries a test event. */
      test: boolean;
      /** @description Attempts so far, over all replays. */
      attempt_count: number;
      /** @description Of the last attempt's answer; null if it got none. */
      response_status: number | null;
      /** @description Why the last attempt, or the delivery itself, failed; null if neither did. */
      failure_reason:
        | (
            | 'timeout'
            | 'dns_error'
            | 'connection_refused'
            | 'connection_reset'
            | 'connection_error'
            | 'tls_error'
            | 'invalid_response'
            | 'http_error'
            | 'redirect'
            | 'blocked_address'
            | 'secret_unreadable'
            | 'endpoint_gone'
            | 'endpoint_inactive'
          )
        | null;
      /** Format: date-time */
      created_at: string;
      /** @description Null unless it is pending. */
      next_attempt_at: string | null;
      /** @description When it was delivered or failed for good; null while it is pending. */
      completed_at: string | null;
      /** @description The request body, exactly as it is sent; null once the event is past retention. */
      payload: {
        [key: string]: unknown;
      } | null;
      /** @description The body of the last answer, at most 16 KiB of it. */
      response_body: string | null;
      attempts: components['schemas']['Attempt'][];
    };
    Attempt: {
      /** @description 1 for the first, then 2, 3, …; replays count on. */
      number: number;
      /** @enum {string} */
      trigger: 'initial' | 'retry' | 'replay';
      /** @description Of the request, those that are the same whenever it is sent. Times and signatures are not kept. */
      request_headers: {
        [key: string]: string;
      };
      /** Format: date-time */
      started_at: string;
      duration_ms: number;
      response_status: number | null;
      /** @description At most 16 KiB of it. */
      response_body: string | null;
      /** @description What kept an answer from coming; null if one came. */
      error: string | null;
    };
    GetWebhookDeliveryHistoryResponse: {
      data: components['schemas']['HistoryEntry'][];
    };
    HistoryEntry: {
      /** @description 1 for the first, then 2, 3, … */
      version: number;
      /**
       * @description What happened.
       * @enum {string}
       */
      type:
        | 'DeliveryScheduled'
        | 'AttemptSucceeded'
        | 'AttemptFailed'
        | 'RetryScheduled'
        | 'DeliveryFailed'
        | 'ReplayRequested';
      /** Format: date-time */
      occurred_at: string;
      /** @description Depends on the type. */
      data: {
        [key: string]: unknown;
      };
    };
    Overview: {
      /** @enum {string} */
      range: '1h' | '24h' | '7d';
      /** Format: date-time */
      from: string;
      /**
       * Format: date-time
       * @description The end of the bucket that is under way.
       */
      to: string;
      bucket_seconds: number;
      totals: {
        /** @description Attempts that delivered. */
        delivered: number;
        /** @description Deliveries that failed for good. */
        failed: number;
        /** @description Attempts that failed, and were followed by another time to try. */
        retried: number;
        /** @description The share of the attempts that delivered; null if there was none. */
        success_rate: number | null;
        /** @description Of attempts that were answered, to about 9 percent. */
        response_ms_p50: number | null;
        response_ms_p95: number | null;
      };
      /** @description Oldest first, without gaps. */
      buckets: {
        /** Format: date-time */
        start: string;
        delivered: number;
        failed: number;
        retried: number;
      }[];
      /** @description Deliveries that are pending, counted up to 10000. */
      pending: number;
      /** @description Whether there are more. */
      pending_capped: boolean;
      /** @description When the oldest of them was created. */
      oldest_pending_at: string | null;
      /** @description Of which every attempt fails: at most 20, the first to fail first. */
      failing_endpoints: {
        id: string;
        url: string;
        active: boolean;
        /** @description Since when every attempt has failed; null if the last did not. */
        failing_since: string | null;
        /** @description Of the last eight days. */
        last_failure: components['schemas']['LastFailure'] | null;
        /** @description Deliveries that are pending, counted up to 1000. */
        pending: number;
        /** @description Whether there are more. */
        pending_capped: boolean;
      }[];
    };
    ListenedRequest: {
      headers: {
        [key: string]: string;
      };
      body: string;
    };
    ListWebhookKeysResponse: {
      data: components['schemas']['ApiKey'][];
      next_cursor: string | null;
    };
    ApiKey: {
      id: string;
      /**
       * @description A management key may do everything, a project key publishes.
       * @enum {string}
       */
      kind: 'management' | 'project';
      name: string | null;
      /** @description The end of the key. */
      last_four: string;
      /** Format: date-time */
      created_at: string;
      /** @description Within seconds; null if no call was made with it. */
      last_used_at: string | null;
      /** @description Null while it can be used. */
      revoked_at: string | null;
    };
    CreateWebhookKeyResponse: {
      id: string;
      /**
       * @description A management key may do everything, a project key publishes.
       * @enum {string}
       */
      kind: 'management' | 'project';
      name: string | null;
      /** @description The end of the key. */
      last_four: string;
      /** Format: date-time */
      created_at: string;
      /** @description Within seconds; null if no call was made with it. */
      last_used_at: string | null;
      /** @description Null while it can be used. */
      revoked_at: string | null;
      /** @description Shown this once. */
      key: string;
    };
    LiveChange: {
      /** @description Of what something has changed. */
      topics: ('deliveries' | 'events' | 'endpoints' | 'event_types' | 'keys' | 'bulk')[];
    };
    ListWebhookOperationsResponse: {
      data: components['schemas']['BulkOperation'][];
      next_cursor: string | null;
    };
  };
  responses: {
    /** @description `malformed_url`: The URL has a malformed percent-encoding. */
    MalformedUrl: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `missing_api_key`: There is no `Authorization: Bearer` header.
     *
     *     `invalid_api_key`: The key is unknown or revoked.
     */
    MissingApiKeyOrInvalidApiKey: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `key_not_permitted`: A project key was used for more than publishing. */
    KeyNotPermitted: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `request_timeout`: The request did not arrive within two minutes. */
    RequestTimeout: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `validation_failed`: A field is missing, unknown, of the wrong type, or has a value that is not allowed. */
    ValidationFailed: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `rate_limited`: Too many management calls, or failed sign-ins. `Retry-After` says when to go on. */
    RateLimited: {
      headers: {
        'RateLimit-Limit': components['headers']['RateLimitLimit'];
        'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
        'RateLimit-Reset': components['headers']['RateLimitReset'];
        'Retry-After': components['headers']['RetryAfter'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `headers_too_large`: The request's URL and headers are too large. */
    HeadersTooLarge: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `internal_error`: A mistake of Postrider's. */
    InternalError: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `service_unavailable`: Postgres is away, or too many calls, or too large ones, are waiting. `Retry-After` says when to go on. */
    ServiceUnavailable: {
      headers: {
        'Retry-After': components['headers']['RetryAfter'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `malformed_body`: The body is not JSON in UTF-8, nested too deeply, has too many members, or another length than it says; or it is not valid HTTP, as with two `Host` headers.
     *
     *     `malformed_url`: The URL has a malformed percent-encoding.
     */
    MalformedBodyOrMalformedUrl: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for another request.
     *
     *     `event_type_exists`: An event type of this name is there already.
     *
     *     `too_many_event_types`: The organization has made as many event types as it can.
     *
     *     `concurrent_change`: Others changed the same thing at this moment, again and again. Try again.
     */
    IdempotencyKeyReusedOrEventTypeExistsOrTooManyEventTypesOrConcurrentChange: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `payload_too_large`: An event's `data`, or the whole body, is too large. */
    PayloadTooLarge: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `unsupported_media_type`: The body has another `content-type` than `application/json`. */
    UnsupportedMediaType: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `webhook_event_type_not_found`: There is no such event type. */
    WebhookEventTypeNotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for another request.
     *
     *     `event_type_read_only`: A built-in event type, or one of the operator's file, cannot be changed or deleted.
     *
     *     `concurrent_change`: Others changed the same thing at this moment, again and again. Try again.
     */
    IdempotencyKeyReusedOrEventTypeReadOnlyOrConcurrentChange: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for another request.
     *
     *     `concurrent_change`: Others changed the same thing at this moment, again and again. Try again.
     */
    IdempotencyKeyReusedOrConcurrentChange: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `validation_failed`: A field is missing, unknown, of the wrong type, or has a value that is not allowed.
     *
     *     `too_many_endpoints`: The organization has as many endpoints as it may: delete one.
     */
    ValidationFailedOrTooManyEndpoints: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `webhook_endpoint_not_found`: There is no such endpoint, or it is deleted. */
    WebhookEndpointNotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for another request.
     *
     *     `endpoint_inactive`: Deliveries of an inactive endpoint cannot be replayed, nor its missed events recovered: activate it first.
     *
     *     `concurrent_change`: Others changed the same thing at this moment, again and again. Try again.
     */
    IdempotencyKeyReusedOrEndpointInactiveOrConcurrentChange: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for another request.
     *
     *     `too_many_secrets`: The endpoint has eight secrets that are still valid: rotate again when one expired.
     *
     *     `concurrent_change`: Others changed the same thing at this moment, again and again. Try again.
     */
    IdempotencyKeyReusedOrTooManySecretsOrConcurrentChange: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for another request.
     *
     *     `event_id_reused`: The event's `id` was published with other content.
     */
    IdempotencyKeyReusedOrEventIdReused: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `validation_failed`: A field is missing, unknown, of the wrong type, or has a value that is not allowed.
     *
     *     `too_many_deliveries`: The publish call would make more deliveries than one call may: publish fewer events with each.
     */
    ValidationFailedOrTooManyDeliveries: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `webhook_event_not_found`: There is no such event. */
    WebhookEventNotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `webhook_delivery_not_found`: There is no such delivery. */
    WebhookDeliveryNotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for another request.
     *
     *     `endpoint_deleted`: A delivery of a deleted endpoint cannot be replayed.
     *
     *     `endpoint_inactive`: Deliveries of an inactive endpoint cannot be replayed, nor its missed events recovered: activate it first.
     *
     *     `concurrent_change`: Others changed the same thing at this moment, again and again. Try again.
     */
    IdempotencyKeyReusedOrEndpointDeletedOrEndpointInactiveOrConcurrentChange: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `rate_limited`: Too many management calls, or failed sign-ins. `Retry-After` says when to go on.
     *
     *     `too_many_listeners`: The organization has too many listeners or live streams open at this gateway.
     */
    RateLimitedOrTooManyListeners: {
      headers: {
        'RateLimit-Limit': components['headers']['RateLimitLimit'];
        'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
        'RateLimit-Reset': components['headers']['RateLimitReset'];
        'Retry-After': components['headers']['RetryAfter'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for another request.
     *
     *     `too_many_keys`: The organization has as many keys as it may: revoke one.
     *
     *     `concurrent_change`: Others changed the same thing at this moment, again and again. Try again.
     */
    IdempotencyKeyReusedOrTooManyKeysOrConcurrentChange: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `webhook_key_not_found`: There is no such key. */
    WebhookKeyNotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `webhook_operation_not_found`: There is no such bulk operation. */
    WebhookOperationNotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
  };
  parameters: {
    /**
     * @description For 24 hours, the same key with the same request returns the first response and does nothing. Only successful responses are stored.
     * @example rotate-2026-11
     */
    IdempotencyKey: string;
  };
  requestBodies: never;
  headers: {
    /** @description Maximum number of management calls of this key per minute. */
    RateLimitLimit: number;
    /** @description Remaining calls. */
    RateLimitRemaining: number;
    /** @description Seconds until all calls are available again. */
    RateLimitReset: number;
    /** @description Seconds to wait before the next call. */
    RetryAfter: number;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  list_webhook_event_types: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ListWebhookEventTypesResponse'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_webhook_event_type: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description For 24 hours, the same key with the same request returns the first response and does nothing. Only successful responses are stored.
         * @example rotate-2026-11
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateWebhookEventTypeRequest'];
      };
    };
    responses: {
      /** @description Created. */
      201: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventType'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrEventTypeExistsOrTooManyEventTypesOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  get_webhook_event_type: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The name of the type.
         * @example shop.order_placed
         */
        event_type: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventType'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      404: components['responses']['WebhookEventTypeNotFound'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  delete_webhook_event_type: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description For 24 hours, the same key with the same request returns the first response and does nothing. Only successful responses are stored.
         * @example rotate-2026-11
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /**
         * @description The name of the type.
         * @example shop.order_placed
         */
        event_type: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      404: components['responses']['WebhookEventTypeNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrEventTypeReadOnlyOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  update_webhook_event_type: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description For 24 hours, the same key with the same request returns the first response and does nothing. Only successful responses are stored.
         * @example rotate-2026-11
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /**
         * @description The name of the type.
         * @example shop.order_placed
         */
        event_type: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['UpdateWebhookEventTypeRequest'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventType'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      404: components['responses']['WebhookEventTypeNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrEventTypeReadOnlyOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_webhook_endpoints: {
    parameters: {
      query?: {
        /**
         * @description How many at most: 50 unless given.
         * @example 20
         */
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ListWebhookEndpointsResponse'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_webhook_endpoint: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description For 24 hours, the same key with the same request returns the first response and does nothing. Only successful responses are stored.
         * @example rotate-2026-11
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateWebhookEndpointRequest'];
      };
    };
    responses: {
      /** @description Created. */
      201: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreateWebhookEndpointResponse'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailedOrTooManyEndpoints'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_webhook_endpoint_activity: {
    parameters: {
      query?: {
        /** @description How many at most: 250 unless given. */
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ListWebhookEndpointActivityResponse'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  get_webhook_endpoint: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The endpoint's id (`whe_…`).
         * @example whe_01m847cr37ff9vtr6smsz3f1fq
         */
        endpoint_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Endpoint'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      404: components['responses']['WebhookEndpointNotFound'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  delete_webhook_endpoint: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description For 24 hours, the same key with the same request returns the first response and does nothing. Only successful responses are stored.
         * @example rotate-2026-11
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /**
         * @description The endpoint's id (`whe_…`).
         * @example whe_01m847cr37ff9vtr6smsz3f1fq
         */
        endpoint_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      404: components['responses']['WebhookEndpointNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  update_webhook_endpoint: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description For 24 hours, the same key with the same request returns the first response and does nothing. Only successful responses are stored.
         * @example rotate-2026-11
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /**
         * @description The endpoint's id (`whe_…`).
         * @example whe_01m847cr37ff9vtr6smsz3f1fq
         */
        endpoint_id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['UpdateWebhookEndpointRequest'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Endpoint'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      404: components['responses']['WebhookEndpointNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  recover_webhook_endpoint: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description For 24 hours, the same key with the same request returns the first response and does nothing. Only successful responses are stored.
         * @example rotate-2026-11
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /** @example whe_01m847cr37ff9vtr6smsz3f1fq */
        endpoint_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RecoverWebhookEndpointRequest'];
      };
    };
    responses: {
      /** @description Accepted: committed, and processed in the background. */
      202: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BulkOperation'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      404: components['responses']['WebhookEndpointNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrEndpointInactiveOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  rotate_webhook_secret: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description For 24 hours, the same key with the same request returns the first response and does nothing. Only successful responses are stored.
         * @example rotate-2026-11
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /**
         * @description The endpoint's id (`whe_…`).
         * @example whe_01m847cr37ff9vtr6smsz3f1fq
         */
        endpoint_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RotateWebhookSecretResponse'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      404: components['responses']['WebhookEndpointNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrTooManySecretsOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  send_webhook_test: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description For 24 hours, the same key with the same request returns the first response and does nothing. Only successful responses are stored.
         * @example rotate-2026-11
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /**
         * @description The endpoint's id (`whe_…`).
         * @example whe_01m847cr37ff9vtr6smsz3f1fq
         */
        endpoint_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SendWebhookTestRequest'];
      };
    };
    responses: {
      /** @description Accepted: committed, and processed in the background. */
      202: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Delivery'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      404: components['responses']['WebhookEndpointNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_webhook_events: {
    parameters: {
      query?: {
        /** @example budget.exceeded */
        event_type?: string;
        /**
         * @description `nobody`: those that had no subscriber when they were published.
         * @example nobody
         */
        delivered_to?: 'nobody';
        /**
         * @description How many at most: 50 unless given.
         * @example 20
         */
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ListWebhookEventsResponse'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  publish_webhook_event: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description For 24 hours, the same key with the same request returns the first response and does nothing. Only successful responses are stored.
         * @example rotate-2026-11
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PublishWebhookEventRequest'];
      };
    };
    responses: {
      /** @description Accepted: committed, and processed in the background. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PublishedEvent'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrEventIdReused'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailedOrTooManyDeliveries'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  publish_webhook_events: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description For 24 hours, the same key with the same request returns the first response and does nothing. Only successful responses are stored.
         * @example rotate-2026-11
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PublishWebhookEventsRequest'];
      };
    };
    responses: {
      /** @description Accepted: committed, and processed in the background. */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PublishWebhookEventsResponse'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrEventIdReused'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailedOrTooManyDeliveries'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  get_webhook_event: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @example evt_01m847cvc8f3h9k2vq0m6n4t7b */
        event_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventDetail'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      404: components['responses']['WebhookEventNotFound'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_webhook_deliveries: {
    parameters: {
      query?: {
        /** @example whe_01m847cr37ff9vtr6smsz3f1fq */
        endpoint_id?: string;
        event_id?: string;
        /** @example failed */
        status?: 'pending' | 'delivered' | 'failed';
        /** @example budget.exceeded */
        event_type?: string;
        /** @example 2026-11-23T08:00:00Z */
        since?: string;
        /** @example 2026-11-23T09:00:00Z */
        until?: string;
        /**
         * @description How many at most: 50 unless given.
         * @example 20
         */
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ListWebhookDeliveriesResponse'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  bulk_replay_webhook_deliveries: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description For 24 hours, the same key with the same request returns the first response and does nothing. Only successful responses are stored.
         * @example rotate-2026-11
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BulkReplayWebhookDeliveriesRequest'];
      };
    };
    responses: {
      /** @description Accepted: committed, and processed in the background. */
      202: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BulkOperation'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  get_webhook_delivery: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The delivery's id (`whd_…`).
         * @example whd_01m847cvcgejtsxwjsa44xms5w
         */
        delivery_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeliveryDetail'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      404: components['responses']['WebhookDeliveryNotFound'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  get_webhook_delivery_history: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The delivery's id (`whd_…`).
         * @example whd_01m847cvcgejtsxwjsa44xms5w
         */
        delivery_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GetWebhookDeliveryHistoryResponse'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      404: components['responses']['WebhookDeliveryNotFound'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  replay_webhook_delivery: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description For 24 hours, the same key with the same request returns the first response and does nothing. Only successful responses are stored.
         * @example rotate-2026-11
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /**
         * @description The delivery's id (`whd_…`).
         * @example whd_01m847cvcgejtsxwjsa44xms5w
         */
        delivery_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Accepted: committed, and processed in the background. */
      202: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Delivery'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      404: components['responses']['WebhookDeliveryNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrEndpointDeletedOrEndpointInactiveOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  get_webhook_overview: {
    parameters: {
      query?: {
        /**
         * @description `1h` unless given.
         * @example 1h
         */
        range?: '1h' | '24h' | '7d';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Overview'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listen_to_webhook_events: {
    parameters: {
      query?: {
        /** @example budget.* */
        event_types?: string;
        /** @example whe_01m847cr37ff9vtr6smsz3f1fq */
        endpoint_id?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': components['schemas']['ListenedRequest'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      404: components['responses']['WebhookEndpointNotFound'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimitedOrTooManyListeners'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_webhook_keys: {
    parameters: {
      query?: {
        /** @description How many at most: 50 unless given. */
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ListWebhookKeysResponse'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_webhook_key: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description For 24 hours, the same key with the same request returns the first response and does nothing. Only successful responses are stored.
         * @example rotate-2026-11
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CreateWebhookKeyRequest'];
      };
    };
    responses: {
      /** @description Created. */
      201: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreateWebhookKeyResponse'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrTooManyKeysOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  revoke_webhook_key: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description For 24 hours, the same key with the same request returns the first response and does nothing. Only successful responses are stored.
         * @example rotate-2026-11
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /**
         * @description The key's id (`key_…`).
         * @example key_01m847ck4qf2tbh6w1s8n5x3ja
         */
        key_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      404: components['responses']['WebhookKeyNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  watch_webhook_changes: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': components['schemas']['LiveChange'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimitedOrTooManyListeners'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_webhook_operations: {
    parameters: {
      query?: {
        /** @example running */
        status?: 'running' | 'completed' | 'cancelled';
        /** @description How many at most: 50 unless given. */
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ListWebhookOperationsResponse'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  get_webhook_operation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description The bulk operation's id (`blk_…`).
         * @example blk_01m84b0v5yfgr9xg2v6m5c7d3t
         */
        operation_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BulkOperation'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      404: components['responses']['WebhookOperationNotFound'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  cancel_webhook_operation: {
    parameters: {
      query?: never;
      header?: {
        /**
         * @description For 24 hours, the same key with the same request returns the first response and does nothing. Only successful responses are stored.
         * @example rotate-2026-11
         */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /**
         * @description The bulk operation's id (`blk_…`).
         * @example blk_01m84b0v5yfgr9xg2v6m5c7d3t
         */
        operation_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BulkOperation'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKey'];
      403: components['responses']['KeyNotPermitted'];
      404: components['responses']['WebhookOperationNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  'budget.threshold_reached': {
    parameters: {
      query?: never;
      header: {
        /** @description The event's id. The same on every attempt and replay: deduplicate by it. */
        'webhook-id': string;
        /** @description When this attempt was made, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` and the HMAC-SHA256 in base64 of `<webhook-id>.<webhook-timestamp>.<body>`, keyed with the base64-decoded secret behind `whsec_`; during a rotation several, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex, keyed with the signing secret as it was shown. */
        'x-modelux-signature': string;
        /**
         * @description The event's type.
         * @example budget.threshold_reached
         */
        'x-modelux-event': string;
        /** @description The delivery's id: the one to name when asking about it. */
        'x-modelux-delivery': string;
        /** @description 1 for the first attempt of a delivery, then 2, 3, …; replays count on. */
        'x-modelux-attempt': string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description The event's id: deduplicate by it. */
          id: string;
          /** @constant */
          type: 'budget.threshold_reached';
          /**
           * Format: date-time
           * @description When the event was accepted.
           */
          timestamp: string;
          /**
           * @description There on test events only.
           * @constant
           */
          test?: true;
          /** @description As the producer wrote it, compacted. */
          data: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description Failed: the endpoint is deactivated. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Delivered. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Failed: retried for up to 24 hours. `Retry-After` delays the next attempt. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'budget.exceeded': {
    parameters: {
      query?: never;
      header: {
        /** @description The event's id. The same on every attempt and replay: deduplicate by it. */
        'webhook-id': string;
        /** @description When this attempt was made, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` and the HMAC-SHA256 in base64 of `<webhook-id>.<webhook-timestamp>.<body>`, keyed with the base64-decoded secret behind `whsec_`; during a rotation several, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex, keyed with the signing secret as it was shown. */
        'x-modelux-signature': string;
        /**
         * @description The event's type.
         * @example budget.exceeded
         */
        'x-modelux-event': string;
        /** @description The delivery's id: the one to name when asking about it. */
        'x-modelux-delivery': string;
        /** @description 1 for the first attempt of a delivery, then 2, 3, …; replays count on. */
        'x-modelux-attempt': string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description The event's id: deduplicate by it. */
          id: string;
          /** @constant */
          type: 'budget.exceeded';
          /**
           * Format: date-time
           * @description When the event was accepted.
           */
          timestamp: string;
          /**
           * @description There on test events only.
           * @constant
           */
          test?: true;
          /** @description As the producer wrote it, compacted. */
          data: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description Failed: the endpoint is deactivated. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Delivered. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Failed: retried for up to 24 hours. `Retry-After` delays the next attempt. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'routing_config.created': {
    parameters: {
      query?: never;
      header: {
        /** @description The event's id. The same on every attempt and replay: deduplicate by it. */
        'webhook-id': string;
        /** @description When this attempt was made, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` and the HMAC-SHA256 in base64 of `<webhook-id>.<webhook-timestamp>.<body>`, keyed with the base64-decoded secret behind `whsec_`; during a rotation several, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex, keyed with the signing secret as it was shown. */
        'x-modelux-signature': string;
        /**
         * @description The event's type.
         * @example routing_config.created
         */
        'x-modelux-event': string;
        /** @description The delivery's id: the one to name when asking about it. */
        'x-modelux-delivery': string;
        /** @description 1 for the first attempt of a delivery, then 2, 3, …; replays count on. */
        'x-modelux-attempt': string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description The event's id: deduplicate by it. */
          id: string;
          /** @constant */
          type: 'routing_config.created';
          /**
           * Format: date-time
           * @description When the event was accepted.
           */
          timestamp: string;
          /**
           * @description There on test events only.
           * @constant
           */
          test?: true;
          /** @description As the producer wrote it, compacted. */
          data: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description Failed: the endpoint is deactivated. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Delivered. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Failed: retried for up to 24 hours. `Retry-After` delays the next attempt. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'routing_config.updated': {
    parameters: {
      query?: never;
      header: {
        /** @description The event's id. The same on every attempt and replay: deduplicate by it. */
        'webhook-id': string;
        /** @description When this attempt was made, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` and the HMAC-SHA256 in base64 of `<webhook-id>.<webhook-timestamp>.<body>`, keyed with the base64-decoded secret behind `whsec_`; during a rotation several, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex, keyed with the signing secret as it was shown. */
        'x-modelux-signature': string;
        /**
         * @description The event's type.
         * @example routing_config.updated
         */
        'x-modelux-event': string;
        /** @description The delivery's id: the one to name when asking about it. */
        'x-modelux-delivery': string;
        /** @description 1 for the first attempt of a delivery, then 2, 3, …; replays count on. */
        'x-modelux-attempt': string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description The event's id: deduplicate by it. */
          id: string;
          /** @constant */
          type: 'routing_config.updated';
          /**
           * Format: date-time
           * @description When the event was accepted.
           */
          timestamp: string;
          /**
           * @description There on test events only.
           * @constant
           */
          test?: true;
          /** @description As the producer wrote it, compacted. */
          data: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description Failed: the endpoint is deactivated. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Delivered. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Failed: retried for up to 24 hours. `Retry-After` delays the next attempt. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'routing_config.deleted': {
    parameters: {
      query?: never;
      header: {
        /** @description The event's id. The same on every attempt and replay: deduplicate by it. */
        'webhook-id': string;
        /** @description When this attempt was made, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` and the HMAC-SHA256 in base64 of `<webhook-id>.<webhook-timestamp>.<body>`, keyed with the base64-decoded secret behind `whsec_`; during a rotation several, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex, keyed with the signing secret as it was shown. */
        'x-modelux-signature': string;
        /**
         * @description The event's type.
         * @example routing_config.deleted
         */
        'x-modelux-event': string;
        /** @description The delivery's id: the one to name when asking about it. */
        'x-modelux-delivery': string;
        /** @description 1 for the first attempt of a delivery, then 2, 3, …; replays count on. */
        'x-modelux-attempt': string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description The event's id: deduplicate by it. */
          id: string;
          /** @constant */
          type: 'routing_config.deleted';
          /**
           * Format: date-time
           * @description When the event was accepted.
           */
          timestamp: string;
          /**
           * @description There on test events only.
           * @constant
           */
          test?: true;
          /** @description As the producer wrote it, compacted. */
          data: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description Failed: the endpoint is deactivated. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Delivered. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Failed: retried for up to 24 hours. `Retry-After` delays the next attempt. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'provider.health_changed': {
    parameters: {
      query?: never;
      header: {
        /** @description The event's id. The same on every attempt and replay: deduplicate by it. */
        'webhook-id': string;
        /** @description When this attempt was made, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` and the HMAC-SHA256 in base64 of `<webhook-id>.<webhook-timestamp>.<body>`, keyed with the base64-decoded secret behind `whsec_`; during a rotation several, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex, keyed with the signing secret as it was shown. */
        'x-modelux-signature': string;
        /**
         * @description The event's type.
         * @example provider.health_changed
         */
        'x-modelux-event': string;
        /** @description The delivery's id: the one to name when asking about it. */
        'x-modelux-delivery': string;
        /** @description 1 for the first attempt of a delivery, then 2, 3, …; replays count on. */
        'x-modelux-attempt': string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description The event's id: deduplicate by it. */
          id: string;
          /** @constant */
          type: 'provider.health_changed';
          /**
           * Format: date-time
           * @description When the event was accepted.
           */
          timestamp: string;
          /**
           * @description There on test events only.
           * @constant
           */
          test?: true;
          /** @description As the producer wrote it, compacted. */
          data: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description Failed: the endpoint is deactivated. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Delivered. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Failed: retried for up to 24 hours. `Retry-After` delays the next attempt. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'api_key.revoked': {
    parameters: {
      query?: never;
      header: {
        /** @description The event's id. The same on every attempt and replay: deduplicate by it. */
        'webhook-id': string;
        /** @description When this attempt was made, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` and the HMAC-SHA256 in base64 of `<webhook-id>.<webhook-timestamp>.<body>`, keyed with the base64-decoded secret behind `whsec_`; during a rotation several, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex, keyed with the signing secret as it was shown. */
        'x-modelux-signature': string;
        /**
         * @description The event's type.
         * @example api_key.revoked
         */
        'x-modelux-event': string;
        /** @description The delivery's id: the one to name when asking about it. */
        'x-modelux-delivery': string;
        /** @description 1 for the first attempt of a delivery, then 2, 3, …; replays count on. */
        'x-modelux-attempt': string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description The event's id: deduplicate by it. */
          id: string;
          /** @constant */
          type: 'api_key.revoked';
          /**
           * Format: date-time
           * @description When the event was accepted.
           */
          timestamp: string;
          /**
           * @description There on test events only.
           * @constant
           */
          test?: true;
          /** @description As the producer wrote it, compacted. */
          data: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description Failed: the endpoint is deactivated. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Delivered. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Failed: retried for up to 24 hours. `Retry-After` delays the next attempt. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'request.anomaly_detected': {
    parameters: {
      query?: never;
      header: {
        /** @description The event's id. The same on every attempt and replay: deduplicate by it. */
        'webhook-id': string;
        /** @description When this attempt was made, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` and the HMAC-SHA256 in base64 of `<webhook-id>.<webhook-timestamp>.<body>`, keyed with the base64-decoded secret behind `whsec_`; during a rotation several, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex, keyed with the signing secret as it was shown. */
        'x-modelux-signature': string;
        /**
         * @description The event's type.
         * @example request.anomaly_detected
         */
        'x-modelux-event': string;
        /** @description The delivery's id: the one to name when asking about it. */
        'x-modelux-delivery': string;
        /** @description 1 for the first attempt of a delivery, then 2, 3, …; replays count on. */
        'x-modelux-attempt': string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description The event's id: deduplicate by it. */
          id: string;
          /** @constant */
          type: 'request.anomaly_detected';
          /**
           * Format: date-time
           * @description When the event was accepted.
           */
          timestamp: string;
          /**
           * @description There on test events only.
           * @constant
           */
          test?: true;
          /** @description As the producer wrote it, compacted. */
          data: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description Failed: the endpoint is deactivated. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Delivered. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Failed: retried for up to 24 hours. `Retry-After` delays the next attempt. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'experiment.completed': {
    parameters: {
      query?: never;
      header: {
        /** @description The event's id. The same on every attempt and replay: deduplicate by it. */
        'webhook-id': string;
        /** @description When this attempt was made, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` and the HMAC-SHA256 in base64 of `<webhook-id>.<webhook-timestamp>.<body>`, keyed with the base64-decoded secret behind `whsec_`; during a rotation several, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex, keyed with the signing secret as it was shown. */
        'x-modelux-signature': string;
        /**
         * @description The event's type.
         * @example experiment.completed
         */
        'x-modelux-event': string;
        /** @description The delivery's id: the one to name when asking about it. */
        'x-modelux-delivery': string;
        /** @description 1 for the first attempt of a delivery, then 2, 3, …; replays count on. */
        'x-modelux-attempt': string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description The event's id: deduplicate by it. */
          id: string;
          /** @constant */
          type: 'experiment.completed';
          /**
           * Format: date-time
           * @description When the event was accepted.
           */
          timestamp: string;
          /**
           * @description There on test events only.
           * @constant
           */
          test?: true;
          /** @description As the producer wrote it, compacted. */
          data: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description Failed: the endpoint is deactivated. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Delivered. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Failed: retried for up to 24 hours. `Retry-After` delays the next attempt. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  'experiment.regression_detected': {
    parameters: {
      query?: never;
      header: {
        /** @description The event's id. The same on every attempt and replay: deduplicate by it. */
        'webhook-id': string;
        /** @description When this attempt was made, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` and the HMAC-SHA256 in base64 of `<webhook-id>.<webhook-timestamp>.<body>`, keyed with the base64-decoded secret behind `whsec_`; during a rotation several, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex, keyed with the signing secret as it was shown. */
        'x-modelux-signature': string;
        /**
         * @description The event's type.
         * @example experiment.regression_detected
         */
        'x-modelux-event': string;
        /** @description The delivery's id: the one to name when asking about it. */
        'x-modelux-delivery': string;
        /** @description 1 for the first attempt of a delivery, then 2, 3, …; replays count on. */
        'x-modelux-attempt': string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description The event's id: deduplicate by it. */
          id: string;
          /** @constant */
          type: 'experiment.regression_detected';
          /**
           * Format: date-time
           * @description When the event was accepted.
           */
          timestamp: string;
          /**
           * @description There on test events only.
           * @constant
           */
          test?: true;
          /** @description As the producer wrote it, compacted. */
          data: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description Failed: the endpoint is deactivated. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Delivered. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description Failed: retried for up to 24 hours. `Retry-After` delays the next attempt. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
}
