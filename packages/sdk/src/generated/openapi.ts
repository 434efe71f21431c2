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
     * @description Returns all event types that the organization can publish and subscribe to, each with a description and an example of its data.
     */
    get: operations['list_webhook_event_types'];
    put?: never;
    /**
     * Create an event type
     * @description Adds an event type to the catalogue of the organization. If it has a `schema` (JSON Schema 2020-12), the `data` of each published event, and the `example`, must be valid against it.
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
     * @description Returns an event type by its name.
     */
    get: operations['get_webhook_event_type'];
    put?: never;
    post?: never;
    /**
     * Delete an event type
     * @description Deletes an event type that the organization created. Events of this type can no longer be published. Its events and deliveries are kept, pending deliveries are still attempted, and endpoints keep their subscriptions.
     */
    delete: operations['delete_webhook_event_type'];
    options?: never;
    head?: never;
    /**
     * Update an event type
     * @description Changes the given fields of an event type that the organization created, starting with the next published event. `schema: null` removes the schema.
     */
    patch: operations['update_webhook_event_type'];
    trace?: never;
  };
  '/manage/v1/webhooks/customers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List customers
     * @description Returns the customers of the organization, newest first, without deleted customers.
     */
    get: operations['list_webhook_customers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/customers/{customer}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a customer
     * @description Returns a customer, by its id or by your own `uid`.
     */
    get: operations['get_webhook_customer'];
    /**
     * Create or replace a customer
     * @description Creates the customer with this `uid`, or replaces all fields of the one that exists: fields that are not given get their default, `active` and the limits too. The same call again changes nothing. An id `cus_…` must exist.
     */
    put: operations['put_webhook_customer'];
    post?: never;
    /**
     * Delete a customer
     * @description Deletes a customer and its endpoints. Their pending deliveries are still attempted. The `uid` can be used again, for another customer.
     */
    delete: operations['delete_webhook_customer'];
    options?: never;
    head?: never;
    /**
     * Update a customer
     * @description Changes the given fields. Deactivating a customer deactivates its endpoints, and activating it activates them again, without those that were deactivated for another reason.
     */
    patch: operations['update_webhook_customer'];
    trace?: never;
  };
  '/manage/v1/webhooks/customers/{customer}/portal-sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List portal sessions
     * @description Returns the sessions of the customer that have not ended, newest first, without their tokens.
     */
    get: operations['list_webhook_portal_sessions'];
    put?: never;
    /**
     * Create a portal session
     * @description Lets a customer manage its own endpoints: returns the `url` of the portal, and a `token` for a page that embeds it. The token is returned only once. It is a bearer credential for the part of this API that belongs to the customer, and for nothing else.
     */
    post: operations['create_webhook_portal_session'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/customers/{customer}/portal-sessions/{session_id}': {
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
     * Revoke a portal session
     * @description Ends a session: its token is refused from now on.
     */
    delete: operations['revoke_webhook_portal_session'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/customer-limits': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the limits of customers
     * @description Returns the limits that the organization gives to customers without their own.
     */
    get: operations['get_webhook_customer_limits'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Update the limits of customers
     * @description Sets limits for customers without their own, starting with the next call or request. A field that is not given keeps its value; null means the limit of the settings.
     */
    patch: operations['update_webhook_customer_limits'];
    trace?: never;
  };
  '/manage/v1/webhooks/portal': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the portal settings
     * @description Returns how the portal of the organization looks, which pages may embed it, and the language of messages to contacts.
     */
    get: operations['get_webhook_portal'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Update the portal settings
     * @description Changes the given fields. Pages that are open show it when they are loaded again.
     */
    patch: operations['update_webhook_portal'];
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
     * @description Returns the endpoints of the organization, newest first, without deleted endpoints.
     */
    get: operations['list_webhook_endpoints'];
    put?: never;
    /**
     * Create an endpoint
     * @description Creates an endpoint and returns it with its `signing_secret`, which is generated unless you bring your own. The secret is returned only once: save it to verify deliveries.
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
     * @description Returns the hourly outcomes, the last failure and the pending deliveries of each endpoint, newest endpoint first.
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
     * @description Returns an endpoint. The signing secret is returned only by create and rotate.
     */
    get: operations['get_webhook_endpoint'];
    put?: never;
    post?: never;
    /**
     * Delete an endpoint
     * @description Deletes an endpoint. Its pending deliveries, including retries, are still attempted, and its deliveries stay in the list.
     */
    delete: operations['delete_webhook_endpoint'];
    options?: never;
    head?: never;
    /**
     * Update an endpoint
     * @description Changes the given fields, starting with the next attempt. Deactivating an endpoint fails its pending deliveries with `endpoint_inactive`; you can replay them later.
     */
    patch: operations['update_webhook_endpoint'];
    trace?: never;
  };
  '/manage/v1/webhooks/endpoints/{endpoint_id}/expire-previous-secrets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End the previous signing secrets
     * @description Ends the overlap of a rotation: from the next attempt on, only the current secret signs. Changes nothing if no previous secret is valid.
     */
    post: operations['expire_webhook_previous_secrets'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/endpoints/{endpoint_id}/history': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the history of an endpoint
     * @description Returns the changes of an endpoint, newest first, and what asked for each. Deleted endpoints keep it.
     */
    get: operations['get_webhook_endpoint_history'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/endpoints/{endpoint_id}/metrics': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get an endpoint's metrics
     * @description Returns the attempts of an endpoint in the last hour, day or week: outcomes, response times and reasons of failures over time, and its pending deliveries.
     */
    get: operations['get_webhook_endpoint_metrics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/endpoints/{endpoint_id}/missed-events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Count missed events
     * @description Returns how many events of a time range a recovery would deliver to the endpoint. Reads events up to a limit, oldest first: see `complete`.
     */
    get: operations['count_missed_webhook_events'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
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
     * @description Creates the deliveries that an endpoint missed while it was inactive or did not exist. It covers the events published in the time range that match the current subscriptions and have no delivery to the endpoint yet. A second call creates no duplicates.
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
     * @description Returns a new signing secret, only once: a generated one, or your own. The previous secret stays valid for 24 hours or for `overlap_hours`: both secrets sign, so that you can change the receiver without a gap. A secret of your own that is the current one already is refused.
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
     * @description Sends an event with `test: true` to this endpoint only, regardless of its subscriptions and whether it is active: the example of the event type, or your own `data`.
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
     * @description Returns published events, newest first, including events without a subscriber. `data.<path>=<value>` finds events by a value in their payload; the path must be one of the searchable paths.
     */
    get: operations['list_webhook_events'];
    put?: never;
    /**
     * Publish an event
     * @description Publishes an event. The event and its deliveries are committed before the response. A repeated call with the same `id` or `Idempotency-Key` and the same content returns the first result and sends nothing.
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
     * @description Publishes up to 1,000 events in the given order, all or none. The response lists all deliveries. The deliveries of a large call are created after the response.
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
     * @description Returns an event with its data and its deliveries.
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
  '/manage/v1/webhooks/searchable-paths': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the searchable paths
     * @description Returns the paths of the values in `data` by which `list_webhook_events` finds events.
     */
    get: operations['get_webhook_searchable_paths'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Update the searchable paths
     * @description Sets the paths of the values in `data` by which events can be found, starting with the next published event. Strings of up to 256 characters, numbers and booleans are indexed.
     */
    patch: operations['update_webhook_searchable_paths'];
    trace?: never;
  };
  '/manage/v1/webhooks/request-format': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the request format
     * @description Returns the names of the headers of requests to receivers, the `User-Agent`, and the signatures.
     */
    get: operations['get_webhook_request_format'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Update the request format
     * @description Sets the names of the headers of requests to all endpoints, the `User-Agent`, and one or two signatures, starting with the next attempt. Fields that you leave out stay as they are; with `preset`, they are those of it.
     */
    patch: operations['update_webhook_request_format'];
    trace?: never;
  };
  '/manage/v1/webhooks/browser-origins': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the browser origins
     * @description Returns the origins of the pages whose scripts may call this API (CORS).
     */
    get: operations['get_webhook_browser_origins'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Update the browser origins
     * @description Sets the origins of the pages whose scripts may call this API with a key or a portal token of the organization (CORS), starting with the next call. Whoever can open a page can read the key in it. The dashboard's cookie never counts for other origins.
     */
    patch: operations['update_webhook_browser_origins'];
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
     * @description Returns deliveries, newest first. A delivery must match all filters. A page may have fewer deliveries than `limit` while more follow, since one call compares a limited number of them: the list is over when `next_cursor` is null.
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
  '/manage/v1/webhooks/deliveries/count': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Count deliveries
     * @description Returns the number of deliveries that match all filters, and how many of them a bulk replay would skip. Counts up to a limit: see `complete`.
     */
    get: operations['count_webhook_deliveries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/deliveries/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Export deliveries
     * @description Returns the deliveries that match all filters as a file, newest first: one JSON object in a line (`ndjson`), or `csv`. Their number is limited. The last line of `ndjson` has the number of deliveries, and the `cursor` of the rest; `csv` has such a line only if there is a rest.
     */
    get: operations['export_webhook_deliveries'];
    put?: never;
    /**
     * Export many deliveries
     * @description Writes the deliveries that match all filters to a file in the background, newest first. Returns a bulk operation, which you can poll and cancel. Its file can be downloaded once it is completed, for a limited time. A file is cut at a limit: another export with the same filters and the `cursor` has the rest. An organization has one running export at a time.
     */
    post: operations['start_webhook_export'];
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
     * @description Replays every delivery that matches all filters, oldest first, in the background and without delaying new deliveries. Returns a bulk operation, which you can poll and cancel.
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
     * @description Returns a delivery with its payload, its last response and its attempts.
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
     * @description Returns the event stream of a delivery, oldest first, without the payload.
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
     * @description Sends the same payload with the same `webhook-id` again, immediately and with a new series of retries. The history is kept. A pending delivery is attempted immediately.
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
     * @description Returns the outcomes of attempts in the last hour, day or week, or between two times, compared with the period before; the number of pending deliveries; and the failing and degraded endpoints. With `customer` of its endpoints alone.
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
     * @description Streams events as they are published, as server-sent events. Each message is the signed request that a receiver would get, so that a receiver needs no public URL. `Last-Event-ID` resumes after a message.
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
  '/manage/v1/webhooks/contacts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List contacts
     * @description Returns the contacts of the organization and of its customers, newest first.
     */
    get: operations['list_webhook_contacts'];
    put?: never;
    /**
     * Create a contact
     * @description Adds an e-mail address or a Slack URL that is told of events about Postrider itself, in at most one message an hour.
     */
    post: operations['create_webhook_contact'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/contacts/{contact_id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a contact
     * @description Returns a contact, and why it gets no messages any more if it is disabled.
     */
    get: operations['get_webhook_contact'];
    put?: never;
    post?: never;
    /**
     * Delete a contact
     * @description Deletes a contact, and what waits for it. It gets no further messages.
     */
    delete: operations['delete_webhook_contact'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/contacts/{contact_id}/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Send a test message to a contact
     * @description Sends a message that says that it is a test. `last_test` of the contact has what came of it, within the timeout of messages.
     */
    post: operations['test_webhook_contact'];
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
     * @description Returns the API keys of the organization, newest first, including revoked keys. The keys themselves are not returned.
     */
    get: operations['list_webhook_keys'];
    put?: never;
    /**
     * Create a key
     * @description Creates an API key for the organization. The key is returned only once.
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
     * @description Revokes an API key. Further calls with the key are refused, and sessions that were started with it end. The key stays in the list. A second call changes nothing.
     */
    delete: operations['revoke_webhook_key'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/oauth-grants': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List OAuth grants
     * @description Returns the MCP clients that were connected by OAuth and have not ended, newest first.
     */
    get: operations['list_webhook_oauth_grants'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/oauth-grants/{grant_id}': {
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
     * Revoke an OAuth grant
     * @description Ends a grant: its access tokens and its refresh token are refused from now on.
     */
    delete: operations['revoke_webhook_oauth_grant'];
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
     * @description Streams a message when resources change, about once per second at most, as server-sent events. Pages load the resources again after a message. Messages contain no data and cannot be resumed.
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
     * @description Returns bulk replays, recoveries and exports, newest first.
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
     * @description Returns a bulk operation with its progress.
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
     * @description Stops a bulk operation before its next page. Deliveries that are already scheduled are still sent. The file of an export is deleted.
     */
    post: operations['cancel_webhook_operation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/manage/v1/webhooks/operations/{operation_id}/file': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Download an export
     * @description Returns the file of a completed export, in the format that it was started with. It has the lines of `export_webhook_deliveries`.
     */
    get: operations['download_webhook_export'];
    put?: never;
    post?: never;
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
     * @description Spend crossed a threshold of a budget.
     *
     *     Verify the signature over the raw body before parsing it. The headers are those of the default request format, and the body is that of the default envelope.
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
     * @description Spend exceeded the cap of a budget.
     *
     *     Verify the signature over the raw body before parsing it. The headers are those of the default request format, and the body is that of the default envelope.
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
     *     Verify the signature over the raw body before parsing it. The headers are those of the default request format, and the body is that of the default envelope.
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
     * @description A routing configuration was updated.
     *
     *     Verify the signature over the raw body before parsing it. The headers are those of the default request format, and the body is that of the default envelope.
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
     *     Verify the signature over the raw body before parsing it. The headers are those of the default request format, and the body is that of the default envelope.
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
     * @description The health state of an upstream provider changed.
     *
     *     Verify the signature over the raw body before parsing it. The headers are those of the default request format, and the body is that of the default envelope.
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
     *     Verify the signature over the raw body before parsing it. The headers are those of the default request format, and the body is that of the default envelope.
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
     * @description An anomaly was detected in a request.
     *
     *     Verify the signature over the raw body before parsing it. The headers are those of the default request format, and the body is that of the default envelope.
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
     * @description A run of a scheduled experiment finished. Sent after every run.
     *
     *     Verify the signature over the raw body before parsing it. The headers are those of the default request format, and the body is that of the default envelope.
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
     * @description A run of an experiment breached a threshold (cost, latency, error rate, judge-worse). Sent only on a breach; `signal_key` names the threshold.
     *
     *     Verify the signature over the raw body before parsing it. The headers are those of the default request format, and the body is that of the default envelope.
     */
    post: operations['experiment.regression_detected'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'postrider.endpoint.failing': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * postrider.endpoint.failing
     * @description Every attempt of an endpoint has failed for some time. Sent once, until the endpoint has recovered.
     *
     *     Verify the signature over the raw body before parsing it. The headers are those of the default request format, and the body is that of the default envelope.
     */
    post: operations['postrider.endpoint.failing'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'postrider.endpoint.recovered': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * postrider.endpoint.recovered
     * @description The first attempt succeeded after an endpoint was reported as failing.
     *
     *     Verify the signature over the raw body before parsing it. The headers are those of the default request format, and the body is that of the default envelope.
     */
    post: operations['postrider.endpoint.recovered'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'postrider.endpoint.deactivated': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * postrider.endpoint.deactivated
     * @description An endpoint was deactivated, by a call or automatically.
     *
     *     Verify the signature over the raw body before parsing it. The headers are those of the default request format, and the body is that of the default envelope.
     */
    post: operations['postrider.endpoint.deactivated'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'postrider.delivery.failed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * postrider.delivery.failed
     * @description Deliveries to an endpoint failed and are not retried any more. At most one in some minutes for each endpoint: `count` is the number since the one before.
     *
     *     Verify the signature over the raw body before parsing it. The headers are those of the default request format, and the body is that of the default envelope.
     */
    post: operations['postrider.delivery.failed'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'postrider.secret.expiring': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * postrider.secret.expiring
     * @description The previous signing secret of an endpoint expires soon. A receiver that still verifies with it must change to the current one.
     *
     *     Verify the signature over the raw body before parsing it. The headers are those of the default request format, and the body is that of the default envelope.
     */
    post: operations['postrider.secret.expiring'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'postrider.operation.completed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * postrider.operation.completed
     * @description A bulk replay, a recovery or an export is done, or was cancelled.
     *
     *     Verify the signature over the raw body before parsing it. The headers are those of the default request format, and the body is that of the default envelope.
     */
    post: operations['postrider.operation.completed'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'postrider.backlog.aging': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * postrider.backlog.aging
     * @description Due deliveries of all organizations wait too long. Sent to the operator's organization once, until the backlog is short again.
     *
     *     Verify the signature over the raw body before parsing it. The headers are those of the default request format, and the body is that of the default envelope.
     */
    post: operations['postrider.backlog.aging'];
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
    PutWebhookCustomerRequest: {
      name?: string | null;
      /**
       * @description Your own texts, by name.
       * @example {
       *       "plan": "pro",
       *       "region": "eu"
       *     }
       */
      metadata?: {
        [key: string]: string;
      };
      active?: boolean;
      rate_limit?: number | null;
      publish_limit?: number | null;
      max_endpoints?: number | null;
      allowed_event_types?: string[] | null;
    };
    UpdateWebhookCustomerRequest: {
      name?: string | null;
      /**
       * @description Your own texts, by name.
       * @example {
       *       "plan": "pro",
       *       "region": "eu"
       *     }
       */
      metadata?: {
        [key: string]: string;
      };
      active?: boolean;
      rate_limit?: number | null;
      publish_limit?: number | null;
      max_endpoints?: number | null;
      allowed_event_types?: string[] | null;
    };
    CreateWebhookPortalSessionRequest: {
      /** @description What the customer may do; everything if absent. `view` is always included. */
      capabilities?: ('view' | 'manage' | 'test' | 'replay' | 'secrets')[];
      /** @description Lifetime in seconds. The default is a setting: an hour. */
      expires_in?: number;
      return_url?: string | null;
      theme?: ('light' | 'dark' | 'auto') | null;
    };
    UpdateWebhookCustomerLimitsRequest: {
      rate_limit?: number | null;
      publish_limit?: number | null;
      max_endpoints?: number | null;
    };
    UpdateWebhookPortalRequest: {
      name?: string | null;
      logo_url?: string | null;
      accent_color?: string | null;
      /**
       * @description Color scheme of the page; `auto` follows the browser.
       * @enum {string}
       */
      theme?: 'light' | 'dark' | 'auto';
      /** @description Origins of the pages that may embed the portal. Replaces the earlier ones. */
      origins?: string[];
      /** @description Language of messages to contacts: `en` and `de` are built in; null for English. */
      message_language?: string | null;
      /** @description Texts that replace those of messages to contacts, by name. Replaces the earlier ones; null for none. */
      message_texts?: {
        [key: string]: string;
      } | null;
    };
    CreateWebhookEndpointRequest: {
      /**
       * @description Absolute http or https URL of the receiver, without user name and password. Its address must be public or allowed by the operator.
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
      name?: string | null;
      description?: string | null;
      /** @description Your own id of the endpoint, unique among those of its owner. */
      uid?: string | null;
      /**
       * @description Your own texts, by name.
       * @example {
       *       "plan": "pro",
       *       "region": "eu"
       *     }
       */
      metadata?: {
        [key: string]: string;
      };
      active?: boolean;
      rate_limit?: number | null;
      /**
       * @description Whether an endpoint of the organization itself also gets the events of every customer. The header `X-Modelux-Customer` names the customer.
       * @enum {string}
       */
      customers?: 'all' | 'none';
      /**
       * @description What is around `data` in the request body: `default` is an object with `id`, `type`, `timestamp` and `data`; `cloudevents` is CloudEvents 1.0 in structured mode; `cloudevents_binary` is `data` alone with the headers `ce-*`; `data` is `data` alone. Deliveries keep that of the time when they were scheduled. Slack messages have none.
       * @enum {string}
       */
      envelope?: 'default' | 'cloudevents' | 'cloudevents_binary' | 'data';
      /** @description A secret of your own: `whsec_` and base64, as in Standard Webhooks, or any other text, whose UTF-8 bytes are the key. Without it, one is generated. */
      signing_secret?: string;
      /** @description Whether `signing_secret` may have fewer than 24 bytes. */
      allow_weak?: boolean;
      /** @description Id of the customer: `cus_…`, or your own `uid`. */
      customer?: string;
    };
    UpdateWebhookEndpointRequest: {
      /**
       * @description Absolute http or https URL of the receiver, without user name and password. Its address must be public or allowed by the operator.
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
      name?: string | null;
      description?: string | null;
      /** @description Your own id of the endpoint, unique among those of its owner. */
      uid?: string | null;
      /**
       * @description Your own texts, by name.
       * @example {
       *       "plan": "pro",
       *       "region": "eu"
       *     }
       */
      metadata?: {
        [key: string]: string;
      };
      active?: boolean;
      rate_limit?: number | null;
      /**
       * @description Whether an endpoint of the organization itself also gets the events of every customer. The header `X-Modelux-Customer` names the customer.
       * @enum {string}
       */
      customers?: 'all' | 'none';
      /**
       * @description What is around `data` in the request body: `default` is an object with `id`, `type`, `timestamp` and `data`; `cloudevents` is CloudEvents 1.0 in structured mode; `cloudevents_binary` is `data` alone with the headers `ce-*`; `data` is `data` alone. Deliveries keep that of the time when they were scheduled. Slack messages have none.
       * @enum {string}
       */
      envelope?: 'default' | 'cloudevents' | 'cloudevents_binary' | 'data';
    };
    RecoverWebhookEndpointRequest: {
      /** Format: date-time */
      since: string;
      /**
       * Format: date-time
       * @description Only events published before this time. Must be after `since`.
       */
      until?: string;
    };
    RotateWebhookSecretRequest: {
      /** @description A secret of your own: `whsec_` and base64, as in Standard Webhooks, or any other text, whose UTF-8 bytes are the key. Without it, one is generated. */
      signing_secret?: string;
      /** @description Whether `signing_secret` may have fewer than 24 bytes. */
      allow_weak?: boolean;
      /** @description Hours for which the previous secret also signs. 0 ends it now. */
      overlap_hours?: number;
    };
    SendWebhookTestRequest: {
      /** @example budget.threshold_reached */
      event_type: string;
      /** @description Data instead of the example. Must be valid by the schema of the event type. */
      data?: Record<string, unknown>;
    };
    EventInput: {
      /**
       * @description Event type. `postrider.` at its begin is reserved.
       * @example budget.threshold_reached
       */
      type: string;
      /** @description Payload of the event. */
      data: Record<string, unknown>;
      /** @description Your own id of the event, for deduplication. Generated by default. */
      id?: string;
      /** @description The customer whose endpoints get the event: `cus_…`, or your own `uid`. Without it, the endpoints of the organization itself do. */
      customer?: string;
      /** @description Whether a customer with this `uid` is created if there is none. Otherwise an unknown one is refused. */
      create_customer?: boolean;
    };
    PublishWebhookEventsRequest: {
      events: components['schemas']['EventInput'][];
    };
    UpdateWebhookSearchablePathsRequest: {
      /** @description All paths, such as `data.order_id` or `data.customer.id`: keys of objects, at most 8, joined by dots. Replaces the earlier paths. */
      paths: string[];
    };
    UpdateWebhookRequestFormatRequest: {
      /**
       * @description Format that the other fields change, instead of the one that the organization has. `default` is that of Postrider.
       * @enum {string}
       */
      preset?: 'default' | 'standard-webhooks' | 'svix' | 'stripe' | 'github' | 'shopify';
      /** @description Names of the headers; null for a header that is not sent. Names that you leave out stay as they are, or are those of `preset`. */
      headers?: {
        /** @description Id of the event, the same for every attempt and replay. */
        id?: string | null;
        /** @description Time of the attempt, in Unix seconds. */
        timestamp?: string | null;
        /** @description Event type. */
        event_type?: string | null;
        /** @description Id of the delivery. */
        delivery_id?: string | null;
        /** @description Number of the attempt, from 1. */
        attempt?: string | null;
        /** @description The platform's own id of the event's customer, for endpoints that get the events of every customer. */
        customer?: string | null;
      };
      /** @description Value of `User-Agent`; null for none. `{version}` is the version of Postrider. */
      user_agent?: string | null;
      /** @description Signatures of each request. */
      signatures?: (
        | {
            /** @constant */
            scheme: 'hmac_hex';
            /** @description Name of the header. */
            header: string;
          }
        | {
            /** @constant */
            scheme: 'standard_webhooks';
            /** @description Name of the header. */
            header: string;
          }
        | {
            /** @constant */
            scheme: 'template';
            /** @description Name of the header. */
            header: string;
            /**
             * @default sha256
             * @enum {string}
             */
            hash: 'sha256' | 'sha1' | 'sha512';
            /**
             * @default hex
             * @enum {string}
             */
            encoding: 'hex' | 'base64';
            /**
             * @description Key of the HMAC: the text of the signing secret, or the bytes after `whsec_`, decoded from base64.
             * @default text
             * @enum {string}
             */
            key: 'text' | 'decoded';
            /**
             * @description What is signed: text with `{body}`, `{timestamp}` and `{id}`.
             * @default {body}
             */
            signed: string;
            /**
             * @description Value of the header: text with `{signature}`, `{timestamp}` and `{id}`.
             * @default {signature}
             */
            value: string;
            /**
             * @description How several secrets sign during a rotation: a part of `value` is there once for each secret, newest first. Null: the header has one signature, and attempts alternate between the secrets.
             * @default null
             */
            repeat: {
              /** @description The part of `value` that is repeated. */
              part: string;
              /** @description Text between two of them. */
              separator: string;
            } | null;
          }
      )[];
    };
    UpdateWebhookBrowserOriginsRequest: {
      /** @description All origins, such as `https://app.example.com`. Replaces the earlier ones. */
      origins: string[];
    };
    StartWebhookExportRequest: {
      /** @description Only deliveries to the endpoints of this customer: `cus_…`, or its `uid`. */
      customer?: string;
      endpoint_id?: string;
      event_id?: string;
      /** @enum {string} */
      status?: 'pending' | 'delivered' | 'failed';
      /** @example budget.threshold_reached */
      event_type?: string;
      /**
       * Format: date-time
       * @description Only deliveries created at or after this time.
       */
      since?: string;
      /**
       * Format: date-time
       * @description Only deliveries created before this time. Must be after `since`.
       */
      until?: string;
      /** @description Only this status of the last response. */
      response_status?: number;
      /**
       * @description Only statuses of this class, such as `5xx`.
       * @enum {string}
       */
      response_class?: '2xx' | '3xx' | '4xx' | '5xx';
      /**
       * @description Only this reason of the last failure.
       * @enum {string}
       */
      failure_reason?:
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
      /** @description Only deliveries with at least this number of attempts. */
      min_attempts?: number;
      /** @description Only deliveries whose last attempt took at least this time, in milliseconds. */
      min_duration_ms?: number;
      /** @description Only deliveries of test events, or none of them. */
      test?: boolean;
      /** @description Only deliveries that were replayed, or that never were. */
      replayed?: boolean;
      /**
       * @description Format of the file. Defaults to `ndjson`.
       * @default ndjson
       * @enum {string}
       */
      format: 'ndjson' | 'csv';
      /** @description Continues behind a file that was cut: `next_cursor` of its `file`, or of its last line. */
      cursor?: string;
    };
    BulkReplayWebhookDeliveriesRequest: {
      /** @description Ids of deliveries. Combines with the other filters. */
      delivery_ids?: string[];
      /** @description Only deliveries to the endpoints of this customer: `cus_…`, or its `uid`. */
      customer?: string;
      endpoint_id?: string;
      event_id?: string;
      /** @enum {string} */
      status?: 'pending' | 'delivered' | 'failed';
      /** @example budget.threshold_reached */
      event_type?: string;
      /**
       * Format: date-time
       * @description Only deliveries created at or after this time.
       */
      since?: string;
      /**
       * Format: date-time
       * @description Only deliveries created before this time. Must be after `since`.
       */
      until?: string;
      /** @description Only this status of the last response. */
      response_status?: number;
      /**
       * @description Only statuses of this class, such as `5xx`.
       * @enum {string}
       */
      response_class?: '2xx' | '3xx' | '4xx' | '5xx';
      /**
       * @description Only this reason of the last failure.
       * @enum {string}
       */
      failure_reason?:
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
      /** @description Only deliveries with at least this number of attempts. */
      min_attempts?: number;
      /** @description Only deliveries whose last attempt took at least this time, in milliseconds. */
      min_duration_ms?: number;
      /** @description Only deliveries of test events, or none of them. */
      test?: boolean;
      /** @description Only deliveries that were replayed, or that never were. */
      replayed?: boolean;
    };
    CreateWebhookContactRequest: {
      /** @enum {string} */
      channel: 'email' | 'slack';
      /**
       * @description E-mail address, for `email`.
       * @example ops@example.com
       */
      address?: string;
      /**
       * @description URL of a Slack incoming webhook, for `slack`. Not returned again.
       * @example https://your-app.example.com/hooks/modelux
       */
      url?: string;
      /** @description The customer that the contact hears about. Without it, everything of the organization. */
      customer?: string;
      /** @description Types of events about Postrider itself, or prefixes. Defaults to all. */
      event_types?: (
        | 'postrider.*'
        | 'postrider.endpoint.*'
        | 'postrider.endpoint.failing'
        | 'postrider.endpoint.recovered'
        | 'postrider.endpoint.deactivated'
        | 'postrider.delivery.*'
        | 'postrider.delivery.failed'
        | 'postrider.secret.*'
        | 'postrider.secret.expiring'
        | 'postrider.operation.*'
        | 'postrider.operation.completed'
        | 'postrider.backlog.*'
        | 'postrider.backlog.aging'
      )[];
    };
    CreateWebhookKeyRequest: {
      /** @enum {string} */
      kind: 'management' | 'project';
      /** @description Name of the key, for people. */
      name: string;
    };
    EventTypeList: {
      data: components['schemas']['EventType'][];
    };
    EventType: {
      type: string;
      description: string;
      /** @description Example of the `data`, also sent as the data of test events. */
      example: {
        [key: string]: unknown;
      };
      /** @description JSON Schema that validates the `data` of published events; null for no validation. */
      schema: {
        [key: string]: unknown;
      } | null;
      /**
       * @description Origin of the event type: the built-in catalogue, the operator's file, or the organization.
       * @enum {string}
       */
      source: 'built_in' | 'operator' | 'organization';
      /** @description Null unless the organization created the event type. */
      created_at: string | null;
      /** @description Null unless the organization created the event type. */
      updated_at: string | null;
    };
    Error: {
      error: components['schemas']['ErrorDetail'];
    };
    ErrorDetail: {
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
      /** @description Expect further values. */
      code:
        | 'malformed_body'
        | 'malformed_url'
        | 'missing_api_key'
        | 'invalid_api_key'
        | 'invalid_access_token'
        | 'signed_out'
        | 'portal_session_ended'
        | 'invalid_sign_in_link'
        | 'operator_only'
        | 'portal_not_permitted'
        | 'key_not_permitted'
        | 'insufficient_scope'
        | 'cross_site_request'
        | 'queues_read_only'
        | 'route_not_found'
        | 'webhook_endpoint_not_found'
        | 'webhook_delivery_not_found'
        | 'webhook_operation_not_found'
        | 'webhook_event_type_not_found'
        | 'webhook_customer_not_found'
        | 'webhook_portal_session_not_found'
        | 'webhook_oauth_grant_not_found'
        | 'webhook_contact_not_found'
        | 'webhook_key_not_found'
        | 'webhook_event_not_found'
        | 'method_not_allowed'
        | 'request_timeout'
        | 'idempotency_key_reused'
        | 'event_id_reused'
        | 'endpoint_deleted'
        | 'endpoint_inactive'
        | 'export_running'
        | 'export_not_available'
        | 'portal_disabled'
        | 'customer_inactive'
        | 'contact_disabled'
        | 'contact_exists'
        | 'endpoint_uid_exists'
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
        | 'too_many_contacts'
        | 'too_many_customers'
        | 'too_many_deliveries'
        | 'rate_limited'
        | 'publish_limited'
        | 'contact_test_limited'
        | 'too_many_listeners'
        | 'headers_too_large'
        | 'internal_error'
        | 'service_unavailable'
        | (string & {});
      message: string;
      resource?: string;
      id?: string;
      field?: string;
      fields?: components['schemas']['FieldError'][];
      /** @description Id of the call: its `X-Request-Id`. The log of the server has it too. */
      request_id?: string;
    };
    FieldError: {
      field: string;
      message: string;
    };
    CustomerPage: {
      data: components['schemas']['Customer'][];
      /** @description Cursor of the next page; null on the last page. */
      next_cursor: string | null;
    };
    Customer: {
      /** @description `cus_…` */
      id: string;
      /** @description Your own id of the customer. It never changes. */
      uid: string;
      name: string | null;
      metadata: {
        [key: string]: string;
      };
      /** @description Whether events are delivered to the endpoints of the customer. Those of an inactive one are inactive. */
      active: boolean;
      /** @description Maximum number of requests per second over all endpoints; null for that of the organization. */
      rate_limit: number | null;
      /** @description Maximum number of published events per second and gateway; null for that of the organization. */
      publish_limit: number | null;
      /** @description Maximum number of endpoints; null for that of the organization. */
      max_endpoints: number | null;
      /** @description Subscriptions that cover the event types the customer can get; null for all. */
      allowed_event_types: string[] | null;
      limits: components['schemas']['AppliedLimits'];
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    /** @description The limits that apply, and where each comes from. */
    AppliedLimits: {
      rate_limit: {
        /** @description Null for no limit. */
        value: number | null;
        /**
         * @description Where the limit comes from: the customer, its organization, or the settings of the installation.
         * @enum {string}
         */
        source: 'customer' | 'organization' | 'settings';
      };
      publish_limit: {
        /** @description Null for no limit. */
        value: number | null;
        /**
         * @description Where the limit comes from: the customer, its organization, or the settings of the installation.
         * @enum {string}
         */
        source: 'customer' | 'organization' | 'settings';
      };
      max_endpoints: {
        /** @description Null for no limit. */
        value: number | null;
        /**
         * @description Where the limit comes from: the customer, its organization, or the settings of the installation.
         * @enum {string}
         */
        source: 'customer' | 'organization' | 'settings';
      };
    };
    PortalSessionPage: {
      data: components['schemas']['PortalSession'][];
      /** @description Cursor of the next page; null on the last page. */
      next_cursor: string | null;
    };
    PortalSession: {
      /** @description `pst_…` */
      id: string;
      /** @description What the customer may do. `view` is always included. */
      capabilities: ('view' | 'manage' | 'test' | 'replay' | 'secrets')[];
      return_url: string | null;
      /** @description Color scheme of this session; null for that of the portal settings. */
      theme: ('light' | 'dark' | 'auto') | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      expires_at: string;
    };
    CreatedPortalSession: {
      /** @description `pst_…` */
      id: string;
      /** @description What the customer may do. `view` is always included. */
      capabilities: ('view' | 'manage' | 'test' | 'replay' | 'secrets')[];
      return_url: string | null;
      /** @description Color scheme of this session; null for that of the portal settings. */
      theme: ('light' | 'dark' | 'auto') | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      expires_at: string;
      /** @description Address of the portal with the token, which its fragment has. */
      url: string;
      /** @description Bearer token, returned only once. */
      token: string;
    };
    CustomerLimits: {
      /** @description Maximum number of requests per second over all endpoints of a customer; null for the limit of the settings. */
      rate_limit: number | null;
      /** @description Maximum number of published events of a customer per second and gateway; null for the limit of the settings. */
      publish_limit: number | null;
      /** @description Maximum number of endpoints of a customer; null for the limit of the settings. */
      max_endpoints: number | null;
      limits: components['schemas']['AppliedLimits'];
    };
    PortalSettings: {
      /** @description Name on the page; null for the organization's. */
      name: string | null;
      /** @description URL of the logo; null for none. */
      logo_url: string | null;
      /** @description Color of buttons and links, such as `#1f6feb`; null for the default. */
      accent_color: string | null;
      /**
       * @description Color scheme of the page; `auto` follows the browser.
       * @enum {string}
       */
      theme: 'light' | 'dark' | 'auto';
      /** @description Origins of the pages that may embed the portal. */
      origins: string[];
      /** @description Language of messages to contacts; null for English. */
      message_language: string | null;
      /** @description Texts that replace those of messages to contacts, by name. */
      message_texts: {
        [key: string]: string;
      } | null;
    };
    EndpointPage: {
      data: components['schemas']['Endpoint'][];
      /** @description Cursor of the next page; null on the last page. */
      next_cursor: string | null;
    };
    Endpoint: {
      id: string;
      url: string;
      /** @description Subscriptions: event types, prefixes such as `budget.*`, or `*`. */
      event_types: string[];
      name: string | null;
      description: string | null;
      /** @description Your own id of the endpoint. Null for a customer in the portal. */
      uid: string | null;
      /** @description Your own texts, by name. None for a customer in the portal. */
      metadata: {
        [key: string]: string;
      };
      /** @description The customer that the endpoint belongs to; absent if it belongs to the organization itself. */
      customer?: components['schemas']['CustomerReference'];
      /**
       * @description `all` if the endpoint also gets the events of every customer; otherwise absent.
       * @constant
       */
      customers?: 'all';
      /** @description Whether events are delivered to the endpoint. An inactive endpoint gets test events only. */
      active: boolean;
      /** @description Reason for an automatic deactivation: `gone` after a 410 response, `failing` after five days in which every attempt failed, `customer_inactive` while the customer is inactive. Null otherwise. */
      disabled_reason: ('gone' | 'failing' | 'customer_inactive') | null;
      /**
       * @description Format of the payload: `slack` if the URL is a Slack incoming webhook, otherwise `json`.
       * @enum {string}
       */
      format: 'json' | 'slack';
      /**
       * @description What is around `data` in the request body: `default` is an object with `id`, `type`, `timestamp` and `data`; `cloudevents` is CloudEvents 1.0 in structured mode; `cloudevents_binary` is `data` alone with the headers `ce-*`; `data` is `data` alone. Deliveries keep that of the time when they were scheduled. Slack messages have none.
       * @enum {string}
       */
      envelope: 'default' | 'cloudevents' | 'cloudevents_binary' | 'data';
      /** @description Maximum number of requests per second of this endpoint; null for none of its own. An endpoint of a customer then shares the one of the customer: see `limits`. */
      rate_limit: number | null;
      limits: components['schemas']['EndpointLimits'];
      /** @description Time until which a previous signing secret also signs; null if only the current one does. */
      previous_secret_expires_at: string | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
    };
    CustomerReference: {
      /** @description `cus_…` */
      id: string;
      /** @description The platform's own id of the customer. */
      uid: string;
    };
    /** @description The limits that apply to an endpoint, and where each comes from. */
    EndpointLimits: {
      rate_limit: {
        /** @description Requests per second; null for no limit. */
        value: number | null;
        /**
         * @description Where the limit comes from: the endpoint, which has it alone, or its customer, the organization or the settings. The endpoints of a customer without their own share the one of the last three.
         * @enum {string}
         */
        source: 'endpoint' | 'customer' | 'organization' | 'settings';
      };
    };
    CreatedEndpoint: {
      id: string;
      url: string;
      /** @description Subscriptions: event types, prefixes such as `budget.*`, or `*`. */
      event_types: string[];
      name: string | null;
      description: string | null;
      /** @description Your own id of the endpoint. Null for a customer in the portal. */
      uid: string | null;
      /** @description Your own texts, by name. None for a customer in the portal. */
      metadata: {
        [key: string]: string;
      };
      /** @description The customer that the endpoint belongs to; absent if it belongs to the organization itself. */
      customer?: components['schemas']['CustomerReference'];
      /**
       * @description `all` if the endpoint also gets the events of every customer; otherwise absent.
       * @constant
       */
      customers?: 'all';
      /** @description Whether events are delivered to the endpoint. An inactive endpoint gets test events only. */
      active: boolean;
      /** @description Reason for an automatic deactivation: `gone` after a 410 response, `failing` after five days in which every attempt failed, `customer_inactive` while the customer is inactive. Null otherwise. */
      disabled_reason: ('gone' | 'failing' | 'customer_inactive') | null;
      /**
       * @description Format of the payload: `slack` if the URL is a Slack incoming webhook, otherwise `json`.
       * @enum {string}
       */
      format: 'json' | 'slack';
      /**
       * @description What is around `data` in the request body: `default` is an object with `id`, `type`, `timestamp` and `data`; `cloudevents` is CloudEvents 1.0 in structured mode; `cloudevents_binary` is `data` alone with the headers `ce-*`; `data` is `data` alone. Deliveries keep that of the time when they were scheduled. Slack messages have none.
       * @enum {string}
       */
      envelope: 'default' | 'cloudevents' | 'cloudevents_binary' | 'data';
      /** @description Maximum number of requests per second of this endpoint; null for none of its own. An endpoint of a customer then shares the one of the customer: see `limits`. */
      rate_limit: number | null;
      limits: components['schemas']['EndpointLimits'];
      /** @description Time until which a previous signing secret also signs; null if only the current one does. */
      previous_secret_expires_at: string | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      /** @description Signing secret, returned only once. */
      signing_secret: string;
    };
    EndpointActivityPage: {
      data: components['schemas']['EndpointActivity'][];
      /** @description Cursor of the next page; null on the last page. */
      next_cursor: string | null;
    };
    EndpointActivity: {
      endpoint_id: string;
      /** @description The last 24 hours, oldest first, without gaps. */
      hours: {
        /** Format: date-time */
        start: string;
        delivered: number;
        /** @description Number of failed attempts. */
        failed: number;
      }[];
      /**
       * @description `failing`: every attempt has failed since `failing_since`, for a minute, or no first attempt has succeeded lately. `degraded`: many first attempts failed lately (`POSTRIDER_DEGRADED_SHARE`). `inactive`: deactivated.
       * @enum {string}
       */
      state: 'active' | 'degraded' | 'failing' | 'inactive';
      /** @description First attempts of deliveries in the last minutes, and those that failed. */
      first_attempts: {
        attempts: number;
        failed: number;
        /** @description `POSTRIDER_DEGRADED_WINDOW_MINUTES`. */
        window_minutes: number;
      };
      /** @description Time since which every attempt has failed; null if the last attempt succeeded. */
      failing_since: string | null;
      /** @description About since when the endpoint has been degraded: the start of five minutes, or of an hour if it is longer ago, at most eight days. Null unless it is degraded. */
      degraded_since: string | null;
      /** @description Last failed attempt within eight days. */
      last_failure: components['schemas']['LastFailure'] | null;
      /** @description Number of pending deliveries, counted up to 10000; in a list of more than ten endpoints to less, but at least to 1000. */
      pending: number;
      /** @description Whether there are more pending deliveries than counted. */
      pending_capped: boolean;
    };
    LastFailure: {
      /** Format: date-time */
      at: string;
      /** @description Expect further values. */
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
        | 'endpoint_inactive'
        | (string & {});
      /** @description HTTP status of the response; null if there was none. */
      response_status: number | null;
    };
    EndpointHistoryEntryPage: {
      data: components['schemas']['EndpointHistoryEntry'][];
      /** @description Cursor of the next page; null on the last page. */
      next_cursor: string | null;
    };
    EndpointHistoryEntry: {
      /** @description Position in the history, from 1. */
      version: number;
      /** @description Type of the domain event. Expect further values. */
      type:
        | 'EndpointCreated'
        | 'EndpointUpdated'
        | 'EndpointActivated'
        | 'EndpointDeactivated'
        | 'EndpointSecretRotated'
        | 'EndpointPreviousSecretsExpired'
        | 'EndpointDeleted'
        | (string & {});
      /** Format: date-time */
      occurred_at: string;
      /** @description Data of the domain event, without signing secrets; its fields depend on the type. */
      data: {
        [key: string]: unknown;
      };
      /** @description What asked for the change; null if it was Postrider itself, as after a 410 response. */
      actor: {
        /** @description The API, the dashboard, an agent (MCP), the command line, or a customer in the portal. Expect further values. */
        via: 'api' | 'dashboard' | 'mcp' | 'cli' | 'portal' | (string & {});
        /** @description Id of the key; null for an operator in the dashboard and for a customer. */
        key_id: string | null;
        /** @description Id of the portal session (`pst_…`) of a customer. */
        portal_session_id?: string;
        /** @description Id of the OAuth grant (`oag_…`) of an agent that has no key. */
        oauth_grant_id?: string;
        /** @description What the client of the grant calls itself. */
        oauth_client_name?: string;
        /** @description Name of the key. */
        key_name: string | null;
      } | null;
    };
    EndpointMetrics: {
      endpoint_id: string;
      /** @enum {string} */
      range: '1h' | '24h' | '7d';
      /** Format: date-time */
      from: string;
      /**
       * Format: date-time
       * @description End of the current bucket.
       */
      to: string;
      /** @description Length of a bucket, in seconds. */
      bucket_seconds: number;
      totals: {
        /** @description Number of successful attempts. */
        delivered: number;
        /** @description Number of failed attempts. */
        failed: number;
        /** @description Number of first attempts of deliveries; null if an earlier release counted the attempts. */
        first_attempts: number | null;
        /** @description Number of first attempts that failed. */
        failed_first_attempts: number | null;
        /** @description Median of the response time in milliseconds, accurate to about 9 percent; null without responses. */
        response_ms_p50: number | null;
        /** @description 95th percentile of the response time in milliseconds, accurate to about 9 percent; null without responses. */
        response_ms_p95: number | null;
        /** @description Failed attempts by reason and status, most first. */
        failures: components['schemas']['FailureCount'][];
      };
      /** @description Buckets, oldest first, without gaps. */
      buckets: {
        /** Format: date-time */
        start: string;
        /** @description Number of successful attempts. */
        delivered: number;
        /** @description Number of failed attempts. */
        failed: number;
        /** @description Number of first attempts of deliveries; null if an earlier release counted the attempts. */
        first_attempts: number | null;
        /** @description Number of first attempts that failed. */
        failed_first_attempts: number | null;
        /** @description Median of the response time in milliseconds, accurate to about 9 percent; null without responses. */
        response_ms_p50: number | null;
        /** @description 95th percentile of the response time in milliseconds, accurate to about 9 percent; null without responses. */
        response_ms_p95: number | null;
        /** @description Failed attempts by reason and status, most first. */
        failures: components['schemas']['FailureCount'][];
      }[];
      /** @description Number of pending deliveries, counted up to 10000. */
      pending: number;
      /** @description Whether there are more pending deliveries than counted. */
      pending_capped: boolean;
      /** @description The counted pending deliveries by the bucket of their creation. Older ones are in the first bucket. */
      pending_by_creation: {
        /** Format: date-time */
        start: string;
        pending: number;
      }[];
    };
    FailureCount: {
      /** @description Expect further values. */
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
        | 'endpoint_inactive'
        | (string & {});
      /** @description HTTP status of the responses; null if there were none. */
      response_status: number | null;
      /** @description Number of failed attempts. */
      attempts: number;
    };
    MissedEventCount: {
      /** @description Number of events in the range that the endpoint subscribes to, without test events. */
      events: number;
      /** @description Number of those that the endpoint has no delivery of. */
      missed: number;
      /** @description Whether all were counted. False if the limit was reached. */
      complete: boolean;
    };
    BulkOperation: {
      id: string;
      /** @description Expect further values. */
      kind: 'replay' | 'recover' | 'export' | (string & {});
      /** @enum {string} */
      status: 'running' | 'completed' | 'cancelled';
      /** @description Number of matching deliveries (of a replay or an export) or events (of a recovery). Null until they are counted; set once the operation is completed, except for an export that was cut before its deliveries were counted. */
      total: number | null;
      /** @description Number of deliveries or events processed so far. */
      processed: number;
      /** @description Number of processed deliveries that were not replayed because their endpoint is deleted or inactive. */
      skipped: number;
      /** @description The filters of the request that started it. Null if an earlier release started it. */
      request: {
        customer?: string;
        endpoint_id?: string;
        event_id?: string;
        /** @enum {string} */
        status?: 'pending' | 'delivered' | 'failed';
        event_type?: string;
        /** Format: date-time */
        since?: string;
        /** Format: date-time */
        until?: string;
        /** @description Number of deliveries in `delivery_ids`. */
        named_deliveries?: number;
        /** @description Only this status of the last response. */
        response_status?: number;
        /**
         * @description Only statuses of this class, such as `5xx`.
         * @enum {string}
         */
        response_class?: '2xx' | '3xx' | '4xx' | '5xx';
        /** @description Only this reason of the last failure. Expect further values. */
        failure_reason?:
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
          | (string & {});
        /** @description Only deliveries with at least this number of attempts. */
        min_attempts?: number;
        /** @description Only deliveries whose last attempt took at least this time, in milliseconds. */
        min_duration_ms?: number;
        /** @description Only deliveries of test events, or none of them. */
        test?: boolean;
        /** @description Only deliveries that were replayed, or that never were. */
        replayed?: boolean;
        /** @enum {string} */
        format?: 'ndjson' | 'csv';
        /** @description Of an export that continues behind a file that was cut. */
        cursor?: string;
      } | null;
      /** @description Who started it; null if an earlier release did, and for a customer if it was not the customer. */
      actor: {
        /** @description The API, the dashboard, an agent (MCP), the command line, or a customer in the portal. Expect further values. */
        via: 'api' | 'dashboard' | 'mcp' | 'cli' | 'portal' | (string & {});
        /** @description Id of the key; null for an operator in the dashboard and for a customer. */
        key_id: string | null;
        /** @description Id of the portal session (`pst_…`) of a customer. */
        portal_session_id?: string;
        /** @description Id of the OAuth grant (`oag_…`) of an agent that has no key. */
        oauth_grant_id?: string;
        /** @description What the client of the grant calls itself. */
        oauth_client_name?: string;
        /** @description Name of the key. */
        key_name: string | null;
      } | null;
      /** @description The customer that the filter names, or that the endpoint of the filter belongs to; absent without one. */
      customer?: components['schemas']['CustomerReference'];
      /** Format: date-time */
      created_at: string;
      completed_at: string | null;
      /** @description The file of an export. Absent in other operations, and once the file is deleted. */
      file?: components['schemas']['ExportFile'];
    };
    ExportFile: {
      /** @enum {string} */
      format: 'ndjson' | 'csv';
      /** @description Size of the file, so far while the operation is running. */
      bytes: number;
      /** @description Set if the file was cut at a limit: `cursor` of another export, with the same filters, of the rest. */
      next_cursor: string | null;
      /** @description When the file is deleted; null while the operation is running. It can be downloaded until then. */
      expires_at: string | null;
    };
    RotatedSecret: {
      /** @description New signing secret, returned only once. */
      signing_secret: string;
      /**
       * Format: date-time
       * @description Time until which the previous secret also signs.
       */
      previous_secret_expires_at: string;
    };
    Delivery: {
      id: string;
      endpoint_id: string;
      /** @description The customer that the endpoint belongs to; absent without one. */
      customer?: components['schemas']['CustomerReference'];
      event_id: string;
      event_type: string;
      /** @enum {string} */
      status: 'pending' | 'delivered' | 'failed';
      /** @description Whether the event is a test event. */
      test: boolean;
      /** @description Number of attempts so far, including replays. */
      attempt_count: number;
      /** @description HTTP status of the last response; null if the last attempt got no response. */
      response_status: number | null;
      /** @description Reason why the last attempt or the delivery failed; null otherwise. */
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
            | (string & {})
          )
        | null;
      /** Format: date-time */
      created_at: string;
      /** @description Time of the next attempt; null unless the delivery is pending. */
      next_attempt_at: string | null;
      /** @description Time when the delivery was delivered or failed; null while it is pending. */
      completed_at: string | null;
    };
    EventPage: {
      data: components['schemas']['Event'][];
      /** @description Cursor of the next page; null on the last page. */
      next_cursor: string | null;
    };
    Event: {
      id: string;
      type: string;
      /** @description Whether the event is a test event. */
      test: boolean;
      /** @description The customer that the event names; absent without one. */
      customer?: components['schemas']['CustomerReference'];
      /** Format: date-time */
      created_at: string;
      /** @description Number of deliveries. */
      delivery_count: number;
      /** @description Deliveries of the event: the first 100 in a list, the first 1000 of a single event. List deliveries by `event_id` to get all. */
      deliveries: components['schemas']['EventDelivery'][];
    };
    EventDelivery: {
      id: string;
      endpoint_id: string;
      /** @enum {string} */
      status: 'pending' | 'delivered' | 'failed';
    };
    PublishedEvent: {
      id: string;
      type: string;
      /** Format: date-time */
      created_at: string;
      deliveries: components['schemas']['ScheduledDelivery'][];
    };
    ScheduledDelivery: {
      id: string;
      endpoint_id: string;
    };
    PublishedEvents: {
      data: components['schemas']['PublishedEvent'][];
    };
    EventDetail: {
      id: string;
      type: string;
      /** @description Whether the event is a test event. */
      test: boolean;
      /** @description The customer that the event names; absent without one. */
      customer?: components['schemas']['CustomerReference'];
      /** Format: date-time */
      created_at: string;
      /** @description Number of deliveries. */
      delivery_count: number;
      /** @description Deliveries of the event: the first 100 in a list, the first 1000 of a single event. List deliveries by `event_id` to get all. */
      deliveries: components['schemas']['EventDelivery'][];
      data: {
        [key: string]: unknown;
      };
    };
    SearchablePaths: {
      /** @description Paths of the values in `data` by which events can be found. */
      paths: string[];
    };
    RequestFormat: {
      /** @description Names of the headers; null for a header that is not sent. */
      headers: {
        /** @description Id of the event, the same for every attempt and replay. */
        id: string | null;
        /** @description Time of the attempt, in Unix seconds. */
        timestamp: string | null;
        /** @description Event type. */
        event_type: string | null;
        /** @description Id of the delivery. */
        delivery_id: string | null;
        /** @description Number of the attempt, from 1. */
        attempt: string | null;
        /** @description The platform's own id of the event's customer, for endpoints that get the events of every customer. */
        customer: string | null;
      };
      /** @description Value of `User-Agent`; null for none. `{version}` is the version of Postrider. */
      user_agent: string | null;
      /** @description Signatures of each request. */
      signatures: (
        | {
            /** @constant */
            scheme: 'hmac_hex';
            /** @description Name of the header. */
            header: string;
          }
        | {
            /** @constant */
            scheme: 'standard_webhooks';
            /** @description Name of the header. */
            header: string;
          }
        | {
            /** @constant */
            scheme: 'template';
            /** @description Name of the header. */
            header: string;
            /**
             * @default sha256
             * @enum {string}
             */
            hash: 'sha256' | 'sha1' | 'sha512';
            /**
             * @default hex
             * @enum {string}
             */
            encoding: 'hex' | 'base64';
            /**
             * @description Key of the HMAC: the text of the signing secret, or the bytes after `whsec_`, decoded from base64.
             * @default text
             * @enum {string}
             */
            key: 'text' | 'decoded';
            /**
             * @description What is signed: text with `{body}`, `{timestamp}` and `{id}`.
             * @default {body}
             */
            signed: string;
            /**
             * @description Value of the header: text with `{signature}`, `{timestamp}` and `{id}`.
             * @default {signature}
             */
            value: string;
            /**
             * @description How several secrets sign during a rotation: a part of `value` is there once for each secret, newest first. Null: the header has one signature, and attempts alternate between the secrets.
             * @default null
             */
            repeat: {
              /** @description The part of `value` that is repeated. */
              part: string;
              /** @description Text between two of them. */
              separator: string;
            } | null;
          }
      )[];
    };
    BrowserOrigins: {
      /** @description Origins of the pages whose scripts may call this API. */
      origins: string[];
    };
    DeliveryPage: {
      data: components['schemas']['Delivery'][];
      /** @description Cursor of the next page; null on the last page. */
      next_cursor: string | null;
    };
    DeliveryCount: {
      /** @description Number of matching deliveries. */
      count: number;
      /** @description Whether all were counted. False if the limit was reached. */
      complete: boolean;
      pending: number;
      delivered: number;
      failed: number;
      /** @description Number of deliveries whose endpoint is inactive. A bulk replay skips them. */
      of_inactive_endpoints: number;
      /** @description Number of deliveries whose endpoint is deleted. A bulk replay skips them. */
      of_deleted_endpoints: number;
      /** @description Ids of the inactive endpoints, up to a limit. */
      inactive_endpoint_ids: string[];
    };
    DeliveryDetail: {
      id: string;
      endpoint_id: string;
      /** @description The customer that the endpoint belongs to; absent without one. */
      customer?: components['schemas']['CustomerReference'];
      event_id: string;
      event_type: string;
      /** @enum {string} */
      status: 'pending' | 'delivered' | 'failed';
      /** @description Whether the event is a test event. */
      test: boolean;
      /** @description Number of attempts so far, including replays. */
      attempt_count: number;
      /** @description HTTP status of the last response; null if the last attempt got no response. */
      response_status: number | null;
      /** @description Reason why the last attempt or the delivery failed; null otherwise. */
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
            | (string & {})
          )
        | null;
      /** Format: date-time */
      created_at: string;
      /** @description Time of the next attempt; null unless the delivery is pending. */
      next_attempt_at: string | null;
      /** @description Time when the delivery was delivered or failed; null while it is pending. */
      completed_at: string | null;
      /** @description Request body as sent; null after the retention of the event. */
      payload: {
        [key: string]: unknown;
      } | null;
      /** @description What is around `data` in the payload; null in the format `slack`, and as long as the payload is null. */
      envelope: ('default' | 'cloudevents' | 'cloudevents_binary' | 'data') | null;
      /** @description First 16 KiB of the last response body. */
      response_body: string | null;
      /** @description Attempts, oldest first. */
      attempts: components['schemas']['Attempt'][];
      /** @description The attempts to come if all of them fail; null unless the delivery is pending. */
      retry_schedule: components['schemas']['RetrySchedule'] | null;
    };
    Attempt: {
      /** @description Number of the attempt, from 1. Replays continue the count. */
      number: number;
      /**
       * @description Cause of the attempt.
       * @enum {string}
       */
      trigger: 'initial' | 'retry' | 'replay';
      /** @description Request headers as sent, without those of HTTP itself. If no request was sent, and in attempts of older versions, those that are the same in every attempt. */
      request_headers: {
        [key: string]: string;
      };
      /** @description Whether these are all headers of a request that was sent, in its order. */
      request_headers_complete: boolean;
      /** Format: date-time */
      started_at: string;
      /** @description Duration of the attempt, in milliseconds. */
      duration_ms: number;
      /** @description HTTP status of the response; null if there was none. */
      response_status: number | null;
      /** @description First 16 KiB of the response body. */
      response_body: string | null;
      /** @description Error that prevented a response; null if there was a response. */
      error: string | null;
      /** @description First 2 KiB of the response headers, as received. The value of a header that may be a credential is `[hidden]`. Null if there was no response or its headers were not stored. */
      response_headers: components['schemas']['AttemptHeader'][] | null;
      /** @description Whether the response had more headers than are stored. */
      response_headers_truncated: boolean;
      /** @description Phases of the attempt, in milliseconds; null if no request was sent or the phases were not stored. */
      timing: components['schemas']['AttemptPhases'] | null;
    };
    AttemptHeader: {
      name: string;
      value: string;
    };
    AttemptPhases: {
      /** @description Wait for a free connection. */
      queue_ms: number | null;
      /** @description Resolution of the host name; null for an address or a reused connection. */
      dns_ms: number | null;
      /** @description TCP connection; null for a reused connection. */
      connect_ms: number | null;
      /** @description TLS handshake; null for a reused or unencrypted connection. */
      tls_ms: number | null;
      /** @description From the request to the headers of the response; null if none came. */
      first_byte_ms: number | null;
      /** @description From the headers to the end of the response; null if no headers came. */
      download_ms: number | null;
    };
    RetrySchedule: {
      /** @description The next attempts, at most 20. */
      attempts: {
        /** @description Number of the attempt. */
        number: number;
        /**
         * Format: date-time
         * @description Approximate time of the attempt: without jitter and the duration of those before it.
         */
        at: string;
      }[];
      /** @description Number of attempts after these. */
      more: number;
    };
    DeliveryHistory: {
      data: components['schemas']['HistoryEntry'][];
    };
    HistoryEntry: {
      /** @description Position in the history, from 1. */
      version: number;
      /** @description Type of the domain event. Expect further values. */
      type:
        | 'DeliveryScheduled'
        | 'AttemptSucceeded'
        | 'AttemptFailed'
        | 'RetryScheduled'
        | 'DeliveryFailed'
        | 'ReplayRequested'
        | (string & {});
      /** Format: date-time */
      occurred_at: string;
      /** @description Data of the domain event; its fields depend on the type. */
      data: {
        [key: string]: unknown;
      };
    };
    Overview: {
      /**
       * @description `custom` for a range from `since`.
       * @enum {string}
       */
      range: '1h' | '24h' | '7d' | 'custom';
      /** Format: date-time */
      from: string;
      /**
       * Format: date-time
       * @description End of the current bucket.
       */
      to: string;
      /** @description Length of a bucket, in seconds. */
      bucket_seconds: number;
      totals: {
        /** @description Number of successful attempts. */
        delivered: number;
        /** @description Number of deliveries that failed; null with `customer`. */
        failed: number | null;
        /** @description Number of failed attempts. */
        failed_attempts: number;
        /** @description Number of failed attempts with a scheduled retry; null with `customer`. */
        retried: number | null;
        /** @description Share of successful attempts, from 0 to 1; null without any. */
        success_rate: number | null;
        /** @description Share of completed deliveries that were delivered, from 0 to 1; null without any; null with `customer`. */
        delivery_success_rate: number | null;
        /** @description Share of first attempts that succeeded, from 0 to 1; null without any. */
        first_attempt_success_rate: number | null;
        /** @description Number of first attempts of deliveries; null if an earlier release counted the attempts. */
        first_attempts: number | null;
        /** @description Number of first attempts that failed. */
        failed_first_attempts: number | null;
        /** @description Length of the buckets with attempts, in seconds: the time in which there was traffic. */
        active_seconds: number;
        /** @description Median of the response time in milliseconds, accurate to about 9 percent; null without responses. */
        response_ms_p50: number | null;
        /** @description 95th percentile of the response time in milliseconds, accurate to about 9 percent; null without responses. */
        response_ms_p95: number | null;
        /** @description 99th percentile of the response time in milliseconds. */
        response_ms_p99: number | null;
      };
      /** @description Totals of the period of the same length before; null without attempts, and with `customer` if it begins more than eight days ago. */
      previous: {
        /** @description Number of successful attempts. */
        delivered: number;
        /** @description Number of deliveries that failed; null with `customer`. */
        failed: number | null;
        /** @description Number of failed attempts. */
        failed_attempts: number;
        /** @description Number of failed attempts with a scheduled retry; null with `customer`. */
        retried: number | null;
        /** @description Share of successful attempts, from 0 to 1; null without any. */
        success_rate: number | null;
        /** @description Share of completed deliveries that were delivered, from 0 to 1; null without any; null with `customer`. */
        delivery_success_rate: number | null;
        /** @description Share of first attempts that succeeded, from 0 to 1; null without any. */
        first_attempt_success_rate: number | null;
      } | null;
      /** @description Buckets, oldest first, without gaps. */
      buckets: {
        /** Format: date-time */
        start: string;
        /** @description Number of successful attempts. */
        delivered: number;
        /** @description Number of deliveries that failed; null with `customer`. */
        failed: number | null;
        /** @description Number of failed attempts. */
        failed_attempts: number;
        /** @description Number of failed attempts with a scheduled retry; null with `customer`. */
        retried: number | null;
      }[];
      /** @description Distribution of response times, fastest first, without gaps. */
      response_times: {
        /** @description Longest response time, in milliseconds. */
        up_to_ms: number;
        /** @description Number of responses that were slower than the entry before. */
        responses: number;
      }[];
      /** @description Failed attempts by reason and status, most first; at most 20. Attempts that an earlier release counted are left out. */
      failures: components['schemas']['FailureCount'][];
      /** @description Endpoints with the most attempts; at most 10. */
      top_endpoints: {
        id: string;
        url: string;
        delivered: number;
        /** @description Number of failed attempts. */
        failed: number;
      }[];
      /** @description Types of the newest events of the range, of up to 2000 events; at most 10 types. */
      top_event_types: {
        /** @description Number of events that were looked at. */
        events: number;
        types: {
          type: string;
          events: number;
        }[];
      };
      /** @description Number of pending deliveries, counted up to 100000. */
      pending: number;
      /** @description Whether there are more pending deliveries than counted. */
      pending_capped: boolean;
      /** @description Creation time of the oldest pending delivery. */
      oldest_pending_at: string | null;
      /** @description Rates of about the last five minutes; null with `customer`. */
      pending_flow: {
        /** @description Deliveries created per minute. */
        created_per_minute: number;
        /** @description Deliveries completed per minute. */
        completed_per_minute: number;
        /** @description When no delivery would be pending at this rate, in seconds; null if they do not become fewer. */
        seconds_until_empty: number | null;
      } | null;
      /** @description Endpoints whose attempts all fail, longest failing first; at most 20. */
      failing_endpoints: {
        id: string;
        url: string;
        active: boolean;
        /**
         * @description `failing`: every attempt has failed since `failing_since`, for a minute, or no first attempt has succeeded lately. `degraded`: many first attempts failed lately (`POSTRIDER_DEGRADED_SHARE`). `inactive`: deactivated.
         * @enum {string}
         */
        state: 'active' | 'degraded' | 'failing' | 'inactive';
        /** @description First attempts of deliveries in the last minutes, and those that failed. */
        first_attempts: {
          attempts: number;
          failed: number;
          /** @description `POSTRIDER_DEGRADED_WINDOW_MINUTES`. */
          window_minutes: number;
        };
        /** @description Time since which every attempt has failed; null if the last attempt succeeded. */
        failing_since: string | null;
        /** @description About since when the endpoint has been degraded: the start of five minutes, or of an hour if it is longer ago, at most eight days. Null unless it is degraded. */
        degraded_since: string | null;
        /** @description Last failed attempt within eight days. */
        last_failure: components['schemas']['LastFailure'] | null;
        /** @description Number of pending deliveries, counted up to 10000; in a list of more than ten endpoints to less, but at least to 1000. */
        pending: number;
        /** @description Whether there are more pending deliveries than counted. */
        pending_capped: boolean;
      }[];
      /** @description Active endpoints of which many first attempts failed lately, highest share first; at most 20. */
      degraded_endpoints: {
        id: string;
        url: string;
        active: boolean;
        /**
         * @description `failing`: every attempt has failed since `failing_since`, for a minute, or no first attempt has succeeded lately. `degraded`: many first attempts failed lately (`POSTRIDER_DEGRADED_SHARE`). `inactive`: deactivated.
         * @enum {string}
         */
        state: 'active' | 'degraded' | 'failing' | 'inactive';
        /** @description First attempts of deliveries in the last minutes, and those that failed. */
        first_attempts: {
          attempts: number;
          failed: number;
          /** @description `POSTRIDER_DEGRADED_WINDOW_MINUTES`. */
          window_minutes: number;
        };
        /** @description Time since which every attempt has failed; null if the last attempt succeeded. */
        failing_since: string | null;
        /** @description About since when the endpoint has been degraded: the start of five minutes, or of an hour if it is longer ago, at most eight days. Null unless it is degraded. */
        degraded_since: string | null;
        /** @description Last failed attempt within eight days. */
        last_failure: components['schemas']['LastFailure'] | null;
        /** @description Number of pending deliveries, counted up to 10000; in a list of more than ten endpoints to less, but at least to 1000. */
        pending: number;
        /** @description Whether there are more pending deliveries than counted. */
        pending_capped: boolean;
      }[];
    };
    ListenedRequest: {
      /** @description Id of the event, also if no header has it. */
      event_id: string;
      event_type: string;
      headers: {
        [key: string]: string;
      };
      body: string;
    };
    ContactPage: {
      data: components['schemas']['Contact'][];
      /** @description Cursor of the next page; null on the last page. */
      next_cursor: string | null;
    };
    Contact: {
      id: string;
      /** @enum {string} */
      channel: 'email' | 'slack';
      /** @description E-mail address; null for Slack. */
      address: string | null;
      /** @description Host of the Slack URL, which is a secret; null for e-mail. */
      url_host: string | null;
      /** @description Last four characters of the Slack URL; null for e-mail. */
      url_last_four: string | null;
      /** @description The customer that the contact hears about; absent for everything of the organization. */
      customer?: components['schemas']['CustomerReference'];
      /** @description Types of events about Postrider itself, or prefixes such as `postrider.*`. */
      event_types: string[];
      /** @description Why the contact gets no messages any more: `unsubscribed` by the link in an e-mail, or permanently `refused` by the mail server or Slack. Null while it gets them. */
      disabled_reason: ('unsubscribed' | 'refused') | null;
      disabled_at: string | null;
      /** @description Time of the last message; null if there was none. */
      last_sent_at: string | null;
      /** @description The last test message; null if there was none. */
      last_test: {
        /** Format: date-time */
        requested_at: string;
        /**
         * @description `sent`: the mail server or Slack accepted it. `refused`: it takes nothing for this address or URL. `failed`: the message did not get there.
         * @enum {string}
         */
        outcome: 'pending' | 'sent' | 'refused' | 'failed';
        /** @description What the mail server or Slack said, or why it was not reached. */
        error: string | null;
      } | null;
      /** Format: date-time */
      created_at: string;
    };
    ApiKeyPage: {
      data: components['schemas']['ApiKey'][];
      /** @description Cursor of the next page; null on the last page. */
      next_cursor: string | null;
    };
    ApiKey: {
      id: string;
      /**
       * @description Kind of the key: a management key can make all calls, a project key can only publish.
       * @enum {string}
       */
      kind: 'management' | 'project';
      name: string | null;
      /** @description Last four characters of the key. */
      last_four: string;
      /** Format: date-time */
      created_at: string;
      /** @description Time of the last call with the key, accurate to a few seconds; null if it was never used. */
      last_used_at: string | null;
      /** @description Time when the key was revoked; null while it is active. */
      revoked_at: string | null;
    };
    CreatedApiKey: {
      id: string;
      /**
       * @description Kind of the key: a management key can make all calls, a project key can only publish.
       * @enum {string}
       */
      kind: 'management' | 'project';
      name: string | null;
      /** @description Last four characters of the key. */
      last_four: string;
      /** Format: date-time */
      created_at: string;
      /** @description Time of the last call with the key, accurate to a few seconds; null if it was never used. */
      last_used_at: string | null;
      /** @description Time when the key was revoked; null while it is active. */
      revoked_at: string | null;
      /** @description API key, returned only once. */
      key: string;
    };
    OAuthGrantPage: {
      data: components['schemas']['OAuthGrant'][];
      /** @description Cursor of the next page; null on the last page. */
      next_cursor: string | null;
    };
    OAuthGrant: {
      /** @description `oag_…` */
      id: string;
      /** @description What the client calls itself; null if it has no name. */
      client_name: string | null;
      /** @description Where the client got its code. */
      redirect: {
        /**
         * @description A web site, a program on the user's own machine, or an app that has a URL scheme.
         * @enum {string}
         */
        kind: 'web' | 'local' | 'app';
        /** @description Host of the redirect URI, or the scheme of an app. */
        host: string;
      };
      /**
       * @description `read`, or `manage` for everything that a tool can do.
       * @enum {string}
       */
      scope: 'read' | 'manage';
      /** @description Key of the session in which it was allowed: the grant ends with it. Null for a sign-in link. */
      key_id: string | null;
      /** Format: date-time */
      created_at: string;
      /**
       * Format: date-time
       * @description Time when the client last got an access token.
       */
      last_used_at: string;
      /**
       * Format: date-time
       * @description End of the grant, unless the client refreshes it before.
       */
      expires_at: string;
    };
    LiveChange: {
      /** @description Kinds of resources that have changed. */
      topics: ('deliveries' | 'events' | 'endpoints' | 'event_types' | 'keys' | 'bulk' | (string & {}))[];
    };
    BulkOperationPage: {
      data: components['schemas']['BulkOperation'][];
      /** @description Cursor of the next page; null on the last page. */
      next_cursor: string | null;
    };
  };
  responses: {
    /** @description `malformed_url`: The URL contains an invalid percent-encoding. */
    MalformedUrl: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `missing_api_key`: The `Authorization: Bearer` header is missing.
     *
     *     `invalid_api_key`: The API key is unknown or revoked.
     *
     *     `invalid_access_token`: The OAuth access token is unknown or has expired, its grant was revoked, or it was sent to another path than `/mcp`.
     *
     *     `portal_session_ended`: The portal session is over, was revoked, or belongs to a deleted customer.
     */
    MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `key_not_permitted`: A project key was used for a call other than publishing. */
    KeyNotPermitted: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `request_timeout`: The request did not arrive within two minutes. */
    RequestTimeout: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `validation_failed`: A field is missing, unknown, of the wrong type, or has an invalid value. */
    ValidationFailed: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `rate_limited`: Too many management calls or failed sign-ins. Wait for the number of seconds in `Retry-After`. */
    RateLimited: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
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
    /** @description `headers_too_large`: The URL and headers of the request are too large. */
    HeadersTooLarge: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `internal_error`: An unexpected error in Postrider. */
    InternalError: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `service_unavailable`: Postgres is unavailable, or the gateway has too many calls in progress. Wait for the number of seconds in `Retry-After`. */
    ServiceUnavailable: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        'Retry-After': components['headers']['RetryAfter'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `malformed_body`: The request is not valid HTTP, or its body is not valid JSON in UTF-8, is nested too deeply, has too many members, or does not match its `Content-Length`.
     *
     *     `malformed_url`: The URL contains an invalid percent-encoding.
     */
    MalformedBodyOrMalformedUrl: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `portal_not_permitted`: The portal session may not do this: the operation is not one of the portal, or the session lacks the capability.
     *
     *     `key_not_permitted`: A project key was used for a call other than publishing.
     */
    PortalNotPermittedOrKeyNotPermitted: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for a different request.
     *
     *     `event_type_exists`: An event type with this name already exists.
     *
     *     `too_many_event_types`: The organization has reached its limit of event types.
     *
     *     `concurrent_change`: Concurrent calls kept changing the same resource. Try again.
     */
    IdempotencyKeyReusedOrEventTypeExistsOrTooManyEventTypesOrConcurrentChange: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `payload_too_large`: An event's `data` or the request body is too large. */
    PayloadTooLarge: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `unsupported_media_type`: The `Content-Type` of the body is not `application/json`. */
    UnsupportedMediaType: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `webhook_event_type_not_found`: The event type does not exist. */
    WebhookEventTypeNotFound: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for a different request.
     *
     *     `event_type_read_only`: Built-in event types and the event types of the operator's file are read-only.
     *
     *     `concurrent_change`: Concurrent calls kept changing the same resource. Try again.
     */
    IdempotencyKeyReusedOrEventTypeReadOnlyOrConcurrentChange: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `webhook_customer_not_found`: The customer does not exist or is deleted. */
    WebhookCustomerNotFound: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for a different request.
     *
     *     `concurrent_change`: Concurrent calls kept changing the same resource. Try again.
     */
    IdempotencyKeyReusedOrConcurrentChange: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `validation_failed`: A field is missing, unknown, of the wrong type, or has an invalid value.
     *
     *     `too_many_customers`: The organization has reached its limit of customers. Delete one first.
     */
    ValidationFailedOrTooManyCustomers: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for a different request.
     *
     *     `portal_disabled`: There is no portal: `POSTRIDER_PORTAL_ENABLED` is `false`.
     *
     *     `concurrent_change`: Concurrent calls kept changing the same resource. Try again.
     */
    IdempotencyKeyReusedOrPortalDisabledOrConcurrentChange: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `webhook_customer_not_found`: The customer does not exist or is deleted.
     *
     *     `webhook_portal_session_not_found`: The portal session does not exist or has ended.
     */
    WebhookCustomerNotFoundOrWebhookPortalSessionNotFound: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for a different request.
     *
     *     `endpoint_uid_exists`: Another endpoint of the same owner has this `uid`.
     *
     *     `concurrent_change`: Concurrent calls kept changing the same resource. Try again.
     */
    IdempotencyKeyReusedOrEndpointUidExistsOrConcurrentChange: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `validation_failed`: A field is missing, unknown, of the wrong type, or has an invalid value.
     *
     *     `too_many_endpoints`: The organization or the customer has reached its limit of endpoints. Delete one first.
     */
    ValidationFailedOrTooManyEndpoints: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `webhook_endpoint_not_found`: The endpoint does not exist or is deleted. */
    WebhookEndpointNotFound: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for a different request.
     *
     *     `customer_inactive`: An endpoint of an inactive customer cannot be activated. Activate the customer first.
     *
     *     `endpoint_uid_exists`: Another endpoint of the same owner has this `uid`.
     *
     *     `concurrent_change`: Concurrent calls kept changing the same resource. Try again.
     */
    IdempotencyKeyReusedOrCustomerInactiveOrEndpointUidExistsOrConcurrentChange: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for a different request.
     *
     *     `endpoint_inactive`: Deliveries of an inactive endpoint cannot be replayed, and its missed events cannot be recovered. Activate the endpoint first.
     *
     *     `concurrent_change`: Concurrent calls kept changing the same resource. Try again.
     */
    IdempotencyKeyReusedOrEndpointInactiveOrConcurrentChange: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for a different request.
     *
     *     `too_many_secrets`: The endpoint has eight unexpired secrets. Rotate again after the oldest has expired.
     *
     *     `concurrent_change`: Concurrent calls kept changing the same resource. Try again.
     */
    IdempotencyKeyReusedOrTooManySecretsOrConcurrentChange: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `portal_not_permitted`: The portal session may not do this: the operation is not one of the portal, or the session lacks the capability. */
    PortalNotPermitted: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for a different request.
     *
     *     `event_id_reused`: The event's `id` was published with different content.
     */
    IdempotencyKeyReusedOrEventIdReused: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `validation_failed`: A field is missing, unknown, of the wrong type, or has an invalid value.
     *
     *     `too_many_customers`: The organization has reached its limit of customers. Delete one first.
     *
     *     `too_many_deliveries`: The publish call would create too many deliveries. Publish fewer events per call.
     */
    ValidationFailedOrTooManyCustomersOrTooManyDeliveries: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `publish_limited`: Too many publish calls of the organization or the customer are in progress, or the customer has published too many events. Wait for the number of seconds in `Retry-After`. */
    PublishLimited: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        'Retry-After': components['headers']['RetryAfter'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `webhook_event_not_found`: The event does not exist. */
    WebhookEventNotFound: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for a different request.
     *
     *     `export_running`: Another export of the organization is running. Wait until it ends, or cancel it.
     *
     *     `concurrent_change`: Concurrent calls kept changing the same resource. Try again.
     */
    IdempotencyKeyReusedOrExportRunningOrConcurrentChange: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `webhook_delivery_not_found`: The delivery does not exist. */
    WebhookDeliveryNotFound: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for a different request.
     *
     *     `endpoint_deleted`: Deliveries of a deleted endpoint cannot be replayed.
     *
     *     `endpoint_inactive`: Deliveries of an inactive endpoint cannot be replayed, and its missed events cannot be recovered. Activate the endpoint first.
     *
     *     `concurrent_change`: Concurrent calls kept changing the same resource. Try again.
     */
    IdempotencyKeyReusedOrEndpointDeletedOrEndpointInactiveOrConcurrentChange: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `webhook_endpoint_not_found`: The endpoint does not exist or is deleted.
     *
     *     `webhook_customer_not_found`: The customer does not exist or is deleted.
     */
    WebhookEndpointNotFoundOrWebhookCustomerNotFound: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `rate_limited`: Too many management calls or failed sign-ins. Wait for the number of seconds in `Retry-After`.
     *
     *     `too_many_listeners`: The organization has too many open `listen` or `live` calls.
     */
    RateLimitedOrTooManyListeners: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
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
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for a different request.
     *
     *     `contact_exists`: Another contact of the same owner has this address or URL, so that each message would arrive twice. `id` is its id.
     *
     *     `concurrent_change`: Concurrent calls kept changing the same resource. Try again.
     */
    IdempotencyKeyReusedOrContactExistsOrConcurrentChange: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `validation_failed`: A field is missing, unknown, of the wrong type, or has an invalid value.
     *
     *     `too_many_contacts`: The organization or the customer has reached its limit of contacts. Delete one first.
     */
    ValidationFailedOrTooManyContacts: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `webhook_contact_not_found`: The contact does not exist. */
    WebhookContactNotFound: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for a different request.
     *
     *     `contact_disabled`: A contact that has unsubscribed, or was refused, gets no test message either. Delete it and create another one.
     *
     *     `concurrent_change`: Concurrent calls kept changing the same resource. Try again.
     */
    IdempotencyKeyReusedOrContactDisabledOrConcurrentChange: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /**
     * @description `rate_limited`: Too many management calls or failed sign-ins. Wait for the number of seconds in `Retry-After`.
     *
     *     `contact_test_limited`: A test message to the contact was asked for a moment ago. Wait for the number of seconds in `Retry-After`.
     */
    RateLimitedOrContactTestLimited: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
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
     * @description `idempotency_key_reused`: The `Idempotency-Key` was used for a different request.
     *
     *     `too_many_keys`: The organization has reached its limit of active API keys. Revoke one first.
     *
     *     `concurrent_change`: Concurrent calls kept changing the same resource. Try again.
     */
    IdempotencyKeyReusedOrTooManyKeysOrConcurrentChange: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `webhook_key_not_found`: The API key does not exist. */
    WebhookKeyNotFound: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `webhook_oauth_grant_not_found`: The OAuth grant does not exist, has ended or was revoked. */
    WebhookOauthGrantNotFound: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `webhook_operation_not_found`: The bulk operation does not exist. */
    WebhookOperationNotFound: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description `export_not_available`: The operation has no file to download: it is no export, is still running or was cancelled, or the file has expired. */
    ExportNotAvailable: {
      headers: {
        'X-Request-Id': components['headers']['RequestId'];
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
    /**
     * @description W3C trace context of the call. It is stored with the events, and their deliveries continue it. An invalid one is ignored.
     * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
     */
    Traceparent: string;
  };
  requestBodies: never;
  headers: {
    /** @description Id of the call in the server's log. A call may bring its own: up to 128 letters, digits and `._:/+=@-`. */
    RequestId: string;
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventTypeList'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
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
          'X-Request-Id': components['headers']['RequestId'];
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
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
         * @description Name of the event type.
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
          'X-Request-Id': components['headers']['RequestId'];
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
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
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
         * @description Name of the event type.
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
         * @description Name of the event type.
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
          'X-Request-Id': components['headers']['RequestId'];
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
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
  list_webhook_customers: {
    parameters: {
      query?: {
        /**
         * @description Beginning of the uid or of the name, in upper or lower case.
         * @example ac
         */
        search?: string;
        since?: string;
        until?: string;
        /**
         * @description Maximum number of items per page. Defaults to 50.
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CustomerPage'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  get_webhook_customer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the customer: `cus_…`, or your own `uid`.
         * @example cus_01m847cjw2e5zr0c7h9v3n6k8t
         */
        customer: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Customer'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      404: components['responses']['WebhookCustomerNotFound'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  put_webhook_customer: {
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
         * @description Id of the customer: `cus_…`, or your own `uid`.
         * @example acme
         */
        customer: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['PutWebhookCustomerRequest'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Customer'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      404: components['responses']['WebhookCustomerNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailedOrTooManyCustomers'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  delete_webhook_customer: {
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
         * @description Id of the customer: `cus_…`, or your own `uid`.
         * @example cus_01m847cjw2e5zr0c7h9v3n6k8t
         */
        customer: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      404: components['responses']['WebhookCustomerNotFound'];
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
  update_webhook_customer: {
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
         * @description Id of the customer: `cus_…`, or your own `uid`.
         * @example cus_01m847cjw2e5zr0c7h9v3n6k8t
         */
        customer: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['UpdateWebhookCustomerRequest'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Customer'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      404: components['responses']['WebhookCustomerNotFound'];
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
  list_webhook_portal_sessions: {
    parameters: {
      query?: {
        since?: string;
        until?: string;
        /**
         * @description Maximum number of items per page. Defaults to 50.
         * @example 20
         */
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path: {
        /**
         * @description Id of the customer: `cus_…`, or your own `uid`.
         * @example cus_01m847cjw2e5zr0c7h9v3n6k8t
         */
        customer: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PortalSessionPage'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      404: components['responses']['WebhookCustomerNotFound'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_webhook_portal_session: {
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
         * @description Id of the customer: `cus_…`, or your own `uid`.
         * @example cus_01m847cjw2e5zr0c7h9v3n6k8t
         */
        customer: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['CreateWebhookPortalSessionRequest'];
      };
    };
    responses: {
      /** @description Created. */
      201: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreatedPortalSession'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      404: components['responses']['WebhookCustomerNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrPortalDisabledOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  revoke_webhook_portal_session: {
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
         * @description Id of the customer: `cus_…`, or your own `uid`.
         * @example cus_01m847cjw2e5zr0c7h9v3n6k8t
         */
        customer: string;
        /**
         * @description Id of the session (`pst_…`).
         * @example pst_01m848v5zcf3k9w1x7d0b6m2qe
         */
        session_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      404: components['responses']['WebhookCustomerNotFoundOrWebhookPortalSessionNotFound'];
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
  get_webhook_customer_limits: {
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CustomerLimits'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  update_webhook_customer_limits: {
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
    requestBody?: {
      content: {
        'application/json': components['schemas']['UpdateWebhookCustomerLimitsRequest'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CustomerLimits'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
  get_webhook_portal: {
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PortalSettings'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  update_webhook_portal: {
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
    requestBody?: {
      content: {
        'application/json': components['schemas']['UpdateWebhookPortalRequest'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PortalSettings'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
  list_webhook_endpoints: {
    parameters: {
      query?: {
        customer?: string;
        /** @description Beginning of the name, in upper or lower case. */
        name?: string;
        /** @description Your own id of the endpoint. */
        uid?: string;
        metadata?: string;
        since?: string;
        until?: string;
        /**
         * @description Maximum number of items per page. Defaults to 50.
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EndpointPage'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreatedEndpoint'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrEndpointUidExistsOrConcurrentChange'];
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
        customer?: string;
        /** @description Maximum number of items per page. Defaults to 250. */
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EndpointActivityPage'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
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
         * @description Id of the endpoint (`whe_…`).
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
          'X-Request-Id': components['headers']['RequestId'];
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
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
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
         * @description Id of the endpoint (`whe_…`).
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
         * @description Id of the endpoint (`whe_…`).
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
          'X-Request-Id': components['headers']['RequestId'];
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
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      404: components['responses']['WebhookEndpointNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrCustomerInactiveOrEndpointUidExistsOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  expire_webhook_previous_secrets: {
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
         * @description Id of the endpoint (`whe_…`).
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
          'X-Request-Id': components['headers']['RequestId'];
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
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
  get_webhook_endpoint_history: {
    parameters: {
      query?: {
        /**
         * @description Maximum number of items per page. Defaults to 50.
         * @example 20
         */
        limit?: number;
        cursor?: string;
      };
      header?: never;
      path: {
        /**
         * @description Id of the endpoint (`whe_…`).
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EndpointHistoryEntryPage'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      404: components['responses']['WebhookEndpointNotFound'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  get_webhook_endpoint_metrics: {
    parameters: {
      query?: {
        /**
         * @description Time range. Defaults to `24h`.
         * @example 24h
         */
        range?: '1h' | '24h' | '7d';
      };
      header?: never;
      path: {
        /**
         * @description Id of the endpoint (`whe_…`).
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EndpointMetrics'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
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
  count_missed_webhook_events: {
    parameters: {
      query: {
        /** @example 2026-11-23T06:00:00+01:00 */
        since: string;
        until?: string;
      };
      header?: never;
      path: {
        /**
         * @description Id of the endpoint (`whe_…`).
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MissedEventCount'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
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
        /**
         * @description Id of the endpoint (`whe_…`).
         * @example whe_01m847cr37ff9vtr6smsz3f1fq
         */
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
          'X-Request-Id': components['headers']['RequestId'];
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
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
         * @description Id of the endpoint (`whe_…`).
         * @example whe_01m847cr37ff9vtr6smsz3f1fq
         */
        endpoint_id: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['RotateWebhookSecretRequest'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RotatedSecret'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
         * @description Id of the endpoint (`whe_…`).
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
          'X-Request-Id': components['headers']['RequestId'];
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
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
         * @description `nobody`: only events that had no subscriber when they were published.
         * @example nobody
         */
        delivered_to?: 'nobody';
        customer?: string;
        /** @description A searchable path and the exact value, such as `data.order_id=4711`. At most one; combines with the other filters. */
        data?: {
          [key: string]: string;
        };
        since?: string;
        until?: string;
        /**
         * @description Maximum number of items per page. Defaults to 50.
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventPage'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
        /**
         * @description W3C trace context of the call. It is stored with the events, and their deliveries continue it. An invalid one is ignored.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        traceparent?: components['parameters']['Traceparent'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EventInput'];
      };
    };
    responses: {
      /** @description Accepted: committed, and processed in the background. */
      202: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PublishedEvent'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermitted'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrEventIdReused'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailedOrTooManyCustomersOrTooManyDeliveries'];
      429: components['responses']['PublishLimited'];
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
        /**
         * @description W3C trace context of the call. It is stored with the events, and their deliveries continue it. An invalid one is ignored.
         * @example 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
         */
        traceparent?: components['parameters']['Traceparent'];
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
          'X-Request-Id': components['headers']['RequestId'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PublishedEvents'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermitted'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrEventIdReused'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailedOrTooManyCustomersOrTooManyDeliveries'];
      429: components['responses']['PublishLimited'];
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
        /**
         * @description Id of the event (`evt_…`, or the producer's own).
         * @example evt_01m847cvc8f3h9k2vq0m6n4t7b
         */
        event_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
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
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      404: components['responses']['WebhookEventNotFound'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  get_webhook_searchable_paths: {
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SearchablePaths'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  update_webhook_searchable_paths: {
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
        'application/json': components['schemas']['UpdateWebhookSearchablePathsRequest'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SearchablePaths'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
  get_webhook_request_format: {
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestFormat'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['KeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  update_webhook_request_format: {
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
        'application/json': components['schemas']['UpdateWebhookRequestFormatRequest'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequestFormat'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
  get_webhook_browser_origins: {
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BrowserOrigins'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  update_webhook_browser_origins: {
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
        'application/json': components['schemas']['UpdateWebhookBrowserOriginsRequest'];
      };
    };
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BrowserOrigins'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
  list_webhook_deliveries: {
    parameters: {
      query?: {
        customer?: string;
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
        response_status?: number;
        /** @example 5xx */
        response_class?: '2xx' | '3xx' | '4xx' | '5xx';
        failure_reason?:
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
        /** @example 3 */
        min_attempts?: number;
        min_duration_ms?: number;
        test?: boolean;
        replayed?: boolean;
        /**
         * @description Maximum number of items per page. Defaults to 50.
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeliveryPage'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['KeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  count_webhook_deliveries: {
    parameters: {
      query?: {
        customer?: string;
        endpoint_id?: string;
        event_id?: string;
        /** @example failed */
        status?: 'pending' | 'delivered' | 'failed';
        event_type?: string;
        since?: string;
        until?: string;
        response_status?: number;
        response_class?: '2xx' | '3xx' | '4xx' | '5xx';
        failure_reason?:
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
        min_attempts?: number;
        min_duration_ms?: number;
        test?: boolean;
        replayed?: boolean;
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeliveryCount'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['KeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  export_webhook_deliveries: {
    parameters: {
      query?: {
        customer?: string;
        /** @example whe_01m847cr37ff9vtr6smsz3f1fq */
        endpoint_id?: string;
        event_id?: string;
        /** @example failed */
        status?: 'pending' | 'delivered' | 'failed';
        event_type?: string;
        since?: string;
        until?: string;
        response_status?: number;
        response_class?: '2xx' | '3xx' | '4xx' | '5xx';
        failure_reason?:
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
        min_attempts?: number;
        min_duration_ms?: number;
        test?: boolean;
        replayed?: boolean;
        /** @example csv */
        format?: 'ndjson' | 'csv';
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/x-ndjson': components['schemas']['Delivery'];
          'text/csv': string;
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  start_webhook_export: {
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
    requestBody?: {
      content: {
        'application/json': components['schemas']['StartWebhookExportRequest'];
      };
    };
    responses: {
      /** @description Accepted: committed, and processed in the background. */
      202: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
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
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrExportRunningOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
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
          'X-Request-Id': components['headers']['RequestId'];
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
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
         * @description Id of the delivery (`whd_…`).
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
          'X-Request-Id': components['headers']['RequestId'];
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
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
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
         * @description Id of the delivery (`whd_…`).
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeliveryHistory'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
         * @description Id of the delivery (`whd_…`).
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
          'X-Request-Id': components['headers']['RequestId'];
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
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
         * @description Time range that ends now. Defaults to `1h`.
         * @example 1h
         */
        range?: '1h' | '24h' | '7d';
        since?: string;
        until?: string;
        customer?: string;
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
          'X-Request-Id': components['headers']['RequestId'];
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
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      404: components['responses']['WebhookCustomerNotFound'];
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
        customer?: string;
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
          'X-Request-Id': components['headers']['RequestId'];
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
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      404: components['responses']['WebhookEndpointNotFoundOrWebhookCustomerNotFound'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimitedOrTooManyListeners'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_webhook_contacts: {
    parameters: {
      query?: {
        customer?: string;
        channel?: 'email' | 'slack';
        since?: string;
        until?: string;
        /** @description Maximum number of items per page. Defaults to 50. */
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ContactPage'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_webhook_contact: {
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
        'application/json': components['schemas']['CreateWebhookContactRequest'];
      };
    };
    responses: {
      /** @description Created. */
      201: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Contact'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrContactExistsOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailedOrTooManyContacts'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  get_webhook_contact: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the contact (`ctc_…`).
         * @example ctc_01m848w2tnf7q3z6y9c1b5d8hk
         */
        contact_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Success. */
      200: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Contact'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      404: components['responses']['WebhookContactNotFound'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  delete_webhook_contact: {
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
         * @description Id of the contact (`ctc_…`).
         * @example ctc_01m848w2tnf7q3z6y9c1b5d8hk
         */
        contact_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      404: components['responses']['WebhookContactNotFound'];
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
  test_webhook_contact: {
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
         * @description Id of the contact (`ctc_…`).
         * @example ctc_01m848w2tnf7q3z6y9c1b5d8hk
         */
        contact_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Accepted: committed, and processed in the background. */
      202: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Contact'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      404: components['responses']['WebhookContactNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['IdempotencyKeyReusedOrContactDisabledOrConcurrentChange'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimitedOrContactTestLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_webhook_keys: {
    parameters: {
      query?: {
        since?: string;
        until?: string;
        /** @description Maximum number of items per page. Defaults to 50. */
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApiKeyPage'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreatedApiKey'];
        };
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
         * @description Id of the key (`key_…`).
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
  list_webhook_oauth_grants: {
    parameters: {
      query?: {
        since?: string;
        until?: string;
        /** @description Maximum number of items per page. Defaults to 50. */
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OAuthGrantPage'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      408: components['responses']['RequestTimeout'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['RateLimited'];
      431: components['responses']['HeadersTooLarge'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  revoke_webhook_oauth_grant: {
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
         * @description Id of the grant (`oag_…`).
         * @example oag_01m84a6h3kf7x2q9w4t0c8n5vd
         */
        grant_id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      204: {
        headers: {
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['MalformedBodyOrMalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      404: components['responses']['WebhookOauthGrantNotFound'];
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
      query?: {
        /** @example acme */
        customer?: string;
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
          'X-Request-Id': components['headers']['RequestId'];
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
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      404: components['responses']['WebhookCustomerNotFound'];
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
        customer?: string;
        since?: string;
        until?: string;
        /** @description Maximum number of items per page. Defaults to 50. */
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BulkOperationPage'];
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
         * @description Id of the bulk operation (`blk_…`).
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
          'X-Request-Id': components['headers']['RequestId'];
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
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
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
         * @description Id of the bulk operation (`blk_…`).
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
          'X-Request-Id': components['headers']['RequestId'];
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
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
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
  download_webhook_export: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /**
         * @description Id of the bulk operation (`blk_…`).
         * @example blk_01m84b6d2rn8c5y1k3v7q9t0ma
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
          'X-Request-Id': components['headers']['RequestId'];
          'RateLimit-Limit': components['headers']['RateLimitLimit'];
          'RateLimit-Remaining': components['headers']['RateLimitRemaining'];
          'RateLimit-Reset': components['headers']['RateLimitReset'];
          [name: string]: unknown;
        };
        content: {
          'application/x-ndjson': components['schemas']['Delivery'];
          'text/csv': string;
        };
      };
      400: components['responses']['MalformedUrl'];
      401: components['responses']['MissingApiKeyOrInvalidApiKeyOrInvalidAccessTokenOrPortalSessionEnded'];
      403: components['responses']['PortalNotPermittedOrKeyNotPermitted'];
      404: components['responses']['WebhookOperationNotFound'];
      408: components['responses']['RequestTimeout'];
      409: components['responses']['ExportNotAvailable'];
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
        /** @description Id of the event, the same for every attempt and replay. Use it to deduplicate. */
        'webhook-id': string;
        /** @description Time of the attempt, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` followed by the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the part of the signing secret after `whsec_`, decoded from base64. During a rotation the header contains several signatures, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex. The key is the signing secret as text, including `whsec_`. */
        'x-modelux-signature': string;
        /**
         * @description Event type.
         * @example budget.threshold_reached
         */
        'x-modelux-event': string;
        /** @description Id of the delivery. */
        'x-modelux-delivery': string;
        /** @description Number of the attempt, from 1. Replays continue the count. */
        'x-modelux-attempt': string;
        /** @description The platform's own id of the event's customer. Only for endpoints that get the events of every customer. */
        'x-modelux-customer'?: string;
        /** @description W3C trace context of the attempt, or of the publish call. Absent unless the organization has it sent. */
        traceparent?: string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Id of the event. Use it to deduplicate. */
          id: string;
          /** @constant */
          type: 'budget.threshold_reached';
          /**
           * Format: date-time
           * @description Time when the event was published.
           */
          timestamp: string;
          /**
           * @description Present on test events only.
           * @constant
           */
          test?: true;
          /** @description Data of the event, as published, without insignificant white space. */
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
        /** @description Id of the event, the same for every attempt and replay. Use it to deduplicate. */
        'webhook-id': string;
        /** @description Time of the attempt, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` followed by the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the part of the signing secret after `whsec_`, decoded from base64. During a rotation the header contains several signatures, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex. The key is the signing secret as text, including `whsec_`. */
        'x-modelux-signature': string;
        /**
         * @description Event type.
         * @example budget.exceeded
         */
        'x-modelux-event': string;
        /** @description Id of the delivery. */
        'x-modelux-delivery': string;
        /** @description Number of the attempt, from 1. Replays continue the count. */
        'x-modelux-attempt': string;
        /** @description The platform's own id of the event's customer. Only for endpoints that get the events of every customer. */
        'x-modelux-customer'?: string;
        /** @description W3C trace context of the attempt, or of the publish call. Absent unless the organization has it sent. */
        traceparent?: string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Id of the event. Use it to deduplicate. */
          id: string;
          /** @constant */
          type: 'budget.exceeded';
          /**
           * Format: date-time
           * @description Time when the event was published.
           */
          timestamp: string;
          /**
           * @description Present on test events only.
           * @constant
           */
          test?: true;
          /** @description Data of the event, as published, without insignificant white space. */
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
        /** @description Id of the event, the same for every attempt and replay. Use it to deduplicate. */
        'webhook-id': string;
        /** @description Time of the attempt, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` followed by the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the part of the signing secret after `whsec_`, decoded from base64. During a rotation the header contains several signatures, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex. The key is the signing secret as text, including `whsec_`. */
        'x-modelux-signature': string;
        /**
         * @description Event type.
         * @example routing_config.created
         */
        'x-modelux-event': string;
        /** @description Id of the delivery. */
        'x-modelux-delivery': string;
        /** @description Number of the attempt, from 1. Replays continue the count. */
        'x-modelux-attempt': string;
        /** @description The platform's own id of the event's customer. Only for endpoints that get the events of every customer. */
        'x-modelux-customer'?: string;
        /** @description W3C trace context of the attempt, or of the publish call. Absent unless the organization has it sent. */
        traceparent?: string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Id of the event. Use it to deduplicate. */
          id: string;
          /** @constant */
          type: 'routing_config.created';
          /**
           * Format: date-time
           * @description Time when the event was published.
           */
          timestamp: string;
          /**
           * @description Present on test events only.
           * @constant
           */
          test?: true;
          /** @description Data of the event, as published, without insignificant white space. */
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
        /** @description Id of the event, the same for every attempt and replay. Use it to deduplicate. */
        'webhook-id': string;
        /** @description Time of the attempt, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` followed by the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the part of the signing secret after `whsec_`, decoded from base64. During a rotation the header contains several signatures, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex. The key is the signing secret as text, including `whsec_`. */
        'x-modelux-signature': string;
        /**
         * @description Event type.
         * @example routing_config.updated
         */
        'x-modelux-event': string;
        /** @description Id of the delivery. */
        'x-modelux-delivery': string;
        /** @description Number of the attempt, from 1. Replays continue the count. */
        'x-modelux-attempt': string;
        /** @description The platform's own id of the event's customer. Only for endpoints that get the events of every customer. */
        'x-modelux-customer'?: string;
        /** @description W3C trace context of the attempt, or of the publish call. Absent unless the organization has it sent. */
        traceparent?: string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Id of the event. Use it to deduplicate. */
          id: string;
          /** @constant */
          type: 'routing_config.updated';
          /**
           * Format: date-time
           * @description Time when the event was published.
           */
          timestamp: string;
          /**
           * @description Present on test events only.
           * @constant
           */
          test?: true;
          /** @description Data of the event, as published, without insignificant white space. */
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
        /** @description Id of the event, the same for every attempt and replay. Use it to deduplicate. */
        'webhook-id': string;
        /** @description Time of the attempt, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` followed by the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the part of the signing secret after `whsec_`, decoded from base64. During a rotation the header contains several signatures, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex. The key is the signing secret as text, including `whsec_`. */
        'x-modelux-signature': string;
        /**
         * @description Event type.
         * @example routing_config.deleted
         */
        'x-modelux-event': string;
        /** @description Id of the delivery. */
        'x-modelux-delivery': string;
        /** @description Number of the attempt, from 1. Replays continue the count. */
        'x-modelux-attempt': string;
        /** @description The platform's own id of the event's customer. Only for endpoints that get the events of every customer. */
        'x-modelux-customer'?: string;
        /** @description W3C trace context of the attempt, or of the publish call. Absent unless the organization has it sent. */
        traceparent?: string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Id of the event. Use it to deduplicate. */
          id: string;
          /** @constant */
          type: 'routing_config.deleted';
          /**
           * Format: date-time
           * @description Time when the event was published.
           */
          timestamp: string;
          /**
           * @description Present on test events only.
           * @constant
           */
          test?: true;
          /** @description Data of the event, as published, without insignificant white space. */
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
        /** @description Id of the event, the same for every attempt and replay. Use it to deduplicate. */
        'webhook-id': string;
        /** @description Time of the attempt, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` followed by the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the part of the signing secret after `whsec_`, decoded from base64. During a rotation the header contains several signatures, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex. The key is the signing secret as text, including `whsec_`. */
        'x-modelux-signature': string;
        /**
         * @description Event type.
         * @example provider.health_changed
         */
        'x-modelux-event': string;
        /** @description Id of the delivery. */
        'x-modelux-delivery': string;
        /** @description Number of the attempt, from 1. Replays continue the count. */
        'x-modelux-attempt': string;
        /** @description The platform's own id of the event's customer. Only for endpoints that get the events of every customer. */
        'x-modelux-customer'?: string;
        /** @description W3C trace context of the attempt, or of the publish call. Absent unless the organization has it sent. */
        traceparent?: string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Id of the event. Use it to deduplicate. */
          id: string;
          /** @constant */
          type: 'provider.health_changed';
          /**
           * Format: date-time
           * @description Time when the event was published.
           */
          timestamp: string;
          /**
           * @description Present on test events only.
           * @constant
           */
          test?: true;
          /** @description Data of the event, as published, without insignificant white space. */
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
        /** @description Id of the event, the same for every attempt and replay. Use it to deduplicate. */
        'webhook-id': string;
        /** @description Time of the attempt, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` followed by the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the part of the signing secret after `whsec_`, decoded from base64. During a rotation the header contains several signatures, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex. The key is the signing secret as text, including `whsec_`. */
        'x-modelux-signature': string;
        /**
         * @description Event type.
         * @example api_key.revoked
         */
        'x-modelux-event': string;
        /** @description Id of the delivery. */
        'x-modelux-delivery': string;
        /** @description Number of the attempt, from 1. Replays continue the count. */
        'x-modelux-attempt': string;
        /** @description The platform's own id of the event's customer. Only for endpoints that get the events of every customer. */
        'x-modelux-customer'?: string;
        /** @description W3C trace context of the attempt, or of the publish call. Absent unless the organization has it sent. */
        traceparent?: string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Id of the event. Use it to deduplicate. */
          id: string;
          /** @constant */
          type: 'api_key.revoked';
          /**
           * Format: date-time
           * @description Time when the event was published.
           */
          timestamp: string;
          /**
           * @description Present on test events only.
           * @constant
           */
          test?: true;
          /** @description Data of the event, as published, without insignificant white space. */
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
        /** @description Id of the event, the same for every attempt and replay. Use it to deduplicate. */
        'webhook-id': string;
        /** @description Time of the attempt, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` followed by the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the part of the signing secret after `whsec_`, decoded from base64. During a rotation the header contains several signatures, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex. The key is the signing secret as text, including `whsec_`. */
        'x-modelux-signature': string;
        /**
         * @description Event type.
         * @example request.anomaly_detected
         */
        'x-modelux-event': string;
        /** @description Id of the delivery. */
        'x-modelux-delivery': string;
        /** @description Number of the attempt, from 1. Replays continue the count. */
        'x-modelux-attempt': string;
        /** @description The platform's own id of the event's customer. Only for endpoints that get the events of every customer. */
        'x-modelux-customer'?: string;
        /** @description W3C trace context of the attempt, or of the publish call. Absent unless the organization has it sent. */
        traceparent?: string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Id of the event. Use it to deduplicate. */
          id: string;
          /** @constant */
          type: 'request.anomaly_detected';
          /**
           * Format: date-time
           * @description Time when the event was published.
           */
          timestamp: string;
          /**
           * @description Present on test events only.
           * @constant
           */
          test?: true;
          /** @description Data of the event, as published, without insignificant white space. */
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
        /** @description Id of the event, the same for every attempt and replay. Use it to deduplicate. */
        'webhook-id': string;
        /** @description Time of the attempt, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` followed by the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the part of the signing secret after `whsec_`, decoded from base64. During a rotation the header contains several signatures, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex. The key is the signing secret as text, including `whsec_`. */
        'x-modelux-signature': string;
        /**
         * @description Event type.
         * @example experiment.completed
         */
        'x-modelux-event': string;
        /** @description Id of the delivery. */
        'x-modelux-delivery': string;
        /** @description Number of the attempt, from 1. Replays continue the count. */
        'x-modelux-attempt': string;
        /** @description The platform's own id of the event's customer. Only for endpoints that get the events of every customer. */
        'x-modelux-customer'?: string;
        /** @description W3C trace context of the attempt, or of the publish call. Absent unless the organization has it sent. */
        traceparent?: string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Id of the event. Use it to deduplicate. */
          id: string;
          /** @constant */
          type: 'experiment.completed';
          /**
           * Format: date-time
           * @description Time when the event was published.
           */
          timestamp: string;
          /**
           * @description Present on test events only.
           * @constant
           */
          test?: true;
          /** @description Data of the event, as published, without insignificant white space. */
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
        /** @description Id of the event, the same for every attempt and replay. Use it to deduplicate. */
        'webhook-id': string;
        /** @description Time of the attempt, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` followed by the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the part of the signing secret after `whsec_`, decoded from base64. During a rotation the header contains several signatures, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex. The key is the signing secret as text, including `whsec_`. */
        'x-modelux-signature': string;
        /**
         * @description Event type.
         * @example experiment.regression_detected
         */
        'x-modelux-event': string;
        /** @description Id of the delivery. */
        'x-modelux-delivery': string;
        /** @description Number of the attempt, from 1. Replays continue the count. */
        'x-modelux-attempt': string;
        /** @description The platform's own id of the event's customer. Only for endpoints that get the events of every customer. */
        'x-modelux-customer'?: string;
        /** @description W3C trace context of the attempt, or of the publish call. Absent unless the organization has it sent. */
        traceparent?: string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Id of the event. Use it to deduplicate. */
          id: string;
          /** @constant */
          type: 'experiment.regression_detected';
          /**
           * Format: date-time
           * @description Time when the event was published.
           */
          timestamp: string;
          /**
           * @description Present on test events only.
           * @constant
           */
          test?: true;
          /** @description Data of the event, as published, without insignificant white space. */
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
  'postrider.endpoint.failing': {
    parameters: {
      query?: never;
      header: {
        /** @description Id of the event, the same for every attempt and replay. Use it to deduplicate. */
        'webhook-id': string;
        /** @description Time of the attempt, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` followed by the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the part of the signing secret after `whsec_`, decoded from base64. During a rotation the header contains several signatures, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex. The key is the signing secret as text, including `whsec_`. */
        'x-modelux-signature': string;
        /**
         * @description Event type.
         * @example postrider.endpoint.failing
         */
        'x-modelux-event': string;
        /** @description Id of the delivery. */
        'x-modelux-delivery': string;
        /** @description Number of the attempt, from 1. Replays continue the count. */
        'x-modelux-attempt': string;
        /** @description The platform's own id of the event's customer. Only for endpoints that get the events of every customer. */
        'x-modelux-customer'?: string;
        /** @description W3C trace context of the attempt, or of the publish call. Absent unless the organization has it sent. */
        traceparent?: string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Id of the event. Use it to deduplicate. */
          id: string;
          /** @constant */
          type: 'postrider.endpoint.failing';
          /**
           * Format: date-time
           * @description Time when the event was published.
           */
          timestamp: string;
          /**
           * @description Present on test events only.
           * @constant
           */
          test?: true;
          /** @description Data of the event, as published, without insignificant white space. */
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
  'postrider.endpoint.recovered': {
    parameters: {
      query?: never;
      header: {
        /** @description Id of the event, the same for every attempt and replay. Use it to deduplicate. */
        'webhook-id': string;
        /** @description Time of the attempt, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` followed by the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the part of the signing secret after `whsec_`, decoded from base64. During a rotation the header contains several signatures, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex. The key is the signing secret as text, including `whsec_`. */
        'x-modelux-signature': string;
        /**
         * @description Event type.
         * @example postrider.endpoint.recovered
         */
        'x-modelux-event': string;
        /** @description Id of the delivery. */
        'x-modelux-delivery': string;
        /** @description Number of the attempt, from 1. Replays continue the count. */
        'x-modelux-attempt': string;
        /** @description The platform's own id of the event's customer. Only for endpoints that get the events of every customer. */
        'x-modelux-customer'?: string;
        /** @description W3C trace context of the attempt, or of the publish call. Absent unless the organization has it sent. */
        traceparent?: string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Id of the event. Use it to deduplicate. */
          id: string;
          /** @constant */
          type: 'postrider.endpoint.recovered';
          /**
           * Format: date-time
           * @description Time when the event was published.
           */
          timestamp: string;
          /**
           * @description Present on test events only.
           * @constant
           */
          test?: true;
          /** @description Data of the event, as published, without insignificant white space. */
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
  'postrider.endpoint.deactivated': {
    parameters: {
      query?: never;
      header: {
        /** @description Id of the event, the same for every attempt and replay. Use it to deduplicate. */
        'webhook-id': string;
        /** @description Time of the attempt, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` followed by the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the part of the signing secret after `whsec_`, decoded from base64. During a rotation the header contains several signatures, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex. The key is the signing secret as text, including `whsec_`. */
        'x-modelux-signature': string;
        /**
         * @description Event type.
         * @example postrider.endpoint.deactivated
         */
        'x-modelux-event': string;
        /** @description Id of the delivery. */
        'x-modelux-delivery': string;
        /** @description Number of the attempt, from 1. Replays continue the count. */
        'x-modelux-attempt': string;
        /** @description The platform's own id of the event's customer. Only for endpoints that get the events of every customer. */
        'x-modelux-customer'?: string;
        /** @description W3C trace context of the attempt, or of the publish call. Absent unless the organization has it sent. */
        traceparent?: string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Id of the event. Use it to deduplicate. */
          id: string;
          /** @constant */
          type: 'postrider.endpoint.deactivated';
          /**
           * Format: date-time
           * @description Time when the event was published.
           */
          timestamp: string;
          /**
           * @description Present on test events only.
           * @constant
           */
          test?: true;
          /** @description Data of the event, as published, without insignificant white space. */
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
  'postrider.delivery.failed': {
    parameters: {
      query?: never;
      header: {
        /** @description Id of the event, the same for every attempt and replay. Use it to deduplicate. */
        'webhook-id': string;
        /** @description Time of the attempt, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` followed by the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the part of the signing secret after `whsec_`, decoded from base64. During a rotation the header contains several signatures, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex. The key is the signing secret as text, including `whsec_`. */
        'x-modelux-signature': string;
        /**
         * @description Event type.
         * @example postrider.delivery.failed
         */
        'x-modelux-event': string;
        /** @description Id of the delivery. */
        'x-modelux-delivery': string;
        /** @description Number of the attempt, from 1. Replays continue the count. */
        'x-modelux-attempt': string;
        /** @description The platform's own id of the event's customer. Only for endpoints that get the events of every customer. */
        'x-modelux-customer'?: string;
        /** @description W3C trace context of the attempt, or of the publish call. Absent unless the organization has it sent. */
        traceparent?: string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Id of the event. Use it to deduplicate. */
          id: string;
          /** @constant */
          type: 'postrider.delivery.failed';
          /**
           * Format: date-time
           * @description Time when the event was published.
           */
          timestamp: string;
          /**
           * @description Present on test events only.
           * @constant
           */
          test?: true;
          /** @description Data of the event, as published, without insignificant white space. */
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
  'postrider.secret.expiring': {
    parameters: {
      query?: never;
      header: {
        /** @description Id of the event, the same for every attempt and replay. Use it to deduplicate. */
        'webhook-id': string;
        /** @description Time of the attempt, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` followed by the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the part of the signing secret after `whsec_`, decoded from base64. During a rotation the header contains several signatures, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex. The key is the signing secret as text, including `whsec_`. */
        'x-modelux-signature': string;
        /**
         * @description Event type.
         * @example postrider.secret.expiring
         */
        'x-modelux-event': string;
        /** @description Id of the delivery. */
        'x-modelux-delivery': string;
        /** @description Number of the attempt, from 1. Replays continue the count. */
        'x-modelux-attempt': string;
        /** @description The platform's own id of the event's customer. Only for endpoints that get the events of every customer. */
        'x-modelux-customer'?: string;
        /** @description W3C trace context of the attempt, or of the publish call. Absent unless the organization has it sent. */
        traceparent?: string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Id of the event. Use it to deduplicate. */
          id: string;
          /** @constant */
          type: 'postrider.secret.expiring';
          /**
           * Format: date-time
           * @description Time when the event was published.
           */
          timestamp: string;
          /**
           * @description Present on test events only.
           * @constant
           */
          test?: true;
          /** @description Data of the event, as published, without insignificant white space. */
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
  'postrider.operation.completed': {
    parameters: {
      query?: never;
      header: {
        /** @description Id of the event, the same for every attempt and replay. Use it to deduplicate. */
        'webhook-id': string;
        /** @description Time of the attempt, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` followed by the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the part of the signing secret after `whsec_`, decoded from base64. During a rotation the header contains several signatures, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex. The key is the signing secret as text, including `whsec_`. */
        'x-modelux-signature': string;
        /**
         * @description Event type.
         * @example postrider.operation.completed
         */
        'x-modelux-event': string;
        /** @description Id of the delivery. */
        'x-modelux-delivery': string;
        /** @description Number of the attempt, from 1. Replays continue the count. */
        'x-modelux-attempt': string;
        /** @description The platform's own id of the event's customer. Only for endpoints that get the events of every customer. */
        'x-modelux-customer'?: string;
        /** @description W3C trace context of the attempt, or of the publish call. Absent unless the organization has it sent. */
        traceparent?: string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Id of the event. Use it to deduplicate. */
          id: string;
          /** @constant */
          type: 'postrider.operation.completed';
          /**
           * Format: date-time
           * @description Time when the event was published.
           */
          timestamp: string;
          /**
           * @description Present on test events only.
           * @constant
           */
          test?: true;
          /** @description Data of the event, as published, without insignificant white space. */
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
  'postrider.backlog.aging': {
    parameters: {
      query?: never;
      header: {
        /** @description Id of the event, the same for every attempt and replay. Use it to deduplicate. */
        'webhook-id': string;
        /** @description Time of the attempt, in Unix seconds. */
        'webhook-timestamp': string;
        /** @description `v1,` followed by the base64 HMAC-SHA256 of `<webhook-id>.<webhook-timestamp>.<body>`. The key is the part of the signing secret after `whsec_`, decoded from base64. During a rotation the header contains several signatures, separated by spaces. */
        'webhook-signature': string;
        /** @description HMAC-SHA256 of the body in lower-case hex. The key is the signing secret as text, including `whsec_`. */
        'x-modelux-signature': string;
        /**
         * @description Event type.
         * @example postrider.backlog.aging
         */
        'x-modelux-event': string;
        /** @description Id of the delivery. */
        'x-modelux-delivery': string;
        /** @description Number of the attempt, from 1. Replays continue the count. */
        'x-modelux-attempt': string;
        /** @description The platform's own id of the event's customer. Only for endpoints that get the events of every customer. */
        'x-modelux-customer'?: string;
        /** @description W3C trace context of the attempt, or of the publish call. Absent unless the organization has it sent. */
        traceparent?: string;
        /** @description `Postrider/<version>` */
        'user-agent': string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Id of the event. Use it to deduplicate. */
          id: string;
          /** @constant */
          type: 'postrider.backlog.aging';
          /**
           * Format: date-time
           * @description Time when the event was published.
           */
          timestamp: string;
          /**
           * @description Present on test events only.
           * @constant
           */
          test?: true;
          /** @description Data of the event, as published, without insignificant white space. */
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
