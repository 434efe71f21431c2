import { Controller, Get, Header } from '@nestjs/common';
import { openApiDocument } from '@postrider/openapi';

/** The description of the API, for whoever asks: it holds nothing that is not public. */
@Controller()
export class OpenApiController {
  readonly #json = JSON.stringify(openApiDocument());

  @Get('openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  document(): string {
    return this.#json;
  }
}
