import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.DeliveriesApi;
import org.openapitools.client.api.EndpointsApi;
import org.openapitools.client.api.EventsApi;
import org.openapitools.client.model.CreateWebhookEndpointRequest;
import org.openapitools.client.model.DeliveryDetail;
import org.openapitools.client.model.EventInput;
import org.openapitools.client.model.PublishWebhookEventsRequest;

/** Publishes an event, waits for its delivery, replays it, and prints what happened. */
public class Main {
  public static void main(String[] arguments) throws Exception {
    var client = new ApiClient();
    client.updateBaseUri(System.getenv("POSTRIDER_URL"));
    client.setRequestInterceptor(
        request -> request.header("Authorization", "Bearer " + System.getenv("POSTRIDER_KEY")));
    var deliveries = new DeliveriesApi(client);

    var endpoint =
        new EndpointsApi(client)
            .createWebhookEndpoint(
                new CreateWebhookEndpointRequest()
                    .url(System.getenv("RECEIVER_URL"))
                    .eventTypes(List.of("budget.*")),
                null);
    var event = new EventInput().type("budget.exceeded").data(Map.of("spend_usd", 1003.17));
    var batch = new PublishWebhookEventsRequest().events(List.of(event));
    var delivery =
        new EventsApi(client).publishWebhookEvents(batch, null, null).getData().get(0).getDeliveries().get(0);
    if (!delivery.getEndpointId().equals(endpoint.getId()))
      throw new IllegalStateException("the delivery is not to the endpoint");
    await(deliveries, delivery.getId(), 1);
    deliveries.replayWebhookDelivery(delivery.getId(), null);
    var detail = await(deliveries, delivery.getId(), 2);

    try {
      deliveries.getWebhookDelivery("whd_00000000000000000000000000");
    } catch (ApiException error) {
      var body = new ObjectMapper().readValue(error.getResponseBody(), org.openapitools.client.model.Error.class);
      System.out.println(
          detail.getStatus().getValue() + " " + detail.getAttemptCount() + " " + body.getError().getCode());
    }
  }

  private static DeliveryDetail await(DeliveriesApi deliveries, String id, int attempts) throws Exception {
    for (int i = 0; i < 300; i++) {
      var detail = deliveries.getWebhookDelivery(id);
      if (detail.getStatus() == DeliveryDetail.StatusEnum.DELIVERED && detail.getAttemptCount() >= attempts)
        return detail;
      Thread.sleep(100);
    }
    throw new IllegalStateException("the delivery was not delivered");
  }
}
