"""Publishes an event, waits for its delivery, replays it, and prints what happened."""

import os
import time

from postrider_client import AuthenticatedClient
from postrider_client.api.deliveries import get_webhook_delivery, list_webhook_deliveries, replay_webhook_delivery
from postrider_client.api.endpoints import create_webhook_endpoint
from postrider_client.api.events import publish_webhook_events
from postrider_client.models import (
    CreateWebhookEndpointRequest,
    DeliveryDetailStatus,
    EventInput,
    EventInputData,
    PublishWebhookEventsRequest,
)

client = AuthenticatedClient(base_url=os.environ["POSTRIDER_URL"], token=os.environ["POSTRIDER_KEY"])


def wait_for(delivery_id: str, attempts: int) -> None:
    for _ in range(300):
        detail = get_webhook_delivery.sync(delivery_id, client=client)
        if detail.status == DeliveryDetailStatus.DELIVERED and detail.attempt_count >= attempts:
            return
        time.sleep(0.1)
    raise SystemExit("the delivery was not delivered")


endpoint = create_webhook_endpoint.sync(
    client=client, body=CreateWebhookEndpointRequest(url=os.environ["RECEIVER_URL"], event_types=["budget.*"])
)
data = EventInputData()
data["spend_usd"] = 1003.17
batch = PublishWebhookEventsRequest(events=[EventInput(type_="budget.exceeded", data=data)])
[delivery] = publish_webhook_events.sync(client=client, body=batch).data[0].deliveries
assert delivery.endpoint_id == endpoint.id
wait_for(delivery.id, 1)
replay_webhook_delivery.sync(delivery.id, client=client)
wait_for(delivery.id, 2)

[listed] = list_webhook_deliveries.sync(client=client, endpoint_id=endpoint.id).data
missing = get_webhook_delivery.sync("whd_00000000000000000000000000", client=client)
print(listed.status, listed.attempt_count, missing.error.code)
