import { publishCommand } from '../shared/publish-command.js';
import { sdkPackage } from '../shared/sdk-package.js';

export interface PublishSnippet {
  language: string;
  /** What to install first; undefined: nothing. */
  install?: string;
  /** How to run it as a file of its own. */
  run: string;
  code: string;
}

interface Publication {
  /** Of the gateway: "https://hooks.example.com". */
  origin: string;
  type: string;
  data: object;
}

const path = '/manage/v1/webhooks/events';

/** Programs that publish an event, by language. The key stays out of them: it belongs into the environment. */
export function publishSnippets({ origin, type, data }: Publication): readonly PublishSnippet[] {
  const url = origin + path;
  const body = quotable({ type, data });
  return [
    {
      language: 'curl',
      run: 'sh publish.sh',
      code: publishCommand({ type, data }, origin),
    },
    {
      language: 'TypeScript',
      install: sdkPackage,
      run: 'node publish.mts',
      code: `import { Postrider } from '@postrider/sdk';

const postrider = new Postrider({
  url: '${origin}',
  key: process.env.POSTRIDER_PROJECT_KEY ?? '',
});
const published = await postrider.events.publish(${body});
console.log(published.id);`,
    },
    {
      language: 'Python',
      run: 'python3 publish.py',
      code: `import os
import urllib.request

body = r'''${body}'''
request = urllib.request.Request(
    "${url}",
    data=body.encode(),
    headers={
        "authorization": "Bearer " + os.environ["POSTRIDER_PROJECT_KEY"],
        "content-type": "application/json",
    },
)
with urllib.request.urlopen(request) as response:
    print(response.read().decode())`,
    },
    {
      language: 'Go',
      run: 'go run publish.go',
      code: `package main

import (
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
)

func main() {
	body := strings.NewReader(\`${body}\`)
	request, err := http.NewRequest("POST", "${url}", body)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("authorization", "Bearer "+os.Getenv("POSTRIDER_PROJECT_KEY"))
	request.Header.Set("content-type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	answer, _ := io.ReadAll(response.Body)
	if response.StatusCode != http.StatusAccepted {
		log.Fatal(response.Status, string(answer))
	}
	fmt.Println(string(answer))
}`,
    },
    {
      language: 'Java',
      run: 'java Publish.java',
      code: `import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

public class Publish {
  public static void main(String[] args) throws Exception {
    String body = """
${body.replaceAll('\\', String.raw`\\`)}""";
    HttpRequest request = HttpRequest.newBuilder(URI.create("${url}"))
        .header("authorization", "Bearer " + System.getenv("POSTRIDER_PROJECT_KEY"))
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 202) throw new IllegalStateException(response.body());
    System.out.println(response.body());
  }
}`,
    },
  ];
}

/** JSON that can stand between any quotation marks: inside its texts, quotes and backticks are escapes. */
const quotable = (value: object): string =>
  JSON.stringify(value, null, 2)
    .replaceAll("'", String.raw`\u0027`)
    .replaceAll('`', String.raw`\u0060`);
