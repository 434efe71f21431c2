// Publishes an event, waits for its delivery, replays it, and prints what happened.
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"time"

	"example.com/program/postrider"
)

func main() {
	ctx := context.Background()
	authorize := postrider.WithRequestEditorFn(func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+os.Getenv("POSTRIDER_KEY"))
		return nil
	})
	client, err := postrider.NewClientWithResponses(os.Getenv("POSTRIDER_URL"), authorize)
	check(err)

	created, err := client.CreateWebhookEndpointWithResponse(ctx, nil, postrider.CreateWebhookEndpointRequest{
		Url:        os.Getenv("RECEIVER_URL"),
		EventTypes: []string{"budget.*"},
	})
	check(err)
	published, err := client.PublishWebhookEventsWithResponse(ctx, nil, postrider.PublishWebhookEventsRequest{
		Events: []postrider.EventInput{{Type: "budget.exceeded", Data: map[string]any{"spend_usd": 1003.17}}},
	})
	check(err)
	delivery := published.JSON202.Data[0].Deliveries[0]
	if delivery.EndpointId != created.JSON201.Id {
		panic("the delivery is not to the endpoint")
	}
	await(ctx, client, delivery.Id, 1)
	_, err = client.ReplayWebhookDeliveryWithResponse(ctx, delivery.Id, nil)
	check(err)
	await(ctx, client, delivery.Id, 2)

	page, err := client.ListWebhookDeliveriesWithResponse(ctx, &postrider.ListWebhookDeliveriesParams{EndpointId: &delivery.EndpointId})
	check(err)
	missing, err := client.GetWebhookDeliveryWithResponse(ctx, "whd_00000000000000000000000000")
	check(err)
	fmt.Println(page.JSON200.Data[0].Status, page.JSON200.Data[0].AttemptCount, missing.JSON404.Error.Code)
}

func await(ctx context.Context, client *postrider.ClientWithResponses, id string, attempts int) {
	for range 300 {
		response, err := client.GetWebhookDeliveryWithResponse(ctx, id)
		check(err)
		detail := response.JSON200
		if detail.Status == postrider.DeliveryDetailStatusDelivered && detail.AttemptCount >= attempts {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	panic("the delivery was not delivered")
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
